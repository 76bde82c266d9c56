"""Words as stems, so that "resigned", "resignation" and "stepped down" are one.

A stem is no dictionary form: it is what is left of a word without its endings, by rules for English
inflection and its commonest derivations, with the irregular forms and the words of one meaning from
`data/words.toml`. It has only to be the same for words that state the same.
"""

import functools

from briefing.compare.lexicon import table

_LEAST = 4  # letters that derivation leaves at the least: "nation" is no form of "n"
_VOWELS = frozenset("aeiouy")
_DERIVED = ("izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ions", "ion", "ances", "ance",
            "ences", "ence", "als", "al", "ness", "ly")  # fmt: skip


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word, in lower case, with words of one meaning brought together."""
    own = _plain(word.casefold())
    return _meanings().get(own, own)


def is_past(word: str) -> bool:
    """Whether a word may be the past of a verb by its form."""
    lower = word.casefold()
    return (lower.endswith("ed") and len(lower) > 4) or lower in _past_forms()


def phrase(first: str, particle: str) -> str | None:
    """The stem of a verb's stem with a particle ("step", "down"), where the two mean something of their own."""
    return _phrases().get((first, particle))


@functools.cache
def opposites() -> dict[str, frozenset[str]]:
    """Stem -> the stems that deny it."""
    found: dict[str, set[str]] = {}
    for line in table("words")["opposite"]["lines"].strip().splitlines():
        left, right = ({stem(w) for w in side.split()} for side in line.split("|"))
        for one, other in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(other - {word})
    return {word: frozenset(others) for word, others in found.items()}


@functools.cache
def subjects() -> dict[str, str]:
    """Stem -> one that stands for all words that opposites connect: a claim and its contrary have it in common."""
    found: dict[str, str] = {}
    for word in sorted(opposites()):
        ahead = [word]
        while ahead:
            near = ahead.pop()
            if near not in found:
                found[near] = word
                ahead += opposites()[near]
    return found


@functools.cache
def _phrases() -> dict[tuple[str, str], str]:
    found = {}
    for words, meaning in table("words")["phrases"].items():
        verb, particle = words.split()
        found[stem(verb), particle] = stem(meaning)
        found[_plain(verb), particle] = stem(meaning)
    return found


@functools.cache
def _meanings() -> dict[str, str]:
    """Stem -> the stem of the first word of its line."""
    found: dict[str, str] = {}
    for line in table("words")["same"]["lines"].strip().splitlines():
        first, *others = (_plain(w) for w in line.split())
        for other in others:
            found.setdefault(other, found.get(first, first))
    return found


@functools.cache
def _irregular() -> dict[str, str]:
    return {form: word for word, forms in table("words")["irregular"].items() for form in forms.split()}


@functools.cache
def _past_forms() -> frozenset[str]:
    """Irregular forms of verbs that are not their -ing, and "be" apart."""
    return frozenset(f for f, w in _irregular().items() if w != "be" and not f.endswith(("ing", "s", "ion")))


@functools.lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """A word without its endings."""
    word = word.replace("’", "'").removesuffix("'s").strip("'")
    word = _irregular().get(word, word)
    if not word.isalpha() or len(word) < 4:
        return word
    inflected = _inflected(word)
    for ending in _DERIVED:
        rest = inflected.removesuffix(ending)
        if rest != inflected and len(rest) >= _LEAST:
            # An ending stands at a base, never at an inflected form: "sentence" is no form of "sent".
            inflected = inflected if rest in _past_forms() else rest
            break
    return _levelled(_irregular().get(inflected, inflected))


def _inflected(word: str) -> str:
    """Without plural, third person, past and -ing."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWELS & set(rest):
            return rest
    return word


def _levelled(word: str) -> str:
    """Without what inflection adds or takes: a last e, a doubled consonant, "at" of "investigate"."""
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if word.endswith("at") and len(word) > 5:
        word = word[:-2]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word
