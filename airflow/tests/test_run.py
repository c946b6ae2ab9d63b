"""The DAG, executed by a real Airflow, which submits to Spark by a real spark-submit."""

import json
import pathlib
import sqlite3
import subprocess
import sys

import pytest

import checkout
import runs
import tables
from conftest import HOME, SPARK_CONFIGURATION, WORK

DAG = "requalify_review"
TASKS = ["ingest", "rescore", "label", "calibrate", "estimate", "channels", "monitor", "report"]


def airflow(*arguments, minutes=2, **variables):
    """Runs the command line of this environment's Airflow, with spark-submit on PATH."""
    named = {f"AIRFLOW_VAR_REQUALIFY_{name.upper()}": str(value) for name, value in variables.items()}
    own = checkout.environment(SPARK_CONF_DIR=str(SPARK_CONFIGURATION), **named)
    program = pathlib.Path(sys.executable).with_name("airflow")
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60 * minutes, env=own)


def states(day):
    """State and number of tries of each task of the run of a day."""
    with sqlite3.connect(HOME / "airflow.db") as database:
        of_day = "SELECT run_id FROM dag_run WHERE date(logical_date) = ?"
        found = database.execute(f"SELECT task_id, state, try_number FROM task_instance WHERE run_id IN ({of_day})", [day])
        return {task: (state, tries) for task, state, tries in found}


@pytest.fixture(scope="module")
def database():
    checkout.require_success(airflow("db", "migrate"))


@pytest.fixture(scope="module")
def trial():
    return runs.trial()


@pytest.fixture(scope="module")
def executed(database, trial):
    """The review of the trial, step by step instead of in one process."""
    asked = {
        "production": runs.PRODUCTION,
        "candidates": list(runs.CANDIDATES),
        "window_days": runs.WINDOW_DAYS,
        "outcome_days": runs.OUTCOME_DAYS,
    }
    command = ("dags", "test", DAG, runs.AS_OF, "--conf", json.dumps(asked))
    return checkout.require_success(airflow(*command, minutes=15, input=trial.world))


def test_airflow_loads_the_dag_without_errors(database):
    listed = checkout.require_success(airflow("dags", "list-import-errors"))

    assert "No data found" in listed.stdout


def test_every_task_succeeds_at_the_first_try(executed):
    assert states(runs.AS_OF) == {task: ("success", 1) for task in TASKS}


def test_the_steps_of_the_dag_give_the_tables_of_one_run(executed, trial):
    assert tables.differences(trial.warehouse, WORK / "warehouse") == {}


def test_the_report_of_the_day_is_written(executed):
    report = WORK / "report" / f"{runs.AS_OF}.html"

    assert report.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")


def test_a_refused_input_fails_at_once_and_is_not_tried_again(database, tmp_path):
    (tmp_path / "contacts.csv").write_text("no_such_column\nvalue\n")

    failed = airflow("dags", "test", DAG, "2026-06-01", minutes=5, input=tmp_path, warehouse=tmp_path / "warehouse")

    assert failed.returncode != 0
    assert "Error code is: 65" in failed.stdout + failed.stderr
    assert states("2026-06-01")["ingest"] == ("failed", 1)
    assert "DagRun failed" in failed.stdout + failed.stderr
