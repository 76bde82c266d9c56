"""Persons: which names are one person's.

A full name gathers its variants; a bare surname goes to the nearest full name before it. Two
different first names are two persons.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import acts
from briefing.extract.actors.names import Name
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "across", "outside", "inside", "around", "throughout", "within"]
)
_SPEAKS = 2.5  # points of evidence.acts: it says something itself
_CROWNED = frozenset(["king", "queen", "prince", "princess", "pope", "emperor", "empress", "sultan", "emir"])


def full_names(names: list[Name]) -> list[Entity]:
    """Persons with a full name (two words and more), variants joined, longest name first."""
    by_key: dict[str, list[Name]] = {}
    for name in names:
        if len(name.parts) > 1:
            by_key.setdefault(name.key, []).append(name)
    surnames = {n.key for n in names if n.label == "PERSON" and len(n.parts) == 1}
    found: list[Entity] = []
    for key in sorted(by_key, key=lambda k: -len(k.split())):
        forms = by_key[key]
        if table().identity(key):
            continue
        if sum(n.label == "PERSON" for n in forms) * 2 <= len(forms) and not _surnamed(key, surnames):
            continue
        homes = [p for p in found if any(_variant(key.split(), k.split()) for k in p.keys)]
        if len(homes) == 1:
            homes[0].absorb(Entity(forms))
        else:
            found.append(Entity(sorted(forms, key=lambda n: n.start), person=True))
    return found


def _surnamed(key: str, surnames: set[str]) -> bool:
    """Two words that the tagger calls a body, the second of which it calls a person where it stands alone."""
    parts, vocabulary = key.split(), words()
    if len(parts) != 2 or parts[1] not in surnames:
        return False
    return vocabulary.bodies.isdisjoint(parts) and vocabulary.places.isdisjoint(parts)


def _variant(a: list[str], b: list[str]) -> bool:
    """Whether two full names are one person's.

    Equal words in another order, equal ends around a middle name, a run at an end of the longer, or
    one slip of the pen in one long word.
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if sorted(short) == sorted(long) or (short[0], short[-1]) == (long[0], long[-1]):
        return True
    if len(short) < len(long):
        return long[-len(short) :] == short or long[: len(short)] == short
    differ = [(x, y) for x, y in zip(short, long, strict=True) if x != y]
    return len(differ) == 1 and min(map(len, differ[0])) >= 5 and one_edit(*differ[0])


def one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
        return swapped or a[i + 1 :] == b[i + 1 :]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1 :] == shorter[i:]


def owner(doc: "Doc", name: Name, persons: list[Entity]) -> Entity | None:
    """The person that a short name belongs to: the nearest full name before it, else the first behind it."""
    parts = name.parts
    if name.label != "PERSON" and not _may_be_person(doc, name):
        return None
    fits = [p for p in persons if any(_short_for(parts, k.split()) for k in p.keys)]
    if not fits and name.label == "PERSON" and not name.honorific:
        fits = [p for p in persons if _nickname(parts, p)]
        fits = fits if len(fits) == 1 else []
    human = name.label == "PERSON" or (name.label == "ORG" and acts(doc, name) >= _SPEAKS)
    if not fits and human:
        fits = [p for p in persons if any(_first_surname(parts, k.split()) for k in p.keys)]
    if not fits and human and len(parts) == 1 and len(parts[0]) >= 5:
        fits = [p for p in persons if one_edit(parts[0], p.longest.parts[-1])]
        fits = fits if len(fits) == 1 else []
    if name.honorific in _CROWNED:
        # "King Halder" is nobody whom the text calls plain Halder.
        fits = [p for p in fits if any(n.honorific == name.honorific for n in p.names)]
    if len(fits) > 1:
        sex = sex_of(name)
        fits = [p for p in fits if sex is None or sex_of_person(p) in (sex, None)] or fits
        fits = [p for p in fits if sex is not None and sex_of_person(p) == sex] or fits
        fits = _in_office(doc, name, fits)
        if len(fits) > 1 and acts(doc, name) >= _SPEAKS:
            fits = [
                p for p in fits if not any(_dead(doc, n) for n in p.names if n.start < name.start)
            ] or fits
        by_surname = [p for p in fits if any(k.split()[-1] == parts[-1] for k in p.keys)]
        fits = by_surname or fits
    if len(fits) < 2:
        return fits[0] if fits else None
    return _nearest(doc, name, fits)


