"""The report: what it says, that each line is cited, and that nothing of an article becomes markup."""

import html.parser
import json
import re
from typing import Any

import msgspec
import pytest

from briefing.compare.changes import changes
from briefing.compare.report import Grade, bottom_line_of, report, sourcing
from briefing.compare.story import Story, story_of
from briefing.exchange.report import write_json, write_plain
from briefing.exchange.report_html import write_html
from briefing.exchange.report_markdown import write_markdown
from briefing.model.annotation import Annotation, Assess, Body, Target
from briefing.model.report import Line, Report, Section
from tests.compare.bridge import everything, facts


def _assessed(story: Story, ref: str, credibility: int) -> Annotation:
    first = story.articles[0]
    return Annotation(
        uid="a1", kind="assessment", created="2032-04-01T00:00:00Z", modified="2032-04-01T00:00:00Z", creator="ada",
        target=Target(first.story, first.article_id, ref=ref), assess=Assess(credibility=credibility),
    )  # fmt: skip


def _section(made: Report, key: str) -> Section:
    (found,) = [s for s in made.sections if s.key == key]
    return found


def test_the_summary_line_counts_what_the_story_rests_on() -> None:
    words = "4 articles · 3 outlets · 3 independent origins · 3 named and 0 unnamed speakers · 2032-03-03 to 2032-03-15"
    assert sourcing(story_of(everything())) == words


def test_contested_claims_come_first_with_their_sides_and_counts() -> None:
    claims = _section(report(story_of(everything()), "bridge"), "claims").lines
    assert [(c.label, c.marks) for c in claims] == [
        ("CONTESTED", ["2 articles / 2 outlets / 1 origin"]),
        ("UNCONTESTED", ["3 articles / 3 outlets / 1 origin"]),
    ]
    assert [u.label for u in claims[0].under] == ["asserts", "denies"]
    assert (
        claims[0].under[1].words
        == "Ines Valcourt > denied: the repair of the bridge will cost four million marks"
    )


def test_what_is_left_out_is_counted_and_nothing_is_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.compare.sections._CLAIMS", 1)
    monkeypatch.setattr("briefing.compare.sections._EVENTS", 2)
    story = story_of(everything())
    short, full = report(story, "bridge"), report(story, "bridge", full=True)
    assert [(len(_section(r, k).lines), _section(r, k).left_out) for r in (short, full) for k in ("claims", "happened")] == [
        (1, 1), (2, 1), (2, 0), (3, 0),
    ]  # fmt: skip
    kept = [e.words for e in _section(short, "happened").lines]
    assert kept == ["The bridge at Tollmar was closed on 2 March", "The bridge should open again in May"]
    assert "… and 1 more" in write_plain(short)


def _lines(lines: list[Line]) -> list[Line]:
    return [x for line in lines for x in (line, *_lines(line.under))]


def test_every_line_cites_the_words_it_repeats() -> None:
    story = story_of(everything())
    made = report(story, "bridge", changes=changes(story.articles, story.groups, "2032-01-01"))
    from tests.compare.bridge import ARTICLES

    texts = {f.article_id: next(a["text"] for a in ARTICLES if a["title"] == f.title) for f in story.articles}
    checked = 0
    for section in made.sections:
        for line in _lines(section.lines):
            assert line.cites, (section.key, line.words)
            for cite in line.cites:
                source = made.sources[cite.number - 1]
                assert (source.number, source.article_id) == (cite.number, cite.article_id)
                if cite.span is not None and line.voice == "text" and section.key in ("happened", "said"):
                    assert line.words == " ".join(cite.span.of(texts[cite.article_id]).split())
                    checked += 1
    assert checked >= 7


def test_credibility_one_without_two_origins_warns() -> None:
    story = story_of(everything())
    lone = story_of(everything(), [_assessed(story, "claim:cracks", 1)])
    (warning,) = report(lone, "bridge").warnings
    assert "credibility 1" in warning.words
    assert "1 independent origin" in warning.words
    assert not report(story_of(everything(), [_assessed(story, "claim:cracks", 2)]), "bridge").warnings
    single = story_of([facts(0)], [_assessed(story, "claim:cost", 1)])
    assert len(report(single, "bridge").warnings) == 1


