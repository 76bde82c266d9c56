"""Several processes at one article, and a backup in the midst of it."""

import os
import threading
from pathlib import Path

import pytest
from make_records import A, B, article, note
from msgspec.structs import replace
from proof_subjects import SUBJECTS, Opener, Ours

from briefing.model.annotation import Body
from briefing.store.care.backup import backup, restore
from briefing.store.care.check import check
from briefing.store.home import open_home
from briefing.store.protocol import ConflictError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def together(count: int, work) -> list[int]:
    """Run `work(number)` in so many processes at once; gives their exit codes."""
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            code = 99
            try:
                code = work(number) or 0
            finally:
                os._exit(code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def inserted(opener: Opener, folder: Path, processes: int, each: int) -> dict[str, int]:
    """How many of the texts that several processes inserted are there afterwards."""
    opener(folder).close()

    def work(number: int) -> None:
        subject = opener(folder)
        for n in range(each):
            subject.insert(f"{number}.{n}")

    codes = together(processes, work)
    result = {
        "processes": processes,
        "inserted": processes * each,
        "failed": sum(map(bool, codes)),
        "there": 0,
        "readable": 0,
    }
    try:
        result["there"] = len(set(opener(folder).texts()))
        result["readable"] = 1
    except Exception:
        result["readable"] = 0
    return result


@pytest.mark.parametrize(
    "each", [pytest.param(15, id="few"), pytest.param(150, id="many", marks=pytest.mark.slow)]
)
def test_four_processes_insert_and_nothing_is_lost(each, quick_disk):
    result = inserted(Ours, quick_disk, 4, each)
    assert (result["failed"], result["there"], result["readable"]) == (0, 4 * each, 1), result


def test_the_proof_can_fail(quick_disk):
    for n in range(5):  # a matter of chance, if a likely one
        result = inserted(SUBJECTS["tinydb"], quick_disk / f"{n}", 4, 150)
        if result["there"] < result["inserted"]:
            return
    raise AssertionError(result)


@pytest.mark.parametrize(
    "each", [pytest.param(5, id="few"), pytest.param(20, id="many", marks=pytest.mark.slow)]
)
def test_four_processes_edit_one_note_and_every_word_is_kept(each, quick_disk):
    (shared,) = open_home(quick_disk / "home", creator="ana").annotations.insert([note("shared")])

    def work(number: int) -> None:
        store = open_home(quick_disk / "home", creator=f"analyst {number}").annotations
        mine = store.get(A, shared.uid)
        for n in range(each):
            try:
                (mine,) = store.edit([replace(mine, body=Body(f"{number}.{n}"))])
            except ConflictError as conflict:
                mine = conflict.theirs

    assert together(4, work) == [0] * 4
    store = open_home(quick_disk / "home", creator="ana").annotations
    kept = {a.body.text for a in store.annotations(A)}
    kept |= {a.body.text for step in store.history(A) for a in step.after}
    assert kept >= {f"{number}.{n}" for number in range(4) for n in range(each)}
    edits = store.get(A, shared.uid).rev - 1
    copies = sum(
        bool(a.provenance and a.provenance.via == f"conflict:{shared.uid}") for a in store.annotations(A)
    )
    assert edits + copies == 4 * each


def test_others_changes_are_seen(quick_disk):
    mine = open_home(quick_disk / "home", creator="ana").annotations
    token, _ = mine.changes(None)
    assert together(
        1, lambda _: len(open_home(quick_disk / "home", creator="bo").annotations.insert([note("x")])) - 1
    ) == [0]
    token, changed = mine.changes(token)
    assert changed == [A]


@pytest.mark.parametrize(
    "each", [pytest.param(25, id="few"), pytest.param(250, id="many", marks=pytest.mark.slow)]
)
def test_a_backup_while_others_write_holds_what_was_acknowledged(each, quick_disk):
    home = open_home(quick_disk / "home", creator="ana")
    for identity in ("article A", "article B"):
        home.articles.save(article(identity))
    running = threading.Event()
    problems: list[object] = []

    def back_up() -> None:
        number = 0
        while not running.is_set() or number < 2:
            acknowledged = {i: {a.uid for a in home.annotations.annotations(i)} for i in (A, B)}
            backup(home, quick_disk / f"{number}.tar.gz")
            other = open_home(quick_disk / f"restored {number}", creator="bo")
            restore(other, quick_disk / f"{number}.tar.gz")
            for identity, uids in acknowledged.items():
                there = {a.uid for a in other.annotations.annotations(identity)}
                if not uids <= there:
                    problems.append(uids - there)
            pairs = [len(other.annotations.annotations(i)) for i in (A, B)]
            if pairs[0] - pairs[1] != 0:
                problems.append(pairs)  # a batch was caught half done
            problems.extend(f for f in check(other) if f.serious)
            other.close()
            number += 1

    thread = threading.Thread(target=back_up)

    def work(number: int) -> None:
        subject = Ours(quick_disk)
        for n in range(each):
            subject.batch(f"{number}.{n}")

    pids = []
    for number in range(2):
        child = os.fork()
        if child == 0:
            try:
                work(number)
            finally:
                os._exit(0)
        pids.append(child)
    thread.start()
    for pid in pids:
        os.waitpid(pid, 0)
    running.set()
    thread.join()
    assert problems == []
    assert len(home.annotations.annotations(A)) == 2 * each
    home.close()
