"""The jar under a real spark-submit, on a real standalone cluster of a master and two workers."""

import shutil

import pytest

import runs
import tables
from checkout import require_success, spark_submit

BOTH_WORKERS = ("--total-executor-cores", "2", "--executor-cores", "1", "--executor-memory", "1g")


def submit(*arguments, master):
    """With few partitions and fixed plans: the world is small, and each task of a cluster costs more than its rows."""
    few = {
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.shuffle.partitions": 4,
    }
    options = [part for name, value in few.items() for part in ("--conf", f"{name}={value}")]
    return spark_submit(*arguments, master=master, options=(*BOTH_WORKERS, *options), minutes=10)


def test_it_answers_under_spark_submit(cluster):
    assert require_success(submit("--version", master=cluster)).stdout.startswith("requalify ")


def test_exit_code_of_a_wrong_command_line_passes_through_spark_submit(cluster):
    refused = submit("--nonsense", master=cluster)

    assert refused.returncode == 2
    assert "Unknown option: '--nonsense'" in refused.stderr


def test_exit_code_of_refused_rules_passes_through_spark_submit(cluster, tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "attributes.yaml").write_text((runs.RULES / "attributes.yaml").read_text())
    (rules / "broken.yaml").write_text("requalify: 1\nmodel: demo-leads\nversion: broken\npoints_for_nothing: 5\n")

    refused = submit("run", "--warehouse", tmp_path / "warehouse", "--rules", rules, *runs.REVIEW, master=cluster)

    assert refused.returncode == 65
    assert "points_for_nothing" in refused.stderr


@pytest.fixture(scope="module")
def on_cluster(cluster, trial, tmp_path_factory):
    """The same sources, reviewed by spark-submit on the cluster."""
    warehouse = tmp_path_factory.mktemp("on-cluster") / "warehouse"
    for name in tables.names(trial.warehouse):
        if not tables.is_made_by_a_review(trial.warehouse, name):
            shutil.copytree(trial.warehouse / name, warehouse / name)
    require_success(submit(*runs.run(warehouse), master=cluster))
    return warehouse


@pytest.mark.parametrize("worker", [0, 1])
def test_both_workers_took_part(worker, on_cluster, cluster_folder):
    assert "Asked to launch executor" in (cluster_folder / f"worker-{worker}.log").read_text(errors="replace")


def test_a_run_on_the_cluster_gives_the_tables_of_the_local_run(on_cluster, trial):
    assert len(tables.rows(on_cluster, "labelled_episodes")) > 100

    assert tables.differences(trial.warehouse, on_cluster) == {}
