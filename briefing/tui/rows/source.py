"""What a list shows: rows made when they come into view."""

from briefing.tui.text.cells import fit, width

Run = tuple[str, str]  # words and the role they are drawn in


class Rows:
    """A list's content. `heading` and `note` (on the right of it) make its first line."""

    heading = ""
    empty = ""

    def __len__(self) -> int:
        return 0

    def key(self, n: int) -> str | None:
        """The key of row `n`; None where it cannot be chosen."""
        raise NotImplementedError

    def counts(self, n: int) -> bool:
        """Whether row `n` is one of the items that the heading counts."""
        return self.key(n) is not None

    def runs(self, n: int, cells: int) -> list[Run]:
        """Row `n` in at most `cells` cells."""
        raise NotImplementedError

    def note(self) -> str:
        """What stands at the right of the heading."""
        return ""

    def find(self, key: str | None) -> int | None:
        """The row with that key."""
        return next((n for n in range(len(self)) if self.key(n) == key), None) if key is not None else None


def between(left: list[Run], right: list[Run], cells: int) -> list[Run]:
    """`left` and `right` at the two ends of a line; the last run of `left` gives way."""
    used = sum(width(t) for t, _ in right)
    fixed = sum(width(t) for t, _ in left[:-1])
    room = max(0, cells - used - fixed)
    words, role = left[-1]
    return [*left[:-1], (fit(words, room), role), *right]


def laid(columns: list[tuple[str, str, int]], flex: Run, right: list[Run], cells: int) -> list[Run]:
    """Columns of fixed widths, then what takes the rest, then what stands at the right."""
    runs: list[Run] = []
    used = sum(width(t) for t, _ in right)
    for words, role, size in columns:
        runs.append((fit(words, size), role))
        used += size
    return [*runs, (fit(flex[0], max(0, cells - used)), flex[1]), *right]
