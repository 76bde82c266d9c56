"""Dates, languages, names and addresses as sources write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.metadata import (
    Metadata,
    clean,
    normal_authors,
    normal_date,
    normal_language,
    normal_url,
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2031-05-14", "2031-05-14"),
        ("2031-05-14T09:30:00Z", "2031-05-14T09:30:00+00:00"),
        ("2031-05-14 09:30:00 +0200", "2031-05-14T09:30:00+02:00"),
        ("Wed, 14 May 2031 09:30:00 GMT", "2031-05-14T09:30:00+00:00"),
        ("May 14, 2031 9:30 AM EDT", "2031-05-14T09:30:00-04:00"),
        ("14 May 2031", "2031-05-14"),
        ("20310514", "2031-05-14"),
        ("04.05.2031", "2031-05-04"),
        ("14.05.2031, 09:30", "2031-05-14T09:30:00"),
        ("05/14/2031", "2031-05-14"),
        ("14/05/2031", "2031-05-14"),
        ("05/05/2031", "2031-05-05"),
    ],
)
def test_dates_become_iso(written: str, iso: str) -> None:
    assert normal_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        None,
        "May 2031",
        "2031",
        "14 May",
        "Tuesday",
        "09:30",
        "2031-02-30",
        "soon",
        "x" * 100,
        "0000-00-00",
        "04/05/2031",
    ],
)
def test_what_is_no_whole_date_is_none(written: str | None) -> None:
    assert normal_date(written) is None


@given(st.text(max_size=90) | st.from_regex(r"[0-9TZ:+./ -]{1,40}", fullmatch=True))
def test_no_date_string_raises(text: str) -> None:
    normal_date(text)


@pytest.mark.parametrize(
    ("written", "tag"),
    [("en", "en"), ("en_US", "en-US"), ("de-at", "de-AT"), ("ZH-hant-tw", "zh-Hant-TW"), ("no", "no"), ("en_GB.UTF-8", "en-GB"),
     ("english", None), ("und", None), ("", None), (None, None), ("x-default", None)],
)  # fmt: skip
def test_languages_become_bcp_47(written: str | None, tag: str | None) -> None:
    assert normal_language(written) == tag


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Mara Lindqvist and Ola Brekke", ["Mara Lindqvist", "Ola Brekke"]),
        ("Von Mara Lindqvist, Ola Brekke", ["Mara Lindqvist", "Ola Brekke"]),
        (["Mara Lindqvist", "mara lindqvist", {"name": "Ola Brekke"}], ["Mara Lindqvist", "Ola Brekke"]),
        ("Brekke, Ola", ["Brekke, Ola"]),
        ("https://harbour-wire.example/staff/7", []),
        ("desk@harbour-wire.example", []),
        (None, []),
        (7, []),
    ],
)
def test_authors_become_names(written: object, names: list[str]) -> None:
    assert normal_authors(written) == names


def test_addresses_are_http_or_nothing() -> None:
    assert normal_url(" https://harbour-wire.example/a ") == "https://harbour-wire.example/a"
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "harbour-wire.example", "http:// x", None):
        assert normal_url(bad) is None


def test_every_field_is_safe_to_show() -> None:
    found = clean(Metadata("a\x1b[31m\nb", "http://x\x1b]", "s\u202e", ["n\x9b", "\u202e"], None, "en"))
    assert found == Metadata("a␛[31m b", "http://x␛]", "s", ["n\ufffd"], None, "en")
