"""YAML front matter and other key-value metadata -> Metadata."""

import html
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from briefing.ingest.errors import IngestError
from briefing.ingest.metadata import Metadata, normal_authors, normal_date

# The names that the same thing goes by in front matter, feeds and exports of crawlers; first wins.
TITLE = ("title", "headline", "name")
DATE = (
    "published", "date", "date_publish", "date_published", "datePublished", "publish_date", "published_at",
    "pubDate", "pubdate", "publication_date", "versioncreated", "dct",
)  # fmt: skip
AUTHORS = ("authors", "author", "byline", "by", "creator")
LANGUAGE = ("language", "lang", "locale", "inLanguage")
URL = ("url", "canonical_url", "canonical", "source_url", "link", "permalink", "uri")
SITE = ("site", "outlet", "publication", "publisher", "sitename", "site_name", "source_domain", "source")

MAX_FRONT_MATTER = 65_536  # characters; longer is data, not metadata
_MAX_DEPTH = 20


class _TextLoader(yaml.SafeLoader):
    """The safe loader with every plain scalar kept as the text it is.

    A date stays as written, `no` stays a language, and there are no aliases to make a bomb of.
    """

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (the base class's own form)

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """A node of the document. Raises yaml.YAMLError on an alias or deep nesting."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        self.depth = getattr(self, "depth", 0) + 1
        if self.depth > _MAX_DEPTH:
            raise yaml.YAMLError(f"more than {_MAX_DEPTH} levels of nesting")
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def load_front_matter(text: str) -> dict[str, Any]:
    """The mapping of a YAML front matter, every scalar as text. Raises IngestError."""
    if len(text) > MAX_FRONT_MATTER:
        raise IngestError(f"front matter is longer than {MAX_FRONT_MATTER:,} characters")
    try:
        # A SafeLoader: it builds dicts, lists and scalars, never objects.
        loaded = yaml.load(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise IngestError(
            f"front matter is not YAML: {what}{f' in line {mark.line + 2}' if mark else ''}"
        ) from None
    except (ValueError, RecursionError, TypeError) as error:
        raise IngestError(f"front matter is not YAML: {error}") from None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise IngestError("front matter is not a list of keys and values")
    return {str(key): value for key, value in loaded.items()}


def stated(record: Mapping[str, Any]) -> Metadata:
    """What a mapping says about its article, under whichever of the usual names."""
    return Metadata(
        title=text_of(record, TITLE),
        url=text_of(record, URL),
        site=text_of(record, SITE),
        authors=normal_authors(next((record[k] for k in AUTHORS if record.get(k)), None)),
        published=first_date(record, DATE),
        language=text_of(record, LANGUAGE),
    )


def text_of(record: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first of the fields that holds text (or `{"name": text}`), its HTML entities resolved."""
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return html.unescape(value).strip()
    return None


def first_date(record: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first of the fields that holds a whole date, as ISO 8601."""
    for name in names:
        value = record.get(name)
        found = normal_date(value) if isinstance(value, str) else None
        if found:
            return found
    return None
