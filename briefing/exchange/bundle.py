"""What every format writes from and reads into, and the account of what a format could not hold."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.model.brief import Brief


class ExchangeError(Exception):
    """A file that cannot be read, or a form that cannot be written; the message names what and where."""


class UnrecognisedError(ExchangeError):
    """A file that does not say which format it is in. `what` is wrong with it; the message adds what can be typed.

    `nameable`: whether naming the format would help.
    """

    def __init__(self, what: str, typed: str, *, nameable: bool = False) -> None:
        super().__init__(f"{what}; {typed}")
        self.what = what
        self.nameable = nameable


class Entry(msgspec.Struct, frozen=True):
    """One article with all that is known of it.

    `article` is None where only the notes are kept; its `published` is the date in force. `brief` has
    the analyst's corrections applied. `captured` and `texts` are by version id: when that text was taken
    in (UTC), and the text itself. `grade` is the outlet's reliability, A to F.
    """

    story: str
    article: Article | None
    brief: Brief | None = None
    annotations: list[Annotation] = []
    grade: str | None = None
    captured: Mapping[str, str] = {}
    texts: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        """How the entry is called in a message."""
        return (self.article.title if self.article else None) or self.story


class Options(msgspec.Struct, frozen=True):
    """What a writer may need to know beside the entries.

    `previous` is what stands in the file that will be written, None where there is none; `suffix` is that
    file's, in lower case and with its dot; `analyst` signs what has no author of its own. `only` names the
    kinds of rows that are wanted (all where it is empty), `style` a file of a citation style.
    """

    previous: str | None = None
    suffix: str = ""
    analyst: str = ""
    only: tuple[str, ...] = ()
    style: str = ""


class Loss(msgspec.Struct, frozen=True):
    """What a format had no place for: `item` names the article or the note."""

    item: str
    what: str
    count: int


class Losses:
    """The account of an export: what was left out, of which item, how many."""

    def __init__(self) -> None:
        self.items: list[Loss] = []

    def add(self, item: str, what: str, count: int = 1) -> None:
        """Note that `count` of `what` (in words, plural) of an item are not in the file."""
        if count:
            self.items.append(Loss(item, what, count))

    def lines(self) -> list[str]:
        """One line a kind of loss: how many, of what, in how many items and which (the first three)."""
        totals: Counter[str] = Counter()
        named: dict[str, list[str]] = {}
        for loss in self.items:
            totals[loss.what] += loss.count
            named.setdefault(loss.what, []).append(loss.item)
        lines = []
        for what, count in totals.items():
            items = list(dict.fromkeys(named[what]))
            more = f" and {len(items) - 3} more" if len(items) > 3 else ""
            lines.append(f"{count} {what} ({', '.join(items[:3])}{more})")
        return lines


class Imported(msgspec.Struct, frozen=True):
    """What a file gave. `records` are articles as `briefing.ingest` takes them; the rest is in its message."""

    annotations: list[Annotation] = []
    records: list[dict[str, Any]] = []
    skipped: list[str] = []  # items that are none of ours to keep, with the reason
