"""Evidence that a name acts, or that it is a thing: read from the grammar around each mention.

Taggers call products, ships, missions, laws and programmes organisations. An organisation says and
decides, has a spokesman, is a firm in an apposition; a thing is launched, has an article, a version
and an owner. No name is judged by its letters alone.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.classes import class_noun
from briefing.extract.actors.names import Name
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "csubj"})
_OWNERS = frozenset({"its", "their", "his", "her", "my", "our", "your"})
_INDEFINITE = frozenset({"a", "an", "this", "that", "these", "each", "every", "another", "new"})


def head_of(doc: "Doc", name: Name) -> "Token":
    """The token of a name whose head lies outside it."""
    return doc[name.start : name.end].root


def conjunct_head(token: "Token") -> "Token":
    """The first of a coordination: "A, B and C say" hangs on A."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def acts(doc: "Doc", name: Name) -> float:
    """Points for acting, of one mention: about 1 for a weak sign, 2 and more for a proof."""
    does = _does(doc, name)
    return does if does >= _CALLED else max(does, _relative(doc, name), apposed(doc, name))


_CALLED = 2.0  # points for being called an organisation


def _relative(doc: "Doc", name: Name) -> float:
    """Points for what the relative clause says of it: "Vantrel, which sells boats"."""
    acting = words().acting
    return 1.5 * any(
        verb.dep_ == "relcl"
        and verb.lemma_ in acting
        and any(w.lower_ in ("which", "who") and w.dep_ in SUBJECT for w in verb.lefts)
        for verb in head_of(doc, name).rights
    )


def _does(doc: "Doc", name: Name) -> float:
    """Points for what it does and whom it has, in its own clause."""
    token = conjunct_head(head_of(doc, name))
    vocabulary, speech = words(), speech_verbs()
    dep, head = token.dep_, token.head
    if _joined(doc, name) or _opponent(token):
        return 1.5
    if dep in SUBJECT and head.pos_ in ("VERB", "AUX"):
        # A verb that also means other things ("began", "added 5 per cent") speaks only with a content.
        content = {c.dep_ for c in head.children}
        if head.lemma_ in speech and (
            "ccomp" in content or (head.lemma_ in vocabulary.acting and content & {"xcomp", "punct", "intj"})
        ):
            return 2.5
        return 1.5 if head.lemma_ in vocabulary.acting else 0.0
    if dep == "pobj" and head.dep_ == "agent":
        return 1.5 if head.head.lemma_ in vocabulary.acting else 0.5
    if dep == "pobj" and head.lower_ == "to" and head.i and doc[head.i - 1].lower_ == "according":
        return 2.5
    if dep == "poss":
        if _human(head):
            return 2.0
        return 0.7
    if dep in ("compound", "nmod") and _human(head):
        return 2.0
    if dep == "pobj" and head.lower_ in ("of", "for", "at", "with", "from") and _human(head.head):
        return 1.5
    if dep in ("dobj", "nsubjpass") and head.lemma_ in words().dealt_with:
        return 1.0
    # Weak signs: what comes from, or sits at, is more often somebody than something.
    return (
        0.4 if dep == "pobj" and head.lower_ in ("from", "at", "between", "among", "against", "in") else 0.0
    )


_CONTESTS = frozenset(
    {"clash", "defeat", "derby", "draw", "final", "friendly", "loss", "match", "victory", "win"}
)
_BEATEN = frozenset({"beat", "defeat", "outplay", "overcome", "thrash", "trounce"})


def _joined(doc: "Doc", name: Name) -> bool:
    """Whether somebody joins or founds it, by the words in front: parsers stumble over names they do not know."""
    i = name.start - 1
    while i > 0 and doc[i].lower_ == "the":
        i -= 1
    return i >= 0 and doc[i].lemma_ in ("join", "rejoin", "found") and doc[i].pos_ == "VERB"


def _opponent(token: "Token") -> bool:
    """Whether it is the other side of a contest: "the loss to X", "won against X", "beat X"."""
    head = token.head
    if token.dep_ == "dobj":
        return head.lemma_ in _BEATEN
    if token.dep_ != "pobj" or head.lower_ not in ("to", "over", "against", "with"):
        return False
    up = head.head
    return up.lemma_ in _CONTESTS or (up.lemma_ in ("lose", "win", "draw", "play") and head.lower_ != "with")


def _human(noun: "Token") -> bool:
    """Whether a noun is a person of an organisation: its spokesman, its workers; a product has but users."""
    lemma = noun.lemma_.lower()
    vocabulary = words()
    if lemma in words().consumers or lemma in vocabulary.things:
        return False
    return lemma in vocabulary.roles or lemma in vocabulary.people


