"""How keys are written: `j`, `gg`, `]c`, `ctrl+d`, `ctrl+w h`, `space`, `f1`.

Parts are separated by spaces. A part that names a key (`enter`, `f5`, `ctrl+x`) is that key; any
other part is a row of characters, each a key.
"""

import re

# Named keys as Textual reports them; each may stand with ctrl+, alt+ or shift+ before it.
NAMED = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right",
     "home", "end", "pageup", "pagedown", *(f"f{n}" for n in range(1, 25))]
)  # fmt: skip
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "bs": "backspace",
}
_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift)\+)+(.+)")
# Terminals send the same byte for these pairs, so a binding of the left one is heard as the right.
_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}


class BadKeysError(ValueError):
    """A key sequence that is not understood."""


def parse_keys(written: str) -> tuple[str, ...]:
    """The keys of a sequence as it is written. Raises `BadKeysError`."""
    result: list[str] = []
    for part in written.split(" "):
        if part:
            result.extend(_part(part))
    if not result:
        raise BadKeysError("an empty key sequence")
    return tuple(result)


def _part(part: str) -> list[str]:
    low = _ALIASES.get(part.lower(), part.lower())
    if low in NAMED:
        return [low]
    modified = _MODIFIED.fullmatch(low)
    if modified:
        base = _ALIASES.get(modified[1], modified[1])
        if base not in NAMED and len(base) != 1:
            raise BadKeysError(f"no key is called {base!r} in {part!r}")
        return [low[: -len(modified[1])] + base]
    if "+" in part and len(part) > 1 and re.match(r"[a-z]{2,}\+", low):
        raise BadKeysError(f"{part.split('+')[0]!r} in {part!r} is none of ctrl, alt, shift")
    if any(not c.isprintable() for c in part):
        raise BadKeysError("a control character; write its name, such as escape or ctrl+d")
    return list(part)


def heard_as(key: str) -> str:
    """The key that a terminal reports where it cannot tell two apart (`ctrl+i` is heard as `tab`)."""
    return _SAME_BYTE.get(key, key)


def show_keys(keys: tuple[str, ...]) -> str:
    """A sequence as it is written and shown: `gg`, `]c`, `ctrl+w h`."""
    result = ""
    for n, key in enumerate(keys):
        long = len(key) > 1
        result += (" " if n and (long or len(keys[n - 1]) > 1) else "") + key
    return result
