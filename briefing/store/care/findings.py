"""What a check finds."""

from typing import Literal

import msgspec

What = Literal[
    "damaged",  # a file is not what was written
    "fell back",  # an earlier reader found it so, and the generation before is in force since
    "no way back",  # the generation before is not what was written
    "unknown record",  # whole, but written by a program that knows more
    "article missing",  # annotations whose text is not in this home
    "leftover",  # a temporary file of a process that died
    "unfinished",  # a batch of a process that died
    "set aside",  # a file in quarantine
    "readable by others",  # the folder's permissions
    "index",  # the derived library
    "unreadable",  # the system refuses
    "no access",  # this user may not read or write it
]


class Finding(msgspec.Struct, frozen=True):
    """One thing found, in words, and whether it was put right. `uids` are annotations it is about."""

    what: What
    path: str
    text: str
    repaired: bool = False
    uids: list[str] = []
    serious: bool = True  # False: nothing is wrong, but worth knowing
