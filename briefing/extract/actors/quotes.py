"""Direct speech: which tokens are quoted, and who speaks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.lexicon import speech_verbs
from briefing.extract.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN, _CLOSE, _EITHER = frozenset("“„«"), frozenset("”»"), frozenset({'"', "``", "''"})
_SHORTEST = 4  # tokens: fewer in quotation marks are a title or a scare quote, nobody's speech


@dataclass(slots=True)
class Quote:
    """Quoted tokens `[start, end)`, marks left out, and the subject of the verb that reports them."""

    start: int
    end: int
    speaker: "Token | None" = None


def quotes(parsed: Parsed) -> list[Quote]:
    """The quotes of an article, in order; a quote left open runs to its paragraph's end."""
    found = []
    for paragraph in parsed.paragraphs:
        opened: int | None = None
        here: list[Quote] = []
        for token in paragraph.tokens:
            mark = token.text
            if opened is None and (mark in _OPEN or mark in _EITHER):
                opened = token.i + 1
            elif opened is not None and (mark in _CLOSE or mark in _EITHER):
                here.append(Quote(opened, token.i))
                opened = None
        if opened is not None:
            here.append(Quote(opened, paragraph.tokens.end))
        inside = {i for q in here for i in range(q.start, q.end)}
        subjects = [
            (verb.i, subject)
            for verb in paragraph.tokens
            if verb.lemma_ in speech_verbs() and verb.pos_ == "VERB" and verb.i not in inside
            for subject in verb.children
            if subject.dep_ == "nsubj"
        ]
        for quote in here:
            if quote.end - quote.start >= _SHORTEST and subjects:
                near = [min(abs(verb - quote.start), abs(verb - quote.end)) for verb, _ in subjects]
                quote.speaker = subjects[near.index(min(near))][1]
        found += here
    return found
