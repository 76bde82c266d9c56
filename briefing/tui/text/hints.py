"""Labels of `f`: as short as can be, from the keys under the fingers."""

from collections.abc import Sequence
from itertools import islice, product

_KEYS = "asdfghjklqwertyuiopzxcvbnm"


def labels(offsets: Sequence[int]) -> dict[int, str]:
    """A label for each offset, all of one length, so that none begins another.

    A second place right beside the first would be drawn over; it keeps its label all the same.
    """
    length = 1
    while len(_KEYS) ** length < len(offsets):
        length += 1
    names = islice(product(_KEYS, repeat=length), len(offsets))
    return {offset: "".join(name) for offset, name in zip(offsets, names, strict=True)}
