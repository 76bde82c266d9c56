"""Whether a name stands for a place, or for a ship, by what the text does with it.

A tagger guesses at names that it has never seen; the grammar around all mentions tells more than
the letters: one sails to a town, is born in it, and it has a mayor; a ship has a bow and an article.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import acts, called, conjunct_head, head_of
from briefing.extract.actors.names import Name
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AROUND = frozenset(["near", "across", "outside", "inside", "around", "throughout", "within", "off"])
_WAYS = frozenset(["to", "from", "on", "at", "via", "through", "towards", "toward", "into", "between"])
# Offices that are "of" a place and of nothing else, but for a field ("of Health"), which is no name.
_OFFICES = frozenset({"ambassador", "governor", "mayor", "minister", "premier"})
# What one does in a place alone, what is done to a country, what a country or a town has.
_DWELL = frozenset({"base", "bear", "headquarter", "live", "reside", "settle"})
_RULED = frozenset({"annex", "govern", "invade", "occupy"})
_STATELY = frozenset(
    {"airport", "airspace", "border", "capital", "coast", "coastline", "harbour", "mayor", "outskirt", "parliament",
     "population", "president", "suburb"}
)  # fmt: skip
_PROOF = 2.0  # points of `located` that decide alone
_HUMAN, _SPEAKS = 2.0, 2.5  # points of evidence.acts: a person is its spokesman; it says something itself


def located(doc: "Doc", name: Name) -> float:
    """Points for a place: 2 where it has a mayor or is a capital, 1 where one is near or governs what the name stands for, 0.5 for "in" and "to" alone.

    One also has a degree in a subject and moves to another system; nobody is mayor of them.
    """
    token = conjunct_head(head_of(doc, name))
    if _is_capital(doc, name):
        return _PROOF
    if token.dep_ == "dobj" and token.head.lemma_ in _RULED:
        return 1.0
    if token.dep_ == "poss":
        return float(token.head.lemma_.lower() in _STATELY)
    if token.dep_ == "compound" and token.head.i == name.end and token.head.tag_ == "NN":
        return float(token.head.lemma_.lower() in words().sites)
    if token.dep_ != "pobj" or (name.start and doc[name.start - 1].tag_ in ("DT", "PRP$", "POS")):
        return 0.0
    before, vocabulary = token.head.lower_, words()
    governor = token.head.head.lemma_.lower()
    if before == "in":
        if governor in _DWELL:
            return 1.0
        return 0.0 if governor in vocabulary.stakes else 0.5
    if before in _WAYS:
        if before == "on" and governor in ("bear", "born", "live"):
            return 1.0
        return 0.5 if governor in vocabulary.motions else 0.0
    if before == "of" and governor in _OFFICES:
        return _PROOF
    return float(before in _AROUND or (before == "of" and governor in vocabulary.peopled))


def _is_capital(doc: "Doc", name: Name) -> bool:
    """Whether the text calls a name the capital of some place: "Tamar, the Tamrisian capital"."""
    if (
        name.end + 2 >= len(doc)
        or doc[name.end].text != ","
        or doc[name.end + 1].lower_ not in ("the", "its")
    ):
        return False
    behind = list(doc[name.end + 2 : name.end + 5])
    noun = next((i for i, t in enumerate(behind) if t.lower_ == "capital"), None)
    return noun is not None and all(t.pos_ in ("ADJ", "PROPN", "NOUN", "PART") for t in behind[:noun])


def is_place(doc: "Doc", entity: Entity) -> bool:
    """Whether the text treats a name of unsure kind as a place more often than as somebody who speaks."""
    names = [n for n in entity.names if not n.title]
    points = [located(doc, n) for n in names]
    where = sum(p > 0 for p in points)
    human = sum(acts(doc, n) >= _HUMAN for n in names)
    best = max(points, default=0.0)
    return best >= _PROOF or (best >= 1 and where > human and where * 2 >= len(names))


def afloat(doc: "Doc") -> int:
    """How often a text speaks of ships."""
    vessels = words().vessels
    strings = doc.vocab.strings
    return sum(n for lemma, n in doc.count_by(strings["LEMMA"]).items() if strings[lemma].lower() in vessels)


def is_vessel(doc: "Doc", entity: Entity, afloat: int) -> bool:
    """Whether a name that needs its article is a ship's: called one, sailing, with a bow or a crew.

    In a text about ships (`afloat`: how often it speaks of them) two signs are enough: the article, and no noun for a kind of place in the name.
    """
    vocabulary = words()
    names = [n for n in entity.names if not n.title and not n.quiet]
    if not names or any(acts(doc, n) >= _SPEAKS or located(doc, n) for n in names):
        return False
    nouns = {noun for n in names for noun in called(doc, n)}
    nouns |= {gloss.lemma_ for n in names if (gloss := _gloss(doc, n)) is not None}
    # "the ships Ada and Northern Heron": the noun is said of the first and meant of both.
    firsts = (conjunct_head(head_of(doc, n)) for n in names)
    nouns |= {first.head.lemma_ for first in firsts if first.dep_ == "appos"}
    if nouns & vocabulary.vessels:
        return True
    towns = [n for n in names if n.label == "GPE"]
    if any(doc[n.start - 1].lower_ != "the" or doc[n.end - 1].tag_ == "NNPS" for n in towns):
        return False  # a town stands without an article
    article = [
        n
        for n in names
        if n.start
        and doc[n.start - 1].lower_ == "the"
        and head_of(doc, n).dep_ not in ("compound", "nmod", "amod")
    ]
    parts = entity.longest.parts
    if not article or not (vocabulary.places.isdisjoint(parts) and vocabulary.bodies.isdisjoint(parts)):
        return False
    if afloat and any(_does_or_has(doc, n) for n in article):
        return True
    return afloat > 1 and not towns and len(article) == len(names) and len(parts) > 1


_GLOSS = 6  # tokens of the phrase that says what a name is


def _gloss(doc: "Doc", name: Name) -> "Token | None":
    """The noun of "X, a car ferry with 200 aboard", by the words alone: parsers hang it on the verb."""
    start = name.end + 1
    if start >= len(doc) or doc[name.end].text != "," or doc[start].lower_ not in ("a", "an"):
        return None
    for i in range(start + 1, min(start + _GLOSS, len(doc) - 1)):
        if (
            doc[i].pos_ == "NOUN"
            and doc[i + 1].pos_ not in ("NOUN", "PROPN", "PART")
            and doc[i + 1].text != "-"
        ):
            return doc[i] if doc[i].tag_ == "NN" else None
        if doc[i].pos_ not in ("ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB") and doc[i].text != "-":
            return None
    return None


def _does_or_has(doc: "Doc", name: Name) -> bool:
    token, vocabulary = conjunct_head(head_of(doc, name)), words()
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return head.lemma_ in vocabulary.vessel_verbs
    if token.dep_ == "pobj" and head.lower_ in ("aboard", "onboard"):
        return True
    return (token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in vocabulary.vessel_parts) or (
        token.dep_ == "poss" and head.lemma_ in vocabulary.vessel_parts
    )
