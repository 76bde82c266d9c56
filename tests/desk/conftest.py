"""A desk in a server of the tests' own, and windows on it with real roles."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.postgres import Cluster

if TYPE_CHECKING:
    from briefing.desk.stores import DeskStores

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))  # make_records

THERE = importlib.util.find_spec("psycopg") is not None
collect_ignore_glob = [] if THERE else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Say why there are no tests of the desk, where there are none."""
    return None if THERE else "tests/desk: left out, psycopg is not installed (pip install 'briefing[desk]')"


Sit = Callable[[str], "DeskStores"]


@pytest.fixture
def cluster(postgres: Cluster) -> Cluster:
    """The server, its desk empty."""
    postgres.empty()
    return postgres


@pytest.fixture
def sit(cluster: Cluster) -> Iterator[Sit]:
    """Opens a window on the desk for a login role: rita reads, ana and bo are analysts, adam is an admin."""
    from briefing.desk.stores import DeskStores

    opened: list[DeskStores] = []

    def window(role: str) -> "DeskStores":
        opened.append(DeskStores(cluster.address(user=role), creator=role))
        return opened[-1]

    yield window
    for stores in opened:
        stores.close()
