#!/usr/bin/env python3.11
"""Makes the Python environments of this repository from their locked requirements.

    python3.11 python/environments.py tools airflow

An environment lies in .python/<name>. It is made once, and again when its lock, the interpreter or its place changes.
A marker written last tells that it is complete, so an interrupted one is made afresh. Needs nothing beside Python 3.11.
"""

import argparse
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements"
ENVIRONMENTS = HERE.parent / ".python"
NAMES = sorted(lock.stem for lock in REQUIREMENTS.glob("*.txt") if lock.stem != "build")
WANTED_PYTHON = (3, 11)
LINES_BETWEEN_NEWS = 20


class InstallationFailed(Exception):
    """A step of pip failed; the message carries all that it printed."""


def fingerprint(name: str) -> str:
    """What an environment depends on; scripts in it hold its absolute path, hence the place."""
    digest = hashlib.sha256()
    for lock in (REQUIREMENTS / "build.txt", REQUIREMENTS / f"{name}.txt"):
        digest.update(lock.read_bytes())
    digest.update(f"{sys.version} {sys.executable} {ENVIRONMENTS / name}".encode())
    return digest.hexdigest()


def locked_packages(lock: pathlib.Path) -> int:
    return sum("==" in line and not line.lstrip().startswith("#") for line in lock.read_text().splitlines())


def pip(environment: pathlib.Path, *arguments: str, news: str = "", total: int = 0) -> None:
    """Runs pip in the environment; tells now and then how far it is; shows its output when it fails."""
    command = [environment / "bin" / "python", "-m", "pip", "--disable-pip-version-check", *arguments]
    printed, collected = [], 0
    # PYTHONPATH and PYTHONHOME of the caller would let packages of another environment shine through.
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean) as process:
        for line in process.stdout:
            printed.append(line)
            collected += line.startswith("Collecting ")
            if news and line.startswith("Collecting ") and collected % LINES_BETWEEN_NEWS == 0:
                print(f"  {news}: {collected} of {total} packages fetched", flush=True)
            if news and line.startswith("Installing collected packages"):
                print(f"  {news}: installing", flush=True)
    if process.returncode != 0:
        raise InstallationFailed("".join(printed))


def make(name: str) -> None:
    environment = ENVIRONMENTS / name
    marker = environment / "complete"
    wanted = fingerprint(name)
    if marker.is_file() and marker.read_text() == wanted:
        return

    lock = REQUIREMENTS / f"{name}.txt"
    total = locked_packages(lock)
    print(f"Making the Python environment '{name}' of {total} packages (one to three minutes, once) ...", flush=True)
    started = time.monotonic()
    shutil.rmtree(environment, ignore_errors=False) if environment.exists() else None
    venv.create(environment, with_pip=True, symlinks=True)
    pip(environment, "install", "--no-deps", "--requirement", str(REQUIREMENTS / "build.txt"))
    # The lock is complete, so nothing is resolved here; `pip check` proves that it is complete.
    locked = ("install", "--no-deps", "--no-build-isolation", "--progress-bar", "off", "--requirement", str(lock))
    pip(environment, *locked, news=name, total=total)
    pip(environment, "check")
    unfinished = marker.with_suffix(".part")
    unfinished.write_text(wanted)
    unfinished.replace(marker)
    print(f"Made the Python environment '{name}' in {time.monotonic() - started:.0f} s.", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", choices=NAMES, metavar="NAME", help=f"of {', '.join(NAMES)}")
    names = parser.parse_args().names
    if sys.version_info[:2] != WANTED_PYTHON:
        wanted = ".".join(map(str, WANTED_PYTHON))
        print(f"The locks are for Python {wanted}; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    ENVIRONMENTS.mkdir(exist_ok=True)
    for name in names:
        with open(ENVIRONMENTS / f"{name}.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                make(name)
            except InstallationFailed as failure:
                print(failure, file=sys.stderr)
                print(f"The Python environment '{name}' could not be made; pip's words stand above.", file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
