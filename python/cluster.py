"""A real standalone cluster of Spark on the loopback: one master, some workers, each a process of its own."""

import contextlib
import pathlib
import re
import subprocess
import time
from collections.abc import Iterator

from checkout import SCRIPTS, environment

START_SECONDS = 180
STOP_SECONDS = 20


class ClusterDidNotStart(Exception):
    """The cluster was not there in time; the message carries the log of what was waited for."""


def _await(log: pathlib.Path, pattern: str, count: int, process: subprocess.Popen) -> list[str]:
    """Waits until the log has the pattern so many times; ports are chosen by the system, so the log tells them."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.findall(pattern, log.read_text(errors="replace"))
        if len(found) >= count:
            return found
        time.sleep(0.2)
    raise ClusterDidNotStart(f"Not {count} times in {log}: {pattern}\n{log.read_text(errors='replace')[-4000:]}")


@contextlib.contextmanager
def standalone_cluster(folder: pathlib.Path, workers: int = 2) -> Iterator[str]:
    """Runs a cluster of workers with a core and a gibibyte each; gives the URL of its master."""
    started: list[subprocess.Popen] = []
    own = environment(
        SPARK_DAEMON_MEMORY="256m",
        SPARK_DAEMON_JAVA_OPTS="-Dspark.master.rest.enabled=false",
        SPARK_LOCAL_DIRS=str(folder / "local"),
    )

    def start(name: str, *arguments: str) -> tuple[subprocess.Popen, pathlib.Path]:
        log = folder / f"{name}.log"
        with open(log, "wb") as output:
            command = [SCRIPTS / "spark-class", *arguments]
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=own, cwd=folder)
        started.append(process)
        return process, log

    try:
        places = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        master, log = start("master", "org.apache.spark.deploy.master.Master", *places)
        url = _await(log, r"Starting Spark master at (spark://\S+)", 1, master)[0]
        for number in range(workers):
            size = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work-{number}"))
            start(f"worker-{number}", "org.apache.spark.deploy.worker.Worker", *places, *size, url)
        _await(log, r"Registering worker \S+ with 1 cores", workers, master)
        yield url
    finally:
        # The workers first: they end their executors, and a worker without a master only waits for one.
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
