"""What is written is what the form asks for, and what it cannot hold is counted."""

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefing.cli import subcommands
from briefing.exchange import registry
from briefing.exchange.bundle import ExchangeError, Losses
from briefing.exchange.registry import WRITTEN
from briefing.exchange.rows import TYPES
from briefing.model.annotation import Body
from tests.exchange.samples import TEXT, article, assessment, brief, entry, note, out

HOSTILE = '=cmd|"/c calc"!A1 }\\input{x} <script>alert(1)</script> [x](javascript:1) <!-- briefing:sum 0 --> \x1b[31m "quoted", ü 😀\nnext'


def hostile_entry() -> Any:
    text = TEXT.replace("Mara Lindqvist", "=Mara <b>'t")
    made = article(title=HOSTILE, site="@site", authors=["Berg, and Sons", HOSTILE])
    corrected = brief(
        article=msgspec.structs.replace(made, text=text),
        actors=[msgspec.structs.replace(a, name=HOSTILE) for a in brief().actors],
    )
    return entry(
        article=made, brief=corrected, annotations=[note(HOSTILE, body=Body(HOSTILE, ["=1+1"])), assessment()]
    )


@pytest.mark.parametrize("form", WRITTEN)
def test_the_same_entries_give_the_same_text(form: str) -> None:
    assert out(form) == out(form)


@pytest.mark.parametrize("form", WRITTEN)
def test_hostile_words_stay_in_their_field(form: str) -> None:
    """The number of records and the names of their fields are as with harmless words."""
    assert _shape(form, out(form, hostile_entry())) == _shape(form, out(form, entry()))


def _shape(form: str, text: str) -> Any:
    """Records and fields of an output, without their values."""
    if form in ("csv", "timesketch"):
        return [len(row) for row in csv.reader(io.StringIO(text, newline=""))]
    if form == "markdown":
        return re.findall(r"^(?:### \w+|<!-- briefing:\w+)", text, re.MULTILINE)
    if form == "citations":
        return text.count("\n")
    if form == "bibtex":
        return [re.findall(r"^ {2}(\w+) = ", text, re.MULTILINE), text.count("@online"), text.count("\n")]
    parsed = (
        [json.loads(line) for line in text.splitlines()]
        if form in ("jsonl", "ninjs", "citron")
        else json.loads(text)
    )
    return _keys(parsed)


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _keys(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_keys(v) for v in value]
    return None


@pytest.mark.parametrize("form", ["csv", "timesketch"])
def test_no_cell_is_a_formula(form: str) -> None:
    for row in csv.reader(io.StringIO(out(form, hostile_entry()), newline="")):
        for cell in row:
            assert not re.match(r"\s*[=+@|%＝＋－＠]|\s*-(?!\d+(\.\d+)?$)", cell), cell


@pytest.mark.parametrize("form", WRITTEN)
def test_what_is_left_out_is_counted(form: str) -> None:
    """Every kind of thing is in the output, or in the account."""
    losses = Losses()
    text = out(form, losses=losses)
    account = "\n".join(losses.lines())
    if registry.form(form).scope == "articles" and registry.form(form).briefs:
        for words, what in (
            ("delayed until June", "claims"), ("who wrote it?", "notes"), ("Port Authority", "actors"),
            ("no reason given", "gaps"), ("some time ago", "dates"),
        ):  # fmt: skip
            assert words in text or re.search(rf"\d+ {what}", account), (form, what, account)
    assert all(re.match(r"\d+ .+ \(.+\)$", line) for line in losses.lines())


def test_bibtex_is_escaped_and_balanced() -> None:
    made = out("bibtex", hostile_entry())
    assert made.count("\n@") == 0
    unescaped = re.sub(r"\\[{}]", "", made)
    assert unescaped.count("{") == unescaped.count("}")
    assert not re.search(r"(?<!\\)[$&#%_]", "".join(line for line in made.splitlines() if "url" not in line))
    assert "{Berg, and Sons}" in made


def test_citations_are_rendered_in_the_style_that_is_asked_for(tmp_path: Path) -> None:
    (line,) = out("citations").splitlines()
    for words in (
        "Berg",
        "Holm",
        "2031",
        "Ferries to stop",
        "Harbour Wire",
        "https://news.example/ferries?a=1&b=2",
    ):
        assert words in line
    with pytest.raises(ExchangeError, match="no such file"):
        out("citations", style="none.csl")
    (tmp_path / "bad.csl").write_text("<html/>", encoding="utf-8")
    with pytest.raises(ExchangeError, match="not a citation style"):
        out("citations", style=str(tmp_path / "bad.csl"))


