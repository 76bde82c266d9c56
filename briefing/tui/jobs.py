"""Work beside the screen: store calls one after another, extraction in a lane of its own.

A job never touches a widget. It posts its result as a message; the app hands it to the callback
that asked for it, on the screen's own thread.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from time import monotonic
from typing import Any, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump

T = TypeVar("T")

MOMENT = 0.1  # seconds that the screen waits for a job whose result it is to show: nobody sees them pass


class JobDone(Message):
    """A job ended well, or with an error."""

    def __init__(
        self,
        callback: Callable[[Any], None] | None,
        result: Any,
        failed: Callable[[Exception], None] | None,
        error: Exception | None,
    ) -> None:
        super().__init__()
        self._callback = callback
        self._result = result
        self._failed = failed
        self._delivered = False
        self.error = error

    def deliver(self) -> None:
        """Call back with the result, or with the error; once. Raises the error where nobody waits for it."""
        if self._delivered:
            return
        self._delivered = True
        if self.error is None:
            if self._callback is not None:
                self._callback(self._result)
        elif self._failed is not None:
            self._failed(self.error)
        else:
            raise self.error


Job = Future[JobDone]


class Jobs:
    """Lanes of work. Jobs of one lane run in the order they were given."""

    def __init__(self, target: MessagePump) -> None:
        self._target = target
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._open: dict[Job, tuple[str, float]] = {}  # its lane, and when it was given

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        lane: str = "store",
    ) -> Job:
        """Do `work` in a lane; then `done` with what it returned, or `failed` with what it raised."""

        def job() -> JobDone:
            result: T | None = None
            error: Exception | None = None
            try:
                result = work()
            except Exception as e:
                error = e
            message = JobDone(done, result, failed, error)
            self._target.post_message(message)
            return message

        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"briefing-{lane}")
        future = self._lanes[lane].submit(job)
        self._open[future] = lane, monotonic()
        future.add_done_callback(lambda ended: self._open.pop(ended, None))
        return future

    def wait(self, job: Job) -> None:
        """Wait a moment for what is about to be drawn; a result that comes in time is handed over here and now.

        An article is read in less time than a frame takes to draw: drawn before, it would be drawn twice.
        Behind work that takes longer nobody waits.
        """
        lane, given = self._open.get(job, ("", 0.0))
        if any(where == lane and given - since > MOMENT for where, since in list(self._open.values())):
            return
        with suppress(TimeoutError):
            ended = job.result(MOMENT)
            if ended.error is None:
                ended.deliver()

    def tell(self, callback: Callable[[T], None], value: T) -> None:
        """From within a job: call `callback` with `value` on the screen's thread."""
        self._target.post_message(JobDone(callback, value, None, None))

    @property
    def busy(self) -> bool:
        """Whether any job is not done."""
        return bool(self._open)

    @property
    def storing(self) -> bool:
        """Whether the store is at work."""
        return any(lane == "store" for lane, _ in list(self._open.values()))

    def close(self) -> None:
        """Wait for what was given to the store; drop what other lanes have not begun."""
        for name, lane in self._lanes.items():
            lane.shutdown(wait=name == "store", cancel_futures=name != "store")
