"""show, extract, ingest: stdout is data, stderr is narration, the exit status says how it went."""

import io
import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefing.cli import main
from tests.conftest import SHARED

ARTICLE = """Harbour council votes to close the old bridge

QUILLHAVEN, 14 May (Coast Wire) - The council of Quillhaven voted on Tuesday to close the Mill Bridge, the mayor said.

"The bridge is not safe," Ilse Brandvik, the mayor, told reporters. Two engineers, who asked not to be named, denied it.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def schema() -> dict[str, Any]:
    return json.loads((files("briefing.model") / "brief.schema.json").read_text(encoding="utf-8"))


def spans_of(brief: dict[str, Any]) -> list[tuple[int, int]]:
    """Every span of a brief, wherever it stands."""
    found = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if {"start", "end"} <= value.keys():
                found.append((value["start"], value["end"]))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk({k: v for k, v in brief.items() if k != "article"})
    return found


def test_show_json_is_a_brief(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(article), "--json", "--published", "2031-05-14"]) == 0
    brief = json.loads(capsys.readouterr().out)
    jsonschema.validate(brief, schema())
    if SHARED.exists():
        jsonschema.validate(brief, json.loads((SHARED / "design" / "brief.schema.json").read_text()))
    assert brief["article"]["text"] == ARTICLE
    assert brief["article"]["published"] == "2031-05-14"
    length = len(ARTICLE)
    assert all(0 <= start < end <= length for start, end in spans_of(brief))
    s = brief["sourcing"]
    assert s["named"] + s["unnamed"] + s["document"] + s["media"] + s["unattributed"] == len(brief["claims"])
    assert any(a["name"] == "Ilse Brandvik" for a in brief["actors"])


def test_show_twice_is_the_same(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", str(article), "--json"])
    first = capsys.readouterr().out
    main(["show", str(article), "--json"])
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("form", ["--plain", "--markdown"])
def test_show_in_words(article: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(article), form]) == 0
    out = capsys.readouterr().out
    assert "Ilse Brandvik" in out
    assert "The bridge is not safe" in out
    assert "publication date" in out


def test_markdown_cannot_be_broken_out_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        'The clerk said "[click](javascript:alert(1)) <script> # not a heading" on Monday.\n',
        encoding="utf-8",
    )
    assert main(["show", str(path), "--markdown"]) == 0
    out = capsys.readouterr().out
    assert "<script>" not in out
    assert "[click](" not in out


def test_a_source_that_is_not_there_is_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(tmp_path / "none.txt")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "none.txt" in captured.err


def test_published_must_be_a_date(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["show", str(article), "--published", "soon"])
    assert stop.value.code == 2
    assert "not a date" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_extract_reports_a_bad_line_and_goes_on(
    tmp_path: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps(
            {"id": "one", "text": ARTICLE, "title": None, "published": "2031-05-14", "format": "text"}
        ),
        "{not json",
        json.dumps({"id": "two", "text": "The clerk said the office was closed."}),
        "[]",
        json.dumps({"id": "three"}),
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["extract", str(source), "--output", str(out), "--jobs", jobs]) == 1
    briefs = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [b["article"]["external_id"] for b in briefs] == ["one", "two"]
    assert [b["article"]["text"] for b in briefs] == [ARTICLE, "The clerk said the office was closed."]
    for brief in briefs:
        jsonschema.validate(brief, schema())
    err = capsys.readouterr().err
    assert all(f"line {n}:" in err for n in (2, 4, 5))


@pytest.mark.slow
def test_extract_is_the_same_on_any_number_of_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(
            json.dumps({"id": str(n), "text": ARTICLE.replace("Mill", f"Mill{n}")}) + "\n" for n in range(20)
        )
    )
    main(["extract", str(source), "--output", str(tmp_path / "1.jsonl"), "--jobs", "1"])
    main(["extract", str(source), "--output", str(tmp_path / "2.jsonl"), "--jobs", "2"])
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def test_ingest_gives_what_extract_reads(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "articles.jsonl"
    assert main(["ingest", str(article), "--output", str(articles)]) == 0
    record = json.loads(articles.read_text(encoding="utf-8"))
    assert record["external_id"] == str(article)
    assert main(["extract", str(articles), "--output", str(tmp_path / "briefs.jsonl"), "--jobs", "1"]) == 0
    brief = json.loads((tmp_path / "briefs.jsonl").read_text(encoding="utf-8"))
    assert brief["article"]["text"] == record["text"]
    assert brief["article"]["external_id"] == str(article)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode()), encoding="utf-8"))
    assert main(["show", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["text"] == ARTICLE


def test_another_language_is_read_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Der Bürgermeister sagte am Montag, dass die Brücke nicht mehr sicher ist und im Sommer geschlossen wird. "
        "Die Behörde hat das nicht bestätigt, und auch der Rat will sich dazu nicht äußern.\n",
        encoding="utf-8",
    )
    assert main(["show", str(path), "--json"]) == 0
    brief = json.loads(capsys.readouterr().out)
    jsonschema.validate(brief, schema())
    assert brief["article"]["language"] == "de"
    assert brief["claims"] == brief["actors"] == []
    assert any(g["kind"] == "language" for g in brief["gaps"])


def test_extract_goes_on_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [
        ARTICLE,
        "The clerk said the office was closed.",
        ARTICLE,
        "",
        "The ferry left at noon, they said.",
    ]
    lines = [json.dumps({"text": text}) for text in texts]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([*lines[:2], "{bad", *lines[2:]]) + "\n", encoding="utf-8")
    call = ["extract", str(source), "--output", str(out), "--jobs", "1"]
    assert main(call) == 1
    whole = out.read_bytes()
    for cut in (0, 1, whole.index(b"\n"), whole.index(b"\n") + 1, len(whole) - 1, len(whole)):
        out.write_bytes(whole[:cut])
        capsys.readouterr()
        main([*call, "--resume"])
        assert out.read_bytes() == whole, cut
        assert "line 3:" in capsys.readouterr().err
    out.write_bytes(whole.replace(b'"model":"', b'"model":"older-', 1))
    main([*call, "--resume"])
    assert out.read_bytes() == whole, "briefs of another model are made anew"
    assert main(["extract", str(source), "--resume"]) == 2
