"""The subscriptions are looked after like everything else in the home folder."""

from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.store.feeds import Subscription, Subscriptions
from briefing.store.protocol import DamagedError
from briefing.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = Workspace(Settings(home=tmp_path / "home"))
    feeds = Subscriptions(opened.home.place)
    for n in range(2):
        feeds.add([Subscription(feed_id="", url=f"https://wire.example/{n}", title=f"Wire {n}")])
    return opened


def test_a_damaged_file_is_set_aside_and_the_one_before_in_force(workspace: Workspace) -> None:
    path = workspace.settings.home / "feeds.json"
    path.write_bytes(path.read_bytes().replace(b"Wire 1", b"Wire 9"))
    assert not workspace.check().sound
    with pytest.raises(DamagedError, match=r"feeds\.json"):
        workspace.feeds()
    assert [f.title for f in workspace.feeds()] == ["Wire 0"]
    assert workspace.check(repair=True).sound


def test_a_backup_brings_feeds_back(workspace: Workspace, tmp_path: Path) -> None:
    workspace.backup(tmp_path / "all.tar.gz")
    workspace.unsubscribe("Wire 0")
    workspace.restore_backup(tmp_path / "all.tar.gz")
    assert [f.title for f in workspace.feeds()] == ["Wire 0", "Wire 1"]


def test_an_address_stands_once_and_fields_of_a_later_version_stay(workspace: Workspace) -> None:
    feeds = Subscriptions(workspace.home.place)
    assert feeds.add([Subscription(feed_id="", url="https://wire.example/0")]) == []
    first = feeds.all()[0]
    with feeds._file.commit() as database:
        database.rows("feeds").put("feed_id", [{"feed_id": first.feed_id, "colour": "blue"}])
    feeds.keep([first])
    assert feeds._file.read()["feeds"]["1"]["colour"] == "blue"
    assert feeds.all()[0] == first
