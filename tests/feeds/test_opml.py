"""Feeds go in and out as OPML, folders and all."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Settings
from briefing.ingest.errors import IngestError
from briefing.ingest.feeds.opml import Listed, read_opml, write_opml
from briefing.workspace import Workspace, WorkspaceError

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Desk</title></head><body>
<outline text="Local"><outline text="Press">
<outline type="rss" text="Harbour Wire" xmlUrl="https://wire.example/feed" htmlUrl="https://wire.example/" category="wire,fast"/>
</outline><outline type="RSS" text="The Gull" XMLURL=" https://gull.example/rdf "/></outline>
<outline type="pie" title="Post" xmlUrl="feed://post.example/atom" category="/Daily/Paper,press"/>
<outline type="rss" text="Wire once more" xmlUrl="https://wire.example/feed" category="again"/>
<outline type="rss" text="Broken" xmlUrl="javascript:alert(1)"/>
<outline type="link" text="A page" url="https://page.example/"/>
</body></opml>"""


def test_what_a_list_holds() -> None:
    found = read_opml(OPML.encode())
    assert found.title == "Desk"
    assert found.feeds == [
        Listed("https://wire.example/feed", "Harbour Wire", "https://wire.example/", ("Local", "Press"), ("wire", "fast", "again")),
        Listed("https://gull.example/rdf", "The Gull", None, ("Local",)),
        Listed("http://post.example/atom", "Post", None, ("Daily", "Paper"), ("press",)),
    ]  # fmt: skip
    assert found.refused == ["Broken"]


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=",/"),
    min_size=1,
    max_size=8,
).map(lambda text: unicodedata.normalize("NFC", text))
lists = st.lists(
    st.builds(
        Listed,
        url=st.integers(0, 10**6).map(lambda n: f"https://wire.example/{n}?a=1&b=<"),
        title=names,
        site_url=st.none() | st.just("https://wire.example/"),
        folder=st.lists(names, max_size=4).map(tuple),
        tags=st.lists(names, max_size=3, unique=True).map(tuple),
    ),
    unique_by=lambda feed: feed.url,
    max_size=12,
)


@given(lists)
def test_out_and_in_again_is_the_same(feeds: list[Listed]) -> None:
    again = read_opml(write_opml(feeds, "Desk")).feeds
    assert {f.url: f for f in again} == {f.url: f for f in feeds}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "<html/>",
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body/></opml>',
    ],
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(IngestError):
        read_opml(text.encode())


def test_a_list_of_deep_folders_ends() -> None:
    deep = "<opml><body>" + '<outline text="x">' * 5000 + '<outline xmlUrl="https://wire.example/"/>'
    assert read_opml(deep.encode()).feeds == []


def test_a_workspace_takes_a_list_in_and_gives_it_out(tmp_path: Path) -> None:
    path = tmp_path / "desk.opml"
    path.write_text(OPML, encoding="utf-8")
    workspace = Workspace(Settings(home=tmp_path / "home"))
    found = workspace.import_feeds(path)
    assert (len(found.new), found.known, found.refused) == (3, 0, ["Broken"])
    again = workspace.import_feeds(path)
    assert (len(again.new), again.known) == (0, 3)
    assert {f.url for f in read_opml(workspace.export_feeds()).feeds} == {f.url for f in workspace.feeds()}
    assert workspace.feeds()[0].folder == ["Local", "Press"]
    with pytest.raises(WorkspaceError, match="no such file"):
        workspace.import_feeds(tmp_path / "none.opml")
    workspace.close()


def test_feeds_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "desk.opml"
    path.write_text(OPML, encoding="utf-8")
    first = Workspace(Settings(home=tmp_path / "home"))
    first.import_feeds(path)
    first.close()
    (tmp_path / "home" / "feeds.json").with_suffix(".json.prev").unlink(missing_ok=True)
    second = Workspace(Settings(home=tmp_path / "home"))
    assert len(second.feeds()) == 3
    second.close()
