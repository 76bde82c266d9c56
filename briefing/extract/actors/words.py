"""The word classes of data/words.toml and the given names of data/given_names.toml as sets, read once."""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, eq=False)
class Words:
    """Lower-case lemmas by what they tell about a name beside them; the file says what each class is."""

    honorifics: frozenset[str]
    ranks: frozenset[str]
    roles: frozenset[str]
    body_roles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    family: frozenset[str]
    organizations: frozenset[str]
    company_suffixes: frozenset[str]
    trades: frozenset[str]
    legal_forms: frozenset[str]
    papers: frozenset[str]
    firm_ends: frozenset[str]
    places: frozenset[str]
    body_fronts: frozenset[str]
    place_fronts: frozenset[str]
    selves: frozenset[str]
    outlets: frozenset[str]
    fields: frozenset[str]
    things: frozenset[str]
    vessels: frozenset[str]
    vessel_verbs: frozenset[str]
    vessel_parts: frozenset[str]
    motions: frozenset[str]
    stakes: frozenset[str]
    peopled: frozenset[str]
    sites: frozenset[str]
    acting: frozenset[str]
    people: frozenset[str]
    peoples: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    sports: frozenset[str]
    contests: frozenset[str]
    handled: frozenset[str]
    thing_parts: frozenset[str]
    consumers: frozenset[str]
    dealt_with: frozenset[str]
    state_bodies: frozenset[str]
    units: frozenset[str]
    indefinite: frozenset[str]
    weak_organizations: frozenset[str]
    loose_organizations: frozenset[str]
    small: frozenset[str]
    particles: frozenset[str]
    before_names: frozenset[str]
    government_acts: frozenset[str]
    synonyms: dict[str, str]  # a role noun -> the first of its class
    nicknames: dict[str, str]  # a short form -> the given name
    given_names: frozenset[str]  # of either sex
    bodies: frozenset[str]  # the last words that prove an organisation: its nouns and its suffixes
    titles: frozenset[str]  # what may stand between a person's name and what precedes it


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8"))


@functools.cache
def words() -> Words:
    """The word classes."""
    data = {**_table("words.toml"), **_table("given_names.toml")}
    classes = [line.split() for line in data.pop("synonyms")]
    short = [line.split() for line in data.pop("nicknames")]
    sets = {name: frozenset(text.split()) for name, text in data.items()}
    sets["organizations"] |= sets["body_fronts"]
    return Words(
        **sets,
        synonyms={word: line[0] for line in classes for word in line},
        nicknames={word: line[0] for line in short for word in line[1:]},
        given_names=sets["male_names"] | sets["female_names"],
        bodies=sets["organizations"] | sets["company_suffixes"],
        titles=sets["honorifics"] | sets["ranks"] | sets["roles"] | sets["family"],
    )
