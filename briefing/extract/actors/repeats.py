"""Further places where an accepted name stands: in the headline, and where the tagger missed it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import Name, make
from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def add_repeats(doc: "Doc", entities: list[Entity], title: range) -> None:
    """Add the untagged repeats of each entity's names, longest first, to its names.

    In the headline (`title`, token numbers) every name comes from here: a title's capitals fool a
    tagger, so the headline may repeat a name of the body and never bring one of its own.
    """
    taken = {i for e in entities for n in e.names for i in range(n.start, n.end)}
    index: dict[str, list[tuple[list[str], Entity, Name | None]]] = {}
    for entity in entities:
        for key, name in {n.key: n for n in entity.names}.items():
            form = [w for w in (fold(t.text) for t in doc[name.start : name.end]) if w]
            if form and key:
                index.setdefault(form[0], []).append((form, entity, name))
        for form in _headline_forms(entity):
            index.setdefault(form[0], []).append((form, entity, None))
    for forms in index.values():
        forms.sort(key=lambda f: -len(f[0]))
    for token in doc:
        if token.is_lower or token.i in taken or not token.text[:1].isalnum():
            continue
        for form, entity, source in index.get(fold(token.text), ()):
            end = _match(doc, token.i, form)
            if (
                end
                and not taken & set(range(token.i, end))
                and _fits(doc, token.i, end, source, token.i in title)
            ):
                found = make(doc, token.i, end, entity.names[0].label)
                found.title = token.i in title
                entity.names.append(found)
                taken.update(range(token.i, end))
                break
    for entity in entities:
        entity.names.sort(key=lambda n: n.start)


def _headline_forms(entity: Entity) -> Iterator[list[str]]:
    """Shorter forms that a headline may use: a person's surname, a state's other names, a firm without "Ltd"."""
    keys = entity.keys
    if entity.kind == "person" and len(entity.longest.parts) > 1:
        forms = [entity.longest.parts[-1:]]
    elif entity.identity:
        state = table().state_of.get(fold(entity.identity))
        forms = [fold(n).split() for n in (state.names if state else ())]
    else:
        parts = entity.longest.parts
        while len(parts) > 1 and parts[-1] in words().company_suffixes:
            parts = parts[:-1]
        forms = [parts]
    yield from (f for f in forms if f and " ".join(f) not in keys)


def _match(doc: "Doc", start: int, form: list[str]) -> int | None:
    """The end of the run of tokens at `start` that reads `form`, or None."""
    at = start
    for word in form:
        while at < len(doc) and not fold(doc[at].text):
            at += 1
        if at >= len(doc) or fold(doc[at].text) != word:
            return None
        at += 1
    return at


def _fits(doc: "Doc", start: int, end: int, name: Name | None, in_title: bool) -> bool:
    """Whether the words are the name here too, and not a part of a longer name or a common word."""
    if in_title or name is None:
        return end - start > 1 or doc[start].pos_ in ("PROPN", "NOUN", "ADJ") or doc[start].text.isupper()
    return all(
        t.pos_ == "PROPN" or t.text == s for t, s in zip(doc[start:end], name.text.split(), strict=False)
    ) and any(t.pos_ == "PROPN" for t in doc[start:end])
