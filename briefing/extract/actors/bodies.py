"""Organisations and places: which names are one body's.

Joined are: the same words, a form of the table, an acronym in brackets or by its initials, a company
without its suffix, a national body without its state ("the US State Department", "the State
Department"), a church or union without its first word ("Union of X", "X"). A branch ("Acme
Australia"), a department and its parent stay apart.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import Name
from briefing.extract.actors.persons import one_edit
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONG = 10  # letters: shorter names differ by one and are two
# What a well-known body's parts and friends are called, and unknown firms by their first word as a whole.
_ARMS = frozenset(
    {"capital", "energy", "entertainment", "investments", "partners", "pictures", "press", "productions", "records", "solutions", "studios",
     "ventures"}
)  # fmt: skip
# Bodies of which a country has one: "the Senate" is a name.
_UNIQUE = frozenset(["congress", "senate", "parliament", "cabinet"])


def join(doc: "Doc", names: list[Name]) -> list[Entity]:
    """The entities of names that are not persons', in order of first mention."""
    found: dict[str, Entity] = {}
    generic: list[Name] = []
    known = table()
    keys = {name.key for name in names}
    for name in names:
        if (
            is_generic(name)
            and (doc[name.start - 1].tag_ in ("DT", "PRP$", "POS") if name.start else False)
            and name.key not in _UNIQUE
        ):
            generic.append(name)
            continue
        if name.text[-1:] == "s" and name.text[:-1].isupper() and name.key[:-1] in keys:
            name.key = name.key[:-1]  # "GMs": the genitive that lost its apostrophe
        identity = known.identity(name.key)
        key = identity or name.key
        if key in found:
            found[key].names.append(name)
        else:
            found[key] = Entity([name], identity=identity)
    entities = _merged(doc, _without_slips(list(found.values())))
    for name in generic:
        home = _holder(name, entities)
        if home:
            home.names.append(name)
    for entity in entities:
        entity.names.sort(key=lambda n: n.start)
    return sorted(entities, key=lambda e: e.first)


def _without_slips(entities: list[Entity]) -> list[Entity]:
    """A long name with one slip of the pen goes to what the table and the text know ("Untied Nations").

    So does the name that two states share, where the text names one of them ("Korea" beside "South Korea").
    """
    sure = [e for e in entities if e.identity is not None]
    kept = list(sure)
    for entity in entities:
        if entity.identity is not None:
            continue
        key, parts = entity.longest.key, entity.longest.parts
        homes = [e for e in sure if len(parts) > 1 and any(_slip(key, k) for k in e.keys)]
        if len(parts) == 1 and not homes:
            shared = parts[0] in table().halved
            homes = [e for e in sure if shared and any(k.split()[1:] == parts for k in e.keys)]
        if len(homes) == 1:
            homes[0].absorb(entity)
        else:
            kept.append(entity)
    return kept


def _slip(written: str, meant: str) -> bool:
    return len(written) >= _LONG and not any(c.isdigit() for c in written) and one_edit(written, meant)


def is_generic(name: Name) -> bool:
    """ "Court", "University": a noun for a kind of body with a capital, which is no name by itself."""
    return (
        name.label in ("ORG", "FAC", "GPE", "LOC")
        and len(name.parts) == 1
        and name.key in words().organizations | words().places
        and not name.text.isupper()
    )


def _holder(name: Name, entities: list[Entity]) -> Entity | None:
    """The last body named before whose name holds this noun."""
    before = [
        (n.start, i)
        for i, e in enumerate(entities)
        for n in e.names
        if n.start < name.start and len(n.parts) > 1 and name.key in n.parts
    ]
    return entities[max(before)[1]] if before else None


def _merged(doc: "Doc", entities: list[Entity]) -> list[Entity]:
    merged: list[Entity] = []
    brackets = _brackets(doc, entities)
    for entity in sorted(entities, key=lambda e: (-len(e.longest.parts), e.first)):
        homes = [m for m in merged if brackets.get(id(entity)) is m] or [
            m for m in merged if _same_body(entity, m)
        ]
        if len(homes) > 1:
            # The letters fit several: the nearest before decides ("Acme" after "Acme Computer").
            homes.sort(key=lambda m: (m.first > entity.first, abs(m.first - entity.first)))
        if homes:
            homes[0].absorb(entity)
        else:
            merged.append(entity)
    return merged


def _brackets(doc: "Doc", entities: list[Entity]) -> dict[int, Entity]:
    """Short forms that stand in brackets right behind the long form: id of the short's entity -> the long's."""
    at = {n.start: (n, e) for e in entities for n in e.names}
    found: dict[int, Entity] = {}
    for entity in entities:
        for name in entity.names:
            if name.end + 2 < len(doc) and doc[name.end].text == "(" and name.end + 1 in at:
                short, other = at[name.end + 1]
                closes = short.end < len(doc) and doc[short.end].text == ")"
                letters = short.text.replace(".", "")
                if (
                    other is not entity
                    and not (other.identity and entity.identity)  # "The Hague, Netherlands (AP)"
                    and closes
                    and letters[:1].isupper()
                    and letters[-1:].isupper()
                    and len(letters) < len(name.text)
                ):
                    found[id(other)] = entity
    return found


