"""The table of states and short forms: its shape and its counts."""

import csv
import re
from importlib import resources

import pytest

from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words

DATA = resources.files("briefing.extract.actors").joinpath("data")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(DATA.joinpath(name).read_text(encoding="utf-8").splitlines()))


def test_counts() -> None:
    # 193 members of the United Nations, two observers, Kosovo and Taiwan; parts and territories beside them.
    codes = [s.code for s in table().states]
    assert len([c for c in codes if len(c) == 2]) >= 197
    assert len(table().short_forms) >= 600
    assert min(len(words().male_names), len(words().female_names)) >= 800
    assert words().male_names.isdisjoint(words().female_names)


def test_codes_are_iso_and_unique() -> None:
    codes = [s.code for s in table().states]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z]{2}(?:-[A-Z]{3})?", c) for c in codes)


@pytest.mark.parametrize("name", ["states.csv", "organizations.csv"])
def test_every_row_is_whole_and_clean(name: str) -> None:
    for row in rows(name):
        assert None not in row, row
        assert None not in row.values(), row
        assert all(cell == cell.strip() for cell in row.values()), row
        assert all(
            part.strip() == part and part for cell in row.values() for part in cell.split(";") if cell
        ), row


def test_no_name_means_two_states() -> None:
    seen: dict[str, str] = {}
    for state in table().states:
        for name in state.names:
            assert seen.setdefault(fold(name), state.code) == state.code, name


def test_no_short_form_means_two_bodies() -> None:
    seen: dict[str, str] = {}
    for form in table().short_forms:
        for name in {fold(n) for n in (form.name, *form.short)}:
            assert seen.setdefault(name, form.name) == form.name, name


def test_every_state_has_a_capital_but_the_parts_and_territories() -> None:
    without = {s.code for s in table().states if not s.capital}
    assert without <= {"GB-ENG", "HK", "MO", "GI"}


def test_what_the_table_must_know() -> None:
    known = table()
    assert known.state_of["uk"].code == "GB"
    assert known.state_of["us"].code == "US"
    assert known.state_of["kosovo"].code == "XK"
    assert known.adjective_of["danish"].code == "DK"
    assert known.people_of["danes"].code == "DK"
    assert known.people_of["britons"].code == "GB"
    assert known.seat_of["washington"] == "US government"
    assert known.seat_of["kremlin"] == "Russian government"
    assert known.seat_of["brussels"] == "EU"
    assert known.identity("msf") == "Médecins Sans Frontières"


def test_fold() -> None:
    assert fold("The U.S.") == "us"
    assert fold("Côte d'Ivoire") == fold("Cote dIvoire")
    assert fold("Wal - Mart") == fold("Wal-Mart")


def test_a_synonym_stands_in_one_class() -> None:
    source = DATA.joinpath("words.toml").read_text(encoding="utf-8")
    block = source[source.index("synonyms = [") :]
    listed = [w for line in re.findall(r'"([^"]+)"', block) for w in line.split()]
    assert len(listed) == len(set(listed))
    assert set(words().synonyms) == set(listed)


def test_word_classes_are_lower_case() -> None:
    vocabulary = words()
    for name in ("honorifics", "roles", "organizations", "places", "things", "acting", "people"):
        assert all(w == w.lower() for w in getattr(vocabulary, name)), name
