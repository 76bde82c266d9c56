"""The screen's side of the extraction process. Loads no spaCy."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable

import msgspec

from briefing.model.article import Article
from briefing.model.brief import Brief


class ExtractionError(Exception):
    """The extraction process could not make the brief; the message says why."""


class _Answer(msgspec.Struct):
    stage: str | None = None
    brief: Brief | None = None
    error: str | None = None


class ExtractionProcess:
    """One worker process, started at the first article and kept until `close`.

    `extract` blocks and may be called from any thread; articles are worked on one after another.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._decoder = msgspec.json.Decoder(_Answer)

    def extract(self, article: Article, progress: Callable[[str], None] | None = None) -> Brief:
        """The brief of `article`. Raises ExtractionError."""
        with self._lock:
            try:
                return self._ask(article, progress or (lambda stage: None))
            except (OSError, ValueError, msgspec.DecodeError) as error:
                code = self._process.poll() if self._process else None
                self._stop()
                ended = f" (exit status {code})" if code is not None else ""
                raise ExtractionError(f"the extraction process ended unexpectedly{ended}: {error}") from error

    def close(self) -> None:
        """End the process, at once if it is at work."""
        self._stop()

    def _ask(self, article: Article, progress: Callable[[str], None]) -> Brief:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(msgspec.json.encode(article) + b"\n")
        process.stdin.flush()
        for line in process.stdout:
            answer = self._decoder.decode(line)
            if answer.brief is not None:
                return answer.brief
            if answer.error is not None:
                raise ExtractionError(answer.error)
            if answer.stage is not None:
                progress(answer.stage)
        raise OSError("no answer")

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            # -I would drop the environment that finds an editable install; -X frozen_modules is left alone.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "briefing.extract.worker", self._model],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # the terminal's Ctrl-C and Ctrl-Z are the screen's, not the worker's
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()
