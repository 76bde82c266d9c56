"""A desk in a server of the tests' own, and windows on it with real roles."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))  # make_records

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install briefing[desk]")

from briefing.desk.stores import DeskStores
from tests.postgres import Cluster

Sit = Callable[[str], DeskStores]


@pytest.fixture
def cluster(postgres: Cluster) -> Cluster:
    """The server, its desk empty."""
    postgres.empty()
    return postgres


@pytest.fixture
def sit(cluster: Cluster) -> Iterator[Sit]:
    """Opens a window on the desk for a login role: rita reads, ana and bo are analysts, adam is an admin."""
    opened: list[DeskStores] = []

    def window(role: str) -> DeskStores:
        opened.append(DeskStores(cluster.address(user=role), creator=role))
        return opened[-1]

    yield window
    for stores in opened:
        stores.close()
