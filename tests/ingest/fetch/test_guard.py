"""No address leads into the reader's own machine or network, however it is written."""

import ipaddress
import socket
import time

import pytest

from briefing.ingest.errors import SourceProblem
from briefing.ingest.fetch import address
from briefing.ingest.fetch.address import ALLOW, Policy, checked_addresses, is_public, take_apart
from briefing.ingest.fetch.errors import FetchError
from briefing.ingest.fetch.get import fetch
from briefing.ingest.registry import read_source
from tests.feeds.server import Server

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "192.88.99.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1",
    "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "100::1", "5f00::1",
]  # fmt: skip


@pytest.mark.parametrize("text", PRIVATE)
def test_no_private_address_is_public(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "0",
        "[::1]", "[::ffff:127.0.0.1]", "[::]", "127。0。0。1", "①②⑦.0.0.1", "10.0.0.1", "169.254.169.254", "[fe80::1]",
    ],
)  # fmt: skip
def test_every_way_to_write_home_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match=r"not a public address|no host"):
        fetch(f"http://{host}/", policy=Policy())


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/", "only http and https"),
        ("gopher://example.org/", "only http and https"),
        ("http://reader:secret@example.org/", "user or a password"),
        ("http://example.org\\@10.0.0.1/", "backslash"),
        ("http://example.org/a b", "space"),
        ("http://example.org/\r\nHost: other", "control character"),
        ("http:///nowhere", "no host"),
        ("http://example.org:99999/", "not an address"),
        ("http://[::1%25eth0]/", "no host"),
        ("http://" + "a" * 5000 + ".example/", "longer"),
    ],
)
def test_other_addresses_are_not_tried(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        fetch(url, policy=Policy())


def test_ports_of_other_services_are_refused() -> None:
    with pytest.raises(FetchError, match="port 25 is not"):
        fetch("http://example.org:25/", policy=Policy())


def test_by_default_the_suites_own_server_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.serve("/", "<p>Quillhaven's bridge is open.</p>")
    monkeypatch.delenv(ALLOW)
    (outcome,) = read_source(url)
    assert isinstance(outcome, SourceProblem)
    assert outcome.source == url
    assert "not a public address" in outcome.message
    assert server.asked == []


def test_the_allowance_is_for_that_port_alone(server: Server) -> None:
    assert fetch(server.serve("/", "x")).data == b"x"
    with pytest.raises(FetchError, match="not a public address"):
        fetch(f"http://127.0.0.1:{server.server_port ^ 1}/")


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *a, **k: rows)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1.* not a public address"):
        checked_addresses(take_apart("http://mixed.example/"), Policy(), 1)


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers otherwise the second time is never asked a second time."""
    asked = []

    def once(host: str, port: int, **options: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    server.serve("/page", "here")
    monkeypatch.setattr(address, "_look_up", lambda place, seconds: [once(place.host, place.port)[0][4][0]])  # type: ignore[index]
    page = fetch(f"http://harbour.example:{server.server_port}/page")
    assert page.data == b"here"
    assert asked == ["harbour.example"]
    assert server.asked[0][1]["Host"] == f"harbour.example:{server.server_port}"


def test_a_slow_name_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *a, **k: time.sleep(1) or [])
    began = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in time"):
        checked_addresses(take_apart("http://slow.example/"), Policy(), 0.2)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/",
        "//10.0.0.1/",
    ],
)
def test_each_redirect_is_checked_again(server: Server, to: str) -> None:
    server.routes["/"] = lambda handler: handler.answer(b"", status=302, Location=to)
    with pytest.raises(FetchError, match=r"not a public address|port 1 is|only http"):
        fetch(server.origin + "/")
    assert len(server.asked) == 1
