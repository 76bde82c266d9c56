"""What a text says that an actor is: titles before the name, appositions, predicates.

A role is the full phrase as written ("Chinese envoy to the UK"), without the name, the article and
the commas. Its head noun lets a later "the ambassador" point back (links.py).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import conjunct_head, head_of
from briefing.extract.actors.names import Name
from briefing.extract.actors.phrases import noun_phrase, without_article
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs
from briefing.model.article import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VAGUE = frozenset({"place", "area", "region", "site", "locality"})  # "Tamar is a place where …" says nothing
_ITS_OWN = frozenset({"mine", "ours", "yours", "his", "hers", "theirs"})  # "a rival of hers"
Role = tuple[int, int, int]  # start, end, head, as token numbers; the article in front is left out


def roles_of(doc: "Doc", entity: Entity, taken: dict[int, Entity]) -> list[Role]:
    """The roles of an actor in text order, each wording once. `taken` maps tokens of names to actors."""
    found: dict[str, Role] = {}
    for name in entity.names:
        for start, end, head in _roles(doc, name, entity, taken):
            start, end, head = bare(doc, (start, end, head))
            if start < end:
                found.setdefault(doc[start:end].text.casefold(), (start, end, head))
    return sorted(found.values())


def bare(doc: "Doc", role: Role) -> Role:
    """The phrase without "his", "whose", "also" and an article in front, and without a "Mr." behind."""
    start, end, head = role
    while start < head and (
        doc[start].tag_ in ("DT", "PRP$", "WP$", "POS")
        or doc[start].is_punct
        # "also", never the "second" of "second-largest".
        or (doc[start].pos_ in ("ADV", "CCONJ") and bool(doc[start].whitespace_))
    ):
        start += 1
    while end > head + 1 and (
        doc[end - 1].is_space
        or doc[end - 1].text == ","
        or doc[end - 1].tag_ == "IN"
        or (doc[end - 1].lower_ in words().honorifics and doc[end - 1].text.istitle())
    ):
        end -= 1
    if sum((t.text == "(") - (t.text == ")") for t in doc[start:end]) > 0:
        # "… Officer (TCO": the phrase ends where the bracket opens.
        end = max(head + 1, max(t.i for t in doc[start:end] if t.text == "("))
    if end - head > 2 and doc[end - 1].lower_ in _ITS_OWN and doc[end - 2].lower_ == "of":
        end -= 2
    return start, end, head


def fullest(doc: "Doc", found: list[Role]) -> list[Role]:
    """The roles without those that a fuller wording repeats: "mayor" beside "mayor of Tamar"."""
    said = [(doc[role[2]].lemma_.lower(), {t.lower_ for t in doc[role[0] : role[1]]}) for role in found]
    return [
        role
        for role, (head, words_of) in zip(found, said, strict=True)
        if not any(head == other and words_of < more for other, more in said)
    ]


def span(doc: "Doc", role: Role) -> Span:
    """The characters of a role."""
    start, end, _ = role
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _suits(noun: "Token", entity: Entity) -> bool:
    """Whether a noun can say what this kind of actor is."""
    lemma = noun.lemma_.lower()
    vocabulary = words()
    if noun.tag_ in ("NNS", "NNPS") and lemma != noun.lower_:
        return False
    if entity.kind == "person":
        return (
            lemma in vocabulary.roles
            or lemma in vocabulary.ranks
            or lemma in vocabulary.family
            or lemma in vocabulary.people
            or lemma in vocabulary.male
            or lemma in vocabulary.female
        )
    if entity.kind == "organization":
        return lemma in vocabulary.organizations or lemma in vocabulary.body_roles
    return lemma in vocabulary.places - _VAGUE and noun.tag_ in ("NN", "NNS")


def _roles(doc: "Doc", name: Name, entity: Entity, taken: dict[int, Entity]) -> Iterator[Role]:
    if prefix := _prefix(doc, name, entity, taken):
        yield prefix
    root = head_of(doc, name)
    nouns = [
        c
        for c in root.children
        if c.dep_ == "appos"
        and c.i >= name.end
        and not _of_next(doc, name, c, taken)
        and not _of_conjunct(doc, name, c, taken)
    ]
    if root.dep_ == "conj":
        # "Ann Lee and Ben Holm, her deputy, are": the parser hangs the deputy on Ann Lee.
        nouns += [
            c for c in conjunct_head(root).children if c.dep_ == "appos" and _right_behind(doc, name, c)
        ]
    if root.dep_ == "appos" and root.head.i < name.start and not _of_last(doc, root.head, taken):
        if not _nested(doc, name, entity, taken):
            nouns.append(_holder(root.head, entity))
    elif root.dep_ == "appos" and root.head.i >= name.end:
        nouns.append(root.head)
    elif (
        root.dep_ == "conj"
        and doc[name.start - 1].text == ","
        and noun_phrase(root.head)[1] == name.start - 1
    ):
        # "to the chief, Ann Lee, the manager, Ben Holm, and …": one comma joins no two people.
        nouns.append(root.head)
    if root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_ in ("be", "become", "remain"):
        nouns += [
            c
            for c in root.head.children
            if c.dep_ in ("attr", "oprd") and not any(d.dep_ == "neg" for d in root.head.children)
        ]
    for child in root.children:
        if child.dep_ == "relcl" and child.lemma_ == "be":
            nouns += [c for c in child.children if c.dep_ == "attr"]
    if misattached := _comma_before(doc, name, entity):
        yield misattached
    for noun in nouns:
        for one in [noun, *(c for c in noun.conjuncts if c.i > noun.i and c.pos_ == "NOUN")]:
            if _suits(one, entity) and one.i not in taken and not _attributes(doc, one):
                start, end = noun_phrase(one)
                start, end = _without(range(name.start, name.end), without_article(start, one), end, one.i)
                yield start, end, one.i


def _nested(doc: "Doc", name: Name, entity: Entity, taken: dict[int, Entity]) -> bool:
    """Whether a comma sets a place in a larger one: "the coast of Tamris, Norway" calls Norway no coast."""
    before = taken.get(name.start - 2) if name.start > 1 and doc[name.start - 1].text == "," else None
    return entity.kind == "place" and before is not None and before.kind == "place"


def _attributes(doc: "Doc", noun: "Token") -> bool:
    """Whether the noun says the sentence: "… bought Orbia, a Danish official said" calls Orbia no official."""
    _, end = noun_phrase(noun)
    verb = doc[end] if end < len(doc) and noun.dep_ == "appos" else None
    return verb is not None and verb.tag_ in ("VBD", "VBZ") and verb.lemma_ in speech_verbs()


def _holder(noun: "Token", entity: Entity) -> "Token":
    """The noun that an apposition is about: "the mayor of Tamar, Ann Lee" hangs on "Tamar" for the parser."""
    up = noun
    while not _suits(up, entity) and up.dep_ == "pobj" and up.head.dep_ == "prep":
        up = up.head.head
    return up if up.i < noun.i and _suits(up, entity) else noun


def _between(doc: "Doc", noun: "Token", taken: dict[int, Entity]) -> tuple[int, int] | None:
    """The names' tokens left and right of a role that commas part from both: "A, the role, B"; else None."""
    start, end = noun_phrase(noun)
    if start < 2 or end + 1 >= len(doc) or doc[start - 1].text != "," or doc[end].text != ",":
        return None
    before, after = start - 2, end + 1
    if taken.get(before) is None or taken.get(after) is None or taken[before] is taken[after]:
        return None
    return (before, after) if taken[before].kind == taken[after].kind == "person" else None


