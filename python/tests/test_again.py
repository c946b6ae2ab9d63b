"""A run that is made a second time, and one that is killed and made good by the next."""

import pathlib
import shutil
import signal
import subprocess
import time

import pytest

import runs
import tables
from checkout import LAUNCHER, SPARING_OPTIONS, environment, requalify, require_success


@pytest.fixture
def copy(trial, tmp_path):
    """The warehouse of the trial, to be written to."""
    return pathlib.Path(shutil.copytree(trial.warehouse, tmp_path / "warehouse"))


def test_a_second_ingest_and_a_second_run_change_no_row_and_no_version(copy, trial):
    before = tables.versions(copy)

    again = [require_success(requalify(*command, sparing=True)) for command in (runs.ingest(copy, trial.world), runs.run(copy))]

    assert "(unchanged)" in again[1].stdout
    assert tables.versions(copy) == before
    assert tables.differences(copy, trial.warehouse) == {}


def killed_when(reached: pathlib.Path, *command):
    """Starts the launcher and kills it, without a chance to clean up, as soon as this path is there."""
    own = environment(REQUALIFY_JAVA_OPTIONS=SPARING_OPTIONS)
    process = subprocess.Popen([LAUNCHER, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own)
    deadline = time.monotonic() + 180
    while not reached.exists():
        assert process.poll() is None, f"it ended before {reached} was there"
        assert time.monotonic() < deadline, f"{reached} did not appear"
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -signal.SIGKILL


def test_a_killed_ingest_and_a_killed_run_are_made_good_by_running_them_again(trial, tmp_path):
    warehouse = tmp_path / "warehouse"

    log = warehouse / "events" / "_delta_log"
    killed_when(log, *runs.ingest(warehouse, trial.world))
    assert not (log / f"{1:020}.json").exists(), "it had written the events already"
    require_success(requalify(*runs.ingest(warehouse, trial.world), sparing=True))

    killed_when(warehouse / "labelled_episodes" / "_delta_log", *runs.run(warehouse))
    assert "swap_sets" not in tables.names(warehouse)
    require_success(requalify(*runs.run(warehouse), sparing=True))

    assert tables.differences(warehouse, trial.warehouse) == {}
