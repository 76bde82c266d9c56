"""A TinyDB file that knows whether it is whole.

The file is TinyDB's own JSON: one object of tables, each an object of documents. The first table,
`_meta`, holds one document whose first field is the SHA-256 of the whole file, taken with the digest's
own 64 places as zeros. So every byte of the file is covered, and `TinyDB(path)` opens it as it is.
"""

import hashlib
from typing import Any

import msgspec

from briefing.store.protocol import RefusedError

Tables = dict[str, dict[str, Any]]

META = "_meta"
FORMAT = 1  # of the files; FORMAT of the home says the same of the whole
_START = b'{"_meta":{"1":{"sha256":"'
_DIGITS = 64
_BODY = len(_START) + _DIGITS
HEAD = _BODY
_ZEROS = b"0" * _DIGITS


class Broken(Exception):  # noqa: N818  (a finding; the store words it)
    """The bytes are not what was written; the text says how that shows."""


class Newer(Exception):  # noqa: N818
    """The bytes are whole, and of a later format."""


def seal(tables: Tables, meta: dict[str, Any]) -> bytes:
    """The file's bytes. `meta` is what `_meta` says besides the digest and the format.

    Raises RefusedError for data that JSON has no place for.
    """
    head = {"sha256": _ZEROS.decode(), "format": FORMAT, **meta}
    rest = {name: table for name, table in tables.items() if name != META}
    try:
        data = bytearray(msgspec.json.encode({META: {"1": head}, **rest}))
    except (
        msgspec.MsgspecError,
        UnicodeError,
        TypeError,
        ValueError,
        OverflowError,
        RecursionError,
    ) as error:
        raise RefusedError(f"{meta.get('subject')}: cannot be written as JSON: {error}") from error
    digest = hashlib.sha256(data).hexdigest().encode()
    data[len(_START) : _BODY] = digest
    return bytes(data)


def digest_of(head: bytes) -> bytes | None:
    """The digest that the first HEAD bytes of a file claim; None where they are no such head."""
    if len(head) < _BODY or not head.startswith(_START):
        return None
    return head[len(_START) : _BODY]


def verify(data: bytes) -> None:
    """Raise Broken unless every byte is as it was sealed."""
    claimed = digest_of(data)
    if not data:
        raise Broken("the file is empty")
    if claimed is None:
        raise Broken("it does not begin as a file of this store does (another program may have written it)")
    hasher = hashlib.sha256(_START)
    hasher.update(_ZEROS)
    hasher.update(memoryview(data)[_BODY:])
    if hasher.hexdigest().encode() != claimed:
        raise Broken("its checksum does not agree with its content")


def unseal(data: bytes) -> Tables:
    """The tables, `_meta` among them. Raises Broken or Newer."""
    verify(data)
    try:
        tables: Tables = msgspec.json.decode(data, type=dict[str, dict[str, Any]])
        version = tables[META]["1"]["format"]
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise Broken(f"its content cannot be read: {error}") from error
    if not isinstance(version, int) or version > FORMAT:
        raise Newer(f"it has format {version}; this briefing reads up to {FORMAT}")
    return tables


def meta_of(tables: Tables) -> dict[str, Any]:
    """What `_meta` says; empty for tables that were never sealed."""
    meta: dict[str, Any] = tables.get(META, {}).get("1", {})
    return meta
