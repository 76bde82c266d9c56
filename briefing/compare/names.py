"""The keys under which an actor of one article meets the same actor of another.

Two kinds of key. A *full* key is a name that identifies: a person's first and last name, an
organisation's whole name, a state's code. A *short* key ("~" in front) is a form that the article
uses beside the full name and that others may share: a surname, an acronym, the first word of a name.
Full keys that meet are one actor; a short key only joins where one actor alone answers to it
(`briefing.compare.actors`). Names of many words without anything of their own ("Supreme Court",
"Ministry of Defence") identify only within a state.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable

from briefing.compare.lexicon import listed
from briefing.model.facts import ActorFact, Facts

SHORT = "~"
_DROPPED = re.compile(r"[.’'`ʻ\"“”]")
_GAPS = re.compile(r"[\s\-‐-―,/]+")
_INITIALS = re.compile(r"^(?:[A-Z]\.?){1,3}$")
_POSSESSIVE = re.compile(r"[’']s\b|(?<=s)[’'](?=\s|$)")


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name for comparison: no case, accents, full stops, hyphens, possessive or leading article."""
    text = _POSSESSIVE.sub("", text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = _GAPS.sub(" ", _DROPPED.sub("", text)).strip().casefold()
    return words[4:] if words.startswith("the ") else words


def keys_of(facts: Facts) -> dict[str, list[str]]:
    """The keys of each named actor of an article, the best first; none for those that have no name.

    Best means: the one to show an actor's identity by. Unnamed actors are of their article alone.
    """
    by_id = {a.id: a for a in facts.actors}
    found = {}
    for actor in facts.actors:
        if actor.unnamed or not actor.in_ranking:
            continue
        parent = by_id.get(actor.parent or "")
        keys = _person(actor) if actor.kind == "person" else _body(actor, parent)
        if keys:
            found[actor.id] = keys
    return found


def full(keys: Iterable[str]) -> list[str]:
    """The keys that identify."""
    return [k for k in keys if not k.startswith(SHORT)]


def short(keys: Iterable[str]) -> list[str]:
    """The keys that others may share."""
    return [k for k in keys if k.startswith(SHORT)]


def _person(actor: ActorFact) -> list[str]:
    whole: list[str] = []
    parts: list[str] = []
    for form in (actor.name, *actor.aliases):
        words = _person_words(form)
        if len(words) > 1:
            whole.append(f"{words[0]} {words[-1]}")
            inner = [w for w in words[1:-1] if not w.endswith(".")]
            initials = "".join(w[:-1] for w in words[1:-1] if w.endswith("."))
            whole += [" ".join([words[0], *inner, words[-1]])] if inner else []
            whole += [f"{words[0]} {initials}. {words[-1]}"] if initials else []
        elif words:
            parts.append(words[0])
    # "Hu" for Hu Jintao is a surname, "John" for John Orrin, beside "Orrin", is not.
    last = {w.split()[-1] for w in whole}
    if last & set(parts):
        parts = [p for p in parts if p in last]
    return list(dict.fromkeys([*whole, *(f"{SHORT}p {p}" for p in parts)]))


def _person_words(form: str) -> list[str]:
    """The words of a person's name, without a title in front or a suffix behind; initials end in a full stop."""
    marked = [
        _INITIALS.sub(lambda m: m[0].replace(".", "") + "\0", w) for w in form.replace("]", " ").split()
    ]
    words = [w.replace("\0", ".") for w in fold(" ".join(marked)).split()]
    while len(words) > 1 and words[0] in listed("address"):
        words = words[1:]
    while len(words) > 1 and words[-1] in listed("behind"):
        words = words[:-1]
    return [w if 0 < n < len(words) - 1 else w.rstrip(".") for n, w in enumerate(words)]


def marked(keys: Iterable[str]) -> list[str]:
    """The keys that hold middle initials."""
    return [k for k in keys if ". " in k]


def namesakes(one: set[str], other: set[str]) -> bool:
    """Whether two sets of `marked` keys are those of two people of one name, whose initials tell them apart."""
    return not one & other and any(_differ(a, b) for a in one for b in other)


def _differ(one: str, other: str) -> bool:
    (first, initials, last), (name, others, surname) = one.split(" ", 2), other.split(" ", 2)
    same = (first, last) == (name, surname)
    initials, others = initials[:-1], others[:-1]
    return same and not initials.startswith(others) and not others.startswith(initials)


def _body(actor: ActorFact, parent: ActorFact | None) -> list[str]:
    # A country that no role gives comes from the name itself: the place is a state.
    state = actor.kind == "place" and actor.country and not actor.roles and not actor.reading
    above = {_bare(fold(f)) for f in (parent.name, *parent.aliases)} if parent else set()
    forms = list(dict.fromkeys(_bare(fold(f)) for f in (actor.name, *actor.aliases)))
    name = max(forms, key=lambda f: len(f.split()))
    whole = [f"state {actor.country}".casefold()] if state else []
    parts: list[str] = []
    for form in forms:
        if not form or form in above:
            continue
        if form != name and _is_short(form, name):
            parts.append(f"{SHORT}x {form}")
        elif form == name or not set(form.split()) < set(name.split()):
            whole += _identifying(form, actor.country)
    parts += [f"{SHORT}x {f}" for f in whole if " " not in f]
    return list(dict.fromkeys([*whole, *parts]))


def _identifying(form: str, country: str | None) -> list[str]:
    """The full key of a body's name; none for a name of common words in a state that is not known."""
    if all(w in listed("common") or w + "s" in listed("common") for w in form.split()):
        return [f"{form} ({country.casefold()})"] if country else []
    return [form]


def _is_short(form: str, name: str) -> bool:
    """Whether a form is the beginning of a name or its initials; its last word alone says too little."""
    words, parts = form.split(), name.split()
    if all(w in listed("common") or w + "s" in listed("common") for w in words):
        return False
    if words == parts[: len(words)]:
        return True
    initials = "".join(p[0] for p in parts if p not in listed("little"))
    return form == initials or form == "".join(p[0] for p in parts)


def _bare(form: str) -> str:
    """A body's name without what the law puts behind it, and in the singular: "Ford Motors", "Ford Motor Co."."""
    words = form.split()
    while len(words) > 1 and words[-1] in listed("legal"):
        words = words[:-1]
    if len(words) > 1:
        words = [_singular(w) for w in words]
    return " ".join(words)


def _singular(word: str) -> str:
    if len(word) < 5 or word[-1] != "s" or word[-2] in "siu":
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
