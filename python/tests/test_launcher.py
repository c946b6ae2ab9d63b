"""bin/requalify: where it may be called from, what it passes on, what it says when something is missing."""

import os
import shutil
import subprocess

import pytest

from checkout import JAR, LAUNCHER, ROOT, environment, requalify, require_success


def test_it_answers_from_any_folder_and_through_symbolic_links(tmp_path):
    (tmp_path / "direct").symlink_to(LAUNCHER)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "relative").symlink_to("../direct")

    answer = subprocess.run(
        [tmp_path / "bin" / "relative", "--version"], cwd=tmp_path, capture_output=True, text=True, env=environment()
    )

    assert require_success(answer).stdout.startswith("requalify ")
    assert answer.stderr == ""


def test_exit_code_and_words_of_a_refused_command_line_pass_through():
    refused = requalify("--nonsense")

    assert refused.returncode == 2
    assert "Unknown option: '--nonsense'" in refused.stderr


def test_it_does_not_build_again_what_is_built():
    before = JAR.stat()

    require_success(requalify("--version"))

    assert (JAR.stat().st_mtime_ns, JAR.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.fixture
def copy_of_checkout(tmp_path):
    """The sources and what was built of them, elsewhere; the folder of Spark is only linked."""
    copy = tmp_path / "copy"
    for part in ("bin", "common/src/main", "jobs/src/main", "jobs/target/launcher", "examples/rules/demo"):
        shutil.copytree(ROOT / part, copy / part, symlinks=True)
    for part in ("pom.xml", "common/pom.xml", "jobs/pom.xml", "jobs/target/requalify.jar"):
        shutil.copy2(ROOT / part, copy / part)
    (copy / "jobs/target/spark").symlink_to(ROOT / "jobs/target/spark")
    return copy


def launch(checkout, **more):
    command = [checkout / "bin" / "requalify", "--version"]
    return subprocess.run(command, capture_output=True, text=True, env=environment(**more))


def test_an_archive_of_classes_that_does_not_fit_is_passed_over_in_silence(copy_of_checkout):
    archives = list((copy_of_checkout / "jobs/target/launcher").glob("*.jsa"))
    assert archives, "the launcher kept no archive of classes"

    answer = require_success(launch(copy_of_checkout))

    assert answer.stderr == ""


def test_checking_rules_takes_nearly_all_classes_from_the_archive(tmp_path):
    """What keeps it below a second; seconds themselves would fail on a busy machine."""
    log = tmp_path / "classes"
    own = environment(REQUALIFY_JAVA_OPTIONS=f"-Xlog:class+load:file={log}")
    command = [LAUNCHER, "check-rules", ROOT / "examples" / "rules" / "demo"]

    checked = require_success(subprocess.run(command, capture_output=True, text=True, env=own))

    assert checked.stderr == ""
    sources = [line.partition(" source: ")[2] for line in log.read_text().splitlines() if " source: " in line]
    assert len(sources) > 1000
    assert sum(source.startswith("shared objects file") for source in sources) / len(sources) > 0.9


def path_without_maven(tmp_path):
    """A PATH that has what the launcher calls, but no Maven."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("bash", "env", "java", "sed", "find", "dirname", "readlink", "mkdir", "grep", "tail", "sleep", "mv", "rm"):
        (tools / tool).symlink_to(shutil.which(tool))
    return str(tools)


@pytest.mark.parametrize("change", ["a source is younger", "a source is gone", "the mark of the build is missing"])
def test_it_wants_to_build_when(change, copy_of_checkout, tmp_path):
    """Without Maven, so that the wish shows as a message instead of a minute of building."""
    main = copy_of_checkout / "jobs/src/main/java/io/requalify/jobs/Main.java"
    if change == "a source is younger":
        os.utime(main)
    elif change == "a source is gone":
        main.unlink()
    else:
        (copy_of_checkout / "jobs/target/launcher/built").unlink()

    refused = launch(copy_of_checkout, PATH=path_without_maven(tmp_path))

    assert refused.returncode == 1
    assert "There is no Maven" in refused.stderr
    assert "3.8 or later" in refused.stderr


@pytest.mark.parametrize("version", ["11.0.22", "21.0.4"])
def test_it_names_the_java_that_it_cannot_use(version, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").write_text("#!/bin/sh\n")
    (tmp_path / "bin" / "java").chmod(0o755)
    (tmp_path / "release").write_text(f'JAVA_VERSION="{version}"\n')

    refused = launch(ROOT, JAVA_HOME=str(tmp_path))

    assert refused.returncode == 1
    assert f"is Java {version}; Requalify needs 17" in refused.stderr


def test_it_says_that_there_is_no_java_in_java_home(tmp_path):
    refused = launch(ROOT, JAVA_HOME=str(tmp_path))

    assert refused.returncode == 1
    assert f"JAVA_HOME is {tmp_path}, but there is no bin/java in it" in refused.stderr
