"""Many articles on a Dask cluster: batches out, briefs back in order, the same bytes as without it.

A task is a batch of articles: one task an article costs several times as much. Its key is made from
the articles, the version and the model, so that the scheduler does the same batch once, and a batch of
a worker that died again. A worker loads the model once. Needs `briefing[cluster]`.
"""

import contextlib
import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from briefing import __version__
from briefing.extract.batch import CHUNK, Result, extract_many
from briefing.extract.client import ExtractionError
from briefing.model.article import Article

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 3  # batches for each thread of the cluster: none waits for work, and a long file is not held at once
CONNECT = 15.0  # seconds to reach the scheduler
_alone = threading.Lock()  # a worker may have threads; a pipeline is for one at a time


class Batch(msgspec.Struct, frozen=True):
    """What a task is given. `version` is the one that its briefs must be of."""

    articles: list[Article]
    model: str
    version: str

    @property
    def key(self) -> str:
        """The task's name: the same work has the same one."""
        return "briefing-" + hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()[:32]


def extract_on(
    articles: Iterable[Article], model: str, *, scheduler: str | None = None, workers: int = 2
) -> Iterator[Result]:
    """As `extract_many`, on the cluster of `scheduler` (`tcp://host:8786`), else on one of `workers` processes here.

    Raises ExtractionError where there is no such scheduler, where it goes away, or where a worker has
    another version of briefing; what was given until then is whole.
    """
    with _connected(scheduler, workers) as client:
        window = AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[tuple[Batch, Future]] = deque()
        source = iter(articles)
        try:
            while True:
                while len(waiting) < window and (chunk := list(islice(source, CHUNK))):
                    batch = Batch(chunk, model, __version__)
                    waiting.append((batch, _submitted(client, batch)))
                if not waiting:
                    return
                yield from _results(client, *waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()


@contextlib.contextmanager
def _connected(scheduler: str | None, workers: int) -> "Iterator[Client]":
    try:
        from dask import config
        from distributed import Client, LocalCluster
    except ImportError:
        raise ExtractionError("a cluster needs dask: pip install 'briefing[cluster]'") from None
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            config.set({"logging.distributed": "error", "distributed.admin.event-loop": "asyncio"})
        )
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=50,
            )
            stack.callback(cluster.close)
            scheduler = cluster.scheduler_address
        try:
            client = Client(scheduler, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ExtractionError(f"{scheduler}: no scheduler answers there: {error}") from None
        stack.callback(client.close)
        if not client.nthreads():
            raise ExtractionError(f"{scheduler}: the scheduler has no workers")
        yield client


def _submitted(client: "Client", batch: Batch) -> "Future":
    return client.submit(work, msgspec.msgpack.encode(batch), key=batch.key, pure=True)


def _results(client: "Client", batch: Batch, future: "Future") -> list[Result]:
    """What came of a batch; where it killed its workers, of each of its articles alone."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    try:
        version, results = future.result()
    except KilledWorker:
        if len(batch.articles) == 1:
            return [("problem", "the worker was ended from outside (out of memory?)")]
        alone = [Batch([article], batch.model, batch.version) for article in batch.articles]
        again = [(one, _submitted(client, one)) for one in alone]
        return [result for one, waiting in again for result in _results(client, one, waiting)]
    except (CancelledError, CommClosedError, TimeoutError, OSError) as error:
        raise ExtractionError(
            f"the scheduler is gone ({type(error).__name__}); --resume goes on from here"
        ) from error
    finally:
        future.release()
    if version != batch.version:
        raise ExtractionError(f"a worker of the cluster runs briefing {version}, not {batch.version}")
    return [(kind, value) for kind, value in results]


def work(data: bytes) -> tuple[str, list[Any]]:
    """The task: `(version of the worker, results)` of an encoded `Batch`."""
    batch = msgspec.msgpack.decode(data, type=Batch)
    if batch.version != __version__:
        return __version__, []
    with _alone:
        return __version__, list(extract_many(batch.articles, batch.model, 1))
