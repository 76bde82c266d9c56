"""Which addresses may be asked: http and https, at public Internet addresses, unless allowed by name.

What a page links to, or a redirect or a name server answers, is chosen by strangers. An address that
leads into the reader's own machine or network (server-side request forgery) is refused before a
connection is made, and the connection is made to the very address that was checked.
"""

import ipaddress
import os
import queue
import re
import socket
import threading
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from briefing.ingest.fetch.errors import FetchError

ALLOW = "BRIEFING_ALLOW"  # the environment variable with hosts that may be asked although not public
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_BAD = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_MAX_URL = 4000  # characters; no browser promises more than some thousands
_SAFE = "/%:@!$&'()*+,;=~-._?"
# RFC 4291, 2.4 and IANA: all global unicast is handed out of 2000::/3.
_UNICAST = ipaddress.IPv6Network("2000::/3")
# In 2000::/3 and yet nobody's: Teredo and 6to4 (RFC 7526 retires them; they carry an IPv4 address),
# RFC 9637's documentation prefix, which older versions of `ipaddress` do not know.
_NOT_PUBLIC_6 = tuple(ipaddress.IPv6Network(n) for n in ("2001::/32", "2002::/16", "3fff::/20"))
# RFC 6890: protocol assignments; RFC 7526: 6to4 relays. `ipaddress` calls parts of them global.
_NOT_PUBLIC_4 = tuple(ipaddress.IPv4Network(n) for n in ("192.0.0.0/24", "192.88.99.0/24"))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


@dataclass(frozen=True)
class Place:
    """An address taken apart. `host` is ASCII without brackets, `path` begins with `/` and has the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address, whole, without user and fragment."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.path}"


@dataclass(frozen=True)
class Policy:
    """Hosts that may be asked although they are not public: `host`, `host:port`, `address:port`, `[v6]:port`."""

    allowed: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_environment(cls) -> "Policy":
        """What BRIEFING_ALLOW says, a list parted by commas or spaces."""
        return cls(frozenset(re.split(r"[\s,]+", os.environ.get(ALLOW, "").lower())) - {""})

    def allows(self, name: str, port: int) -> bool:
        """Whether a host name or an address is on the list."""
        bracketed = f"[{name}]" if ":" in name else name
        return bool({name, bracketed, f"{bracketed}:{port}"} & self.allowed)


def is_address(source: str) -> bool:
    """Whether what was given is meant as an address of the web, not as a file (`C:\\…` is a file)."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source) is not None


def take_apart(url: str) -> Place:
    """The parts of an address. Raises FetchError where it is none that may be asked."""
    text = url.strip()
    if len(text) > _MAX_URL:
        raise FetchError(url[:80] + "…", f"the address is longer than {_MAX_URL} characters")
    if _BAD.search(text):
        raise FetchError(url, "the address has a space, a backslash or a control character in it")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(url, f"not an address: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(url, f"only http and https are fetched, not {parts.scheme or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise FetchError(url, "addresses with a user or a password in them are not fetched")
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not host or "%" in host:
        raise FetchError(url, "not an address: there is no host in it")
    path = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    )
    return Place(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path)


def checked_addresses(place: Place, policy: Policy, seconds: float) -> list[str]:
    """The addresses of the host, every one of them public (or allowed), looked up once.

    Raises FetchError. One private address among public ones refuses the host: that is how a name
    server leads a second look-up elsewhere.
    """
    by_name = policy.allows(place.host, place.port)
    if not by_name and place.port not in (80, 443) and place.port < 1024:
        # The system ports are other services': mail, shells, file systems.
        raise FetchError(place.url, f"port {place.port} is not a web server's")
    found = _look_up(place, seconds)
    for text in found:
        address = ipaddress.ip_address(text.partition("%")[0])
        if not (by_name or policy.allows(str(address), place.port) or is_public(address)):
            shown = "" if text == place.host else f" ({address})"
            raise FetchError(
                place.url, f"{place.host}{shown} is not a public address; {ALLOW} names exceptions"
            )
    return found


def is_public(address: Address) -> bool:
    """Whether an address is one of the public Internet: global unicast, by what it stands for in the end."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        return address in _UNICAST and address.is_global and not any(address in n for n in _NOT_PUBLIC_6)
    return address.is_global and not address.is_multicast and not any(address in n for n in _NOT_PUBLIC_4)


def _look_up(place: Place, seconds: float) -> list[str]:
    """The name server's answer, in its order. getaddrinfo knows no time limit: it gets a thread."""
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answer.put(error if isinstance(error, OSError) else OSError(str(error)))
        else:
            answer.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    threading.Thread(target=ask, name="briefing-lookup", daemon=True).start()
    try:
        found = answer.get(timeout=max(0.01, seconds))
    except queue.Empty:
        raise FetchError(place.url, f"{place.host}: the name server did not answer in time") from None
    if isinstance(found, OSError) or not found:
        raise FetchError(place.url, f"there is no host {place.host}")
    return found
