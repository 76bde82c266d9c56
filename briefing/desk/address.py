"""A desk's address as libpq reads it, kept free of secrets."""

from urllib.parse import parse_qsl, urlsplit

from briefing.config import DESK_SCHEMES
from briefing.store.protocol import StoreError

_SECRET = ("password", "sslpassword", "scram_client_key", "scram_server_key")


class AddressError(StoreError):
    """An address that cannot be used. The message never repeats it."""


def checked(address: str) -> str:
    """The address. Raises AddressError for one that holds a password, or that is none.

    A password in an address ends up in the shell's history and in the list of processes; libpq has the
    passfile, the service file and certificates for it.
    """
    if not address.startswith(DESK_SCHEMES):
        raise AddressError("the address of a desk begins with postgresql://")
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        secret = parts.password is not None or any(name.lower() in _SECRET for name in options)
    except ValueError:
        raise AddressError(
            "the address of the desk cannot be read; it is postgresql://[user@]host/name"
        ) from None
    if secret:
        raise AddressError(
            "a password may not stand in the address of a desk: put it into ~/.pgpass (0600), a service file, "
            "or use a certificate"
        )
    return address