def _led(doc: "Doc", i: int, taken: dict[int, Entity]) -> bool:
    """Whether a role and a comma lead to the name that ends at token `i`: "the chief executive, Ann Lee"."""
    who, start = taken[i], i
    while start > 0 and taken.get(start - 1) is who:
        start -= 1
    before = doc[start - 2] if start > 1 and doc[start - 1].text == "," else None
    return before is not None and before.i not in taken and doc[start].ent_iob_ != "I" and any(
        t.i not in taken and _suits(t, who) for t in doc[before.left_edge.i : before.i + 1]
    )  # fmt: skip


def _of_next(doc: "Doc", name: Name, noun: "Token", taken: dict[int, Entity]) -> bool:
    """Whether a role behind a name is the next one's: "the chief, Ann Lee, the manager, Ben Holm, and …"."""
    around = _between(doc, noun, taken)
    return around is not None and around[0] == name.end - 1 and _led(doc, around[0], taken)


def _right_behind(doc: "Doc", name: Name, noun: "Token") -> bool:
    """Whether a comma alone stands between a name and a noun's phrase."""
    return noun_phrase(noun)[0] == name.end + 1 and doc[name.end].text == ","


def _of_conjunct(doc: "Doc", name: Name, noun: "Token", taken: dict[int, Entity]) -> bool:
    """Whether a role stands right behind the second of two names: "Ann Lee and Ben Holm, her deputy"."""
    last = doc[noun_phrase(noun)[0] - 2]
    return last.i >= name.end and last.i in taken and last.dep_ == "conj" and doc[last.i + 1].text == ","


