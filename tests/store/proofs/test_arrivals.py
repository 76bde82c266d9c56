"""Imports of every kind, killed at every moment (at some, in the fast suite). See proof_arrivals."""

import contextlib
import json
import os
from pathlib import Path
from unittest import mock

import pytest
from proof_arrivals import Acknowledge, Import, opened, prove

from briefing.ingest.feeds import poll
from briefing.ingest.feeds.document import read_feed
from briefing.model.article import Span
from briefing.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
EVERY = [pytest.param(23, id="some"), pytest.param(1, id="every", marks=pytest.mark.slow)]

FIRST = (
    "The harbour office of Quillhaven said on Monday that the ferries would not sail. The crews had not been paid, "
    "said their union. The owner of the line denied that any wages were late."
)
CHANGED = FIRST.replace("on Monday", "on Monday morning")
PLACE = "https://wire.example/ferries"


def text_of(number: int) -> str:
    return f"Engineers found the pier number {number} of the old bridge sound, according to their report of May {number}."


def _page(title: str, address: str, text: str) -> str:
    return f"---\ntitle: {title}\nurl: {address}\nsite: Harbour Wire\ndate: 2031-05-14\n---\n\n{text}\n"


def _adding(workspace: Workspace, source: Path, tell: Acknowledge) -> None:
    for added in workspace.add([str(source)]):
        assert added.problem is None, added.problem
        if added.article_id:
            tell(added.article_id)


def folder_of_files(workspace: Workspace, sources: Path, tell: Acknowledge) -> None:
    """`briefing add FOLDER`: a new version of a text with notes, and new texts."""
    _adding(workspace, sources / "folder", tell)


def reading_list(workspace: Workspace, sources: Path, tell: Acknowledge) -> None:
    """`briefing add` of a read-later service's export, whose tags become bookmarks."""
    _adding(workspace, sources / "list.json", tell)


def articles(workspace: Workspace, sources: Path, tell: Acknowledge) -> None:
    """`briefing import` of articles."""
    report = workspace.import_file(sources / "articles.json")
    assert report.complete, list(report.lines())


def notes(workspace: Workspace, sources: Path, tell: Acknowledge) -> None:
    """`briefing import` (and gI) of notes on several articles."""
    report = workspace.import_file(sources / "notes.json")
    assert report.complete, list(report.lines())
    for number in range(6):
        tell(f"imported {number}")


def feeds(workspace: Workspace, sources: Path, tell: Acknowledge) -> None:
    """`briefing feeds import`, then a refresh of all."""
    workspace.import_feeds(sources / "feeds.opml")

    def answered(questions: list[poll.Question]) -> object:
        for q in questions:
            feed = read_feed((sources / f"{q.url[-1]}.xml").read_bytes(), q.url)
            yield poll.Answer(q.key, feed, etag=f"e{q.url[-1]}")

    with mock.patch.object(poll, "ask_all", answered):
        for result in workspace.refresh(force=True):
            assert result.problem is None
            for added in result.items:
                if added.article_id:
                    tell(added.article_id)


IMPORTS: dict[str, Import] = {
    "files": folder_of_files, "reading list": reading_list, "articles": articles, "notes": notes, "feeds": feeds,
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home with one article and a note on its words; and what is brought into it."""
    folder = tmp_path_factory.mktemp("arrivals")
    sources, home = folder / "sources", folder / "home"
    (sources / "folder").mkdir(parents=True)
    (sources / "before.md").write_text(_page("Ferries", PLACE, FIRST), encoding="utf-8")
    with contextlib.closing(opened(home)) as workspace:
        (added,) = workspace.add([str(sources / "before.md")])
        article = workspace.article(added.article_id or "")
        at = article.text.index("The owner")
        workspace.annotate(article.id, "note", span=Span(at, at + 9))
        workspace.home.library.problems()
    (sources / "folder" / "0.md").write_text(_page("Ferries", PLACE, CHANGED), encoding="utf-8")
    for n in range(1, 4):
        page = _page(f"Bridge {n}", f"https://wire.example/{n}", text_of(n))
        (sources / "folder" / f"{n}.md").write_text(page, encoding="utf-8")
    listed = [
        {"url": f"https://later.example/{n}", "title": f"Pier {n}", "toread": "no", "tags": f"pier n{n}",
         "content": f"<p>{text_of(n)}</p>"}
        for n in range(4)
    ]  # fmt: skip
    (sources / "list.json").write_text(json.dumps(listed), encoding="utf-8")
    records = [
        {"@type": "NewsArticle", "headline": f"Pier {n}", "url": url, "articleBody": text}
        for n, (url, text) in enumerate([(PLACE, CHANGED), *((f"https://w.example/{n}", text_of(n)) for n in (1, 2))])
    ]  # fmt: skip
    (sources / "articles.json").write_text(json.dumps(records), encoding="utf-8")
    rows = [
        {"id": f"h{n}", "created": "2031-05-14T19:46:09+00:00", "updated": "2031-05-14T19:46:09+00:00",
         "user": "acct:mara@annotations.example", "uri": PLACE, "text": f"imported {n}", "tags": [], "group": "__world__",
         "target": [{"source": PLACE, "selector": [{"type": "TextQuoteSelector", "exact": words}]}]}
        for n, words in enumerate(["harbour office", "Quillhaven", "ferries", "crews", "union", "wages"])
    ]  # fmt: skip
    (sources / "notes.json").write_text(json.dumps({"total": 6, "rows": rows}), encoding="utf-8")
    outlines = "".join(f'<outline type="rss" text="F{n}" xmlUrl="https://f.example/{n}"/>' for n in (1, 2))
    (sources / "feeds.opml").write_text(
        f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8"
    )
    for n in (1, 2):
        items = "".join(
            f"<item><guid>{n}{i}</guid><title>Pier {i}</title><link>https://f.example/{n}/{i}</link>"
            f"<description>{text_of(10 * n + i) * 4}</description></item>"
            for i in (1, 2)
        )
        feed = f'<rss version="2.0"><channel><title>F{n}</title>{items}</channel></rss>'
        (sources / f"{n}.xml").write_text(feed, encoding="utf-8")
    return home, sources


@pytest.mark.parametrize("stride", EVERY)
@pytest.mark.parametrize("kind", IMPORTS)
def test_a_kill_at_any_moment_loses_nothing_and_a_second_import_completes_it(
    kind, stride, prepared, quick_disk
):
    home, sources = prepared
    result = prove(IMPORTS[kind], home, sources, quick_disk, stride=stride)
    assert not result["wrong"], "\n".join(result["wrong"][:12])
    assert result["kills"]
    if stride == 1 and kind in ("files", "reading list", "feeds"):
        assert result["acknowledged"] > result["kills"] / 2, "the kills came before anything was kept"
