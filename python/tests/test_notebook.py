"""The calibration review's notebook, run on the demo's warehouse as an analyst would run it."""

import base64
import os

import jupytext
import nbclient
import pytest

import runs
from checkout import ROOT

NOTEBOOK = ROOT / "notebooks" / "calibration_review.py"
PNG_OF_AN_EMPTY_FIGURE = 8_000


@pytest.fixture(scope="module")
def executed(demo):
    notebook = jupytext.read(NOTEBOOK)
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    # A failed cell raises here, with its traceback.
    client.execute(env={**os.environ, "REQUALIFY_WAREHOUSE": str(demo.warehouse)})
    return notebook


def outputs_of(cell, mime):
    return [output["data"][mime] for output in cell.get("outputs", []) if mime in output.get("data", {})]


def test_every_figure_is_drawn(executed):
    figures = [cell for cell in executed.cells if "figure" in cell.metadata.get("tags", [])]
    assert len(figures) == 7

    for cell in figures:
        pictures = outputs_of(cell, "image/png")
        assert len(pictures) == 1, cell.source
        assert len(base64.b64decode(pictures[0])) > PNG_OF_AN_EMPTY_FIGURE, cell.source


def test_nothing_is_printed_as_an_error_or_a_warning(executed):
    said = [
        output["text"]
        for cell in executed.cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream" and output["name"] == "stderr"
    ]

    assert said == []


def test_the_truth_of_the_demo_is_shown_for_every_version(executed):
    told = [text for cell in executed.cells for text in outputs_of(cell, "text/plain") if "true conversion" in text]
    assert len(told) == 1

    for version in (runs.PRODUCTION, *runs.CANDIDATES):
        assert version in told[0]


def test_words_stand_before_every_figure(executed):
    kinds = [("figure" if "figure" in cell.metadata.get("tags", []) else cell.cell_type) for cell in executed.cells]
    last_words = None
    for place, kind in enumerate(kinds):
        if kind == "markdown":
            last_words = place
        if kind == "figure":
            assert last_words is not None and "figure" not in kinds[last_words:place]


def test_the_last_cell_concludes_on_every_candidate(executed):
    printed = "".join(output.get("text", "") for output in executed.cells[-1]["outputs"])

    for candidate in runs.CANDIDATES:
        assert f"{candidate} would have sent sales" in " ".join(printed.split())


def test_the_notebook_is_kept_as_text_without_outputs():
    assert [file.name for file in NOTEBOOK.parent.iterdir() if file.suffix == ".ipynb"] == []
