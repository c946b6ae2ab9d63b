"""
# A calibration review of the lead-scoring rules, every month

Asks: had we qualified leads by one of the candidate versions instead of the production version, what would sales have
got? Each task is one command of Requalify, submitted to Spark:

    ingest → rescore → label → calibrate → estimate → channels → monitor → report

All of them name the same review (window, versions, zone), so each finds what the one before it left in the warehouse. A
task can be cleared and run again at any time: a rerun replaces its own rows, and leaves equal rows alone.

**Set once, as Airflow variables:** `requalify_jar`, `requalify_warehouse`, `requalify_rules` (a folder of rule versions
on the machine that submits), `requalify_promotion_rule` (the file of what a candidate has to show; to begin with, a copy
of `examples/promotion-rule.yaml`), `requalify_input` (the folder of exports), `requalify_report` (the folder that gets
the reports); and the connection `spark_default`, the master.

**Set for each run, as parameters:** the versions, the length of the window, the days that outcomes get after it, the zone.

**When a task fails:** code 65 says that the data or the rules were refused, and 2 that the command line is wrong; the log
says what and how to mend it, and no retry would help. Code 75 says that another run wrote at the same time; it is tried
again after a minute. Anything else may be the cluster's, and is tried again in the usual way.
"""

import re
from datetime import datetime, timedelta

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG, Param, RetryDecision, RetryPolicy

USAGE, REFUSED, TRY_AGAIN = 2, 65, 75


class RetryAsTheExitCodeSays(RetryPolicy):
    """Reads the exit code of the command from what the Spark provider says of it."""

    def evaluate(self, exception, try_number, max_tries, context=None):
        said = re.search(r"Error code is: (\d+)", str(exception))
        code = int(said.group(1)) if said else None
        if code == TRY_AGAIN:
            return RetryDecision.retry(timedelta(minutes=1), "Another run wrote at the same time")
        if code in (USAGE, REFUSED):
            return RetryDecision.fail(f"Exit code {code}: the same input would be refused again")
        return RetryDecision.default()


# The window ends before the day of the review, so that outcomes have had time to come.
WINDOW_END = "{{ macros.ds_add(ds, -params.outcome_days) }}T00:00:00Z"
WINDOW_START = "{{ macros.ds_add(ds, -params.outcome_days - params.window_days) }}T00:00:00Z"
WAREHOUSE = ["--warehouse", "{{ var.value.requalify_warehouse }}"]
REVIEW = [
    *("--from", WINDOW_START),
    *("--to", WINDOW_END),
    *("--as-of", "{{ ds }}T00:00:00Z"),
    *("--timezone", "{{ params.timezone }}"),
    *("--production", "{{ params.production }}"),
    *("--candidates", "{{ params.candidates | join(',') }}"),
    *("--promotion-rule", "{{ var.value.requalify_promotion_rule }}"),
]
RULES = ["--rules", "{{ var.value.requalify_rules }}"]

# Each command with its own arguments, in the order of the data.
COMMANDS = {
    "ingest": ["--source", "canonical", "--input", "{{ var.value.requalify_input }}"],
    "rescore": [*REVIEW, *RULES],
    "label": REVIEW,
    "calibrate": [*REVIEW, *RULES],
    "estimate": REVIEW,
    "channels": REVIEW,
    "monitor": REVIEW,
    "report": [*REVIEW, "--report", "{{ var.value.requalify_report }}/{{ ds }}.html"],
}

with DAG(
    dag_id="requalify_review",
    description="What sales would have got under the candidate rule versions",
    doc_md=__doc__,
    schedule="0 6 2 * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # Two reviews at once would be correct, but would only make each other try again.
    max_active_runs=1,
    tags=["requalify", "spark", "monthly"],
    default_args={
        "owner": "revenue-operations",
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        "retry_policy": RetryAsTheExitCodeSays(),
        "execution_timeout": timedelta(hours=6),
    },
    params={
        "production": Param("2026-02-production", type="string", description="Rule version that was live"),
        "candidates": Param(
            ["2026-06-content-first", "2026-06-intent-first"],
            type="array",
            items={"type": "string"},
            minItems=1,
            description="Rule versions under review",
        ),
        "window_days": Param(180, type="integer", minimum=1, description="Length of the window of entries"),
        "outcome_days": Param(30, type="integer", minimum=0, description="Days from the end of the window to the review"),
        "timezone": Param("UTC", type="string", description="Zone of calendar days and monthly cohorts"),
    },
):
    previous = None
    for name, arguments in COMMANDS.items():
        task = SparkSubmitOperator(
            task_id=name,
            name=f"requalify-{name}",
            application="{{ var.value.requalify_jar }}",
            java_class="io.requalify.jobs.Main",
            application_args=[name, *WAREHOUSE, *arguments],
            conn_id="spark_default",
        )
        if previous is not None:
            previous >> task
        previous = task
