"""The part of the PDF reader that runs in a process of its own: pypdf, with limits set by the system.

usage: python -m briefing.ingest.formats.pdf_worker < FILE.pdf > PAGES.json

A PDF is a program of sorts: a small file can unfold to gigabytes or keep its reader busy for hours.
What goes wrong here ends this process and nothing else.
"""

import contextlib
import json
import sys
from typing import Any

MEMORY = 1024**3  # bytes of address space
SECONDS = 60  # of processor time
MAX_PAGES, MAX_CHARACTERS = 600, 4_000_000
_UNPACKED = 32 * 1024 * 1024  # bytes of one stream


def main() -> int:
    """Write `{"title", "author", "created", "language", "pages": [[[x, y, size, text], …], …]}` or `{"error"}`."""
    _limit()
    import io
    import logging

    import pypdf
    import pypdf.filters

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pypdf.filters.ZLIB_MAX_OUTPUT_LENGTH = _UNPACKED
    found: dict[str, Any]
    try:
        reader = pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            found = {"error": "it is locked with a password"}
        else:
            found = _document(reader)
    except (MemoryError, RecursionError):
        found = {"error": "it is too deep or too large to read"}
    except Exception as error:  # pypdf raises whatever a damaged file leads it to
        found = {"error": f"it is damaged: {type(error).__name__}: {error}"}
    json.dump(found, sys.stdout)
    return 0


def _document(reader: Any) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    with contextlib.suppress(Exception):
        data = reader.metadata or {}
        stated = {
            "title": data.get("/Title"),
            "author": data.get("/Author"),
            "created": data.get("/CreationDate"),
        }
        stated["language"] = reader.trailer["/Root"].get("/Lang")
    pages: list[list[tuple[float, float, float, str]]] = []
    left, total = MAX_CHARACTERS, len(reader.pages)
    for number in range(min(total, MAX_PAGES)):
        fragments: list[tuple[float, float, float, str]] = []

        def take(
            text: str, matrix: Any, text_matrix: Any, font: Any, size: Any,
            into: list[tuple[float, float, float, str]] = fragments,
        ) -> None:  # fmt: skip
            if text:
                x, y, scale = _place(matrix, text_matrix)
                into.append((round(x, 1), round(y, 1), round(abs(float(size or 0) * scale), 1), text))

        with contextlib.suppress(Exception):  # a page that cannot be read is left out
            reader.pages[number].extract_text(visitor_text=take)
        left -= sum(len(f[3]) for f in fragments)
        if left < 0:
            break
        pages.append(fragments)
    plain = {k: str(v) for k, v in stated.items() if v is not None}
    return {**plain, "pages": pages, "total": total}


def _place(matrix: Any, text_matrix: Any) -> tuple[float, float, float]:
    """Where a text stands on the page, in points from below left, and how much its font is stretched."""
    a, b, c, d, e, f = (float(v) for v in matrix)
    x, y = float(text_matrix[4]), float(text_matrix[5])
    stretched = (float(text_matrix[2]) ** 2 + float(text_matrix[3]) ** 2) ** 0.5 or 1.0
    return a * x + c * y + e, b * x + d * y + f, stretched * ((c * c + d * d) ** 0.5 or 1.0)


def _limit() -> None:
    """Ask the system to end this process when it takes too much. Windows knows no such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    raise SystemExit(main())
