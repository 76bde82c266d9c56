"""`briefing feeds` and `briefing URL` in the shell: data on stdout, narration on stderr, an exit status for cron."""

import json
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.ingest.errors import SourceProblem
from briefing.ingest.feeds import poll
from briefing.ingest.registry import read_source
from briefing.model.article import Article
from tests.feeds.documents import FERRY, FULL, rss, rss_item
from tests.feeds.server import Server

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "GAP", 0.0)


def run(capsys: pytest.CaptureFixture[str], *call: str) -> tuple[int, str, str]:
    status = main(list(call))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_day_with_feeds(server: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    url = server.serve("/feed", rss(rss_item(1), rss_item(2, FERRY, element="description")))
    status, out, _ = run(capsys, "feeds", "add", url, "--folder", "News/Agencies", "--tag", "wire")
    assert (status, out) == (0, f"{url}\tHarbour Wire\n")
    status, out, _ = run(capsys, "feeds", "list")
    assert out == f"{url}\tHarbour Wire\tNews/Agencies\t#wire\tnot fetched yet\n"
    status, out, err = run(capsys, "feeds", "refresh")
    assert (status, out) == (0, f"{url}\tHarbour Wire\t2 new, 0 known (1 with a summary only)\n")
    assert err.endswith("1 feeds asked, 0 failed, 0 skipped; 2 new articles (1 with a summary only)\n")
    assert len(run(capsys, "list")[1].splitlines()) == 2
    status, out, err = run(capsys, "feeds", "refresh")
    assert status == 0
    assert "skipped: not to be asked before" in out
    assert "0 feeds asked, 0 failed, 1 skipped; 0 new articles" in err
    status, out, _ = run(capsys, "feeds", "export")
    (tmp_path / "out.opml").write_text(out, encoding="utf-8")
    assert run(capsys, "feeds", "import", str(tmp_path / "out.opml"))[2].endswith(
        "0 feeds added, 1 known already\n"
    )
    assert run(capsys, "feeds", "remove", "Harbour Wire")[0] == 0
    assert run(capsys, "feeds", "list")[1] == ""
    assert run(capsys, "feeds", "import", str(tmp_path / "out.opml"))[0] == 0
    (line,) = run(capsys, "feeds", "list", "--json")[1].splitlines()
    assert json.loads(line)["folder"] == ["News", "Agencies"]


def test_a_feed_that_fails_gives_status_1_and_its_error_stays_on_it(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    good = server.serve("/good", rss(rss_item(1)))
    bad = server.serve("/bad", rss(rss_item(2)))
    run(capsys, "feeds", "add", good)
    run(capsys, "feeds", "add", bad)
    server.routes["/bad"] = lambda handler: handler.answer(b"", status=500)
    status, out, err = run(capsys, "feeds", "refresh")
    assert status == 1
    assert f"{good}\tHarbour Wire\t1 new" in out
    assert f"{bad}: the server answers 500" in err
    assert "the server answers 500" in run(capsys, "feeds", "list")[1]


def test_what_cannot_be_subscribed_to(
    server: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = server.serve("/", "<p>Nothing here</p>")
    for call in (
        ["add", page],
        ["add", "ftp://wire.example/"],
        ["remove", "x"],
        ["refresh", "x"],
        ["import", str(tmp_path)],
    ):
        status, out, err = run(capsys, "feeds", *call)
        assert (status, out) == (1, "")
        assert err.startswith("briefing: ")


def test_an_address_is_a_source_like_any_other(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    url = server.serve(
        "/news",
        f"<!doctype html><html lang=en><title>Ferries</title><body><article><h1>Ferries stay</h1>{FULL}</article></html>",
    )
    status, out, _ = run(capsys, "ingest", url)
    assert status == 0
    assert json.loads(out)["url"] == url
    assert run(capsys, "add", "--no-briefs", url)[1].split("\t")[1] == "added"
    assert run(capsys, "add", "--no-briefs", url)[1].split("\t")[1] == "known"
    status, _, err = run(capsys, "add", server.origin + "/gone")
    assert (status, "404" in err) == (1, True)


def test_the_samples_hold_a_list_and_a_feed_that_are_no_articles_of_the_folder() -> None:
    listed = [Path(str(o.external_id)) for o in read_source(str(SEEDS)) if isinstance(o, Article)]
    assert listed
    assert not any("feeds" in path.parts for path in listed)
    outcomes = list(read_source(str(SEEDS / "feeds" / "skerry-press.xml")))
    assert len([o for o in outcomes if isinstance(o, Article)]) == 2
    assert len([o for o in outcomes if isinstance(o, SourceProblem) and o.note]) == 1


def test_the_samples_list_can_be_imported(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "feeds", "import", str(SEEDS / "feeds" / "norra-sound.opml"))
    assert (status, len(out.splitlines())) == (0, 3)
    status, _, err = run(capsys, "add", str(SEEDS / "feeds" / "norra-sound.opml"))
    assert (status, "briefing feeds import" in err) == (1, True)
