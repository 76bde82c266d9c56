"""The body of an answer: taken piece by piece, unpacked by ourselves, never more than the limit."""

import zlib

from urllib3.response import BaseHTTPResponse

MAX_BYTES = 15 * 1024 * 1024  # after unpacking, and on the wire
_CHUNK = 65_536
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's `wbits` for RFC 1952, 1950 and 1951


class TooLargeError(Exception):
    """More than MAX_BYTES."""


class EncodingError(Exception):
    """A content encoding that was not asked for, or data that is not in the one that is named."""


def read_body(response: BaseHTTPResponse) -> bytes:
    """The whole body, unpacked. Raises TooLargeError, EncodingError, and what the connection raises.

    Memory stays under twice the limit: a packed bomb is unpacked into a buffer of known size.
    """
    stated = response.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > MAX_BYTES:
        raise TooLargeError
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise EncodingError(f"it is packed as {coding[:40]!r}, which was not asked for")
    unpack = _Unpacked(coding) if coding not in ("identity", "") else None
    taken, wire = bytearray(), 0
    while chunk := response.read1(_CHUNK, decode_content=False):
        wire += len(chunk)
        if unpack is not None:
            unpack.feed(chunk, taken)
        else:
            taken += chunk
        if max(wire, len(taken)) > MAX_BYTES:
            raise TooLargeError
    if unpack is not None and not unpack.complete:
        raise EncodingError("its packed data ends in the middle")
    return bytes(taken)


class _Unpacked:
    """gzip or deflate, unpacked no further than the limit."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding != "deflate"
        self._unpacker = zlib.decompressobj(_GZIP if self._gzip else _ZLIB)
        self._begun = False
        self.complete = False

    def feed(self, data: bytes, into: bytearray) -> None:
        """Unpack `data` behind what is there. Raises TooLargeError as soon as it is too much."""
        try:
            while data:
                room = MAX_BYTES + 1 - len(into)
                into += self._unpacker.decompress(data, room)
                if len(into) > MAX_BYTES:
                    raise TooLargeError
                self._begun = True
                self.complete = self._unpacker.eof
                data = self._unpacker.unconsumed_tail
                if self._unpacker.eof:
                    data = self._unpacker.unused_data
                    if not (self._gzip and data.startswith(b"\x1f\x8b")):
                        return  # what stands behind the end is padding
                    self._unpacker = zlib.decompressobj(_GZIP)  # RFC 1952, 2.2: a file of several members
        except zlib.error as error:
            if self._gzip or self._begun:
                raise EncodingError(f"its packed data is damaged: {error}") from None
            # RFC 9110, 8.4.1.2: some servers send deflate without the zlib wrapping.
            self._unpacker, self._begun = zlib.decompressobj(_RAW), True
            self.feed(data, into)
