"""Many writers, kills of client and server, and how soon another window sees a note. The long runs are slow ones."""

import os
import random
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest
from make_records import A, B, note
from msgspec.structs import replace

from briefing.desk.stores import DeskStores
from briefing.model.annotation import Body
from briefing.store.door import admit
from briefing.store.protocol import ConflictError, StoreError
from tests.postgres import started

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def forked(work) -> int:
    """Run `work` in a process of its own; gives its pid. It ends with 0, or with 1 where `work` raises."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


@pytest.mark.parametrize(("writers", "each"), [(3, 6), pytest.param(8, 50, marks=pytest.mark.slow)])
def test_writers_of_the_same_notes_lose_nothing_and_hear_of_every_conflict(
    cluster, sit, tmp_path, writers, each
):
    """Each writer adds its own words to notes that all of them edit, and tries again after a conflict."""
    notes = sit("ana").annotations.insert([note(""), note(""), note("")])

    def work(number: int) -> None:
        dice, conflicts = random.Random(number), 0
        store = DeskStores(cluster.address(user=("ana", "bo")[number % 2]), creator=f"w{number}").annotations
        for n in range(each):
            uid = dice.choice(notes).uid
            while True:
                current = store.get(A, uid)
                try:
                    store.edit([replace(current, body=Body(f"{current.body.text} {number}.{n}"))])
                    break
                except ConflictError as conflict:
                    conflicts += 1
                    kept = store.get(A, conflict.kept.uid)
                    if kept.body.text != f"{current.body.text} {number}.{n}":
                        raise AssertionError(f"the words of {number}.{n} are not kept") from conflict
        (tmp_path / f"{number}").write_text(str(conflicts))

    children = [forked(lambda n=n: work(n)) for n in range(writers)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * writers
    everything = sit("bo").annotations.annotations(A)
    edited = [a for a in everything if a.uid in {n.uid for n in notes}]
    written = [word for a in edited for word in a.body.text.split()]
    assert sorted(written) == sorted(f"{w}.{n}" for w in range(writers) for n in range(each))
    shown = sum(int((tmp_path / f"{n}").read_text()) for n in range(writers))
    assert len(everything) - len(edited) == shown
    assert sum(a.rev - 1 for a in edited) == writers * each


@pytest.fixture(scope="module")
def durable_cluster():
    """A server with fsync, that the proofs may kill."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    try:
        yield from started(folder, durable=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def typist(address: str, round_: int, acknowledge) -> None:
    """Write notes until killed. What is not acknowledged is saved again, as the same note, until it is."""
    stores = DeskStores(address, creator="ana")
    for n in range(100_000):
        story = (A, B)[n % 2]
        fresh = admit(
            note(f"{round_}.{n}", on=story), at="2031-05-14T00:00:00.000Z", by="ana", generator="proof"
        )
        done = False
        while not done:
            try:
                if n % 3:
                    stores.annotations.insert([fresh])
                else:  # an edit of it in a second step
                    (kept,) = stores.annotations.insert([replace(fresh, body=Body("draft"))])
                    stores.annotations.edit([replace(kept, body=fresh.body)])
                done = True
            except StoreError:
                # Of the two steps the first may be done already; then the second is what is left.
                time.sleep(0.02)
                try:
                    there = stores.annotations.get(story, fresh.uid)
                    if there.body != fresh.body:
                        stores.annotations.edit([replace(there, body=fresh.body)])
                    done = True
                except StoreError:
                    continue
        acknowledge(f"{round_}.{n}\n")


@pytest.mark.slow
def test_kills_of_client_and_server_lose_nothing_and_double_nothing(durable_cluster):
    cluster, dice = durable_cluster, random.Random(11)
    acknowledged: list[str] = []
    rounds, killed = 100, {"client": 0, "server": 0}
    for round_ in range(rounds):
        reading, writing = os.pipe()

        def work(reading=reading, writing=writing, round_=round_) -> None:
            os.close(reading)
            typist(cluster.address(user="ana"), round_, lambda text: os.write(writing, text.encode()))

        child = forked(work)
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            time.sleep(dice.uniform(0.05, 0.5))
            if dice.random() < 0.5:
                killed["server"] += 1
                cluster.stop(signal.SIGKILL)
                cluster.start()
                time.sleep(dice.uniform(0.05, 0.3))  # the client finds the server again and goes on
            else:
                killed["client"] += 1
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged += told.read().decode().split()
    stores = DeskStores(cluster.address(user="ana"), creator="ana")
    texts = [a.body.text for story in (A, B) for a in stores.annotations.everything(story)]
    stores.close()
    assert len(acknowledged) > 5 * rounds
    assert min(killed.values()) > rounds // 4
    assert set(acknowledged) <= set(texts)
    finished = [t for t in texts if t != "draft"]
    assert len(finished) == len(set(finished))
    # Of each round one note may have been under way.
    assert len(texts) <= len(acknowledged) + rounds
    with psycopg.connect(cluster.address(), autocommit=True) as db:
        doubled = db.execute(
            "SELECT count(*) FROM (SELECT op_id FROM briefing.op GROUP BY op_id HAVING count(*) > 1) x"
        )
        assert doubled.fetchone() == (0,)


@pytest.mark.parametrize("times", [15, pytest.param(300, marks=pytest.mark.slow)])
def test_another_window_sees_a_note_within_a_second(sit, times):
    """From the moment the writer's call returns until the other window, told by the server, has read it."""
    ana, bo = sit("ana"), sit("bo")
    token, _ = bo.annotations.changes(None)
    bo.server.heard()
    seen: dict[str, float] = {}
    ready = threading.Barrier(2)

    def look() -> None:
        nonlocal token
        ready.wait()
        while len(seen) < times:
            assert bo.server.heard(10.0)
            token, stories = bo.annotations.changes(token)
            for story in stories:
                for found in bo.annotations.annotations(story):
                    seen.setdefault(found.uid, time.perf_counter())

    watcher = threading.Thread(target=look)
    watcher.start()
    ready.wait()
    written = {}
    for n in range(times):
        (kept,) = ana.annotations.insert([note(f"{n}")])
        written[kept.uid] = time.perf_counter()
        time.sleep(0.002)
    watcher.join(60)
    waits = sorted(seen[uid] - at for uid, at in written.items())
    assert len(waits) == times
    assert waits[len(waits) * 99 // 100] < 1.0
