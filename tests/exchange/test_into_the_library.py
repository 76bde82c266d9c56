"""Import and export through the command line: nothing twice, nothing half, and every note finds its words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import main
from tests.exchange.test_round_trips import HYPOTHESIS_REPLY, HYPOTHESIS_ROW

TEXT = (
    "---\ntitle: Bridge\nurl: https://news.example/bridge\nsite: Harbour Wire\ndate: 2031-05-14\n---\n\n"
    "The Mill Bridge will close in June, the mayor of Quillhaven said. 😀 Nobody had asked the harbour office.\n\n"
    "It was built in the last century, and painted twice.\n"
)


def run(capsys: pytest.CaptureFixture[str], *call: str) -> tuple[int, str, str]:
    status = main(list(call))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def add(capsys: pytest.CaptureFixture[str], folder: Path, text: str = TEXT) -> None:
    (folder / "bridge.md").write_text(text, encoding="utf-8")
    assert run(capsys, "add", str(folder / "bridge.md"), "--no-briefs", "--accept-shorter")[0] == 0


def rows(*more: dict[str, object]) -> str:
    return json.dumps({"rows": [HYPOTHESIS_REPLY, HYPOTHESIS_ROW, *more]}, indent=1)


def quoting(identity: str, exact: str, prefix: str = "", suffix: str = "") -> dict[str, object]:
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    target = [{"source": "https://news.example/bridge", "selector": [selector]}]
    return {**HYPOTHESIS_ROW, "id": identity, "target": target}


def notes(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(capsys, "notes", "--json")[1].splitlines()]


def test_an_import_finds_its_words_once_and_only_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    file = tmp_path / "h.json"
    file.write_text(
        rows(
            quoting("moved", "painted twice", "and ", "."),
            quoting("changed", "Nobody had ever asked the harbour office", "said. ", "\n\nIt was built"),
            quoting("gone", "an entirely different sentence about clouds and kites", "x", "y"),
        ),
        encoding="utf-8",
    )
    status, _, err = run(capsys, "import", str(file), "--dry-run")
    assert (status, notes(capsys)) == (0, [])
    assert "5 added" in err
    status, _, err = run(capsys, "import", str(file))
    assert status == 0
    assert "5 added" in err
    assert "orphan" in err
    kept = notes(capsys)
    assert len(kept) == 5
    states = {a["provenance"]["canonical"]: a["anchor"]["state"] for a in kept if a["anchor"]}
    assert states["hypothesis:moved"] in ("moved", "exact")
    assert states["hypothesis:changed"] in ("fuzzy", "suspect")
    assert states["hypothesis:gone"] == "orphan"
    by_id = {a["provenance"]["canonical"]: a for a in kept}
    assert by_id["hypothesis:reply1"]["target"]["ref"] == f"annotation:{by_id['hypothesis:aBcD-eF1']['uid']}"
    place = by_id["hypothesis:aBcD-eF1"]["target"]["position"]
    assert TEXT.split("---\n\n")[1][place["start"] : place["end"]] == "Mill Bridge"
    status, _, err = run(capsys, "import", str(file))
    assert (status, len(notes(capsys))) == (0, 5)
    assert "0 added, 5 known already" in err


def test_what_goes_out_to_another_library_is_the_same_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    (tmp_path / "h.json").write_text(rows(), encoding="utf-8")
    run(capsys, "import", str(tmp_path / "h.json"))
    run(
        capsys,
        "note",
        str(tmp_path / "bridge.md"),
        "--quote",
        "last century",
        "--body",
        "which?",
        "--tag",
        "é",
    )
    before = notes(capsys)
    for form in ("w3c", "hypothesis"):
        file, home = str(tmp_path / form), str(tmp_path / f"home-{form}")
        assert run(capsys, "export", "--format", form, "--output", file)[0] == 0
        status, _, err = run(capsys, "import", file, "--home", home)
        assert status == 1
        assert "the library has no article https://news.example/bridge" in err
        run(capsys, "add", str(tmp_path / "bridge.md"), "--no-briefs", "--home", home)
        assert run(capsys, "import", file, "--home", home)[0] == 0
        there = [json.loads(line) for line in run(capsys, "notes", "--json", "--home", home)[1].splitlines()]
        assert sorted(there, key=lambda a: a["uid"]) == sorted(before, key=lambda a: a["uid"])


def test_a_newer_note_replaces_ours_and_an_older_one_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    file = tmp_path / "h.json"
    file.write_text(json.dumps([HYPOTHESIS_ROW]), encoding="utf-8")
    run(capsys, "import", str(file))
    file.write_text(
        json.dumps([{**HYPOTHESIS_ROW, "text": "new", "updated": "2030-01-01T00:00:00Z"}]), encoding="utf-8"
    )
    assert "1 updated" in run(capsys, "import", str(file))[2]
    (kept,) = notes(capsys)
    assert kept["body"]["text"] == "new"
    file.write_text(json.dumps([HYPOTHESIS_ROW]), encoding="utf-8")
    assert "1 older than yours" in run(capsys, "import", str(file))[2]
    run(capsys, "note", "--delete", str(kept["uid"]))
    assert "1 in your trash" in run(capsys, "import", str(file))[2]
    assert notes(capsys) == []


def test_a_bad_file_leaves_the_library_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(capsys, tmp_path)
    for text in (
        rows({**HYPOTHESIS_ROW, "id": "x", "tags": [1]}),
        rows({**HYPOTHESIS_ROW, "id": "x", "created": "never"}),
        rows()[:-10],
        json.dumps([{**HYPOTHESIS_ROW, "briefing": {"uid": "1", "kind": "note"}}]),
    ):
        (tmp_path / "h.json").write_text(text, encoding="utf-8")
        status, out, err = run(capsys, "import", str(tmp_path / "h.json"))
        assert (status, out) == (1, "")
        assert len(err.strip().splitlines()) == 1
        assert "h.json, line " in err
        assert "nothing was imported" in err
        assert notes(capsys) == []


def test_an_import_on_an_older_version_is_carried_to_the_newest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    run(capsys, "note", str(tmp_path / "bridge.md"), "--quote", "painted twice", "--body", "by whom?")
    run(capsys, "export", "--format", "w3c", "--output", str(tmp_path / "n.jsonld"))
    home = str(tmp_path / "other")
    run(capsys, "add", str(tmp_path / "bridge.md"), "--no-briefs", "--home", home)
    (tmp_path / "bridge.md").write_text(
        TEXT.replace("The Mill", "Correction: a line.\n\nThe Mill"), encoding="utf-8"
    )
    run(capsys, "add", str(tmp_path / "bridge.md"), "--no-briefs", "--home", home)
    status, _, err = run(capsys, "import", str(tmp_path / "n.jsonld"), "--home", home)
    assert status == 0
    assert "1 moved" in err


def test_hostile_text_of_an_import_is_tamed_at_the_door(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    row = {
        **HYPOTHESIS_ROW,
        "text": "\x1b[31m\u202e[/]",
        "user": "a\nb",
        "tags": ["\x07", "ok"],
        "odd\x1b": {"\x1b": "\x1b"},
    }
    (tmp_path / "h.json").write_text(json.dumps([row]), encoding="utf-8")
    assert run(capsys, "import", str(tmp_path / "h.json"))[0] == 0
    (kept,) = notes(capsys)
    assert kept["body"] == {"text": "␛[31m[/]", "tags": ["␇", "ok"], "colour": None}
    assert run(capsys, "import", str(tmp_path / "h.json"))[2].count("1 known already") == 1
    back = json.loads(run(capsys, "export", "--format", "hypothesis")[1])["rows"][0]
    assert back["odd\x1b"] == {"\x1b": "\x1b"}


def test_an_export_replaces_a_file_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    diary = tmp_path / "diary.md"
    diary.write_text("mine", encoding="utf-8")
    status, _, err = run(capsys, "export", "--format", "markdown", "--output", str(diary))
    assert status == 1
    assert "left alone" in err
    assert diary.read_text(encoding="utf-8") == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bridge.md", "diary.md"]
    assert run(capsys, "export", "--format", "docx")[0] == 2
    losses = tmp_path / "losses.tsv"
    status, _, err = run(capsys, "export", "--format", "popolo", "--losses", str(losses))
    assert status == 0
    assert losses.read_text(encoding="utf-8").splitlines()[-1] == "1\ttexts\tBridge"
    assert "left out: 1 texts (Bridge)" in err
    assert run(capsys, "export", "actr:x", "--format", "csl")[0] == 1


def test_a_query_picks_notes_or_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(capsys, tmp_path)
    run(
        capsys, "note", str(tmp_path / "bridge.md"), "--quote", "painted twice", "--body", "a", "--tag", "one"
    )
    run(capsys, "note", str(tmp_path / "bridge.md"), "--quote", "last century", "--body", "b", "--tag", "two")
    assert json.loads(run(capsys, "export", "tag:one", "--format", "w3c")[1])["total"] == 1
    assert len(json.loads(run(capsys, "export", "title:bridge", "--format", "csl")[1])) == 1
    assert json.loads(run(capsys, "export", "title:ferry", "--format", "csl")[1]) == []


def test_neither_way_loads_the_parser_or_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    (tmp_path / "h.json").write_text(rows(), encoding="utf-8")
    code = (
        "import sys\nfrom briefing.cli import main\n"
        f"main(['import', {str(tmp_path / 'h.json')!r}])\n"
        "[main(['export', '--format', f]) for f in ('w3c', 'markdown', 'stix', 'csv')]\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'spacy', 'textual', 'trafilatura'}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_link_or_a_device_stays_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(capsys, tmp_path)
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert run(capsys, "export", "--format", "csl", "--output", str(tmp_path / "link.json"))[0] == 0
    assert (tmp_path / "link.json").is_symlink()
    assert len(json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))) == 1
    assert run(capsys, "export", "--format", "csl", "--output", "/dev/null")[0] == 0
    assert Path("/dev/null").is_char_device()


def test_notes_whose_article_is_gone_are_counted_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(capsys, tmp_path)
    run(capsys, "note", str(tmp_path / "bridge.md"), "--quote", "painted twice", "--body", "a")
    for file in (Path(os.environ["BRIEFING_HOME"]) / "articles").glob("*/*.json"):
        file.unlink()
    (Path(os.environ["BRIEFING_HOME"]) / "library.sqlite3").unlink(missing_ok=True)
    status, made, err = run(capsys, "export", "--format", "jsonl")
    assert (status, made) == (0, "")
    assert "left out: 1 notes on articles that the library does not hold" in err
    status, made, _ = run(capsys, "export", "--format", "w3c")
    assert json.loads(made)["total"] == 1
