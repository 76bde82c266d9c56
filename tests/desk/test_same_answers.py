"""Folder and desk give the same answers to the same questions: random articles, notes and filters."""

import random

import pytest
from make_records import article, brief_of, note

from briefing.model.annotation import Assess, Body
from briefing.model.filter import CLAIM_TRAITS, HAS, And, Filter, Not, Or, Term
from briefing.store.home import open_home
from briefing.store.protocol import ReadingState

WORDS = [
    "ferry", "ferries", "Zürich", "zurich", "C++", "C", "U.S.", "5%", "5", "dockers'", "union", "don't", "A&B", "B",
    "渡轮", "渡轮停运了", "ΣΊΣΥΦΟΣ", "naïve", "co-operate", "http://gull.example/x?y=1", "#tag", "#", "%", "_", "straße", "OR", "NEAR",
]  # fmt: skip
TAGS = ["Safety", "safety", "5G", "été", "#x"]


def text(dice: random.Random, most: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, most)))


def term(dice: random.Random) -> Term:
    words = " ".join(dice.choice(WORDS) for _ in range(dice.choice([1, 1, 1, 2, 2, 3])))
    if dice.random() < 0.2:
        words = words[: dice.randint(1, len(words))] + "*"
    field, value = dice.choice(
        [("text", words)] * 6 + [("title", words)] * 2 + [("actor", words), ("said_by", words), ("claim", words), ("denied", words)]
        + [("claim", dice.choice(CLAIM_TRAITS)), ("tag", dice.choice(TAGS)), ("has", dice.choice(HAS)), ("site", dice.choice(["gull", "HARBOUR", "%"]))]
        + [("is", dice.choice(["read", "unread", "starred", "suspect"])), ("kind", dice.choice(["note", "question", "gap"]))]
        + [("date", dice.choice(["2031", "2031-05", "2031-05-01/2031-05-10"])), ("newer", "2031-05-10"), ("older", "2031-05-10")]
        + [("grade", dice.choice(["A", "B3", "3"]))]
    )  # fmt: skip
    phrase = field in ("text", "title", "actor", "claim", "said_by", "denied") and dice.random() < 0.3
    return Term(field, value, phrase and not value.endswith("*"))


def query(dice: random.Random, depth: int = 2) -> Filter:
    kind = dice.choice(["term"] * 3 + ["and", "or", "not"]) if depth else "term"
    if kind == "term":
        return term(dice)
    if kind == "not":
        return Not(query(dice, depth - 1))
    items = tuple(query(dice, depth - 1) for _ in range(dice.randint(1, 3)))
    return And(items) if kind == "and" else Or(items)


def fill(stores, seed: int) -> None:
    dice = random.Random(seed)
    for n in range(20):
        one = article(
            f"{text(dice, 12)} . {n}", title=dice.choice([None, text(dice, 3)]), site=dice.choice([None, "Harbour Wire", "The Gull"]),
            published=dice.choice([None, f"2031-05-{1 + n:02}"]),
        )  # fmt: skip
        stores.articles.save(one)
        for _ in range(dice.choice([0, 0, 1, 3])):
            body = Body(text(dice, 5), dice.sample(TAGS, dice.choice([0, 1, 2])))
            kind = dice.choice(["note", "question"])
            assess = dice.choice([None, Assess(credibility=3)])
            (kept,) = stores.annotations.insert([note(on=one.id, body=body, kind=kind, assess=assess)])
            if dice.random() < 0.2:
                stores.annotations.delete(one.id, [kept.uid])
        stores.annotations.set_state(
            one.id, ReadingState(read=dice.random() < 0.5, starred=dice.random() < 0.2)
        )
        if n % 3 == 0:
            polarity = dice.choice(["assert", "deny"])
            stores.library.save_brief(brief_of(one, source=text(dice, 2), polarity=polarity), one.published)
    stores.sources.rate("Harbour Wire", "A")
    stores.sources.rate("The Gull", "B")


@pytest.mark.parametrize(
    ("seed", "times"), [(1, 30), *(pytest.param(n, 400, marks=pytest.mark.slow) for n in range(2, 8))]
)
def test_folder_and_desk_find_the_same(tmp_path, sit, seed, times):
    home, desk = open_home(tmp_path / "home", creator="ana"), sit("ana")
    fill(home, seed)
    fill(desk, seed)
    dice = random.Random(seed)
    for _ in range(times):
        where = query(dice)
        mine, theirs = ({row.article_id for row in stores.library.select(where)} for stores in (home, desk))
        assert mine == theirs, (where, [home.articles.load(i) for i in mine ^ theirs])
        page = desk.library.first_page(where, 5)
        assert page == (desk.library.select(where, 0, 5), len(theirs)), where
        bodies = [
            sorted(row.annotation.body.text for row in stores.library.notes(where, deleted=deleted))
            for deleted in (False, True)
            for stores in (home, desk)
        ]
        assert bodies[0] == bodies[1], where
        assert bodies[2] == bodies[3], where
    assert {t.casefold(): n for t, n in home.library.tags()} == {
        t.casefold(): n for t, n in desk.library.tags()
    }
    home.close()
