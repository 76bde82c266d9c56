"""Odd input: whatever the text, the claims come, in bounds, the same each time."""

import string
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.extract.claims import find_claims
from briefing.extract.claims.gaps import find_gaps
from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import parse
from briefing.ingest.plain import article_from_text

if TYPE_CHECKING:
    from spacy.language import Language

PIECES = [
    "“", "”", '"', "``", "''", "«", "»", "„", "‘", "’", "'", "—", "--", ":", ",", ".", "?", "!", "…", "(", ")", "\n\n", "\n",
    " said ", " says", "according to ", "the mayor", "Ilse Brandt ", "she ", "that ", "reportedly ", "denied ", "called ",
    " the plan a farce", "who ", "accused ", "of theft", "was ", "told ", "THE MAYOR SAID ", "@ferry ", "not ", "to go ", "and ",
    ", it was said", ", asked ", "made clear ", "it emerged ", " beamed ", "pleaded ", "did not return calls ", "while ", "quoting ",
    "allegations ", "by ", "as saying ", "quoted ", "because ", "READ MORE: ", "ANCHOR: ", "\u0301", "\u200d", "漢字", "🙂", "0",
]  # fmt: skip

pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.text(string.printable, max_size=6)), max_size=30).map(
    "".join
)


@example(text="The port closed on Monday, in a storm.\n\n, it was said.")  # once a claim without words
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=pieces)
def test_never_raises_and_stays_in_bounds(nlp: "Language", text: str) -> None:
    parsed = parse(nlp, article_from_text(text))
    claims = find_claims(parsed, ActorLookup([]))
    assert claims == find_claims(parsed, ActorLookup([]))
    for claim in claims:
        assert claim.content
        for span in (*claim.content, *claim.cue, *claim.source.spans, *claim.hedges):
            assert 0 <= span.start < span.end <= len(parsed.text)
    for gap in find_gaps(parsed, claims):
        assert all(0 <= s.start < s.end <= len(parsed.text) for s in gap.spans)


@pytest.mark.parametrize(
    "mark", ['"', *(pytest.param(m, marks=pytest.mark.slow) for m in ("“", "”", "''", "‘", "«"))]
)
def test_thousands_of_marks_take_no_quadratic_time(nlp: "Language", mark: str) -> None:
    text = " ".join(f"{mark}word{n % 7}" for n in range(3000))
    find_claims(parse(nlp, article_from_text(text)), ActorLookup([]))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"The well is dry," the abbot said.', '"The well is dry,"'),
        ("``The well is dry,'' the abbot said.", "``The well is dry,''"),
        ("«The well is dry», the abbot said.", "«The well is dry»"),
        ("„The well is dry,“ the abbot said.", "„The well is dry,“"),
        ("‘The well is dry,’ the abbot said.", "‘The well is dry,’"),
        ("“The well is dry,” the abbot said.", "“The well is dry,”"),
    ],
)
def test_every_kind_of_mark_quotes(nlp: "Language", text: str, content: str) -> None:
    [claim] = find_claims(parse(nlp, article_from_text(text)), ActorLookup([]))
    assert [s.of(text).rstrip(",") for s in claim.content] == [content.rstrip(",")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "paragraph",
    [
        "Berg, asked whether he would go, said he would not. “What a day,” beamed Holm. It fell, it was said.",
        "Lund told the board it was late. “The ship is late and we wait.” “It was a long night.” Nobody moved.",
    ],
)
def test_many_quotations_take_linear_time(nlp: "Language", paragraph: str) -> None:
    """Four times the paragraphs take about four times the time, not sixteen (CPU; a margin for noise)."""

    def seconds(times: int) -> float:
        parsed = parse(nlp, article_from_text("\n\n".join([paragraph] * times)))
        began = time.process_time()
        find_claims(parsed, ActorLookup([]))
        return time.process_time() - began

    assert seconds(800) < 8 * max(seconds(200), 0.1)