def _of_last(doc: "Doc", noun: "Token", taken: dict[int, Entity]) -> bool:
    """Whether a role before a name is the last one's: "Ann Lee, the chief, Ben Holm, the manager, and …"."""
    around = _between(doc, noun, taken)
    return around is not None and not _led(doc, around[0], taken)


def _comma_before(doc: "Doc", name: Name, entity: Entity) -> Role | None:
    """ "Co-founder of Acme, Ann Lee, said": the name is an apposition to what begins the sentence."""
    if entity.kind != "person" or name.start < 3 or doc[name.start - 1].text != ",":
        return None
    first = doc[name.start].sent.start
    i = name.start - 2
    while (
        i > first
        and doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM")
        and name.start - i < 14
    ):
        i -= 1
    if i != first:
        return None
    head = next((t for t in doc[first : name.start - 1] if t.pos_ == "ADP"), doc[name.start - 1])
    noun = doc[head.i - 1] if head.i > first else None
    if noun is None or not _suits(noun, entity) or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    return without_article(first, noun), name.start - 1, noun.i


def _without(name: range, start: int, end: int, head: int) -> tuple[int, int]:
    """The phrase without the name's tokens, on the head's side of them."""
    if name.stop <= start or end <= name.start:
        return start, end
    return (start, name.start) if head < name.start else (name.stop, end)


def _prefix(doc: "Doc", name: Name, entity: Entity, taken: dict[int, Entity]) -> Role | None:
    """The title before a name: "Hungarian Prime Minister", "US President", "carmaker"."""
    start = name.start
    head: int | None = None
    while start > 0:
        token = doc[start - 1]
        if token.is_sent_start and start - 1 != name.start - 1 and token.is_space:
            break
        lemma = token.lemma_.lower()
        if (token.is_punct and token.text not in ("-", ".")) or token.is_space:
            break
        if head is None:
            # The noun right before the name decides; "General", "Mr." lead on to it.
            if lemma in words().honorifics and token.text[:1].isupper() and lemma not in words().roles:
                start -= 1
                continue
            if not _title(token, entity):
                return _behind_of(doc, name, entity)
            head = token.i
        elif start - 1 in taken and taken[start - 1] is not entity:
            # Another name in the title ("Acme Union of Tamar president") counts as one word.
            while start > 1 and start - 2 in taken and taken[start - 2] is taken[start - 1]:
                start -= 1
        elif (
            token.tag_ == "DT"
            or (
                token.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "NUM", "CCONJ")
                and token.lower_ not in ("-", "'s", "co")
            )
            or (token.tag_ == "NN" and token.head.i < start - 1)
            or (
                token.pos_ == "CCONJ"
                and not (start > 1 and start - 2 not in taken and _title(doc[start - 2], entity))
            )
        ):
            break
        start -= 1
        if doc[start].is_sent_start:
            break
    if head is None:
        return None
    return start, head + 1, head


def _title(token: "Token", entity: Entity) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and _suits(token, entity)


def _behind_of(doc: "Doc", name: Name, entity: Entity) -> Role | None:
    """ "Minister of Education Ann Lee", "executive director of the chapter Ann Lee": a title with its "of"."""
    if entity.kind != "person" or doc[name.start - 1].tag_ == "DT":
        return None  # "in charge of the Holm case"
    i = name.start - 1
    limit = max(0, name.start - 14)
    while (
        i > limit
        and doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "CCONJ", "NUM")
        and not doc[i].is_sent_start
    ):
        if doc[i].pos_ == "ADP" and doc[i].lower_ in ("of", "for", "to", "at") and _title(doc[i - 1], entity):
            if all(t.lower_ in words().honorifics for t in doc[i + 1 : name.start]):
                return None  # "the chairman of Mrs. Holm's campaign"
            start, _ = noun_phrase(doc[i - 1])
            return without_article(start, doc[i - 1]), name.start, i - 1
        i -= 1
    return None
