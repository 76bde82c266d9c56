from collections.abc import Iterator

import pytest

from briefing.ingest.fetch.address import ALLOW
from tests.feeds.server import Server, running


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of the test's own, and the guard opened for its port alone."""
    with running() as started:
        monkeypatch.setenv(ALLOW, f"127.0.0.1:{started.server_port}")
        yield started
