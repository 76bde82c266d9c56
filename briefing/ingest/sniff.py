"""What a stream of bytes is, by how it begins."""

import json
import re

from briefing.ingest.records import HTML, TEXT

_PAGE = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n(?:[A-Za-z_][\w -]*:.*\r?\n|[ \t-].*\r?\n|\r?\n)+?---[ \t]*\r?\n")
_JSON = re.compile(rb'[{\[]\s*[{"]')
_HEAD = 4096  # bytes within which a page says what it is (the HTML standard looks at 1,024)


def sniff(head: bytes) -> str:
    """The format of a stream that has no telling suffix: one of the registry's formats."""
    if _PAGE.match(head[:_HEAD]):
        return "html"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        try:
            record = json.loads(start.split(b"\n", 1)[0])
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict) and any(isinstance(record.get(name), str) for name in (*TEXT, *HTML)):
            return "jsonl"
        if _JSON.match(start):
            return "json"
    return "markdown" if _FRONT_MATTER.match(start) else "text"


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first 4 KiB, or None."""
    found = _XML_DECLARED.match(data[:200]) or _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None
