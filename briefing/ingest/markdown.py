"""Markdown with front matter -> Article: CommonMark tokens turned into blocks of plain text."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from briefing.ingest.assemble import Piece, article_from_pieces, finish
from briefing.ingest.boilerplate import furniture
from briefing.ingest.errors import IngestError
from briefing.ingest.frontmatter import load_front_matter, stated
from briefing.ingest.metadata import Metadata
from briefing.ingest.plain import blocks_of
from briefing.model.article import Article, BlockKind
from briefing.model.text import neutralise, one_line

# Site generators put calls of their own into Markdown: {{< figure src="…" >}}, {% include … %},
# and attributes behind headings: {#anchor .class}. None of it is text.
_SHORTCODE = re.compile(r"\{\{[<%][^{}]{0,2000}\}\}|\{%[^{}]{0,2000}%\}")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
_SPACES = re.compile(r"[ \t\u00a0]+")
# The parser takes up to 75 µs a character where brackets are nested: beyond this a text is read as it stands.
MAX_MARKDOWN = 300_000
_BREAK = "\ue000"  # a private character stands for a hard break until white space is collapsed


def article_from_markdown(
    text: str,
    *,
    metadata: Metadata | None = None,
    external_id: str | None = None,
    notes: list[str] | None = None,
) -> Article:
    """The article of a Markdown text.

    What `metadata` (of the record around it) states wins over the front matter; without a title in
    either, a first heading of level 1 is the title. Raises IngestError where there is no text in it.
    Front matter that cannot be read is left out and named in `notes`.
    """
    outer = metadata or Metadata()
    if len(text) > MAX_MARKDOWN:
        if notes is not None:
            notes.append(
                f"longer than {MAX_MARKDOWN:,} characters: read as plain text, its Markdown left as it is"
            )
        clean = neutralise(text)
        return finish(clean, list(blocks_of(clean, outer.title)), outer, external_id)
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    tokens = parser.parse(neutralise(text))
    own = Metadata()
    if tokens and tokens[0].type == "front_matter":
        try:
            own = stated(load_front_matter(tokens[0].content))
        except IngestError as error:
            if notes is not None:
                notes.append(str(error))
        tokens = tokens[1:]
    pieces = [p for p in _pieces(tokens) if p.text.strip()]
    if not any(p.body for p in pieces):
        raise IngestError("there is no text in it")
    title = outer.title or own.title
    if title is None and pieces[0].kind == "heading" and pieces[0].level == 1:
        title = one_line(pieces[0].text)
    return article_from_pieces(
        pieces,
        Metadata(
            title=title,
            url=outer.url or own.url,
            site=outer.site or own.site,
            authors=outer.authors or own.authors,
            published=outer.published or own.published,
            language=outer.language or own.language,
        ),
        external_id,
    )


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    """The blocks of a token stream, in order."""
    open_kinds: list[BlockKind] = []
    row: list[str] = []
    rows: list[str] = []
    heading: int | None = None
    cell = footnotes = False
    for token in tokens:
        match token.type:
            case "blockquote_open":
                open_kinds.append("quote")
            case "list_item_open":
                open_kinds.append("list_item")
            case "blockquote_close" | "list_item_close":
                open_kinds.pop()
            case "footnote_block_open":
                footnotes = True
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = None
            case "th_open" | "td_open":
                cell = True
            case "th_close" | "td_close":
                cell = False
            case "tr_close":
                rows.append(" | ".join(row))
                row = []
            case "table_close":
                yield Piece("table", "\n".join(rows))
                rows = []
            case "inline" if cell:
                row.append(_inline(token))
            case "inline" if heading is not None:
                yield Piece("heading", _ATTRIBUTES.sub("", _inline(token)), True, heading)
            case "inline":
                yield from _paragraph(token, open_kinds[-1] if open_kinds else "paragraph", footnotes)
            case "fence" | "code_block":
                yield Piece("code", token.content.rstrip("\n"))
            case "html_block":
                yield from _html_block(token.content)
            case _:
                pass


def _paragraph(token: Token, kind: BlockKind, footnote: bool) -> Iterator[Piece]:
    text = _inline(token)
    children = token.children or []
    if footnote:
        yield Piece("other", text, False)
    elif not text:
        # A paragraph of pictures alone: what stands for them is their caption.
        alts = [c.content or c.attrGet("title") for c in children if c.type == "image"]
        yield from (Piece("caption", one_line(str(alt)), False) for alt in alts if alt)
    else:
        yield _typed(text, kind)


def _typed(text: str, kind: BlockKind) -> Piece:
    found = furniture(text)
    return Piece(found, text, False) if found else Piece(kind, text)


def _inline(token: Token) -> str:
    """The words of an inline token: no markup, no pictures, soft breaks as spaces."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and re.match(r"<br\b", child.content, re.I)
        ):
            parts.append(_BREAK)
    text = _SPACES.sub(" ", _SHORTCODE.sub("", "".join(parts)).replace("\n", " "))
    return "\n".join(line.strip() for line in text.split(_BREAK) if line.strip())


def _html_block(markup: str) -> Iterator[Piece]:
    """The paragraphs of raw HTML between Markdown blocks, by its block elements."""
    markup = _SHORTCODE.sub("", markup)
    try:
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    etree.strip_elements(root, "script", "style", "iframe", etree.Comment, with_tail=False)
    for element in root.iter("br"):
        element.tail = "\n" + (element.tail or "")
    for element in root.iter(
        "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "figcaption"
    ):
        element.tail = "\n\n" + (element.tail or "")
        element.text = "\n\n" + (element.text or "")
    for paragraph in re.split(r"\n\s*\n", root.text_content()):
        if paragraph.strip():
            yield _typed(one_line(paragraph), "paragraph")
