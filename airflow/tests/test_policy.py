"""What every DAG of this repository keeps to, and what the retry policy makes of an exit code."""

import re

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import RetryAction

from checkout import requalify, require_success
from conftest import DAGS

TAGS = {"requalify", "spark", "monthly"}


@pytest.fixture(scope="session")
def bag():
    return DagBag(dag_folder=DAGS, bundle_path=DAGS, bundle_name="repository")


@pytest.fixture(scope="session")
def dags(bag):
    assert bag.import_errors == {}
    assert bag.dags
    return list(bag.dags.values())


@pytest.fixture(scope="session")
def submitted(dags):
    return [task for dag in dags for task in dag.tasks if isinstance(task, SparkSubmitOperator)]


def test_every_file_of_the_folder_is_a_dag(bag, dags):
    assert {dag.fileloc for dag in dags} == {str(file) for file in DAGS.glob("*.py")}


def test_every_dag_says_what_it_is_for(dags):
    for dag in dags:
        assert len(dag.doc_md.split()) > 50, dag.dag_id
        assert dag.description, dag.dag_id


def test_every_dag_is_tagged_from_the_list_and_does_not_run_over_itself(dags):
    for dag in dags:
        assert dag.tags and dag.tags <= TAGS, dag.dag_id
        assert dag.max_active_runs == 1, dag.dag_id
        assert not dag.catchup, dag.dag_id


def test_every_task_has_an_owner_who_is_not_airflow_and_ends_some_time(dags):
    for task in (task for dag in dags for task in dag.tasks):
        assert task.owner and task.owner != "airflow", task.task_id
        assert task.retries >= 1, task.task_id
        assert task.execution_timeout is not None, task.task_id


def test_the_tasks_follow_the_way_of_the_data(bag):
    tasks = bag.dags["requalify_review"].topological_sort()

    steps = ["ingest", "rescore", "label", "calibrate", "estimate", "channels", "monitor", "report"]
    assert [task.task_id for task in tasks] == steps


def test_every_option_of_a_task_is_one_that_its_command_has(submitted):
    assert submitted
    for task in submitted:
        command, *arguments = task.application_args
        known = set(re.findall(r"--[a-z][a-z-]*", require_success(requalify(command, "--help")).stdout))
        used = {argument for argument in arguments if argument.startswith("--")}
        assert used <= known, f"{command} has no {sorted(used - known)}"


def test_no_task_submits_a_literal_path_or_instant(submitted):
    for task in submitted:
        assert task.application.startswith("{{"), task.task_id
        for argument in task.application_args:
            assert "/" not in re.sub(r"{{.*?}}/?", "", argument), f"{task.task_id}: {argument}"
            assert not re.match(r"\d{4}-\d\d", argument), f"{task.task_id}: {argument}"


@pytest.mark.parametrize(
    ("code", "action"),
    [(75, RetryAction.RETRY), (65, RetryAction.FAIL), (2, RetryAction.FAIL), (1, RetryAction.DEFAULT)],
)
def test_a_task_is_tried_again_as_its_exit_code_says(submitted, code, action):
    failure = RuntimeError(f"Cannot execute: spark-submit --master x ingest. Error code is: {code}.")

    for task in submitted:
        assert task.retry_policy.evaluate(failure, 1, 3).action is action


def test_a_failure_without_an_exit_code_is_tried_again_in_the_usual_way(submitted):
    for task in submitted:
        assert task.retry_policy.evaluate(TimeoutError("no answer"), 1, 3).action is RetryAction.DEFAULT
