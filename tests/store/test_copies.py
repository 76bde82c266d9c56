"""Syndicated copies are one story in the list, and each is still found by what is its own."""

import random

import pytest
from make_records import article, note
from msgspec.structs import replace

from briefing.model.annotation import Correction
from briefing.model.filter import EVERYTHING, And, Not, Term
from briefing.store.home import open_home

WORDS = [f"{a}{b}{c}" for a in "btkrs" for b in "aeiou" for c in ("l", "n", "rd", "sh", "m")]


def prose(seed: int, words: int = 200) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(words))


def carried(site, *, text=None, published="2031-05-14", url=True, more=""):
    body = (text or prose(1)) + more
    address = f"https://{site}.example/ferry" if url else None
    return article(body, title=f"{site} title", site=site, published=published, url=address)


@pytest.fixture
def keep(home):
    def save(*articles):
        for one in articles:
            home.articles.save(one)
            if one.url:
                home.stories.add(one.url, one.id)

    return save


def sites(home, where=EVERYTHING):
    return [row.site for row in home.library.select(where)]


WIRE = carried("wire")
LANTERN = carried("lantern", more=" Reporting by the Lantern's desk.", published="2031-05-15")
GULL = carried("gull", more=" The Gull adds a word of harbour.", published="2031-05-16")
OTHER = carried("other", text=prose(2), published="2031-05-13")


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
def test_one_row_under_the_first_whatever_came_first(home, keep, order):
    keep(*([WIRE, LANTERN, GULL, OTHER][n] for n in order))
    rows = home.library.select()
    assert [r.site for r in rows] == ["wire", "other"]
    assert [r.outlets for r in rows] == [["wire", "lantern", "gull"], []]
    assert home.library.count() == 2


def test_each_is_found_by_what_is_its_own(home, keep):
    keep(WIRE, LANTERN, GULL, OTHER)
    found = home.library.select(Term("site", "lantern"))
    assert [(r.site, r.lead) for r in found] == [("lantern", WIRE.id)]
    assert found[0].outlets == ["lantern", "wire", "gull"]
    assert sites(home, Term("text", "harbour")) == ["gull"]
    assert sites(home, And((Term("text", "reporting"), Term("date", "2031-05-15")))) == ["lantern"]
    # What the lead has too finds the story once.
    assert sites(home, Term("text", prose(1).split()[0])) == ["wire", "other"]
    assert home.library.count(Term("text", prose(1).split()[0])) == 2
    for where in (EVERYTHING, Term("text", prose(1).split()[0]), Term("newer", "2031-05-14")):
        assert home.library.first_page(where, 1) == (
            home.library.select(where, 0, 1),
            home.library.count(where),
        )
    assert sites(home, Not(Term("site", "wire"))) == ["gull", "lantern", "other"]
    assert sites(home, Term("newer", "2031-05-14")) == ["wire"]


def test_all_that_carry_it_can_be_listed(home, keep):
    keep(OTHER, GULL, LANTERN, WIRE)
    for one in (WIRE, GULL):
        assert [r.site for r in home.library.copies(one.id)] == ["wire", "lantern", "gull"]
    assert [r.site for r in home.library.copies(OTHER.id)] == ["other"]
    (found,) = home.library.likest([LANTERN.id, OTHER.id])
    assert (found.article_id, found.copy) == (LANTERN.id, True)
    assert found.similarity > 0.9


@pytest.mark.parametrize(
    "second",
    [
        carried("gull", text=prose(1, 120) + " " + prose(3, 120)),  # half of it is other words
        carried("gull", more=" Again, a month on.", published="2031-06-14"),  # the same bulletin, later
        carried("wire", more=" Twice here.", url=False),  # the same outlet, and no address to tell them apart
    ],
)
def test_what_is_no_copy_stays_a_story_of_its_own(home, keep, second):
    keep(WIRE, second)
    assert home.library.count() == 2
    assert not any(one.copy for one in home.library.likest([second.id]))


def test_a_new_version_is_no_copy_and_takes_the_copies_along(home, keep):
    newer = carried("wire", more=" Updated with a reply.")
    keep(WIRE, GULL, newer)
    (row,) = home.library.select()
    assert (row.article_id, row.story, row.outlets) == (newer.id, WIRE.id, ["wire", "gull"])


def test_an_analysts_date_decides_who_was_first(home, keep):
    keep(WIRE, GULL)
    moved = Correction("set", "article", "published", "2031-05-18")
    home.annotations.insert([replace(note(on=WIRE.id), kind="correction", correction=moved)])
    assert sites(home) == ["gull"]


def test_who_has_read_a_story_has_read_its_copies(home, keep):
    keep(WIRE, GULL)
    home.annotations.set_state(WIRE.id, replace(home.annotations.state(WIRE.id), read=True))
    assert sites(home, Term("is", "unread")) == []
    assert sites(home, Term("is", "read")) == ["wire"]


def test_a_copy_whose_lead_is_taken_out_is_a_story_again(home, keep):
    keep(WIRE, GULL)
    assert home.library.count() == 1
    home.library.forget(WIRE.id)
    assert [r.article_id for r in home.library.select()] == [GULL.id]


def test_made_anew_with_the_same_answer(home, keep):
    keep(GULL, OTHER, LANTERN, WIRE)
    before = home.library.select()
    home.library.rebuild()
    assert home.library.select() == before
    assert open_home(home.path, creator="bo").library.select() == before
