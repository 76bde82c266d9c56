"""However a server behaves, a fetch ends in time, in memory, and with a sentence that says why."""

import gzip
import io
import time
import tracemalloc
import zlib
from functools import cache

import pytest

from briefing.ingest.fetch import connection, get
from briefing.ingest.fetch.body import MAX_BYTES
from briefing.ingest.fetch.errors import FetchError
from briefing.ingest.fetch.get import fetch
from tests.feeds.server import Handler, Server

MEBIBYTE = 1024 * 1024
LESS = 100 * MEBIBYTE


@cache
def bomb(size: int, layers: int = 1) -> bytes:
    """`size` zeros, packed."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as packed:
        for _ in range(size // MEBIBYTE):
            packed.write(bytes(MEBIBYTE))
    data = out.getvalue()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


def refused(url: str, reason: str, seconds: float = 3.0, most: float = 8.0) -> None:
    """The fetch fails for that reason, in time and in memory."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        with pytest.raises(FetchError, match=reason):
            fetch(url, seconds=seconds)
        grown = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < most
    assert grown < LESS


@pytest.mark.parametrize("coding", ["gzip", "x-gzip"])
def test_a_gzip_bomb(server: Server, coding: str) -> None:
    refused(server.serve("/", bomb(200 * MEBIBYTE), Content_Encoding=coding), "larger than 15 MiB")


def test_a_deflate_bomb_with_and_without_its_wrapping(server: Server) -> None:
    whole = zlib.compress(bytes(64 * MEBIBYTE), 9)
    refused(server.serve("/a", whole, Content_Encoding="deflate"), "larger than 15 MiB")
    refused(server.serve("/b", whole[2:-4], Content_Encoding="deflate"), "larger than 15 MiB")


def test_a_bomb_of_many_members(server: Server) -> None:
    refused(
        server.serve("/", gzip.compress(bytes(MEBIBYTE)) * 40, Content_Encoding="gzip"), "larger than 15 MiB"
    )


def test_packed_twice_is_not_unpacked(server: Server) -> None:
    refused(server.serve("/", bomb(64 * MEBIBYTE, 2), Content_Encoding="gzip, gzip"), "not asked for")
    refused(server.serve("/", b"x", Content_Encoding="br"), "not asked for")


def test_damaged_and_truncated_packing(server: Server) -> None:
    packed = gzip.compress(b"The harbour office denied it. " * 500)
    refused(server.serve("/a", packed[:-30], Content_Encoding="gzip"), "ends in the middle")
    refused(server.serve("/b", b"\x1f\x8b" + b"\xff" * 500, Content_Encoding="gzip"), "damaged")


def test_an_endless_body(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not handler.server.stopping.is_set():
            handler.wfile.write(bytes(MEBIBYTE))

    server.routes["/"] = endless
    refused(server.origin + "/", "larger than 15 MiB", seconds=20)


def test_an_endless_body_in_chunks(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while not handler.server.stopping.is_set():
            handler.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    server.routes["/"] = endless
    refused(server.origin + "/", "larger than 15 MiB", seconds=20)


def test_a_body_that_says_it_is_too_large(server: Server) -> None:
    def large(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(MAX_BYTES + 1))
        handler.end_headers()
        handler.server.stopping.wait(10)

    server.routes["/"] = large
    refused(server.origin + "/", "larger than 15 MiB")


@pytest.mark.parametrize("where", ["status", "header", "body", "chunk"])
def test_a_drip(server: Server, where: str) -> None:
    """A byte now and then keeps every time limit of a socket from running out, but not ours."""

    def drip(handler: Handler) -> None:
        write = handler.wfile.write
        if where != "status":
            write(b"HTTP/1.1 200 OK\r\n")
        if where == "header":
            write(b"X-Drip: ")
        if where == "body":
            write(b"Content-Length: 1000\r\n\r\n")
        if where == "chunk":
            write(b"Transfer-Encoding: chunked\r\n\r\n")
        while not handler.server.stopping.wait(0.05):
            write(b"1")

    server.routes["/"] = drip
    refused(server.origin + "/", "took longer than 1 seconds", seconds=1, most=3)


def test_a_server_that_says_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "READ", 0.3)
    monkeypatch.setattr(get, "READ", 0.3)
    server.routes["/"] = lambda handler: handler.server.stopping.wait(10) and None
    refused(server.origin + "/", "no answer within", most=3)


def test_a_body_that_breaks_off(server: Server) -> None:
    def broken(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"The harbour")

    server.routes["/"] = broken
    refused(server.origin + "/", "broke off")


def test_headers_without_end(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            handler.wfile.write(b"X-%d: x\r\n" % number)

    server.routes["/"] = endless
    refused(server.origin + "/", "no HTTP|broke off")


def test_a_redirect_loop(server: Server) -> None:
    server.routes["/a"] = lambda handler: handler.answer(b"", status=302, Location="/b")
    server.routes["/b"] = lambda handler: handler.answer(b"", status=302, Location="/a")
    refused(server.origin + "/a", "in a circle")
    assert len(server.asked) == 2


def test_a_redirect_chain(server: Server) -> None:
    for n in range(9):
        server.routes[f"/{n}"] = lambda handler, to=n + 1: handler.answer(b"", status=301, Location=f"/{to}")
    server.serve("/5", "arrived")
    assert fetch(server.origin + "/0").data == b"arrived"
    server.routes["/5"] = lambda handler: handler.answer(b"", status=301, Location="/6")
    refused(server.origin + "/0", "more than 5 times")
    assert len(server.asked) == 6 + 6
