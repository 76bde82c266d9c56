"""add, list, search, notes, note: the library from the shell, every uid durable before it is printed."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.config import load_settings
from briefing.model.annotation import Assess, Correction
from briefing.model.article import Span
from briefing.workspace import Workspace

ONE = (
    "The mayor of Quillhaven said on Monday that the Mill Bridge would close. The harbour office denied it.\n"
)
TWO = "Divers found a lost lantern near Skerry Point, the museum said. Nobody claimed it.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *call: str) -> tuple[int, str, str]:
    status = main(list(call))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_add_is_idempotent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "add", str(folder))
    assert status == 0
    assert [line.split("\t")[1] for line in out.splitlines()] == ["added", "added"]
    assert [line.split("\t")[2] for line in out.splitlines()] == [ONE.strip(), TWO.strip()]
    status, out, err = run(capsys, "add", str(folder))
    assert [line.split("\t")[1] for line in out.splitlines()] == ["known", "known"]
    assert "0 added, 2 known" in err
    _, out, _ = run(capsys, "list", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == 2
    assert all(row["claims"] is not None for row in rows)


def test_what_cannot_be_added_is_named_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    status, out, err = run(capsys, "add", str(folder), str(folder / "none.txt"), "--no-briefs")
    assert status == 1
    assert len(out.splitlines()) == 2
    assert "empty.txt" in err
    assert "none.txt" in err


def test_note_prints_its_uid_once_and_the_note_is_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(
        capsys,
        "note",
        str(folder / "one.txt"),
        "--quote",
        "Mill  Bridge",
        "--body",
        "which one? [/]",
        "--tag",
        "bridge",
    )
    assert status == 0
    uid = out.strip()
    assert out == uid + "\n"
    _, out, _ = run(capsys, "notes", "--json")
    (note,) = [json.loads(line) for line in out.splitlines()]
    assert note["uid"] == uid
    assert note["body"] == {"text": "which one? [/]", "tags": ["bridge"], "colour": None}
    quote, place = note["target"]["quote"], note["target"]["position"]
    assert quote["exact"] == "Mill Bridge" == ONE[place["start"] : place["end"]]
    assert quote["prefix"] == ONE[max(0, place["start"] - 32) : place["start"]]
    assert quote["suffix"] == ONE[place["end"] : place["end"] + 32]


def test_delete_and_restore(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uid = run(capsys, "note", str(folder / "one.txt"), "--body", "x")[1].strip()
    assert run(capsys, "note", "--delete", uid)[:2] == (0, uid + "\n")
    assert run(capsys, "notes")[1] == ""
    assert run(capsys, "note", "--restore", uid)[:2] == (0, uid + "\n")
    assert uid in run(capsys, "notes")[1]
    status, out, err = run(capsys, "note", "--delete", "no-such-uid")
    assert (status, out) == (1, "")
    assert "no-such-uid" in err


@pytest.mark.parametrize("quote", ["not in the text", "the"])
def test_a_quote_that_is_not_there_once_is_refused(
    folder: Path, quote: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "one.txt").write_text(ONE + ONE.replace("The mayor", "and the mayor"), encoding="utf-8")
    status, out, err = run(capsys, "note", str(folder / "one.txt"), "--quote", quote, "--body", "x")
    assert (status, out) == (1, "")
    assert quote in err


def test_search_finds_text_and_notes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", str(folder))
    run(capsys, "note", str(folder / "two.txt"), "--body", "ask the curator")
    assert "lantern" in run(capsys, "search", "lantern")[1]
    assert len(run(capsys, "search", "curator")[1].splitlines()) == 1
    assert len(run(capsys, "list", "claim:deny")[1].splitlines()) == 1
    for odd in ["C++", "U.S.", '"', "a AND", "NEAR(", "*", "x:y:z"]:
        status, _, err = run(capsys, "search", odd)
        assert status in (0, 1)
        assert "syntax error" not in err.lower()


def test_a_changed_article_says_what_became_of_its_notes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = folder / "page.md"
    head = "---\ntitle: Bridge\nurl: https://news.example/bridge\n---\n\n"
    body = "The Mill Bridge will close in June, the mayor said.\n\nIt was built by the harbour office in the last century.\n\n"
    page.write_text(head + body + "Boats will pass below it until then, a clerk said.\n", encoding="utf-8")
    run(capsys, "note", str(page), "--quote", "built by the harbour office", "--body", "when?")
    run(capsys, "note", str(page), "--quote", "Boats will pass below it until then", "--body", "really?")
    page.write_text(head + "Correction: an earlier version was wrong.\n\n" + body, encoding="utf-8")
    status, _, err = run(capsys, "add", str(page))
    assert status == 0
    assert "1 moved" in err
    assert "1 orphan" in err
    page.write_text(head + "404 page not found\n", encoding="utf-8")
    status, _, err = run(capsys, "add", str(page))
    assert status == 1
    assert "much shorter" in err


def test_a_note_survives_kill_9_right_after_its_uid(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "kill"
    env = {**os.environ, "BRIEFING_HOME": str(home)}
    call = [
        sys.executable,
        "-m",
        "briefing",
        "note",
        str(folder / "one.txt"),
        "--quote",
        "Mill Bridge",
        "--body",
        "kept",
    ]
    with subprocess.Popen(call, stdout=subprocess.PIPE, env=env, text=True) as process:
        assert process.stdout
        uid = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "notes", "--json"],
        capture_output=True,
        env=env,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["uid"] == uid


def test_notes_say_what_was_graded_and_corrected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "add", str(folder / "one.txt"), "--no-briefs")
    article = out.split("\t")[0]
    with contextlib.closing(Workspace(load_settings(None))) as workspace:
        change = Correction("rename", "actor:x", "name", "Mill\nBridge")
        workspace.annotate(article, "correction", span=Span(4, 9), ref="actor:x", correction=change)
        workspace.annotate(article, "assessment", span=Span(4, 9), assess=Assess(credibility=2))
    _, out, _ = run(capsys, "notes")
    assert {line.split("\t")[5] for line in out.splitlines()} == {"credibility 2", "name: Mill Bridge"}
    _, out, _ = run(capsys, "export", "--format", "markdown")
    assert "name: Mill Bridge" in " ".join(out.split())
