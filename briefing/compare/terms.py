"""The words that tell one event from another, as stems with a weight."""

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FUNCTION = frozenset(
    _WORD.findall(
        """
    a an the this that these those and or but nor so of in on at to for from by with without about into over
    under after before since until till during between among through against as than then there here it its he
    his him she her hers they them their theirs we us our ours you your i me my who whom whose which what when
    where why how if whether because although though while not no never only also just even still yet already
    again very more most much many some any all both each every other another such own same be is are was were
    been being am have has had having do does did done will would shall should may might can could must ought
    s t ve re ll d m said say says saying told tell tells early late later earlier least
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december day week month year morning afternoon evening night today yesterday
    tomorrow
    """
    )
)
# Verbs and ordinals that go with almost any noun: they say little of which event it is.
_LIGHT = frozenset(
    _WORD.findall(
        """
    make made take took taken go goes went gone come came get got give gave given put set let keep kept become
    became remain begin began begun start end continue include including new first second last next time people
    hold held call called use used work see saw seen show shown expect expected plan planned place
    """
    )
)
_SUFFIXES = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied",
    "ions", "ion", "ers", "ors", "er", "or", "ed", "es", "s", "e", "y",
)  # fmt: skip
NAME, NUMBER, LIGHT, FULL = 0.5, 0.5, 0.3, 1.0


def stem(word: str) -> str:
    """A word without the endings of inflection and of the commonest derivations, at least three letters long."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    if word.isdigit():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word


def clause_terms(words: str, names: list[str]) -> dict[str, float]:
    """Stem to weight for the content words of a clause; `names` are those of the actors in it.

    A capital inside a clause makes a name; at its beginning only where it is a word of `names`.
    """
    known = {stem(m[0]) for name in names for m in _WORD.finditer(name) if m[0].casefold() not in _FUNCTION}
    found = dict.fromkeys(known, NAME)
    for match in _WORD.finditer(words):
        word = match[0]
        if word.casefold() in _FUNCTION:
            continue
        key = stem(word)
        if key in known or (match.start() and word[0].isupper()):
            weight = NAME
        elif word[0].isdigit():
            weight = NUMBER
        else:
            weight = LIGHT if word.casefold() in _LIGHT else FULL
        found[key] = max(found.get(key, 0), weight)
    return found