def test_the_bottom_line_is_the_note_tagged_last() -> None:
    story = story_of(everything())
    first = story.articles[0]

    def note(uid: str, modified: str, text: str, tags: list[str], **more: Any) -> Annotation:
        return Annotation(
            uid=uid, kind="note", created=modified, modified=modified, creator="ada",
            target=Target(more.pop("story", first.story), first.article_id), body=Body(text, tags), **more,
        )  # fmt: skip

    notes = [
        note("n1", "2032-04-01T00:00:00Z", "Closed for good reason.", ["bottom-line"]),
        note("n2", "2032-04-03T00:00:00Z", "The cost is in doubt.", ["cost", "bottom-line"]),
        note("n3", "2032-04-04T00:00:00Z", "Not a bottom line.", ["cost"]),
        note(
            "n4", "2032-04-05T00:00:00Z", "Thrown away.", ["bottom-line"], deleted_at="2032-04-06T00:00:00Z"
        ),
        note("n5", "2032-04-07T00:00:00Z", "Of another story.", ["bottom-line"], story="sha256:other"),
    ]
    found = bottom_line_of(notes, story)
    assert found is not None
    assert found.uid == "n2"


def test_grades_and_shared_origins_stand_at_the_sources() -> None:
    made = report(story_of(everything()), "bridge", grades={"Coast Radio": Grade("C")})
    assert [(s.outlet, s.grade, s.origin) for s in made.sources] == [
        ("Harrow Gazette", None, None), ("Coast Radio", "C", None), ("Tollmar Ledger", None, None), ("Coast Radio", "C", 2),
    ]  # fmt: skip
    assert "reliability C · one origin with [2]" in write_plain(made)


# ── hostile words ────────────────────────────────────────────────────────────────────────────
EVIL = """</title><script>alert(1)</script> [x](javascript:alert(1)) # h `c` *b* <img src=x onerror=alert(1)> "quoted" 'single' &amp;"""


def _hostile() -> Report:
    articles = [
        msgspec.structs.replace(f, title=EVIL, outlet=EVIL, url='javascript:alert(1)//" onmouseover="x')
        for f in everything()
    ]
    articles = [
        msgspec.structs.replace(
            f,
            claims=[msgspec.structs.replace(c, source=EVIL, cue=EVIL) for c in f.claims],
            events=[msgspec.structs.replace(e, event=EVIL, expression=EVIL) for e in f.events],
        )
        for f in articles
    ]
    story = story_of(articles)
    return report(
        story,
        EVIL,
        bottom_line=Line(EVIL, voice="analyst", marks=[EVIL]),
        changes=changes(story.articles, story.groups, "2032-01-01"),
    )


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_nothing_in_an_article_becomes_html() -> None:
    reader = _Reader()
    reader.feed(write_html(_hostile()))
    assert set(reader.tags) <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "ul", "ol", "li", "span", "cite", "a", "br", "code"}  # fmt: skip
    assert not [a for a, _ in reader.attributes if a.startswith("on")]
    assert {v[:1] if v and v.startswith("#") else v for a, v in reader.attributes if a == "href"} == {"#"}
    assert "<script>alert(1)</script>" in "".join(reader.words)
    assert (
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    ) in reader.attributes


def test_nothing_in_an_article_becomes_markdown() -> None:
    text = write_markdown(_hostile())
    assert "<script" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\((?!\\)", text.replace(r"\]\(", ""))
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert len(headings) == 2 + len(_hostile().sections) + 1


def test_the_forms_say_the_same() -> None:
    made = report(story_of(everything()), "bridge")
    assert json.loads(write_json(made))["sourcing"] == made.sourcing
    for text in (write_plain(made, 400), write_markdown(made), write_html(made)):
        for words in ("four million marks", "not graded", "Tue 2 March 2032", "declined to say"):
            assert words in text
    assert max(map(len, write_plain(made, 80).splitlines())) <= 80
