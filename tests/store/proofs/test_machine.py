"""Any sequence of steps through two windows, with restarts, agrees with a model that fits on a page."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from make_records import A, note
from msgspec.structs import replace

from briefing.model.annotation import Body
from briefing.store.care.check import check
from briefing.store.home import open_home
from briefing.store.protocol import ConflictError, ReadingState

MEMORY = Path("/dev/shm")
Content = dict[str, tuple[str, bool]]  # uid -> text, in the trash


class Windows(RuleBasedStateMachine):
    """The model: what each annotation says, the steps that stand, and those that may be taken again."""

    uids = Bundle("uids")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None, prefix="briefing-"))
        self.homes = [open_home(self.folder / "home", creator=name) for name in ("ana", "bo")]
        self.now: Content = {}
        self.flags = ReadingState()
        self.position = 0
        self.done: list[tuple[Content, Content, ReadingState, ReadingState]] = []
        self.undone: list[tuple[Content, Content, ReadingState, ReadingState]] = []
        self.revs: dict[str, int] = {}

    def step(self, after: Content, flags: ReadingState | None = None) -> None:
        flags = self.flags if flags is None else flags
        if after == self.now and flags == self.flags:
            return
        self.done.append((self.now, after, self.flags, flags))
        self.now, self.flags, self.undone = after, flags, []

    def store(self, window: int):
        return self.homes[window].annotations

    @rule(target=uids, window=st.integers(0, 1), text=st.text(max_size=8))
    def insert(self, window: int, text: str) -> str:
        (kept,) = self.store(window).insert([note(text)])
        self.step({**self.now, kept.uid: (kept.body.text, False)})
        return kept.uid

    @rule(window=st.integers(0, 1), uid=uids, text=st.text("abc", max_size=3))
    def edit(self, window: int, uid: str, text: str) -> None:
        store = self.store(window)
        current = store.get(A, uid)
        store.edit([replace(current, body=Body(text))])
        self.step({**self.now, uid: (text, self.now[uid][1])})

    @rule(window=st.integers(0, 1), uid=uids, text=st.text("xyz", min_size=1, max_size=3))
    def edit_what_another_has_edited(self, window: int, uid: str, text: str) -> None:
        stale = self.store(window).get(A, uid)
        if stale.body.text in ("theirs", text):
            return
        self.store(1 - window).edit([replace(stale, body=Body("theirs"))])
        self.step({**self.now, uid: ("theirs", self.now[uid][1])})
        with pytest.raises(ConflictError) as conflict:
            self.store(window).edit([replace(stale, body=Body(text))])
        assert conflict.value.theirs.body.text == "theirs"
        self.step({**self.now, conflict.value.kept.uid: (text, False)})

    @rule(window=st.integers(0, 1), uid=uids)
    def delete(self, window: int, uid: str) -> None:
        self.store(window).delete(A, [uid])
        self.step({**self.now, uid: (self.now[uid][0], True)})

    @rule(window=st.integers(0, 1), uid=uids)
    def restore(self, window: int, uid: str) -> None:
        self.store(window).restore(A, [uid])
        self.step({**self.now, uid: (self.now[uid][0], False)})

    @rule(window=st.integers(0, 1), read=st.booleans(), starred=st.booleans(), position=st.integers(0, 99))
    def set_state(self, window: int, read: bool, starred: bool, position: int) -> None:
        self.store(window).set_state(A, ReadingState(read, starred, False, position))
        self.position = position
        self.step(self.now, ReadingState(read, starred))

    @rule(window=st.integers(0, 1))
    def undo(self, window: int) -> None:
        step = self.store(window).undo(A)
        assert (step is None) == (not self.done)
        if step is not None:
            before, after, flags, _ = self.done.pop()
            self.undone.append((before, after, flags, _))
            # What the step added goes to the trash; it does not vanish.
            added = {uid: (text, True) for uid, (text, _) in after.items() if uid not in before}
            self.now, self.flags = {**self.now, **before, **added}, flags

    @rule(window=st.integers(0, 1))
    def redo(self, window: int) -> None:
        step = self.store(window).redo(A)
        assert (step is None) == (not self.undone)
        if step is not None:
            before, after, _, flags = self.undone.pop()
            self.done.append((before, after, _, flags))
            self.now, self.flags = {**self.now, **after}, flags

    @rule(window=st.integers(0, 1))
    def reopen(self, window: int) -> None:
        self.homes[window].close()
        self.homes[window] = open_home(self.folder / "home", creator="again")

    @invariant()
    def both_windows_show_the_model(self) -> None:
        for home in getattr(self, "homes", []):
            store = home.annotations
            live = {a.uid: (a.body.text, False) for a in store.annotations(A)}
            gone = {a.uid: (a.body.text, True) for a in store.annotations(A, deleted=True)}
            assert {**live, **gone} == self.now
            assert store.state(A) == replace(self.flags, position=self.position)
            for uid in self.now:
                rev = store.get(A, uid).rev
                assert rev >= self.revs.get(uid, 0)
                self.revs[uid] = rev

    def teardown(self) -> None:
        if hasattr(self, "homes"):
            problems = [f for f in check(self.homes[0]) if f.serious]
            notes = {n.annotation.uid for n in self.homes[1].library.notes(limit=1000)}
            for home in self.homes:
                home.close()
            shutil.rmtree(self.folder, ignore_errors=True)
            assert problems == []
            assert notes == {uid for uid, (_, gone) in self.now.items() if not gone}


class Quick(Windows):
    """For the fast suite."""


COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}
TestQuick = Quick.TestCase
TestQuick.settings = settings(max_examples=15, stateful_step_count=15, **COMMON)


class Long(Windows):
    """For the proofs."""


TestLong = pytest.mark.slow(Long.TestCase)
TestLong.settings = settings(max_examples=150, stateful_step_count=50, **COMMON)
