"""What a fetch asks, and what it makes of the answer."""

import gzip
import shutil
import ssl
import subprocess
import threading
import zlib
from pathlib import Path

import pytest

from briefing.ingest.errors import SourceProblem
from briefing.ingest.fetch import connection
from briefing.ingest.fetch.address import ALLOW
from briefing.ingest.fetch.errors import FetchError
from briefing.ingest.fetch.get import USER_AGENT, fetch
from briefing.ingest.fetch.page import form_of, tidy
from briefing.ingest.registry import read_source
from briefing.model.article import Article
from tests.feeds.server import Server

PROSE = (
    "The mayor of Quillhaven said on Monday that the old bridge would close for the winter. The harbour office "
    "denied that it had been asked, and the ferry crews called the plan a surprise to everybody on the water. "
    "Engineers had looked at the piers in the spring and found them sound, according to their report of May."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge to close | Quillhaven Post</title>{{head}}</head>
<body><article><h1>Bridge to close</h1><p>{PROSE}</p><p>{PROSE.replace("Monday", "Tuesday")}</p></article></body></html>"""


def only(source: str) -> Article:
    articles = [o for o in read_source(source) if isinstance(o, Article)]
    assert len(articles) == 1
    return articles[0]


def test_a_page_becomes_an_article_with_its_address(server: Server) -> None:
    url = server.serve("/news/bridge", PAGE.format(head=""))
    article = only(url + "?utm_source=mail&id=7#top")
    assert article.title == "Bridge to close"
    assert article.url == url + "?id=7"
    assert article.site is not None
    assert PROSE in article.text
    assert server.asked[0][1]["User-Agent"] == USER_AGENT
    assert "Cookie" not in server.asked[0][1]


def test_the_canonical_address_of_its_own_host_counts_and_of_another_does_not(server: Server) -> None:
    canonical = '<link rel="canonical" href="{}">'
    server.serve("/a", PAGE.format(head=canonical.format(server.origin + "/bridge")))
    assert only(server.origin + "/a").url == server.origin + "/bridge"
    server.serve("/b", PAGE.format(head=canonical.format("https://elsewhere.example/bridge")))
    assert only(server.origin + "/b").url == server.origin + "/b"


def test_the_address_after_redirects_counts(server: Server) -> None:
    server.routes["/short"] = lambda handler: handler.answer(b"", status=301, Location="/bridge")
    server.serve("/bridge", PAGE.format(head=""))
    assert only(server.origin + "/short").url == server.origin + "/bridge"
    assert fetch(server.origin + "/short").moved == server.origin + "/bridge"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_an_error_page_is_no_article(server: Server, status: int) -> None:
    server.routes["/"] = lambda handler: handler.answer(PAGE.encode(), status=status, Retry_After="120")
    (outcome,) = read_source(server.origin + "/")
    assert isinstance(outcome, SourceProblem)
    assert str(status) in outcome.message
    with pytest.raises(FetchError) as raised:
        fetch(server.origin + "/")
    assert (raised.value.status, raised.value.wait) == (status, 120.0)


def test_a_conditional_request(server: Server) -> None:
    server.serve("/", "first", ETag='"one"', Last_Modified="Wed, 14 May 2031 14:02:00 GMT")
    page = fetch(server.origin + "/")
    assert (page.etag, page.modified) == ('"one"', "Wed, 14 May 2031 14:02:00 GMT")
    server.routes["/"] = lambda handler: handler.answer(b"", status=304)
    again = fetch(server.origin + "/", etag=page.etag, modified=page.modified)
    assert again.unchanged
    assert server.asked[-1][1]["If-None-Match"] == '"one"'
    assert server.asked[-1][1]["If-Modified-Since"] == page.modified


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_packed_answers(server: Server, coding: str) -> None:
    data = PROSE.encode()
    packed = {
        "gzip": gzip.compress(data),
        "deflate": zlib.compress(data),
        "raw deflate": zlib.compress(data)[2:-4],
    }
    url = server.serve("/", packed[coding], "text/plain", Content_Encoding=coding.split()[-1])
    assert fetch(url).data == data


@pytest.mark.parametrize(
    ("media", "encoding", "head", "mark"),
    [
        (
            "text/html; charset=windows-1252",
            "cp1252",
            '<meta charset="utf-8">',
            b"",
        ),  # the header counts more
        ("text/html", "cp1252", '<meta charset="windows-1252">', b""),
        (
            "text/html; charset=utf-8",
            "cp1252",
            '<meta charset="windows-1252">',
            b"",
        ),  # a header that is wrong
        ("text/html; charset=nonsense", "iso8859-2", '<meta charset="iso-8859-2">', b""),
        ("text/html; charset=iso-8859-1", "utf-8", "", b"\xef\xbb\xbf"),  # the mark counts most
    ],
)
def test_the_encoding(server: Server, media: str, encoding: str, head: str, mark: bytes) -> None:
    page = PAGE.format(head=head).replace("mayor of Quillhaven", "mayor Zoë Müller")
    url = server.serve("/", mark + page.replace("ë", "é").encode(encoding), media)
    assert "mayor Zoé Müller" in only(url).text


def test_the_type_is_told_by_the_bytes(server: Server) -> None:
    assert form_of(fetch(server.serve("/a", PAGE, "text/plain"))) == "html"
    assert form_of(fetch(server.serve("/b", b"%PDF-1.7 ...", "text/html"))) == "pdf"
    assert form_of(fetch(server.serve("/c", "Just words.", "text/plain"))) == "text"
    assert form_of(fetch(server.serve("/d", "# Words", "text/markdown"))) == "markdown"
    assert form_of(fetch(server.serve("/e", "<?xml version='1.0'?><rss/>", "text/html"))) == "feed"
    (outcome,) = read_source(server.serve("/f", b"\x89PNG\r\n\x1a\n" + bytes(99), "text/html"))
    assert isinstance(outcome, SourceProblem)
    assert "PNG" in outcome.message


def test_text_and_markdown_are_read_as_such(server: Server) -> None:
    plain = only(server.serve("/a.txt", PROSE, "text/plain"))
    assert (plain.text, plain.url) == (PROSE, server.origin + "/a.txt")
    assert only(server.serve("/b.md", f"# Bridge\n\n{PROSE}", "text/markdown")).blocks[0].kind == "heading"


def test_tracking_is_taken_off_and_nothing_else() -> None:
    assert tidy("HTTPS://Example.org/a?b=1&utm_medium=x&c=%20&fbclid=9#d") == "https://example.org/a?b=1&c=+"
    assert tidy("https://example.org?q=a+b%2Fc") == "https://example.org/?q=a+b%2Fc"


# ── TLS ──────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for harbour.example that nobody has signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not here")
    pem = tmp_path / "harbour.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=harbour.example", "-addext", "subjectAltName=DNS:harbour.example",
         "-keyout", str(tmp_path / "key.pem"), "-out", str(pem)],
        check=True, capture_output=True,
    )  # fmt: skip
    return pem


def test_certificates_are_checked_by_name_and_issuer(
    server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve("/", "sealed")
    port = server.server_port
    monkeypatch.setenv(ALLOW, f"127.0.0.1:{port}")
    monkeypatch.setattr("briefing.ingest.fetch.address._look_up", lambda place, seconds: ["127.0.0.1"])
    with pytest.raises(FetchError, match="certificate is not trusted"):
        fetch(f"https://harbour.example:{port}/", seconds=5)
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(connection, "_tls", lambda: trusting)
    assert fetch(f"https://harbour.example:{port}/", seconds=5).data == b"sealed"
    with pytest.raises(FetchError, match="certificate is not trusted"):
        fetch(f"https://other.example:{port}/", seconds=5)
    assert names == ["harbour.example", "harbour.example", "other.example"]


def test_the_watch_leaves_no_thread_behind(server: Server) -> None:
    before = threading.active_count()
    for n in range(5):
        fetch(server.serve(f"/{n}", "x"))
    names = [t.name for t in threading.enumerate() if "lookup" in t.name]
    assert not names
    assert threading.active_count() <= before + 6  # the server's own, on their way out
