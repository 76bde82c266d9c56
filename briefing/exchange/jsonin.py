"""JSON from outside, read with care: every complaint names the file, the line and the field."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from briefing.exchange.bundle import ExchangeError

Path = tuple[str | int, ...]
_WORDS = {
    dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number",
    float: "a number", type(None): "nothing",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]*")


class Node:
    """A value of a JSON file that knows where it stands."""

    __slots__ = ("_source", "path", "value")

    def __init__(self, value: Any, source: "Source", path: Path = ()) -> None:
        self.value = value
        self.path = path
        self._source = source

    def get(self, key: str) -> "Node":
        """The member of that name; a node of None where there is none. Raises ExchangeError for no object."""
        if not isinstance(self.value, dict):
            self.wanted("an object")
        return Node(self.value.get(key), self._source, (*self.path, key))

    def has(self, key: str) -> bool:
        """Whether this is an object with something under that name."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def each(self) -> Iterator["Node"]:
        """The elements of a list; of anything else, the one element that it is (none for None)."""
        if isinstance(self.value, list):
            for n, item in enumerate(self.value):
                yield Node(item, self._source, (*self.path, n))
        elif self.value is not None:
            yield self

    def text(self) -> str:
        """The string; empty for None. Raises ExchangeError for anything else."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            self.wanted("a string")
        # A half of a surrogate pair is no character: UTF-8 has no place for it.
        return self.value if self.value.isascii() else self.value.encode("utf-8", "replace").decode("utf-8")

    def number(self) -> int | None:
        """The whole number, None for None. Raises ExchangeError for anything else."""
        if self.value is not None and (isinstance(self.value, bool) or not isinstance(self.value, int)):
            self.wanted("a whole number")
        return None if self.value is None else int(self.value)

    def wanted(self, what: str) -> NoReturn:
        """Complain that something else stands here."""
        self.bad(f"{what} is wanted here, not {_WORDS.get(type(self.value), 'this')}")

    def bad(self, message: str) -> NoReturn:
        """Raise ExchangeError with the file, the line and the field."""
        field = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path).lstrip(".")
        where = f"{self._source.name}, line {self._source.line(self.path)}"
        raise ExchangeError(f"{where}{', ' + field if field else ''}: {message}")


class Source:
    """One JSON text: the whole file, or one line of JSON Lines."""

    def __init__(self, name: str, text: str, first_line: int = 1) -> None:
        self.name, self._text, self._first = name, text, first_line

    def line(self, path: Path) -> int:
        """The line that the value at `path` begins on; of what is not there, its parent's."""
        return self._first + self._text.count("\n", 0, _offset(self._text, path))


def decoded(data: bytes, name: str) -> str:
    """The text of a file. Raises ExchangeError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ExchangeError(f"{name}, line {line}: byte {error.start} is not UTF-8") from None


def parse(text: str, name: str, first_line: int = 1) -> Node:
    """The root of a JSON text. Raises ExchangeError."""
    try:
        value = json.loads(text, parse_constant=_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise ExchangeError(f"{name}, line {line}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise ExchangeError(f"{name}, line {first_line}: nested too deeply to be read") from None
    except ValueError as error:
        raise ExchangeError(f"{name}, line {first_line}: {error}") from None
    return Node(value, Source(name, text, first_line))


def objects(text: str, name: str, containers: tuple[str, ...]) -> list[Node]:
    """The objects of a file: one, a list of them, a list under one of `containers`, or JSON Lines.

    Raises ExchangeError where there is something else.
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and all(_is_object(line) for _, line in lines[:2]):
        roots = [parse(line, name, n) for n, line in lines]
    else:
        root = parse(text, name)
        inner = next((root.get(c) for c in containers if root.has(c)), root) if _dict(root) else root
        while _dict(inner) and inner is not root and any(inner.has(c) for c in containers):
            inner = next(inner.get(c) for c in containers if inner.has(c))
        roots = list(inner.each())
    for node in roots:
        if not _dict(node):
            node.wanted("an object")
    return roots


def _dict(node: Node) -> bool:
    return isinstance(node.value, dict)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"the number {digits[:20]} is too large")
    return value


def _offset(text: str, path: Path) -> int:
    """Where the value at `path` begins in a JSON text that is known to be well formed."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    for step in path:
        inside = _skip(text, at + 1)
        n = 0
        while text[inside : inside + 1] not in ("]", "}", ""):
            key: str | int = n
            if text[at] == "{":
                key, inside = decoder.raw_decode(text, inside)
                inside = _skip(text, _skip(text, inside) + 1)
            if key == step:
                break
            inside = _skip(text, decoder.raw_decode(text, inside)[1])
            inside = _skip(text, inside + 1) if text[inside : inside + 1] == "," else inside
            n += 1
        else:
            return at
        at = inside
    return at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
