"""A disk that fails: nothing acknowledged is lost, and each failure is said. See proof_faults."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from make_records import A, B, article, note
from msgspec.structs import replace
from proof_faults import ERRORS, Faults, prove
from proof_subjects import SUBJECTS, Ours

from briefing.model.annotation import Body
from briefing.store.home import open_home
from briefing.store.protocol import ReadingState, StoreError

resource = pytest.importorskip("resource", reason="limits on the size of files are POSIX's")

STEPS = {
    "insert": (lambda s: s.insert("new"), lambda t: t == ["one", "two", "new"]),
    "edit": (lambda s: s.edit(0, "new"), lambda t: t == ["new", "two"]),
    "delete": (lambda s: s.delete(0), lambda t: t == ["two"]),
    "undo": (lambda s: s.undo(), lambda t: t == ["one"]),
    "batch": (lambda s: s.batch("new"), lambda t: t == ["one", "two", "new"]),
}


@pytest.mark.parametrize("sticky", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("step", STEPS)
def test_the_nth_call_fails(step, error, sticky, quick_disk):
    result = prove(Ours, *STEPS[step], quick_disk, error=ERRORS[error], sticky=sticky)
    assert result["faults"] > 10
    assert {k: result[k] for k in ("unreadable", "lost", "silent", "wrong error")} == {
        "unreadable": 0, "lost": 0, "silent": 0, "wrong error": 0,
    }, result  # fmt: skip


def test_the_proof_can_fail(quick_disk):
    result = prove(SUBJECTS["tinydb"], *STEPS["insert"], quick_disk, error=ERRORS["ENOSPC"], sticky=True)
    assert result["unreadable"] + result["lost"] + result["silent"] > 0, result


@pytest.mark.parametrize("sticky", [False, True])
def test_the_other_stores_say_it_too(quick_disk, sticky):
    """Articles, stories, drafts, ratings, reading state, the first start: an error of ours, or done."""
    one = article(url="https://gull.example/s")
    steps = {
        "article": (lambda h: h.articles.save(one), lambda h: h.articles.load(one.id) == one),
        "story": (
            lambda h: h.stories.add(one.url, one.id),
            lambda h: h.stories.story(one.url).first == one.id,
        ),
        "draft": (lambda h: h.drafts.save(A, "new", "x"), lambda h: h.drafts.of(A)["new"].text == "x"),
        "rating": (lambda h: h.sources.rate("x", "A"), lambda h: h.sources.grade("x") == "A"),
        "state": (
            lambda h: h.annotations.set_state(A, ReadingState(True)),
            lambda h: h.annotations.state(A).read,
        ),
    }
    for name, (step, done) in steps.items():
        for at in range(1, 200):
            place = quick_disk / f"{name} {at}"
            faults = Faults(place, at, ERRORS["EIO"], sticky=sticky)
            said = False
            try:
                with faults.striking():
                    step(open_home(place, creator="ana"))
            except StoreError:
                said = True
            again = open_home(place, creator="ana")
            assert said or done(again), (name, at)
            step(again)
            assert done(again)
            if faults.count < at:
                break
        assert at > 10


def test_short_writes_are_completed(home, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:7]))
    home.annotations.insert([note("x" * 500)])
    assert open_home(home.path, creator="bo").annotations.annotations(A)[0].body.text == "x" * 500


def in_child(work) -> int:
    child = os.fork()
    if child == 0:
        try:
            os._exit(work())
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_limit_on_the_size_of_files(quick_disk):
    """RLIMIT_FSIZE: the write that crosses it is refused in the middle."""
    home = open_home(quick_disk / "home", creator="ana")
    (kept,) = home.annotations.insert([note("kept")])
    for limit in (1, 500, 1500, 2500, 3000, 4000):

        def work(limit: int = limit) -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            store = open_home(quick_disk / "home", creator="ana").annotations
            try:
                store.edit([replace(store.annotations(A)[0], body=Body("x" * 5000))])
            except StoreError:
                return 7
            return 0

        assert in_child(work) == 7
        assert home.annotations.annotations(A) == [kept]
    assert [p.name for p in (quick_disk / "home").rglob("*.tmp")] == []


def test_a_disk_of_one_megabyte(tmp_path):
    """A real full disk, where this user may make one."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", tmp_path], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk of one megabyte can be made here: {done.stderr.decode().strip()}")
    try:
        home = open_home(tmp_path / "home", creator="ana")
        kept, refused = 0, ""
        while not refused:
            try:
                home.annotations.insert([note("x" * 9000, on=B if kept % 2 else A)])
                kept += 1
            except StoreError as error:
                refused = str(error)
        assert "No space" in refused
        again = open_home(Path(tmp_path / "home"), creator="ana")
        assert sum(len(again.annotations.annotations(a)) for a in (A, B)) == kept > 5
        # And it can be told what was there, and go on once there is space.
        subprocess.run(["mount", "-o", "remount,size=4m", tmp_path], check=True)
        again.annotations.insert([note("more")])
    finally:
        subprocess.run(["umount", tmp_path], check=False)
