"""Jobs beside the screen, and the moment that the screen waits for one."""

from collections.abc import Iterator
from threading import Event
from typing import cast

import pytest
from textual.message_pump import MessagePump

from briefing.tui import jobs as module
from briefing.tui.jobs import JobDone, Jobs


class Screen:
    """Keeps the messages that would be handled later."""

    def __init__(self) -> None:
        self.messages: list[JobDone] = []

    def post_message(self, message: JobDone) -> None:
        self.messages.append(message)


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def jobs(screen: Screen) -> Iterator[Jobs]:
    jobs = Jobs(cast("MessagePump", screen))
    yield jobs
    jobs.close()


def test_what_comes_in_time_is_handed_over_once(
    jobs: Jobs, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOMENT", 20.0)
    got: list[str] = []
    jobs.wait(jobs.run(lambda: "the article", got.append))
    assert got == ["the article"]
    (message,) = screen.messages
    message.deliver()
    assert got == ["the article"]


def test_what_takes_longer_comes_later(jobs: Jobs, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOMENT", 0.01)
    got: list[str] = []
    go = Event()
    job = jobs.run(lambda: go.wait(20) and "the article", got.append)
    jobs.wait(job)
    assert got == []
    go.set()
    job.result(20).deliver()
    assert got == ["the article"]


def test_an_error_is_left_to_its_message(jobs: Jobs, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOMENT", 20.0)
    said: list[Exception] = []

    def work() -> None:
        raise ValueError("no such article")

    jobs.wait(jobs.run(work, None, said.append))
    assert said == []
    screen.messages[0].deliver()
    assert [str(error) for error in said] == ["no such article"]


def test_behind_work_that_takes_longer_nobody_waits(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[str] = []
    go = Event()
    clock = iter([0.0, 60.0])
    monkeypatch.setattr(module, "monotonic", lambda: next(clock))
    jobs.run(lambda: go.wait(20))
    job = jobs.run(lambda: "the article", got.append)
    monkeypatch.setattr(job, "result", lambda seconds: pytest.fail("it is waited for"))
    jobs.wait(job)
    assert got == []
    go.set()
