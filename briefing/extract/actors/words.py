"""The word classes of data/words.toml as sets, read once."""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Words:
    """Lower-case lemmas by what they tell about a name beside them; the file says what each class is."""

    honorifics: frozenset[str]
    ranks: frozenset[str]
    roles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    family: frozenset[str]
    organizations: frozenset[str]
    company_suffixes: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    acting: frozenset[str]
    people: frozenset[str]

    @property
    def titles(self) -> frozenset[str]:
        """Every word that may stand between a name and what precedes it and belongs to a person."""
        return _titles(self)


@functools.cache
def _titles(words: Words) -> frozenset[str]:
    return words.honorifics | words.ranks | words.roles | words.family


@functools.cache
def words() -> Words:
    """The word classes."""
    source = resources.files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8")
    return Words(**{name: frozenset(text.split()) for name, text in tomllib.loads(source).items()})
