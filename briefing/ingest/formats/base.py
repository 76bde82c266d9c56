"""What the readers of formats share: what they are handed, and bounds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from briefing.ingest.errors import IngestError, SourceProblem
from briefing.model.article import Article

Outcome = Article | SourceProblem
_CHUNK = 1024 * 1024


def _nothing(url: str) -> Iterator[Outcome]:
    yield SourceProblem(url, "is not fetched here")


@dataclass
class Intake:
    """What a list of addresses asks of its caller, and tells it.

    `kept`: the article that the library has of that address already, so that it is not fetched again.
    `tags`: filled with the tags of articles, by external id. `fetch`: the articles of an address.
    """

    kept: Callable[[str], Article | None] = lambda url: None
    tags: dict[str, list[str]] = field(default_factory=dict)
    fetch: Callable[[str], Iterator[Outcome]] = _nothing


def read_up_to(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of `stream`. Raises IngestError where they are more than `limit`."""
    taken = bytearray()
    while chunk := stream.read(_CHUNK):
        taken += chunk
        if len(taken) > limit:
            raise IngestError(f"it is larger than {limit // 1024**2} MiB, the limit for this format")
    return bytes(taken)
