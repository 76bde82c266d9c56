"""One GET with its redirects."""

import contextlib
import http.client
import re
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from urllib3.exceptions import HTTPError, LocationParseError, ProtocolError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from briefing import __version__
from briefing.ingest.fetch.address import Place, Policy, checked_addresses, take_apart
from briefing.ingest.fetch.body import MAX_BYTES, EncodingError, TooLargeError, read_body
from briefing.ingest.fetch.connection import CONNECT, READ, connection_to
from briefing.ingest.fetch.deadline import Deadline
from briefing.ingest.fetch.errors import FetchError

TOTAL = 30.0  # seconds for everything: look-ups, redirects, the last byte
REDIRECTS = 5
GAP = 1.0  # seconds that callers leave between two requests to one host
USER_AGENT = f"briefing/{__version__} (news reader for the terminal)"
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8"
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)


@dataclass(frozen=True)
class Fetched:
    """An answer. `data` is unpacked; it is empty where `unchanged` (304).

    `url` is where the answer came from, `moved` the new address where every redirect was for good.
    `media` is the Content-Type without parameters, `charset` its parameter. `etag` and `modified` are
    for the next conditional request, as the server wrote them.
    """

    url: str
    data: bytes
    media: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    unchanged: bool = False


def fetch(
    url: str, *, policy: Policy | None = None, etag: str | None = None, modified: str | None = None,
    accept: str = _ACCEPT, seconds: float = TOTAL,
) -> Fetched:  # fmt: skip
    """What `url` answers, after at most five redirects.

    `etag` and `modified`, as an earlier answer gave them, make the request conditional. Without a
    `policy`, the environment's. Nothing is sent but this request: no cookies, no referrer. Raises
    FetchError.
    """
    rules = policy or Policy.from_environment()
    headers = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    seen: list[str] = []
    for_good = True
    place = take_apart(url)
    asked = place.url
    with Deadline(seconds) as deadline:
        while True:
            seen.append(place.url)
            answer = _one(place, rules, headers, deadline, asked)
            if isinstance(answer, Fetched):
                moved = place.url if for_good and len(seen) > 1 else None
                return Fetched(**{**vars(answer), "moved": moved})
            status, location = answer
            for_good = for_good and status in _FOR_GOOD
            try:
                place = take_apart(urljoin(place.url, location))
            except (FetchError, ValueError) as error:
                raise FetchError(place.url, f"it redirects to what is no address: {error}") from None
            if place.url in seen:
                raise FetchError(place.url, "it redirects in a circle", asked=asked)
            if len(seen) > REDIRECTS:
                raise FetchError(place.url, f"it redirects more than {REDIRECTS} times", asked=asked)


def _one(
    place: Place, policy: Policy, headers: dict[str, str], deadline: Deadline, asked: str
) -> Fetched | tuple[int, str]:
    """One request: the answer, or the status and the place of a redirect. Raises FetchError."""

    def failed(reason: str, status: int | None = None, wait: float | None = None) -> FetchError:
        return FetchError(place.url, reason, asked=asked, status=status, wait=wait)

    try:
        addresses = checked_addresses(place, policy, deadline.left(CONNECT))
        connection = connection_to(place, addresses, deadline)
        with contextlib.closing(connection):
            connection.request(
                "GET", place.path, headers=headers, preload_content=False, decode_content=False
            )
            response = connection.getresponse()
            location = response.headers.get("Location")
            if response.status in _MOVED and location:
                return response.status, _text(location)
            if response.status == 304:
                return Fetched(place.url, b"", etag=response.headers.get("ETag"), unchanged=True)
            if response.status != 200:
                phrase = http.client.responses.get(response.status, "")
                raise failed(
                    f"the server answers {response.status} {phrase}".strip(),
                    response.status,
                    retry_after(response),
                )
            data = read_body(response)
            if deadline.expired:  # a body without a length ends where the deadline cut it
                raise TimeoutError
    except FetchError as error:
        raise failed(error.reason, error.status, error.wait) from None
    except TooLargeError:
        raise failed(f"it is larger than {MAX_BYTES // 1024**2} MiB") from None
    except EncodingError as error:
        raise failed(str(error)) from None
    except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
        if deadline.expired:
            raise failed(f"it took longer than {deadline.seconds:.0f} seconds") from None
        raise failed(_reason(error)) from None
    media = response.headers.get("Content-Type", "")
    charset = _CHARSET.search(media)
    return Fetched(
        url=place.url,
        data=data,
        media=media.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        etag=response.headers.get("ETag"),
        modified=response.headers.get("Last-Modified"),
    )


def retry_after(response: BaseHTTPResponse) -> float | None:
    """The seconds that Retry-After asks for, in either of its forms (RFC 9110, 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _text(header: str) -> str:
    """A header's value as the server meant it: bytes above ASCII are UTF-8 in practice."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _reason(error: Exception) -> str:
    """What went wrong with the connection, in a few words."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError | TimeoutError | ConnectionError):
        cause = cause.__cause__ or next((a for a in cause.args if isinstance(a, Exception)), None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return f"no secure connection: {cause.reason or cause}"
    if isinstance(cause, TimeoutError) or isinstance(error, ReadTimeoutError):
        return f"no answer within {READ:.0f} seconds"
    if isinstance(cause, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(error, ProtocolError) or isinstance(cause, ConnectionError):
        return "the connection broke off"
    if isinstance(error, http.client.HTTPException | LocationParseError):
        return f"the server's answer is no HTTP: {error or type(error).__name__}"
    return f"no connection: {getattr(error, 'strerror', None) or error}"
