"""What something was and what it became, in a few words."""

_SHORT = 120  # characters of each of the two, so that both can be shown whole


def short(words: str) -> str:
    """Words in one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def became(before: str, after: str) -> str:
    """`old → new`."""
    return f"{short(before) or '(nothing)'} → {short(after) or '(nothing)'}"
