"""A query cut into words, phrases, fields and signs, each with its place."""

import re
from typing import Literal, NamedTuple

from briefing.query.errors import QueryError

Kind = Literal["open", "close", "minus", "or", "and", "not", "term"]
_KEYWORDS: dict[str, Kind] = {"or": "or", "and": "and", "not": "not"}
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]*):")
_QUOTES = {'"': '"', "“": '”"', "„": '“”"', "«": "»"}  # opening: closing ones


class Lexeme(NamedTuple):
    """One piece. A term has `field` (None: no field), `value`, and `phrase` where it was quoted."""

    kind: Kind
    start: int
    end: int
    field: str | None = None
    value: str = ""
    phrase: bool = False
    value_start: int = 0


def lexemes(text: str) -> list[Lexeme]:
    """The pieces of `text`, in order. Raises QueryError."""
    found: list[Lexeme] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
        elif character in "()":
            found.append(Lexeme("open" if character == "(" else "close", at, at + 1))
            at += 1
        elif character == "-":
            found.append(Lexeme("minus", at, at + 1))
            at += 1
            if at == len(text) or text[at].isspace() or text[at] == ")":
                quoted = f'{text[: at - 1]}"-"{text[at:]}' if at < len(text) else None
                raise QueryError(
                    "- stands before what is to be left out, without a space",
                    text, at - 1, 1, _without_gap(text, at) or quoted,
                )  # fmt: skip
        else:
            lexeme = _term(text, at)
            found.append(lexeme)
            at = lexeme.end
    return found


def _without_gap(text: str, at: int) -> str | None:
    rest = text[at:].lstrip()
    return text[:at] + rest if rest and not rest.startswith((")", "-")) else None


def _term(text: str, at: int) -> Lexeme:
    if text[at] in _QUOTES:
        value, end = _quoted(text, at)
        return Lexeme("term", at, end, None, value, True, at)
    field = _FIELD.match(text, at)
    if not field:
        end = _word_end(text, at)
        word = text[at:end]
        return Lexeme(_KEYWORDS.get(word.casefold(), "term"), at, end, None, word, False, at)
    begin = field.end()
    if begin < len(text) and text[begin] in _QUOTES:
        value, end = _quoted(text, begin)
        return Lexeme("term", at, end, field[1], value, True, begin)
    end = _word_end(text, begin)
    return Lexeme("term", at, end, field[1], text[begin:end], False, begin)


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace() and text[at] not in "()" and text[at] not in _QUOTES:
        at += 1
    return at


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands between quotation marks, and where it ends. `\\"` and `\\\\` are the signs themselves."""
    closing = _QUOTES[text[start]]
    value: list[str] = []
    at = start + 1
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text) and text[at + 1] in '\\"':
            value.append(text[at + 1])
            at += 2
        elif text[at] in closing:
            inside = " ".join("".join(value).split())
            if not inside:
                raise QueryError(
                    "there is nothing between these quotation marks", text, start, at + 1 - start
                )
            return inside, at + 1
        else:
            value.append(text[at])
            at += 1
    fixed = text.rstrip() + '"' if text[start + 1 :].strip() and not text.rstrip().endswith("\\") else None
    raise QueryError("this quotation mark is never closed", text, start, 1, fixed)
