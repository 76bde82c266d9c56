"""Why an address gave nothing."""

from briefing.ingest.errors import IngestError


class FetchError(IngestError):
    """A fetch that failed; the message says why and, after a redirect, where.

    `url` is the address that failed, `status` what its server answered (None where it did not come to
    that), `wait` the seconds that the server asks to be left alone (Retry-After), None without a word.
    """

    def __init__(
        self, url: str, reason: str, *, asked: str | None = None, status: int | None = None,
        wait: float | None = None,
    ) -> None:  # fmt: skip
        super().__init__(reason if asked in (None, url) else f"{reason} (at {url}, where it redirects to)")
        self.url, self.reason, self.status, self.wait = url, reason, status, wait
