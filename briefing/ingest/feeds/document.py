"""Bytes -> Feed, whichever of the formats they are in."""

import json

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError
from briefing.ingest.feeds.json_feed import read_json_feed
from briefing.ingest.feeds.model import Feed
from briefing.ingest.feeds.xml_feed import read_xml_feed


def read_feed(data: bytes, url: str | None = None, charset: str | None = None) -> Feed:
    """The feed of a document. Raises IngestError where it is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        try:
            return read_json_feed(json.loads(decode(data, charset).text))
        except (ValueError, RecursionError) as error:
            raise IngestError(f"not JSON: {error}") from None
    return read_xml_feed(data, url, charset)
