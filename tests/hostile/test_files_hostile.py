"""Files and paths that a hurried or hostile hand names: nothing of theirs is lost, nothing hangs, nothing crashes."""

import errno
import json
import time
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt

from briefing.cli import main
from briefing.compare.changes import moment
from briefing.compare.features import features
from briefing.compare.groups import own_matches
from briefing.exchange.markdown import harmless
from briefing.model.article import Span
from briefing.workspace.exchanging import write_whole
from tests.compare import bridge
from tests.tui.support import make_workspace, opened

TORN = '{"article":{"id":"sha256:0'


@pytest.mark.parametrize(
    "content", ["my diary\nof the ferry\n", "my diary", '{"other": 1}\n', "\n\n", "\x00" * 50]
)
def test_resume_leaves_a_file_alone_that_holds_no_briefs(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "diary.txt"
    source.write_text(json.dumps({"text": "The ferry left."}))
    out.write_text(content)
    assert main(["extract", str(source), "--resume", "--output", str(out), "--jobs", "2"]) == 1
    assert out.read_text() == content
    assert "diary.txt: line 1 is no brief" in capsys.readouterr().err


def test_resume_goes_on_behind_a_brief_cut_short(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("")
    for cut in (1, 12, len(TORN)):
        out.write_text(TORN[:cut])
        assert main(["extract", str(source), "--resume", "--output", str(out), "--jobs", "2"]) == 0
        assert out.read_text() == ""


def test_briefs_are_not_written_over_their_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"text": "The ferry left."}))
    (tmp_path / "link").symlink_to(source)
    for more in ([], ["--resume"]):
        call = ["extract", str(source), "--output", str(tmp_path / "link"), "--jobs", "2", *more]
        assert main(call) == 1
        assert source.read_text()
        assert "name another file" in capsys.readouterr().err


@pytest.mark.parametrize("device", ["/dev/full", "/dev/zero"])
def test_a_device_without_an_end_is_no_file(
    device: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("")
    assert main(["extract", str(source), "--resume", "--output", device, "--jobs", "2"]) == 1
    assert f"{device}: not a file" in capsys.readouterr().err
    assert main(["import", device, "--home", str(tmp_path / "home")]) == 1
    assert f"{device}: a device, not a file" in capsys.readouterr().err


def test_what_cannot_be_written_names_the_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    there = tmp_path / "report.md"
    there.write_text("before")

    def pieces() -> object:
        yield "half"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as failed:
        write_whole(there, pieces())  # type: ignore[arg-type]
    assert failed.value.filename == str(there)
    with pytest.raises(FileNotFoundError) as missing:
        write_whole(tmp_path / "nowhere" / "report.md", ["x"])
    assert missing.value.filename == str(tmp_path / "nowhere" / "report.md")
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]
    assert there.read_text() == "before"


async def test_paths_that_lead_nowhere_are_one_message_each(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "home")
    async with opened(workspace, None) as hand:
        for command, said in (
            ("export csv ~nobody-of-this-name/x.csv", "No such file"),
            ("export csv " + "n" * 300, "too long"),
            ("import ~nobody-of-this-name/x.csv", "No such file"),
            ("import /dev/zero", "a device, not a file"),
        ):
            await hand.line(command)
            assert said in hand.said
            assert "Errno" not in hand.said
        await hand.keys("gf")
        for command, said in (
            ("import-feeds ~nobody-of-this-name/x.opml", "no such file"),
            ("export-feeds ~nobody-of-this-name/x.opml", "No such file"),
        ):
            await hand.line(command)
            assert said in hand.said
        await hand.keys("q", "gc")
        for name, said in (("~nobody-of-this-name/x.md", "No such file"), ("n" * 300 + ".md", "too long")):
            await hand.line(f"write-report {name}")
            assert said in hand.said
            assert "Errno" not in hand.said
    workspace.close()


async def test_a_report_with_damaged_grades_says_so(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "home")
    async with opened(workspace, None) as hand:
        await hand.keys("gc")
        (tmp_path / "home" / "sources.json").write_text("{rubbish")
        await hand.keys("6")
        assert "sources.json" in hand.said
        assert "check --repair" in hand.shown()
        for path in (tmp_path / "home").glob("library.sqlite3*"):
            path.unlink()
        await hand.keys("1", "g.")
        assert hand.said == "compared anew · 3 articles without a brief · E makes them"
    workspace.close()


def test_a_bottom_line_stays_a_bottom_line_in_markdown() -> None:
    for body in (
        "```\nfence",
        "~~~~ text\n~~~",
        "[a]: javascript:alert(1)\n\n[x][a]",
        "[a\\]b]: javascript:x\n\n[a\\]b]",
        "> [a]:\n> data:text/html,x\n\n[a]",
    ):
        tokens = MarkdownIt().parse(f"{harmless(body)}\n\n## Sources\n")
        assert [t.content for t in tokens if t.type == "inline"][-1] == "Sources", body
        assert tokens[-3].type == "heading_open", body
        inside = [c for t in tokens for c in t.children or ()]
        assert not [c for c in inside if c.type == "link_open"], body
    for kept in ("[a]: https://wire.example/x\n\n[a]", "```\ncode\n```", "[b](https://wire.example)"):
        assert harmless(kept) == kept


@pytest.mark.parametrize(
    ("words", "utc"),
    [
        ("2031-05-14", "2031-05-14T00:00:00"),
        ("2031-W20-3", "2031-05-14T00:00:00"),
        ("2031-05-14 01:30", "2031-05-14T01:30:00"),
        ("2031-05-14T01:30:00+02:00", "2031-05-13T23:30:00"),
        ("0001-01-01T00:00+14:00", "0001-01-01T00:00+14:00"),
    ],
)
def test_a_moment_of_another_notation_is_the_same_moment(words: str, utc: str) -> None:
    assert moment(words) == utc


def test_an_article_of_a_thousand_claims_on_one_thing_is_compared_in_no_time() -> None:
    one = next(c for c in features(bridge.facts(0)) if c.keys)
    same = [
        msgspec.structs.replace(one, claim=f"claim:{n}", span=Span(9 * n, 9 * n + 8)) for n in range(1000)
    ]
    began = time.process_time()
    assert own_matches(same) == []
    assert time.process_time() - began < 2, "half a million pairs take a minute"
