"""urllib3's connections, made to an address that was checked before and watched by a deadline.

The host's name stays what it is for the Host header, for the server name in the TLS handshake and
for the certificate: only the name look-up is left out.
"""

import functools
import socket
import ssl

from urllib3.connection import HTTPConnection, HTTPSConnection

from briefing.ingest.fetch.address import Place
from briefing.ingest.fetch.deadline import Deadline

CONNECT, READ = 5.0, 20.0  # seconds: for one connection, and between two bytes


class _Plain(HTTPConnection):
    """http to one of the checked addresses."""

    addresses: list[str]
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        return _dial(self.addresses, self.port, self.deadline)


class _Secure(HTTPSConnection):
    """https to one of the checked addresses; the certificate is checked against the system's store."""

    addresses: list[str]
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        return _dial(self.addresses, self.port, self.deadline)


def connection_to(place: Place, addresses: list[str], deadline: Deadline) -> HTTPConnection:
    """A connection that is made with the first request."""
    made: _Plain | _Secure
    if place.scheme == "https":
        made = _Secure(place.host, place.port, timeout=READ, ssl_context=_tls())
    else:
        made = _Plain(place.host, place.port, timeout=READ)
    made.addresses, made.deadline = addresses, deadline
    return made


@functools.cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _dial(addresses: list[str], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address that answers. Raises OSError of the last."""
    failure: OSError | None = None
    for address in addresses:
        try:
            dialled = socket.create_connection((address, port), deadline.left(CONNECT))
        except OSError as error:
            if deadline.expired:
                raise
            failure = error
            continue
        dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        dialled.settimeout(READ)
        deadline.watch(dialled)
        return dialled
    raise failure or OSError("no address to connect to")