def _same_body(short: Entity, long: Entity) -> bool:
    """Whether one name is another form of the other."""
    if short.identity and long.identity:
        return False
    # What the table knows by its letters ("US") is no other body's initials ("University of Sheffield").
    initials = short.identity is None
    return any(
        _form_of(a, b, initials) for a in short.names[:3] for b in long.names[:3] if a.key != b.key
    ) or bool(short.keys & long.keys)


def _form_of(short: Name, long: Name, initials: bool) -> bool:
    if initials and is_acronym(short.text, long.text):
        return True
    if set(short.parts).isdisjoint(long.parts):
        return False
    own = long.text.startswith((f"{short.text}'s ", f"{short.text}’s "))
    if own and len(short.parts) > 1 and long.parts[-1] in words().bodies:
        return True  # "St Osric's" for "St Osric's Hospital"
    a, b = without_state(short.parts), without_state(long.parts)
    if a == b and len(a) > 1:
        return short.label != "GPE"
    if len(a) < len(b) and b[: len(a)] == a:
        tail = b[len(a) :]
        if short.key in table().state_of or short.key in table().seat_of:
            return False  # "Norway" is not Norway Airways
        if not initials and not _ARMS.isdisjoint(tail):
            return False  # "NBC Studios" is a part of what the table knows as NBC
        if is_firm(long) or (len(a) > 1 and _only_suffixes(short, tail)):
            return True
        # "Harlow" is its university only where the tagger hears a body, else the town.
        if len(a) == 1 and tail in (["university"], ["college"]) and short.label == "ORG":
            return True
        # "Supreme Court" for "Supreme Court of Cassation", never "University" for "University of X".
        return len(a) > 1 and tail[0] == "of" and a[-1] in words().organizations
    if _is_team(short, long, a, b) or (is_club(long) and short.label == "ORG" and a == b[-1:]):
        return True
    # "Guild" words before "of" may be dropped where the rest is a body's own name.
    if len(b) == len(a) + 2 and b[1] == "of" and b[2:] == a:
        return short.label == "ORG" and b[0] in words().organizations and not table().identity(short.key)
    return False


def _only_suffixes(short: Name, tail: list[str]) -> bool:
    """Whether a firm of several words may go without its last ones; a town is neither its paper nor its airline."""
    vocabulary = words()
    if short.label == "GPE":
        return vocabulary.legal_forms.issuperset(tail)
    return (vocabulary.company_suffixes - vocabulary.papers).issuperset(tail)


def _is_team(short: Name, long: Name, a: list[str], b: list[str]) -> bool:
    """Whether a plural is a team's name without its town: "the Grey Herons", the Tamar Grey Herons."""
    if short.label != "ORG" or long.label != "ORG" or not 1 <= len(b) - len(a) <= 2 or b[-len(a) :] != a:
        return False
    front, bodies = b[: -len(a)], words().bodies
    plain = bodies.isdisjoint(b) and words().small.isdisjoint(b) and words().things.isdisjoint(b)
    given = front[0] in words().given_names
    return (
        plain and not given and short.text[-1:] in ("s", "x") and len(a[-1]) > 2 and short.text[0].isupper()
    )


_CLUBS = frozenset(
    {"ac", "as", "athletic", "atletico", "atlético", "cd", "cf", "club", "clube", "deportivo", "desportivo", "esporte", "fc", "fk", "football",
     "futbol", "fútbol", "sc", "sk", "sporting", "sportive", "sv", "ud"}
)  # fmt: skip


def is_club(name: Name) -> bool:
    """A sports club's full name, which goes by its last word: "Club Deportivo Almansur"."""
    return len(name.parts) > 1 and _CLUBS.issuperset(name.parts[:-1]) and name.parts[-1] not in words().bodies


def is_firm(name: Name) -> bool:
    """A firm's full name: what its first word leaves out are words that say what it trades in."""
    parts, vocabulary = name.parts, words()
    trade = (vocabulary.company_suffixes | vocabulary.trades) - vocabulary.papers
    return len(parts) > 1 and all(t in trade for t in parts[1:])


def without_state(parts: list[str]) -> list[str]:
    """A name's words without the state in front: "us state department" -> "state department"."""
    known = table()
    for n in (2, 1):
        front = " ".join(parts[:n])
        if len(parts) > n + 1 and (front in known.state_of or front in known.adjective_of):
            return parts[n:]
    return parts


def is_acronym(short: str, long: str) -> bool:
    """Whether the capitals of `short` are the initials of `long`, small words dropped or kept."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8) or not letters.isalpha() or sum(c.isupper() for c in letters) < 2:
        return False
    pieces = [w for w in long.replace("-", " ").replace("'s", "").split() if w[:1].isalnum()]
    if len(pieces) < 2:
        return False
    full = "".join(w[0] for w in pieces).casefold()
    lean = "".join(w[0] for w in pieces if w.casefold() not in words().small).casefold()
    return letters.casefold() in (full, lean)
