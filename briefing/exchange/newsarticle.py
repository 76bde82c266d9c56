"""schema.org NewsArticle (and Article, Report …) with its text, in: as records that `briefing.ingest` takes."""

from typing import Any

from briefing.exchange.bundle import Imported
from briefing.exchange.jsonin import Node, objects

_TYPES = {
    "Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "Report", "BlogPosting", "LiveBlogPosting",
}  # fmt: skip


def read(text: str, name: str) -> Imported:
    """The articles of a JSON-LD document. Raises ExchangeError; one without `articleBody` is skipped."""
    records: list[dict[str, Any]] = []
    skipped: list[str] = []
    for node in objects(text, name, ("@graph", "itemListElement", "items")):
        if not _TYPES & {t.text().rpartition("/")[2] for t in node.get("@type").each()}:
            continue
        headline = node.get("headline").text() or node.get("name").text()
        if not node.get("articleBody").text().strip():
            skipped.append(f"{headline or 'an article'}: its text (articleBody) is not in the file")
            continue
        records.append(_record(node, headline))
    return Imported(records=records, skipped=skipped)


def _record(node: Node, headline: str) -> dict[str, Any]:
    url = _address(node.get("url")) or _address(node.get("mainEntityOfPage")) or _address(node.get("@id"))
    made: dict[str, Any] = {
        "id": node.get("@id").text() or node.get("identifier").value or url,
        "url": url,
        "title": headline,
        "text": node.get("articleBody").text(),
        "authors": [n for n in (_name(a) for a in node.get("author").each()) if n],
        "site": next((n for n in (_name(p) for p in node.get("publisher").each()) if n), None),
        "published": node.get("datePublished").text() or node.get("dateCreated").text(),
        "language": _name(node.get("inLanguage")),
    }
    return {k: v for k, v in made.items() if v}


def _name(node: Node) -> str:
    """The name of a thing that may be given as its name alone."""
    if isinstance(node.value, dict):
        return node.get("name").text() or node.get("alternateName").text()
    return node.text()


def _address(node: Node) -> str:
    if isinstance(node.value, dict):
        node = node.get("@id") if node.has("@id") else node.get("url")
    address = node.text()
    return address if address.startswith(("http://", "https://")) else ""
