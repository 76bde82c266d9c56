"""kill -9 in the midst of every kind of step: what was acknowledged is there, and the rest is whole.

A forked child works and tells each acknowledged step through a pipe; the parent kills it after a
random time and opens what it left. Steps are numbered and deterministic, so that after `n`
acknowledged ones the content must be that after n or after n + 1 steps.
"""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from proof_subjects import B, Opener, Ours, Subject

Step = Callable[[Subject, int], None]
Expected = Callable[[int], list[str]]
EARLY = 40  # texts that are there before, for steps that need some
LONG, SHORT = "x" * 2500, "x"


def sized(n: int) -> str:
    """A text that grows and shrinks from step to step."""
    return f"{n} " + (SHORT if n % 2 else LONG)


BEFORE = [f"early {n}" for n in range(EARLY)]
# kind -> (texts there before, the step, what is there after n steps)
KINDS: dict[str, tuple[list[str], Step, Expected]] = {
    "insert": ([], lambda s, n: s.insert(f"{n} {LONG[: n % 700]}"), lambda n: [f"{i} {LONG[: i % 700]}" for i in range(n)]),
    "shrink": (["first"], lambda s, n: s.edit(0, sized(n)), lambda n: [sized(n - 1) if n else "first"]),
    "edit early": (BEFORE, lambda s, n: s.edit(0, f"edited {n}"), lambda n: [f"edited {n - 1}" if n else BEFORE[0], *BEFORE[1:]]),
    "delete": (BEFORE * 5, lambda s, n: s.delete(0), lambda n: (BEFORE * 5)[n:]),
}  # fmt: skip
# Only ours has these.
OWN_KINDS: dict[str, tuple[list[str], Step, Expected]] = {
    "batch": ([], lambda s, n: s.batch(f"{n}"), lambda n: [f"{i}" for i in range(n)]),
    "undo": (["first"], lambda s, n: s.redo() if n % 2 else s.undo(), lambda n: [] if n % 2 else ["first"]),
}


def prepare(opener: Opener, folder: Path, texts: list[str]) -> None:
    subject = opener(folder)
    for text in texts:
        subject.insert(text)
    subject.close()


def killed(work: Callable[[Callable[[], None]], None], after: float, *, awaited: int = 0) -> int:
    """Run `work(acknowledge)` in a child, kill it so many seconds after the acknowledgements that are awaited.

    Gives how often it acknowledged beside the first of those, which only says that it is ready. To
    await steps, and not their time alone, lets the kills fall among steps on a busy machine too.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(lambda: os.write(writing, b"."))
        finally:
            os._exit(0)
    os.close(writing)
    acknowledged = -1 if awaited else 0
    for _ in range(awaited):
        acknowledged += len(os.read(reading, 1))
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(reading, 1 << 16):
        acknowledged += len(chunk)
    os.close(reading)
    return acknowledged


def prove(opener: Opener, kind: str, folder: Path, times: int, seed: int = 6) -> dict[str, int]:
    """How many of the kills left a file that cannot be read, lost a step, or were not in a step at all."""
    before, step, expected = {**KINDS, **OWN_KINDS}[kind]
    dice = random.Random(seed)
    result = {"kills": times, "unreadable": 0, "lost": 0, "steps": 0}
    origin = folder / "origin"
    prepare(opener, origin, before)
    span = _duration(opener, step, origin, folder / "timed")
    for n in range(times):
        place = folder / f"{n}"
        shutil.copytree(origin, place)

        def work(acknowledge: Callable[[], None], place: Path = place) -> None:
            subject = opener(place)
            subject.texts()
            acknowledge()
            for number in range(len(before) or 10_000) if kind == "delete" else range(10_000):
                step(subject, number)
                acknowledge()

        # The ready sign and up to seven steps, then a moment of the next one.
        done = killed(work, dice.uniform(0.0, 1.5 * span), awaited=1 + dice.randrange(8))
        result["steps"] += done
        outcome = _judge(opener, place, lambda n=done: (expected(n), expected(n + 1)))
        if outcome:
            result[outcome] += 1
        shutil.rmtree(place)
    return result


def _duration(opener: Opener, step: Step, origin: Path, place: Path) -> float:
    """Seconds that one step takes here and now, so that kills fall among steps and not before or after."""
    shutil.copytree(origin, place)
    subject = opener(place)
    began = time.perf_counter()
    for n in range(6):
        step(subject, n)
    subject.close()
    return (time.perf_counter() - began) / 6


def _judge(opener: Opener, place: Path, expected: Callable[[], tuple[list[str], list[str]]]) -> str | None:
    try:
        subject = opener(place)
        texts = subject.texts()
        others = [subject.texts(B)] if isinstance(subject, Ours) and subject.texts(B) else []
        subject.insert("and it goes on")
        again = subject.texts()
        subject.close()
    except Exception:
        return "unreadable"
    if texts not in expected() or again != [*texts, "and it goes on"] or any(o != texts for o in others):
        return "lost"
    return None


def prove_first_start(opener: Opener, folder: Path, times: int, seed: int = 6) -> dict[str, int]:
    """The same for the very first start and the first note."""
    dice = random.Random(seed)
    result = {"kills": times, "unreadable": 0, "lost": 0, "steps": 0}
    began = time.perf_counter()
    prepare(opener, folder / "timed", ["first"])
    span = 2 * (time.perf_counter() - began)
    for n in range(times):
        place = folder / f"{n}"
        place.mkdir()

        def work(acknowledge: Callable[[], None], place: Path = place) -> None:
            subject = opener(place)
            subject.insert("first")
            acknowledge()

        done = killed(work, dice.uniform(0.0, span))
        result["steps"] += done
        outcome = _judge(opener, place, lambda n=done: ((["first"] if n else []), ["first"]))
        if outcome:
            result[outcome] += 1
        shutil.rmtree(place)
    return result
