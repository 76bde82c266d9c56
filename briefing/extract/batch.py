"""Many articles on all cores, in order, one failure never stopping the rest. Loads no spaCy itself."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Literal

from briefing.extract.limit import bounded
from briefing.model.article import Article

if TYPE_CHECKING:
    from briefing.extract.engine import Engine

# Articles a task: enough that the pipeline batches well and the pickling is noise, few enough that
# two cores finish at about the same time.
CHUNK = 16

Result = tuple[Literal["brief"], bytes] | tuple[Literal["problem"], str]

_engine: "Engine | None" = None


def extract_many(articles: Iterable[Article], model: str, jobs: int) -> Iterator[Result]:
    """`("brief", JSON line)` or `("problem", why)` for each article, in the order they come."""
    if jobs <= 1:
        _start(model)
        source = iter(articles)
        while chunk := list(islice(source, CHUNK)):
            yield from _work(chunk)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(model,)) as pool:
        waiting: deque[tuple[Future[list[Result]], list[Article]]] = deque()
        source = iter(articles)
        try:
            while True:
                # A bounded window: a long file is neither read nor held at once.
                while len(waiting) < 3 * jobs and (chunk := list(islice(source, CHUNK))):
                    waiting.append((pool.submit(_work, chunk), chunk))
                if not waiting:
                    return
                future, chunk = waiting.popleft()
                yield from future.result()
        except BrokenProcessPool:
            lost = [a for _, c in [(None, chunk), *waiting] for a in c] + list(source)
            for _ in lost:
                yield "problem", "the extraction process was ended from outside (out of memory?)"
        finally:
            for future, _ in waiting:
                future.cancel()


def _start(model: str) -> None:
    """Load the pipeline once in each worker."""
    global _engine
    from briefing.extract.engine import Engine

    if _engine is None or _engine.model != model:
        _engine = Engine(model)


def _work(articles: list[Article]) -> list[Result]:
    from briefing.model.brief import encode

    assert _engine is not None
    try:
        with bounded(sum(len(article.text) for article in articles)):
            return [("brief", encode(brief)) for brief in _engine.extract_all(articles)]
    except Exception as error:
        if len(articles) == 1:
            return [("problem", f"{type(error).__name__}: {error}")]
        # Somewhere in this chunk is the one that fails: find it alone.
        return [result for article in articles for result in _work([article])]
