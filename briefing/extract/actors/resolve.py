"""Names -> entities: which written names are one actor.

Only what the words prove is joined: the same words, a form from the table, an acronym whose letters
agree, a person's surname, a company without its "Ltd". Two different first names, a parent and its
part, a place and its government stay apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.extract.actors.names import KEPT, Name
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STOP = frozenset("the of and for in on at to de la du des et y und der die a an".split())
_PLACE_PREPOSITIONS = frozenset("in at from near across outside inside around throughout within".split())


@dataclass(slots=True)
class Entity:
    """An actor in the making: its names in text order and what is known of it."""

    names: list[Name]
    identity: str | None = None
    person: bool = False
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        """The folded names."""
        return {n.key for n in self.names}

    @property
    def parts(self) -> list[str]:
        """The folded words of the longest name."""
        return max((n.parts for n in self.names), key=len)

    @property
    def first(self) -> int:
        """The first token of the first name."""
        return self.names[0].start


def resolve(doc: "Doc", names: Iterable[Name]) -> list[Entity]:
    """The entities of the body's names, in order of first mention."""
    body = [n for n in names if n.label in KEPT]
    persons = _persons(body)
    taken = {id(n) for p in persons for n in p.names}
    rest = []
    for name in body:
        if id(name) in taken:
            continue
        owner = _owner(doc, name, persons)
        if owner:
            owner.names.append(name)
        else:
            rest.append(name)
    loose = [n for n in rest if n.label == "PERSON" and table().identity(n.key) is None]
    others = _others([n for n in rest if n not in loose])
    by_key = {k: e for e in others for k in e.keys}
    singles: dict[str, Entity] = {}
    for name in loose:
        home = by_key.get(name.key)
        if home:
            home.names.append(name)
        elif name.key in singles:
            singles[name.key].names.append(name)
        else:
            singles[name.key] = Entity([name], person=True)
    entities = [*persons, *singles.values(), *others]
    for entity in entities:
        entity.names.sort(key=lambda n: n.start)
    return sorted(entities, key=lambda e: e.first)


def _persons(names: list[Name]) -> list[Entity]:
    """Persons with a full name (two words and more), variants joined."""
    by_key: dict[str, list[Name]] = {}
    for name in names:
        if len(name.parts) > 1:
            by_key.setdefault(name.key, []).append(name)
    found: list[Entity] = []
    for key in sorted(by_key, key=lambda k: -len(k.split())):
        forms = by_key[key]
        if sum(n.label == "PERSON" for n in forms) * 2 <= len(forms) or table().identity(key):
            continue
        home = next((p for p in found if any(_variant(key.split(), k.split()) for k in p.keys)), None)
        if home:
            home.names.extend(forms)
        else:
            found.append(Entity(list(forms), person=True))
    return found


def _variant(short: list[str], long: list[str]) -> bool:
    """Whether two full names are one person's: equal ends, a part of the other, or one slip of the pen."""
    if len(short) > len(long):
        short, long = long, short
    if sorted(short) == sorted(long):
        return True
    if short[0] == long[0] and short[-1] == long[-1]:
        return True
    if len(short) < len(long):
        # "Mohamed El Hassan" in "Ahmed Mohamed El Hassan": a run that reaches an end of the longer.
        return len(short) > 1 and (long[-len(short) :] == short or long[: len(short)] == short)
    differ = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
    return len(differ) == 1 and min(map(len, differ[0])) >= 5 and one_edit(*differ[0])


def one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1 :] == shorter[i:]


def _owner(doc: "Doc", name: Name, persons: list[Entity]) -> Entity | None:
    """The person that a short name belongs to: the nearest full name before it, else the first behind it."""
    parts = name.parts
    fits = [p for p in persons if any(_short_for(parts, k.split()) for k in p.keys)]
    if not fits or (name.label != "PERSON" and not _may_be_person(doc, name)):
        return None
    sex = _SEX.get(name.honorific)
    if sex and len(fits) > 1:
        fits = [p for p in fits if all(_SEX.get(n.honorific, sex) == sex for n in p.names)] or fits
    before = [(n.start, i) for i, p in enumerate(fits) for n in p.names if n.start < name.start and len(n.parts) > 1]
    if before:
        return fits[max(before)[1]]
    return min(fits, key=lambda p: min(n.start for n in p.names))


_SEX = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}


def _short_for(short: list[str], long: list[str]) -> bool:
    return len(short) < len(long) and (long[-len(short) :] == short or (len(short) == 1 and long[0] == short[0]))


def _may_be_person(doc: "Doc", name: Name) -> bool:
    """A later bare surname takes the full name's type, unless "in X" says that it is a place here."""
    if len(name.parts) > 2 or name.label in ("NORP",):
        return False
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ in _PLACE_PREPOSITIONS:
        return False
    return not (before is not None and before.lower_ == "the")


def _others(names: list[Name]) -> list[Entity]:
    """Organisations, places and the rest: joined by table, words, acronym and company suffix."""
    found: dict[str, Entity] = {}
    known = table()
    for name in names:
        identity = known.identity(name.key)
        if name.label == "NORP" and identity is None:
            identity = None
        key = identity or name.key
        if key in found:
            found[key].names.append(name)
        else:
            found[key] = Entity([name], identity=identity)
    entities = list(found.values())
    merged: list[Entity] = []
    for entity in sorted(entities, key=lambda e: -len(e.parts)):
        home = next((m for m in merged if _same_body(entity, m)), None)
        if home:
            home.names.extend(entity.names)
            home.identity = home.identity or entity.identity
        else:
            merged.append(entity)
    return merged


def _same_body(short: Entity, long: Entity) -> bool:
    """Whether the shorter name is another form of the longer."""
    if short.identity and long.identity:
        return False
    a, b = short.parts, long.parts
    if len(a) == 1 and a[0].isalpha() and is_acronym(short.names[0].text, long.names[0].text):
        return True
    if len(a) < len(b) and b[: len(a)] == a:
        tail = b[len(a) :]
        return all(t in words().company_suffixes for t in tail)
    return False


def is_acronym(short: str, long: str) -> bool:
    """Whether the capitals of `short` are the initials of `long`, small words dropped or kept."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8) or not letters.isalpha() or sum(c.isupper() for c in letters) < 2:
        return False
    pieces = [w for w in long.replace("-", " ").replace("'s", "").split() if w[:1].isalnum()]
    if len(pieces) < 2:
        return False
    full = "".join(w[0] for w in pieces).casefold()
    lean = "".join(w[0] for w in pieces if w.casefold() not in _STOP).casefold()
    return letters.casefold() in (full, lean)
