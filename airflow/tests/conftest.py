"""Gives the tests an Airflow of their own: an empty home with an SQLite database, the connection and the variables."""

import atexit
import json
import os
import pathlib
import shutil
import tempfile

import checkout

HOME = pathlib.Path(tempfile.mkdtemp(prefix="requalify-airflow-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
DAGS = checkout.ROOT / "airflow" / "dags"
WORK = HOME / "work"
SPARK_CONFIGURATION = HOME / "spark"
checkout.write_sparing_defaults(SPARK_CONFIGURATION)

# Airflow reads these when it is imported, so they stand here and in no fixture.
os.environ.update(
    AIRFLOW_HOME=str(HOME),
    AIRFLOW__CORE__DAGS_FOLDER=str(DAGS),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW_CONN_SPARK_DEFAULT=json.dumps({"conn_type": "spark", "host": "local[2]"}),
    AIRFLOW_VAR_REQUALIFY_JAR=str(checkout.JAR),
    AIRFLOW_VAR_REQUALIFY_WAREHOUSE=str(WORK / "warehouse"),
    AIRFLOW_VAR_REQUALIFY_RULES=str(checkout.ROOT / "examples" / "rules" / "demo"),
    AIRFLOW_VAR_REQUALIFY_PROMOTION_RULE=str(checkout.ROOT / "examples" / "promotion-rule.yaml"),
    AIRFLOW_VAR_REQUALIFY_INPUT=str(WORK / "input"),
    AIRFLOW_VAR_REQUALIFY_REPORT=str(WORK / "report"),
)
