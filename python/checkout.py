"""What the tests of both Python environments know of this checkout: its jar, its launcher, its spark-submit, its demo."""

import fcntl
import json
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "jobs" / "target" / "requalify.jar"
LAUNCHER = ROOT / "bin" / "requalify"
SPARK_BESIDE_JAR = ROOT / "jobs" / "target" / "spark"
SCRIPTS = ROOT / ".python" / "tools" / "bin"
MAIN_CLASS = "io.requalify.jobs.Main"
DEMO = ROOT / "python" / "target" / "demo"
DEMO_MINUTES = 5


def environment(**more: str) -> dict[str, str]:
    """The caller's environment, with this checkout's spark-submit first on PATH and Spark on the loopback alone."""
    unwanted = ("SPARK_HOME", "SPARK_CONF_DIR", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    mine = {name: value for name, value in os.environ.items() if name not in unwanted}
    mine["PATH"] = f"{SCRIPTS}{os.pathsep}{mine['PATH']}"
    mine["SPARK_LOCAL_IP"] = "127.0.0.1"
    mine.update(more)
    return mine


def requalify(*arguments: str | os.PathLike, minutes: float = 3, **more) -> subprocess.CompletedProcess:
    """Runs the launcher; its output is kept as text."""
    return subprocess.run(
        [LAUNCHER, *arguments], capture_output=True, text=True, timeout=60 * minutes, env=environment(), **more
    )


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
