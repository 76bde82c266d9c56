"""What can go wrong on the way in, said in one sentence that names the source."""

import msgspec

from briefing.model.text import one_line


class IngestError(Exception):
    """A source that gives no article; the message names what and why."""


class SourceProblem(msgspec.Struct, frozen=True):
    """What a reader of sources reports beside articles.

    `source` is the source as given (with `#line` for a record of a JSONL file). With `note`, the
    article was read all the same and follows (a byte that was no UTF-8, front matter that is no YAML).
    """

    source: str
    message: str
    note: bool = False


def problem(source: str, message: str, *, note: bool = False) -> SourceProblem:
    """A SourceProblem whose texts are safe to show."""
    return SourceProblem(one_line(source), one_line(message), note)
