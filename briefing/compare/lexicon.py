"""The word lists of this room: `data/*.toml`, written and reviewed by us, read once."""

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def table(file: str) -> dict[str, Any]:
    """A file of `data`, without its ending."""
    folder = resources.files(__package__).joinpath("data")
    return tomllib.loads(folder.joinpath(f"{file}.toml").read_text(encoding="utf-8"))


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of `names.toml` or `words.toml`. Raises KeyError where there is none."""
    found = table("names").get(name) or table("words")[name]
    return frozenset(found["words"].split())