def called(doc: "Doc", name: Name) -> list[str]:
    """The lemmas of what the text calls a name: "X, a research firm", "carmaker X", "firms such as X"."""
    root = head_of(doc, name)
    nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        nouns.append(root.head)
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.pos_ == "NOUN" and before.dep_ in ("compound", "nmod"):
        nouns.append(before)
    if (noun := class_noun(root)) is not None:
        nouns.append(noun)
    if (own := own_noun(doc, name)) is not None:
        nouns.append(own)
    return [n.lemma_.lower() for n in nouns]


def own_noun(doc: "Doc", name: Name) -> "Token | None":
    """The "company" of "the Vantrel company", which is Vantrel; "the Vantrel factory" is not."""
    root, after = head_of(doc, name), doc[name.end] if name.end < len(doc) else None
    if after is None or root.dep_ != "compound" or root.head != after or after.tag_ != "NN":
        return None
    article = name.start > 0 and doc[name.start - 1].lower_ == "the"
    return after if article and after.lemma_ in words().selves else None


def apposed(doc: "Doc", name: Name) -> float:
    """Points for being called an organisation or somebody's office."""
    vocabulary = words()
    classes = (vocabulary.organizations, vocabulary.roles, vocabulary.selves)
    return _CALLED if any(n in c for n in called(doc, name) for c in classes) else 0.0


def _determined(doc: "Doc", name: Name, root: "Token") -> float:
    """Points for an article or an owner: "an Orbiter", "its Orbiter", "Acme's new Orbiter", "the online Orbiter"."""
    if not name.start <= root.i < name.end or root.i != name.end - 1:
        return 0.0
    points = 0.0
    for child in root.lefts:
        if child.i >= name.start:
            break
        if child.lower_ in _INDEFINITE or child.lower_ in _OWNERS:
            points = max(points, 2.0)
        elif child.dep_ == "poss":
            owner = (
                child.ent_type_ in ("ORG", "PERSON", "PRODUCT")
                or child.lemma_.lower() in words().organizations
            )
            points = max(points, 2.0 if owner else 0.0)
        elif child.lower_ == "the" and not root.text.isupper() and root.tag_ != "NNPS":
            points = max(points, 1.0 if root.dep_ not in ("compound", "nmod", "poss") else 0.0)
    return points


def is_thing(doc: "Doc", name: Name, proper_head: bool) -> float:
    """Points against acting, of one mention. `proper_head`: the name ends in a noun for an organisation."""
    root = head_of(doc, name)
    token = conjunct_head(root)
    vocabulary = words()
    points = 0.0
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    last = doc[name.end - 1]
    if not proper_head:
        points += _determined(doc, name, root)
        if last.tag_ == "NNPS" and last.text.endswith("s") and last.text[:1].islower():
            points += 1.0
        if any(t.like_num or any(c.isdigit() for c in t.text) for t in doc[name.start : name.end]):
            points += 1.0
    if token.dep_ in ("compound", "nmod") and token.head.i >= name.end:
        lemma = token.head.lemma_.lower()
        if lemma in words().thing_parts:
            points += 1.2
        elif lemma in vocabulary.things:
            # Its maker may stand there as well: "Acme trucks".
            points += 0.8
    elif (
        root.dep_ in ("compound", "nmod") and after is not None and after.lemma_.lower() in vocabulary.things
    ):
        points += 0.8
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in words().handled:
        points += 1.5
    if (
        token.dep_ == "pobj"
        and token.head.lower_ in ("of", "for", "to", "on")
        and token.head.head.lemma_.lower() in words().thing_parts
    ):
        points += 1.2
    if before is not None and before.text in "\"“‘'" and after is not None and after.text in "\"”’'":
        points += 1.0
    if token.dep_ == "pobj" and token.head.lower_ in ("on", "aboard", "onto"):
        points += 0.4
    if token.dep_ == "pobj" and token.head.lower_ in (
        "with",
        "for",
        "as",
        "like",
        "called",
        "named",
        "dubbed",
    ):
        points += 0.3
    if token.dep_ in ("oprd", "attr") and token.head.lemma_ in ("call", "name", "dub", "title"):
        points += 0.6
    if any(c.dep_ == "amod" and c.i < name.start for c in root.lefts) and name.start <= root.i < name.end:
        points += 0.4
    if any(n in vocabulary.things and n not in vocabulary.organizations for n in called(doc, name)):
        points += 1.5
    return points
