"""What function words and word order tell of a clause: negation, tense, voice, what is said in passing.

No parse: claims are short, and what is read here is read the same way by whoever checks a match.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from briefing.compare.lexicon import listed
from briefing.compare.quantities import Token
from briefing.compare.stems import is_past, stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?|[^\w\s]")
_CLITICS = frozenset(["n't", "s", "re", "ve", "ll", "d", "m"])
_REACH = 8  # words that a negation governs at the most
_SIGNS = "\"“”'‘’-"  # in the midst of a clause
_RELATIVE = frozenset(["who", "which", "whose", "whom", "where"])
# "it was false that …": the content is what follows, and its contrary where the words say so.
_TRUTH = re.compile(
    r"^\W*(?:that )?it (?:is|was|had been|has been|'s) (?P<not>not |n't )?(?:simply |quite |completely )?"
    r"(?:(?P<false>false|untrue|wrong|incorrect|a lie|nonsense|the case|true|correct|right|a fact)) that\b",
    re.IGNORECASE,
)
_UPHELD = frozenset(["the case", "true", "correct", "right", "a fact"])


def tokens_of(words: str) -> Iterator[Token]:
    """Words, figures and signs in order; what a clitic adds and a sentence's full stop are tokens of their own."""
    for match in _TOKEN.finditer(words):
        text = match[0]
        ends = text[-1] == "." and text.count(".") == 1 and len(text) > 2  # a sentence, not an abbreviation
        text = text[:-1] if ends else text
        lower = text.casefold().replace("’", "'")
        base, mark, ending = lower.rpartition("'")
        if lower.endswith("n't") and len(lower) > 3:
            base, ending = lower[:-3], "n't"
        if base and ending in _CLITICS and (mark or ending == "n't"):
            yield Token(text[: len(base)], base, match.start(), match.start() + len(base))
            yield Token(text[len(base) :], ending, match.start() + len(base), match.start() + len(text))
        else:
            yield Token(text, lower, match.start(), match.start() + len(text))
        if ends:
            yield Token(".", ".", match.end() - 1, match.end())


def truth_of(words: str) -> tuple[int, bool]:
    """`(where what is said to be true or false begins, whether it is said to be false)`; `(0, False)` else."""
    found = _TRUTH.match(words.replace("’", "'"))
    if found is None:
        return 0, False
    upheld = found["false"].casefold() in _UPHELD
    return found.end(), upheld == bool(found["not"])


def asides(tokens: Sequence[Token]) -> set[int]:
    """The tokens of relative clauses between commas: "the orchard, which has belonged to them, will be sold"."""
    found: set[int] = set()
    i = 0
    while i < len(tokens) - 1:
        if tokens[i].lower == "," and tokens[i + 1].lower in _RELATIVE:
            end = next((j for j in range(i + 2, len(tokens)) if tokens[j].lower in (",", ".")), len(tokens))
            found.update(range(i + 1, end))
            i = end
        else:
            i += 1
    return found


def negated(tokens: Sequence[Token]) -> set[int]:
    """The tokens in the reach of a negation. A second negation inside the reach of one takes it back."""
    found: set[int] = set()
    for i, token in enumerate(tokens):
        fails = stem(token.lower) in stems_of("failing") and _next_is(tokens, i, "to")
        if token.lower not in listed("negation") and not fails:
            continue
        if token.lower == "not" and _next_is(tokens, i, "only"):
            continue
        reach: set[int] = set()
        for j in range(i + 1, min(len(tokens), i + 1 + _REACH)):
            lower = tokens[j].lower
            if (not lower[0].isalnum() and lower not in _SIGNS) or lower in listed("boundary"):
                if reach:
                    break
                continue
            reach.add(j)
        found ^= reach
    return found


def tense_of(tokens: Sequence[Token], skipped: set[int]) -> str:
    """ "past", "present", "future" or "": the tense of the first finite verb, as far as it is seen."""
    for i, token in enumerate(tokens):
        if i in skipped:
            continue
        if token.lower in listed("future") or (token.lower in ("is", "are") and _next_is(tokens, i, "to")):
            return "future"
        if token.lower == "would":
            return "" if _next_is(tokens, i, "have") else "future"
        if token.lower in listed("past"):
            return "past"
        if token.lower in listed("present"):
            return "present"
        if i and is_past(token.lower) and not _is_before_noun(tokens, i):
            return "past"
    return ""


def is_finite(tokens: Sequence[Token]) -> bool:
    """Whether there is a form of "be", "have" or "do", or a modal verb."""
    return any(t.lower in listed("be") or t.lower in listed("auxiliary") for t in tokens)


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` is a verb by its form or by the word before it."""
    if is_past(tokens[i].lower):
        return i == 0 or tokens[i - 1].lower not in ("a", "an", "the")
    before = tokens[i - 1].lower if i else ""
    if before in ("to", "not", "n't", "shall") or (before in listed("auxiliary") and before[:2] != "ha"):
        return True
    return before in listed("be") and tokens[i].lower.endswith("ing")


def is_passive(tokens: Sequence[Token], i: int) -> bool:
    """Whether a past form stands behind a form of "be", at most an adverb between: "was quickly closed"."""
    return is_past(tokens[i].lower) and any(t.lower in listed("be") for t in tokens[max(0, i - 3) : i])


def is_agent(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name at `i` is the agent of a passive: "was closed by the board"."""
    before = [t.lower for t in tokens[max(0, i - 3) : i]]
    if "by" not in before:
        return False
    at = max(0, i - 3) + before.index("by")
    near = tokens[max(0, at - 2) : at]
    return any(is_past(t.text) or t.lower in listed("be") for t in near)


def is_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` has a capital in the midst of a sentence."""
    return i > 0 and tokens[i].text[0].isupper() and tokens[i - 1].lower[0].isalpha()


@functools.cache
def stems_of(name: str) -> frozenset[str]:
    """The stems of the words of a list."""
    return frozenset(stem(w) for w in listed(name))


def _next_is(tokens: Sequence[Token], i: int, word: str) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].lower == word


def _is_before_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a past form may be an attribute: "a warning about cracked bolts"."""
    before = tokens[i - 1].lower
    return before in listed("before_noun") or before in listed("light")
