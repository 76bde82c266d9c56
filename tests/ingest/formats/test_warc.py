"""Pages out of a web archive."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from makers import BRIDGE, FERRY

from briefing.ingest.errors import SourceProblem
from briefing.ingest.registry import read_source
from briefing.model.article import Article

PAGE = f"<!doctype html><html lang='en'><head><title>Ferries stay in port</title></head><body><article><h1>Ferries stay in port</h1><p>{FERRY}</p><p>{BRIDGE}</p></article></body></html>"


def record(kind: str, url: str, body: bytes, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-14T14:02:00Z\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def answer(
    body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


@cache
def archive() -> list[bytes]:
    """Three pages, what is none, and a page that unpacks to more than is read."""
    packed = gzip.compress(PAGE.replace("Ferries stay", "Boats stay").encode())
    chunked = (
        f"{len(PAGE.encode()):x}\r\n".encode()
        + PAGE.replace("stay in", "wait in").encode()
        + b"\r\n0\r\n\r\n"
    )
    return [
        record("warcinfo", "", b"software: none"),
        record("request", "https://post.example/a", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", "https://post.example/a", answer(PAGE.encode())),
        record("response", "https://post.example/gone", answer(b"gone", "404 Not Found")),
        record("response", "https://post.example/x.css", answer(b"p { color: red }", media="text/css")),
        record("response", "https://post.example/b", answer(packed, more="Content-Encoding: gzip\r\n")),
        record("response", "https://post.example/c", answer(chunked, more="Transfer-Encoding: chunked\r\n")),
        record("response", "https://post.example/bomb", answer(gzip.compress(bytes(16 * 1024 * 1024), 1), more="Content-Encoding: gzip\r\n")),
    ]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in archive()))
    outcomes = list(read_source(str(path)))
    articles = [o for o in outcomes if isinstance(o, Article)]
    assert [a.url for a in articles] == [f"https://post.example/{n}" for n in "abc"]
    assert [a.title for a in articles] == [
        "Ferries stay in port",
        "Boats stay in port",
        "Ferries wait in port",
    ]
    assert all(FERRY in a.text and a.published and a.published.startswith("2031-05-14") for a in articles)
    (refused,) = [o for o in outcomes if isinstance(o, SourceProblem)]
    assert "larger than 15 MiB" in refused.message


@pytest.mark.parametrize(
    "damaged",
    [
        lambda: b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        lambda: b"".join(archive()[:3])[:-900] + b"\r\n\r\nnoise\r\n",
        lambda: gzip.compress(b"".join(archive()), 1)[:500],
    ],
    ids=["no length", "noise", "half"],
)
def test_a_damaged_archive_is_said_to_be_one(tmp_path: Path, damaged: Callable[[], bytes]) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(damaged())
    (problem,) = read_source(str(path))
    assert isinstance(problem, SourceProblem)
    assert "the archive is damaged: " in problem.message
