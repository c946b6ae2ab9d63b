"""What the tests share: a cluster, and runs of the launcher."""

import pytest

import runs
from checkout import requalify, require_success
from cluster import standalone_cluster


@pytest.fixture(scope="session", autouse=True)
def built():
    """Lets the launcher build here, if it must, and not inside the first test that calls it."""
    require_success(requalify("--version", minutes=20))


@pytest.fixture(scope="session")
def cluster_folder(tmp_path_factory):
    """Where the master and the workers keep their logs."""
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="session")
def cluster(cluster_folder, built):
    """URL of the master of a standalone cluster with two workers, stopped after the last test."""
    with standalone_cluster(cluster_folder) as master:
        yield master


@pytest.fixture(scope="session")
def trial(built):
    """A small world, ingested and reviewed by the launcher."""
    return runs.trial()


@pytest.fixture(scope="session")
def demo(built):
    """The demo, as the launcher runs it."""
    return runs.demo()
