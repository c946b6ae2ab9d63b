"""What the tests of both Python environments know of this checkout: its jar, its launcher, its spark-submit, its demo."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "jobs" / "target" / "requalify.jar"
LAUNCHER = ROOT / "bin" / "requalify"
SPARK_BESIDE_JAR = ROOT / "jobs" / "target" / "spark"
SCRIPTS = ROOT / ".python" / "tools" / "bin"
MAIN_CLASS = "io.requalify.jobs.Main"

# What spares time where tables have a handful of rows: few partitions, no generated code, no second compiler of Java.
# The runs that others are compared with do without, so a comparison shows as well that none of it changes a result.
SPARING_JAVA = "-XX:TieredStopAtLevel=1"
SPARING = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.databricks.delta.snapshotPartitions": "2",
}
SPARING_OPTIONS = " ".join([SPARING_JAVA, *(f"-D{name}={value}" for name, value in SPARING.items())])


def write_sparing_defaults(folder: pathlib.Path) -> None:
    """Writes the same as a configuration of Spark, for SPARK_CONF_DIR."""
    folder.mkdir(parents=True, exist_ok=True)
    defaults = {**SPARING, "spark.driver.extraJavaOptions": SPARING_JAVA}
    (folder / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in defaults.items()))


def environment(**more: str) -> dict[str, str]:
    """The caller's environment, with this checkout's spark-submit first on PATH and Spark on the loopback alone."""
    unwanted = ("SPARK_HOME", "SPARK_CONF_DIR", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    mine = {name: value for name, value in os.environ.items() if name not in unwanted}
    mine["PATH"] = f"{SCRIPTS}{os.pathsep}{mine['PATH']}"
    mine["SPARK_LOCAL_IP"] = "127.0.0.1"
    mine.update(more)
    return mine


def requalify(
    *arguments: str | os.PathLike, minutes: float = 3, sparing: bool = False, **more
) -> subprocess.CompletedProcess:
    """Runs the launcher, as users do or sparing; its output is kept as text."""
    own = environment(REQUALIFY_JAVA_OPTIONS=SPARING_OPTIONS) if sparing else environment()
    return subprocess.run([LAUNCHER, *arguments], capture_output=True, text=True, timeout=60 * minutes, env=own, **more)


def spark_submit(
    *arguments: str | os.PathLike, master: str, options: tuple[str, ...] = (), minutes: float = 5
) -> subprocess.CompletedProcess:
    """Submits a command of the jar to a master by the spark-submit of the pyspark package."""
    command = [SCRIPTS / "spark-submit", "--master", master, "--driver-memory", "1g", *options]
    command += ["--conf", "spark.ui.enabled=false", "--class", MAIN_CLASS, JAR, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60 * minutes, env=environment())


def require_success(finished: subprocess.CompletedProcess) -> subprocess.CompletedProcess:
    """The process, when it ended well; else its words, which say more than its code."""
    if finished.returncode != 0:
        ended = f"{' '.join(map(str, finished.args))}\nended with {finished.returncode}"
        raise AssertionError(f"{ended}\n{finished.stdout[-4000:]}\n{finished.stderr[-8000:]}")
    return finished