def _dead(doc: "Doc", name: Name) -> bool:
    """Whether the text says here that somebody has died: "his late brother Ben Holm", "Ben Holm, who was killed"."""
    root = doc[name.start : name.end].root
    nouns = [root, *(c for c in root.children if c.dep_ == "appos")]
    nouns += [root.head] if root.dep_ == "appos" else []
    if any(c.lower_ == "late" and c.dep_ in ("amod", "compound") for n in nouns for c in n.lefts):
        return True
    verbs = [
        c
        for n in nouns
        for c in n.rights
        if c.dep_ == "relcl" and any(w.tag_ == "WP" and w.dep_ in ("nsubj", "nsubjpass") for w in c.lefts)
    ]
    verbs += [root.head] if root.dep_ in ("nsubj", "nsubjpass") else []
    return any(
        (v.lemma_ == "die" and v.tag_ in ("VBD", "VBN"))
        or (v.lemma_ in ("kill", "murder", "bury") and any(c.dep_ == "auxpass" for c in v.lefts))
        for v in verbs
    )


def _nickname(parts: list[str], person: Entity) -> bool:
    """Whether a single word is short for a given name: its beginning ("Bart") or a usual form ("Bill")."""
    given = person.longest.parts[0]
    if len(parts) != 1:
        return False
    begins = 2 < len(parts[0]) < len(given) and given.startswith(parts[0])
    return begins or words().nicknames.get(parts[0]) == given


def _nearest(doc: "Doc", name: Name, fits: list[Entity]) -> Entity:
    """Of several persons of one surname, the one meant.

    The full name in the same sentence or the one before; else whoever has gone by the bare surname
    before (a relative who is mentioned once does not take it over); else the nearest full name.
    """
    before = [
        (n.start, i) for i, p in enumerate(fits) for n in p.names if n.start < name.start and len(n.parts) > 1
    ]
    if not before:
        return min(fits, key=lambda p: p.first)
    start, nearest = max(before)
    bare = [sum(n.key == name.key and n.start < name.start for n in p.names) for p in fits]
    used = max(range(len(fits)), key=lambda i: bare[i])
    close = sum(t.is_sent_start is True for t in doc[start + 1 : name.start + 1]) < 2
    return fits[used] if bare[used] > bare[nearest] and not close else fits[nearest]


def sex_of(name: Name) -> str | None:
    """`m` or `f` where the word of address tells."""
    if name.honorific in words().male:
        return "m"
    return "f" if name.honorific in words().female else None


def sex_of_person(entity: Entity) -> str | None:
    """`m` or `f` where a word of address or the given name tells."""
    told = next((s for s in map(sex_of, entity.names) if s), None)
    given = entity.longest.parts[0] if len(entity.longest.parts) > 1 else ""
    if told is None and given in words().given_names:
        return "m" if given in words().male_names else "f"
    return told


def _in_office(doc: "Doc", name: Name, fits: list[Entity]) -> list[Entity]:
    """Those of several who hold the office that stands before the surname: "Mayor Holm" is "Ann Holm, the mayor"."""
    office = doc[name.start - 1].lower_ if name.start else ""
    if office not in words().titles:
        return fits
    return [p for p in fits if any(office in _beside(doc, n) for n in p.names)] or fits


def _beside(doc: "Doc", name: Name) -> set[str]:
    """The words of the offices around a name: the one before it, the noun behind it in an apposition."""
    root = doc[name.start : name.end].root
    nouns = {c.lower_ for c in root.children if c.dep_ == "appos"}
    if root.dep_ == "appos":
        nouns.add(root.head.lower_)
    return nouns | ({doc[name.start - 1].lower_} if name.start else set())


def _short_for(short: list[str], long: list[str]) -> bool:
    return len(short) < len(long) and (
        long[-len(short) :] == short or (len(short) == 1 and long[0] == short[0])
    )


def _first_surname(short: list[str], long: list[str]) -> bool:
    """Whether a single word is the first of two surnames, which stands for both in Spanish: "Iraola" for Joaquín Iraola Benítez."""
    vocabulary = words()
    last = len(long) - 1
    if long[last] in ("jr", "sr", "ii", "iii", "iv"):
        return False
    while last > 0 and long[last - 1] in vocabulary.particles:
        last -= 1
    return (
        len(short) == 1
        and last > 1
        and long[last - 1] == short[0]
        and len(short[0]) > 2
        and short[0] not in vocabulary.given_names
    )


def _may_be_person(doc: "Doc", name: Name) -> bool:
    """A later bare surname takes the full name's type, unless "in X" or "the X" says otherwise here."""
    if len(name.parts) > 2 or name.label == "NORP":
        return False
    before = doc[name.start - 1] if name.start else None
    if before is None or before.lower_ not in PLACE_PREPOSITIONS | {"the"}:
        return True
    # "the Lind affair" is about the person; "the Lind" and "in Lind" are not.
    return before.lower_ == "the" and doc[name.end - 1].dep_ in ("compound", "nmod")
