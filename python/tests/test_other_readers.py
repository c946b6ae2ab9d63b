"""Every table of a warehouse, read by delta-rs, which shares no code with the Delta that wrote it."""

import pytest

import tables

RESULTS = [
    "channel_quality",
    "conversion_estimates",
    "data_quality",
    "episodes",
    "labelled_episodes",
    "reviews",
    "rule_versions",
    "swap_sets",
]


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_table_has_rows_for_the_review(name, trial):
    review = tables.open_table(trial.warehouse, "reviews").to_pyarrow_table()["review_id"].to_pylist()
    assert len(review) == 1

    read = tables.open_table(trial.warehouse, name).to_pyarrow_table()

    assert set(read["review_id"].to_pylist()) == set(review)


@pytest.mark.parametrize("name", RESULTS)
def test_every_column_says_what_it_means(name, trial):
    fields = tables.open_table(trial.warehouse, name).schema().fields

    assert [field.name for field in fields if not field.metadata.get("comment")] == []


def test_a_column_that_may_not_be_null_never_is(trial):
    for name in tables.names(trial.warehouse):
        table = tables.open_table(trial.warehouse, name)
        read = table.to_pyarrow_table()
        required = [field.name for field in table.schema().fields if not field.nullable]
        assert required, name
        assert [column for column in required if read[column].null_count] == [], name


def test_no_row_of_any_table_is_there_twice(trial):
    for name in tables.names(trial.warehouse):
        read = tables.rows(trial.warehouse, name)
        assert len(set(read)) == len(read), name
