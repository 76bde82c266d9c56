"""Whole passages: what a month or "the next day" hangs on is seen only in running text.

History prose of invented wars (dated, undated, before Christ) and news of invented places. In `manners.txt`
every expression is marked: an entry that touches no mark is one too many.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed, parse_all
from briefing.extract.timeline import find_timeline
from briefing.extract.timeline.rules import ALL
from briefing.extract.timeline.scan import _rules_for
from briefing.ingest.plain import article_from_text

_MARK = re.compile(r"\[\[(.*?)\|(\w+)\|(.*?)\]\]")


class Passage(NamedTuple):
    """A text and its marks: `(start, end, type, value)`."""

    name: str
    published: str | None
    text: str
    marks: list[tuple[int, int, str, str]]
    whole: bool  # every expression is marked


def _passages(file: str) -> Iterator[Passage]:
    source = (Path(__file__).parent / file).read_text("utf-8")
    for part in re.split(r"^== ", source, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name, _, published = head.partition(" | ")
        pieces, marks, at, done = [], [], 0, 0
        for match in _MARK.finditer(body.strip()):
            before = body.strip()[done : match.start()]
            at += len(before)
            marks.append((at, at + len(match[1]), match[2], match[3]))
            at += len(match[1])
            pieces += [before, match[1]]
            done = match.end()
        pieces.append(body.strip()[done:])
        yield Passage(
            name, None if published == "none" else published, "".join(pieces), marks, file == "manners.txt"
        )


PASSAGES = [*_passages("passages.txt"), *_passages("manners.txt")]


@pytest.fixture(scope="module")
def parses(nlp: Any) -> list[Parsed]:
    articles = (article_from_text(p.text, published=p.published) for p in PASSAGES)
    return list(parse_all(nlp, articles, batch_size=32))


@pytest.mark.parametrize("number", range(len(PASSAGES)), ids=[p.name for p in PASSAGES])
def test_passage(number: int, parses: list[Parsed]) -> None:
    passage, parsed = PASSAGES[number], parses[number]
    assert parsed.text == passage.text
    entries = find_timeline(parsed, ActorLookup([]))
    wrong = []
    for start, end, kind, value in passage.marks:
        got = next((e for e in entries if e.start < end and start < e.end), None)
        found = got and (got.timex.type, got.timex.value)
        if found != (kind, value):
            wrong.append((passage.text[start:end], (kind, value), found))
    assert wrong == []
    if passage.whole:
        marked = [(start, end) for start, end, *_ in passage.marks]
        found_at = [(e.start, e.end) for e in entries]
        assert [passage.text[a:b] for a, b in found_at if all(b <= x or y <= a for x, y in marked)] == []


def test_no_rule_is_left_out_of_a_sentence_that_it_matches() -> None:
    """Rules are tried by the words of a sentence: what is not tried would have found nothing."""
    lost = [
        (rule.name, match[0])
        for passage in PASSAGES
        if passage.whole
        for sentence in re.split(r"(?<=[.!?]) |\n", passage.text)
        for rule in set(ALL).difference(_rules_for(sentence))
        if (match := rule.pattern.search(sentence))
    ]
    assert lost == []
