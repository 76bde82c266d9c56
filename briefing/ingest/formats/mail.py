"""Mail: one message (EML, RFC 5322) or a box of them (mbox, RFC 4155): newsletters, mostly."""

import email
import email.message
import email.policy
import html
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import BinaryIO

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError, problem
from briefing.ingest.files import MAX_BYTES
from briefing.ingest.formats.base import Intake, Outcome, read_up_to
from briefing.ingest.formats.markup import article_from_fragment
from briefing.ingest.metadata import Metadata, normal_date, normal_language, normal_url
from briefing.ingest.plain import article_from_text
from briefing.model.article import Article
from briefing.model.text import one_line

_MAX_PARTS = 200  # of one message; a mail of more is an attack on its reader
_ENVELOPE = re.compile(rb"From \S+ +\w{3} +\w{3} +\d{1,2} \d\d:\d\d:\d\d ")
_QUOTED_ENVELOPE = re.compile(rb"^>(>*From )", re.M)  # mboxrd
# The link that newsletters put over their text: the same thing as a page.
_ONLINE = re.compile(
    r"""<a\b[^>]{0,1000}?href\s*=\s*["'](https?://[^"'\s]{1,2000})["'][^>]{0,1000}>(?:\s|<[^>]{0,500}>)*
    [^<]{0,60}?(?:view|read|open|see|display)[^<]{0,40}?(?:browser|online|on\ the\ web|web\ version)""",
    re.IGNORECASE | re.VERBOSE,
)


def read_mail(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The article of one message. Raises IngestError."""
    yield _article(read_up_to(stream, MAX_BYTES), source)


def read_mailbox(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The articles of a box, message by message: the box may be of any size, a message of 16 MiB.

    Raises IngestError where no message begins anywhere in it.
    """
    number = 0
    for number, data in enumerate(_messages(stream), 1):
        place = f"{source}#{number}"
        try:
            if data is None:
                raise IngestError(f"the message is larger than {MAX_BYTES // 1024**2} MiB")
            yield _article(data, place)
        except IngestError as error:
            yield problem(place, str(error))
    if not number:
        raise IngestError(
            "no mail begins in this mailbox (a line such as `From a@b.example Tue May 13 10:00:00 2031`)"
        )


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The messages of a box; None for one that is larger than MAX_BYTES."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := stream.readline(1024 * 1024):
        if blank and _ENVELOPE.match(line):
            if begun:
                yield _message(lines) if size <= MAX_BYTES else None
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= MAX_BYTES:
                lines.append(line)
            else:
                lines = []
        blank = not line.strip()
    if begun:
        yield _message(lines) if size <= MAX_BYTES else None


def _message(lines: list[bytes]) -> bytes:
    return _QUOTED_ENVELOPE.sub(rb"\1", b"".join(lines))


def _article(data: bytes, source: str) -> Article:
    """The article of a message: its HTML part, where that has text, else its plain part. Raises IngestError."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for _, part in zip(range(_MAX_PARTS), message.walk(), strict=False)]
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError, IndexError) as error:
        raise IngestError(f"not a mail that can be read: {error}") from None
    markup, plain = _text(parts, "text/html"), _text(parts, "text/plain")
    name, address = parseaddr(_field(message, "From"))
    identity = _field(message, "Message-ID").strip("<> ") or source
    metadata = Metadata(
        title=_field(message, "Subject") or None,
        url=_address(message, markup),
        site=_list_name(message) or name or address.rpartition("@")[2] or None,
        authors=[name] if name and _list_name(message) not in (None, name) else [],
        published=_day(message),
        language=normal_language(_field(message, "Content-Language").split(",")[0]),
    )
    if markup.strip():
        try:
            return article_from_fragment(markup, metadata, identity)
        except IngestError:
            if not plain.strip():
                raise
    if not plain.strip():
        raise IngestError("there is no text in the mail")
    return article_from_text(
        plain,
        title=metadata.title,
        url=metadata.url,
        site=metadata.site,
        authors=metadata.authors,
        published=metadata.published,
        language=metadata.language,
        external_id=identity,
    )


def _text(parts: Sequence[email.message.Message], kind: str) -> str:
    """The texts of that kind that are no attachment, in order."""
    texts = []
    for part in parts:
        try:
            if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
                continue
            data = part.get_payload(decode=True)
            charset = part.get_content_charset()
        except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
            continue
        if isinstance(data, bytes) and data.strip():
            texts.append(decode(data, charset).text)
    return "\n\n".join(texts)


def _field(message: email.message.Message, name: str) -> str:
    """A header field, decoded, on one line; empty where it is missing or cannot be read."""
    try:
        return one_line(str(message.get(name) or ""))
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return ""


def _day(message: email.message.Message) -> str | None:
    try:
        stated = message.get("Date")
        moment = getattr(stated, "datetime", None)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return None
    return moment.isoformat() if isinstance(moment, datetime) else normal_date(str(stated or ""))


def _list_name(message: email.message.Message) -> str | None:
    """The name of the list that a mail went to (List-ID, RFC 2919)."""
    return _field(message, "List-ID").partition("<")[0].strip(' "') or None


def _address(message: email.message.Message, markup: str) -> str | None:
    """Where the mail stands on the web: what its header says, else its own link to that."""
    stated = normal_url(_field(message, "Archived-At").strip("<> "))  # RFC 5064
    if stated:
        return stated
    found = _ONLINE.search(markup[:200_000])
    return normal_url(html.unescape(found[1])) if found else None
