"""Runs of the launcher that tests compare with or read: each made once for a jar, under python/target."""

import contextlib
import dataclasses
import fcntl
import pathlib
import shutil
from collections.abc import Callable, Iterator

from checkout import JAR, ROOT, requalify, require_success

FOLDER = ROOT / "python" / "target"
RULES = ROOT / "examples" / "rules" / "demo"

# A world that is large enough for every table to have rows, and small enough to be run several times.
TRIAL_CONTACTS = 3000
PRODUCTION = "2026-02-production"
CANDIDATES = ("2026-06-content-first", "2026-06-intent-first")
AS_OF = "2026-07-01"
WINDOW_END, WINDOW_START = "2026-04-01", "2025-10-01"
OUTCOME_DAYS, WINDOW_DAYS = 91, 182
REVIEW = (
    *("--from", f"{WINDOW_START}T00:00:00Z"),
    *("--to", f"{WINDOW_END}T00:00:00Z"),
    *("--as-of", f"{AS_OF}T00:00:00Z"),
    *("--production", PRODUCTION),
    *("--candidates", ",".join(CANDIDATES)),
)


@dataclasses.dataclass(frozen=True)
class Finished:
    """What a run left: its warehouse, the files of its simulated world, what it printed."""

    warehouse: pathlib.Path
    world: pathlib.Path
    printed: str


def ingest(warehouse: pathlib.Path, world: pathlib.Path) -> list:
    return ["ingest", "--warehouse", warehouse, "--source", "canonical", "--input", world]


def run(warehouse: pathlib.Path) -> list:
    return ["run", "--warehouse", warehouse, "--rules", RULES, *REVIEW]


def trial() -> Finished:
    """A small world, ingested and reviewed by the launcher in one process."""

    def make(folder: pathlib.Path) -> str:
        warehouse, world = folder / "warehouse", folder / "export"
        require_success(requalify("simulate", "--output", world, "--contacts", str(TRIAL_CONTACTS)))
        require_success(requalify(*ingest(warehouse, world)))
        return require_success(requalify(*run(warehouse), minutes=5)).stdout

    folder, printed = _once("trial", make)
    return Finished(folder / "warehouse", folder / "export", printed)


def demo() -> Finished:
    """What `bin/requalify demo` leaves, called as the README calls it."""
    folder, printed = _once("demo", lambda folder: require_success(requalify("demo", minutes=10, cwd=folder)).stdout)
    left = folder / "requalify-demo"
    return Finished(left / "warehouse", left / "export", printed)


def _once(name: str, make: Callable[[pathlib.Path], str]) -> tuple[pathlib.Path, str]:
    """The folder that was filled, and what was printed while it was."""
    FOLDER.mkdir(exist_ok=True)
    folder, printed, marker = FOLDER / name, FOLDER / f"{name}.printed", FOLDER / f"{name}.made-by"
    made_by = f"{JAR.stat().st_mtime_ns} {JAR.stat().st_size}"
    with _locked(FOLDER / f"{name}.lock"):
        if not marker.is_file() or marker.read_text() != made_by:
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir()
            printed.write_text(make(folder))
            marker.write_text(made_by)
        return folder, printed.read_text()


@contextlib.contextmanager
def _locked(path: pathlib.Path) -> Iterator[None]:
    with open(path, "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
