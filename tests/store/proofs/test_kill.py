"""kill -9, 200 times in every kind of step (a few in the fast suite). See proof_kill."""

import os
import random
import shutil
from pathlib import Path

import pytest
from make_records import article, note
from proof_kill import KINDS, OWN_KINDS, killed, prove, prove_first_start
from proof_subjects import SUBJECTS, Ours

from briefing.store import envelope, migrations
from briefing.store.home import open_home

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
TIMES = [pytest.param(8, id="few"), pytest.param(200, id="200", marks=pytest.mark.slow)]


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("kind", [*KINDS, *OWN_KINDS])
def test_kill_in_a_step(kind, times, quick_disk):
    result = prove(Ours, kind, quick_disk, times)
    assert (result["unreadable"], result["lost"]) == (0, 0), result
    assert result["steps"] > times, "the kills came before any step: nothing was proven"


@pytest.mark.parametrize("times", TIMES)
def test_kill_at_the_first_start(times, quick_disk):
    result = prove_first_start(Ours, quick_disk, times)
    assert (result["unreadable"], result["lost"]) == (0, 0), result


@pytest.mark.parametrize("times", TIMES)
def test_kill_in_a_migration(times, quick_disk, monkeypatch):
    home = open_home(quick_disk / "origin", creator="ana")
    ids = []
    for n in range(12):
        one = article(f"Article {n}.")
        ids.append(one.id)
        home.articles.save(one)
        home.annotations.insert([note(f"{n}", on=one.id)])
    home.close()

    def to_2(folder: str, tables: envelope.Tables) -> envelope.Tables:
        rows = tables.get("annotations", {})
        tables["annotations"] = {k: {**d, "kind": "question"} for k, d in rows.items()}
        return tables

    monkeypatch.setattr(envelope, "FORMAT", 2)
    for module in ("formats", "home", "care.backup"):
        monkeypatch.setattr(f"briefing.store.{module}.FORMAT", 2)
    monkeypatch.setitem(migrations.MIGRATIONS, 2, to_2)
    dice, interrupted = random.Random(6), 0
    for n in range(times):
        place = quick_disk / f"{n}"
        shutil.copytree(quick_disk / "origin", place)

        def work(acknowledge, place: Path = place) -> None:
            open_home(place, creator="ana")
            acknowledge()

        interrupted += not killed(work, dice.uniform(0.0, 0.08))
        again = open_home(place, creator="ana")
        for number, identity in enumerate(ids):
            (kept,) = again.annotations.annotations(identity)
            assert (kept.kind, kept.body.text) == ("question", f"{number}")
        again.close()
        shutil.rmtree(place)
    assert interrupted, "no kill came in time: nothing was proven"


@pytest.mark.slow
def test_the_proof_can_fail(tmp_path):
    """TinyDB's own storage writes in place, so that a kill between write and truncate corrupts it.

    On a real disk, where the sync in between takes its time; in rounds, for it is a matter of chance.
    """
    bad = 0
    for seed in range(20):
        result = prove(SUBJECTS["tinydb"], "shrink", tmp_path / f"{seed}", 50, seed)
        bad += result["unreadable"] + result["lost"]
        if bad:
            break
    assert bad
