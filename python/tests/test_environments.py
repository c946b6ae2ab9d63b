"""The Python environments: complete locks, and an environment that is only ever whole."""

import subprocess
import sys

import pytest

import environments
from checkout import ROOT

LOCKS = sorted(environments.REQUIREMENTS.glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_of_a_lock_pins_one_version_and_names_no_place(lock):
    requirements = [line for line in lock.read_text().splitlines() if line and not line.lstrip().startswith("#")]
    assert requirements

    for requirement in requirements:
        assert requirement.count("==") == 1, requirement
        assert "://" not in requirement and not requirement.startswith("-"), requirement


@pytest.mark.parametrize("name", environments.NAMES)
def test_the_lock_is_complete(name):
    python = environments.ENVIRONMENTS / name / "bin" / "python"

    checked = subprocess.run([python, "-m", "pip", "check"], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout


def make(folder, monkeypatch, lock):
    """Makes an environment of its own, so that the one that runs this test stays as it is."""
    monkeypatch.setattr(environments, "ENVIRONMENTS", folder / "made")
    monkeypatch.setattr(environments, "REQUIREMENTS", folder)
    (folder / "made").mkdir(exist_ok=True)
    (folder / "build.txt").write_text("")
    (folder / "small.txt").write_text(lock)
    environments.make("small")
    return folder / "made" / "small"


def test_an_environment_is_made_once_and_again_when_its_lock_changes(tmp_path, monkeypatch):
    installed = make(tmp_path, monkeypatch, "")
    own = installed / "own"
    own.write_text("a trace")

    make(tmp_path, monkeypatch, "")
    assert own.exists()

    make(tmp_path, monkeypatch, "# another lock\n")
    assert not own.exists()


def test_an_environment_that_was_interrupted_is_made_afresh(tmp_path, monkeypatch):
    with pytest.raises(environments.InstallationFailed, match="no-such-file"):
        make(tmp_path, monkeypatch, "./no-such-file.whl\n")
    half = tmp_path / "made" / "small"
    assert half.exists()
    assert not (half / "complete").exists()

    whole = make(tmp_path, monkeypatch, "")

    assert (whole / "complete").read_text() == environments.fingerprint("small")


def test_another_python_is_refused_with_its_version(tmp_path):
    script = ROOT / "python" / "environments.py"
    pretend = f"import sys, runpy; sys.version_info = (3, 12); sys.argv = ['x', 'tools']; runpy.run_path({str(script)!r}, run_name='__main__')"

    refused = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)

    assert refused.returncode == 2
    assert "The locks are for Python 3.11" in refused.stderr
