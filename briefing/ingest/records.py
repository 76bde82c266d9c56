"""A record (a line of JSONL, an object of a JSON file) -> Article."""

from collections.abc import Mapping
from typing import Any

import msgspec

from briefing.ingest.errors import IngestError
from briefing.ingest.frontmatter import stated
from briefing.ingest.plain import article_from_text
from briefing.model.article import Article, article_id
from briefing.model.text import neutralise

# news-please writes `maintext`, Common Crawl tools `text`, Newspaper `text`, CMS exports `body` or `content`,
# ninjs `body_text` beside `body_html`.
TEXT = ("text", "maintext", "body_text", "body", "content", "article_text", "plain_text")
HTML = ("html", "body_html", "body_xhtml", "content_html", "raw_html")
_ID = ("id", "external_id", "guid", "uuid", "url", "uri")
FORMATS = ("text", "markdown", "html")


def article_from_record(record: Mapping[str, Any], *, notes: list[str] | None = None) -> Article:
    """The article of a record; raises IngestError with what is wrong.

    `{"id", "text", "title", "published", "format"}` with `format` one of text (default), markdown
    and html; the usual other names of these fields are understood. A record that is itself the
    article part of a brief (`briefing ingest` writes such) comes back as it is.
    """
    if "blocks" in record and str(record.get("id", "")).startswith("sha256:"):
        return _own(record)
    form = record.get("format") or "text"
    markup = text_of_raw(record, HTML)
    text = text_of_raw(record, TEXT)
    if text is None and markup is not None:
        text, form = markup, "html"
    if form not in FORMATS:
        raise IngestError(f"format is {form!r}; it must be one of {', '.join(FORMATS)}")
    if text is None:
        raise IngestError(f"no text in it (looked for {', '.join((*TEXT, *HTML))})")
    if not text.strip():
        raise IngestError("its text is empty")
    metadata, identity = stated(record), _identity(record)
    if form == "html":
        from briefing.ingest.html import article_from_html  # heavy: loaded when a page comes

        return article_from_html(text, metadata=metadata, external_id=identity)
    if form == "markdown":
        from briefing.ingest.markdown import article_from_markdown

        return article_from_markdown(text, metadata=metadata, external_id=identity, notes=notes)
    return article_from_text(
        text,
        title=metadata.title,
        url=metadata.url,
        site=metadata.site,
        authors=metadata.authors,
        published=metadata.published,
        language=metadata.language,
        external_id=identity,
    )


def text_of_raw(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that is a string, as it is."""
    return next((record[name] for name in names if isinstance(record.get(name), str)), None)


def _identity(record: Mapping[str, Any]) -> str | None:
    for name in _ID:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None


def _own(record: Mapping[str, Any]) -> Article:
    """A record that `briefing ingest` wrote, checked: text, hash and blocks must belong together."""
    try:
        article = msgspec.convert(dict(record), Article)
    except msgspec.ValidationError as error:
        raise IngestError(f"not the article part of a brief: {error}") from None
    if neutralise(article.text) != article.text or article_id(article.text) != article.id:
        raise IngestError("its id is not that of its text")
    at = 0
    for block in article.blocks:
        if not at <= block.start < block.end <= len(article.text):
            raise IngestError(f"its block at {block.start} does not fit the text")
        at = block.end
    return article
