"""Further places where an accepted name stands: in the headline, and where the tagger missed it."""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import Name, make
from briefing.extract.actors.table import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc


def add_repeats(doc: "Doc", entities: list[Entity], title: range) -> None:
    """Add the untagged repeats of each entity's names, longest first, to its names.

    In the headline (`title`, token numbers) every name comes from here: a title's capitals fool a
    tagger, so the headline may repeat a name of the body and never bring one of its own.
    """
    taken = {i for e in entities for n in e.names for i in range(n.start, n.end)}
    index: dict[str, list[tuple[list[str], Entity, Name]]] = {}
    for entity in entities:
        for key, name in {n.key: n for n in entity.names}.items():
            words = [fold(t.text) for t in doc[name.start : name.end]]
            words = [w for w in words if w]
            if words and key:
                index.setdefault(words[0], []).append((words, entity, name))
    for forms in index.values():
        forms.sort(key=lambda f: -len(f[0]))
    for token in doc:
        if token.i in taken or not token.text[:1].isalnum() or token.is_lower:
            continue
        for words, entity, name in index.get(fold(token.text), ()):
            end = _match(doc, token.i, words)
            if (
                end
                and not taken & set(range(token.i, end))
                and _fits(doc, token.i, end, name, token.i in title)
            ):
                found = make(doc, token.i, end, name.label)
                found.title = token.i in title
                entity.names.append(found)
                taken.update(range(token.i, end))
                break
    for entity in entities:
        entity.names.sort(key=lambda n: n.start)


def _match(doc: "Doc", start: int, words: list[str]) -> int | None:
    """The end of the run of tokens at `start` that reads `words`, or None."""
    at = start
    for word in words:
        while at < len(doc) and not fold(doc[at].text):
            at += 1
        if at >= len(doc) or fold(doc[at].text) != word:
            return None
        at += 1
    return at


def _fits(doc: "Doc", start: int, end: int, name: Name, in_title: bool) -> bool:
    """Whether the words are the name here too, and not a part of a longer name or a common word."""
    if in_title:
        return end - start > 1 or doc[start].pos_ in ("PROPN", "NOUN", "ADJ") or doc[start].text.isupper()
    return all(
        t.pos_ == "PROPN" or t.text == s for t, s in zip(doc[start:end], name.text.split(), strict=False)
    ) and any(t.pos_ == "PROPN" for t in doc[start:end])
