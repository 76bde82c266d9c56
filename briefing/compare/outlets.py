"""Outlets: whether a name, a domain or a credit in the text means the same one."""

import re
from functools import lru_cache

from briefing.model.facts import ClaimFact, Facts

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-ZÀ-Þ]")
_DOMAIN = re.compile(r"(?:www\d?\.)?([\w-]+(?:\.[\w-]+)*?)\.(?:co\.|com\.|org\.|ac\.|gov\.)?[a-z]{2,24}")
_ARTICLES = {"the", "a", "an"}


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """An outlet's name or domain as letters alone: `The Westrey Lantern`, `www.westrey-lantern.example` agree."""
    lowered = name.strip().casefold()
    domain = _DOMAIN.fullmatch(lowered)
    words = _WORD.findall(domain[1] if domain else lowered)
    return "".join(w.replace("_", "") for w in words if w not in _ARTICLES)


def is_outlet(words: str, outlet: str) -> bool:
    """Whether words such as `reports in the Westrey Lantern` name the outlet, by name or initials."""
    key = outlet_key(outlet)
    if not key:
        return False
    tokens = [w for w in _WORD.findall(words.casefold()) if w not in _ARTICLES]
    whole = any(
        "".join(tokens[i:j]) == key for i in range(len(tokens)) for j in range(i + 1, len(tokens) + 1)
    )
    return whole or _initials(outlet) in _WORD.findall(words) or _initials(words) == outlet.strip()


def _initials(name: str) -> str:
    """`AP` of `The Associated Press`; "-" where that would be a single letter."""
    letters = [w[0] for w in _WORD.findall(name) if w[0].isupper() and w.casefold() not in _ARTICLES]
    return "".join(letters) if len(letters) > 1 else "-"


def credits_of(facts: Facts) -> list[str]:
    """Whom the article as a whole credits; who is credited with one claim alone is left to that claim."""
    single = {c.source for c in facts.claims if c.source_kind == "media"}
    return [c for c in facts.credits if c not in single]


def relayed(claim: ClaimFact) -> list[str]:
    """Outlets that the claim is said to come from; "local media" names none."""
    found = list(claim.through)
    if claim.source_kind == "media":
        found.append(claim.source)
    return [words for words in found if _NAME.search(words)]