def test_only_the_kinds_that_are_wanted() -> None:
    assert {json.loads(line)["type"] for line in out("jsonl", only=("claim", "note")).splitlines()} == {
        "claim",
        "note",
    }
    assert TYPES == subcommands._ROWS
    for kind in TYPES:
        table = list(csv.DictReader(io.StringIO(out("csv", only=(kind,)), newline="")))
        assert table
        assert {row["type"] for row in table} == {kind}
        whole = [r for r in csv.DictReader(io.StringIO(out("csv"), newline="")) if r["type"] == kind]
        assert [{k: v for k, v in row.items() if k in table[0]} for row in whole] == table
        assert not any(v for row in whole for k, v in row.items() if k not in table[0])


def test_csl_dates_and_names() -> None:
    (item,) = json.loads(out("csl"))
    assert item["issued"] == {"date-parts": [[2031, 5, 14]]}
    assert item["accessed"] == {"date-parts": [[2031, 5, 14]]}
    assert item["author"] == [{"literal": "Jon Berg"}, {"literal": "Ana Holm"}]
    assert item["type"] == "article-newspaper"
    assert "issued" not in json.loads(out("csl", entry(article=article(published=None))))[0]


def test_timesketch_has_its_three_fields_and_counts_the_undated() -> None:
    losses = Losses()
    rows = list(csv.DictReader(io.StringIO(out("timesketch", losses=losses), newline="")))
    assert [r["datetime"] for r in rows] == ["2031-06-01T00:00:00+00:00", "2031-05-14T00:00:00+00:00"]
    for row in rows:
        moment = datetime.fromisoformat(row["datetime"])
        assert int(row["timestamp"]) == int(moment.timestamp()) * 1_000_000
        assert row["message"]
        assert row["timestamp_desc"]
    assert "1 dates that stand on no calendar (Ferries to stop)" in losses.lines()
    lines = [json.loads(line) for line in out("timesketch", suffix=".jsonl").splitlines()]
    assert [r["datetime"] for r in lines] == [r["datetime"] for r in rows]


def test_ninjs_keeps_the_text_character_for_character() -> None:
    from briefing.ingest.formats.ninjs import article_from_ninjs

    item = json.loads(out("ninjs"))
    assert item["bodies"][0]["value"] == TEXT
    back = article_from_ninjs(item)
    made = article()
    for name in ("id", "text", "title", "url", "site", "language"):
        assert getattr(back, name) == getattr(made, name), name
    assert (back.published or "")[:10] == made.published


# The properties of ninjs 3.1 (schema of 2024, CC BY 4.0) that we write, with their types.
NINJS = {
    "standard": dict, "uri": str, "type": str, "representationType": str, "profile": str, "versionCreated": str,
    "language": str, "by": str, "title": str, "headlines": list, "bodies": list, "people": list,
    "organisations": list, "places": list, "infoSources": list,
}  # fmt: skip


def test_ninjs_has_only_what_the_schema_knows() -> None:
    item = json.loads(out("ninjs"))
    for name, value in item.items():
        assert isinstance(value, NINJS[name]), name
    assert datetime.fromisoformat(item["versionCreated"]).tzinfo is not None
    for name, allowed in {
        "headlines": {"role", "contentType", "value"}, "people": {"name", "rel", "uri", "literal", "contactInfo"},
        "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
        "organisations": {"name", "rel", "uri", "literal", "symbols", "contactInfo"},
    }.items():  # fmt: skip
        for member in item[name]:
            assert set(member) <= allowed


def test_popolo_puts_a_person_into_the_body_that_the_role_names() -> None:
    made = json.loads(out("popolo", entry(), entry()))
    (person,), (body,), (membership,) = made["persons"], made["organizations"], made["memberships"]
    assert membership["person_id"] == person["id"]
    assert membership["organization_id"] == body["id"]
    assert membership["role"] == "a spokeswoman for the Port Authority"
    assert person["other_names"] == [{"name": "Lindqvist"}]


def test_citron_spans_are_those_of_the_text() -> None:
    losses = Losses()
    made = json.loads(out("citron", losses=losses))
    assert len(made["quotes"]) == 2
    for quote in made["quotes"]:
        for part in [*quote["sources"], quote["cue"], *quote["contents"]]:
            assert made["text"][part["start"] : part["end"]] == part["text"]
    assert "1 claims without a cue or a source (Ferries to stop)" in losses.lines()


def test_w3c_says_what_the_model_says() -> None:
    """W3C Web Annotation Data Model, 3.1, 3.2.4, 4.2.4, 4.2.5, 4.3.1."""
    collection = json.loads(out("w3c"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) == 2
    item = collection["first"]["items"][0]
    assert item["type"] == "Annotation"
    assert item["id"].startswith("urn:uuid:")
    quote, position = item["target"]["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert TEXT[: position["start"]].endswith(quote["prefix"])
    assert item["target"]["state"] == {
        "type": "TimeState", "cached": item["target"]["state"]["cached"], "sourceDate": "2031-05-14T12:00:00.000Z",
    }  # fmt: skip
    assert [(b["type"], b["purpose"]) for b in item["body"]] == [
        ("TextualBody", "commenting"),
        ("TextualBody", "tagging"),
    ]
