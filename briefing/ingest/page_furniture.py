"""Raw blocks of a page -> typed pieces: which are headings, and which are furniture of the page.

Furniture is told by four signs, none of them a site's own: wording (boilerplate.py), links (a list
or paragraph that is nothing but links), the elements that a block stands in on the page, and its
neighbours (a heading over nothing but furniture is furniture).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import lxml.html
from lxml import etree

from briefing.ingest.assemble import Piece
from briefing.ingest.boilerplate import furniture
from briefing.ingest.page_blocks import RawBlock
from briefing.model.article import BlockKind

_LINKED = 0.8  # share of a block's characters in links from which it is a link, not a sentence with one
_HEADING_MAX = 120  # characters; a longer bold paragraph is an emphasised sentence
_PART = 0.3  # of the article's characters
_PLACES = 20  # elements of the same text that are looked at
_TEXT_MAX = 3000  # characters; longer texts are not looked up on the page
_KICKER_MAX = 40  # characters
_WORDS = re.compile(r"\w+")
_LABEL = re.compile(r"([^\W\d_][^|:>»]{2,40}?)\s*[|:>»]\s+")
# A day in figures and, perhaps, an hour: on a page a stamp, not a sentence.
_DATE_LINE = re.compile(
    r"\w{0,12}\W{0,3}\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}(?:\W{1,4}\d{1,2}[:.]\d\d(?: \w{2,4})?)?$"
)
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|text)\s*:?\s+", re.IGNORECASE)
# What newsrooms call a heading between paragraphs, in their own languages.
_HEADING_CLASS = re.compile(
    r"cross[-_]?head|sub[-_]?head|inter[-_]?(?:line|titre|title)|zwischen(?:titel|ueberschrift)|mellan?rubrik|ladillo",
    re.I,
)
_NOT_HEADING = re.compile(r"[.;,…]$|^[\W\d_]+$")
_FURNITURE_CLASS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("caption", re.compile(r"(?:^|[-_ ])(?:(?:fig|image|img|photo|picture|media|video)?[-_]?caption|credits?|image[-_]?(?:credit|description|source))(?:$|[-_ ])", re.I)),
    ("related", re.compile(r"(?:^|[-_ ])related|recommend|read[-_]?(?:more|next|also)|more[-_](?:from|stories|on|news|articles)|see[-_]?also|teaser|trending|popular|most[-_]?(?:read|viewed|recent)|also[-_]?(?:read|like)|further[-_]?reading|you[-_]?may", re.I)),
    ("other", re.compile(r"newsletter|subscribe(?:$|[-_ ](?:form|box|widget|button|cta|now))|sign[-_]?up|promo(?:$|[-_ ])|promotion|(?:^|[-_ ])ads?(?:$|[-_ ])|advert|sponsor|affiliate|disclaimer|disclosure|donat|social|share(?:$|[-_ ])|sharing|comment(?:s|ing)|author[-_]?(?:bio|box|info|desc)|(?:^|[-_ ])bio(?:$|[-_ ])|about[-_]?(?:the[-_]?)?author|copyright|breadcrumb|(?:^|[-_ ])tags?(?:$|[-_ ]?list)|byline|dateline|meta(?:info|data)?(?:$|[-_ ])|kicker|eyebrow|consent|cookie|(?:^|[-_ ])ratings?(?:$|[-_ ])|feedback|correction-form", re.I)),
)  # fmt: skip
_FURNITURE_TAG: dict[str, BlockKind] = {
    "figcaption": "caption", "figure": "caption", "nav": "related", "aside": "other", "footer": "other", "form": "other", "dialog": "other",
}  # fmt: skip
_WRAPPERS = ("div", "span", "a", "li", "blockquote", "dd")
_OUTER = {
    "ul", "ol", "dl", "table", "section", "article", "figure", "aside", "nav", "header", "footer", "form", "main",
}  # fmt: skip
_LOOKED_UP = (
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "dt", "dd", "div", "span", "a",
)  # fmt: skip


def typed_pieces(
    blocks: list[RawBlock], page: lxml.html.HtmlElement, title: str | None, authors: list[str]
) -> Iterator[Piece]:
    """The pieces of an article's body; furniture has `body` false.

    `title` and `authors` are those of the article: its own headline is a heading of level 1, and
    what only names or describes its authors is no body.
    """
    places = _places(page, blocks)
    levels = {key: _level(e) for key, es in places.items() for e in es if _level(e)}
    around = _Surroundings(sum(len(b.text) for b in blocks))
    kinds: list[BlockKind | None] = []
    headings: dict[int, int] = {}
    prose = False
    for n, block in enumerate(blocks):
        key = _key(block.text)
        if block.kind == "heading" or (block.kind == "paragraph" and key in levels):
            headings[n] = block.level or levels.get(key, 2)
        elif _bold_heading(block, blocks[n + 1 : n + 2]):
            headings[n] = 3
        kind = _furniture_of(block, places.get(key, []), around, n in headings, prose)
        prose = prose or not (kind or n in headings)
        kinds.append(kind)
    _by_place(kinds, blocks, title, authors)
    _spread(kinds, blocks, headings)
    if all(kinds):
        kinds = [None] * len(blocks)  # a page of nothing but links is what its reader came for
    for n, block in enumerate(blocks):
        kind = kinds[n]
        if kind:
            yield Piece(kind, block.text, False)
        elif n in headings:
            yield Piece(
                "heading", block.text, True, 1 if title and _key(title) == _key(block.text) else headings[n]
            )
        else:
            yield Piece(block.kind, block.text)


def _level(element: etree._Element) -> int:
    """The level of a heading by its element or, for a short paragraph, by the name of its class; else 0."""
    tag = str(element.tag)
    if re.fullmatch("h[1-6]", tag):
        return int(tag[1])
    short = tag in ("p", "div", "span") and len("".join(map(str, element.itertext()))) <= _HEADING_MAX
    return 3 if short and _HEADING_CLASS.search(element.get("class") or "") else 0


def _bold_heading(block: RawBlock, after: list[RawBlock]) -> bool:
    """Whether a paragraph is a heading in all but its element: bold, short, no sentence, text after it."""
    return (
        block.kind == "paragraph"
        and block.bold
        and len(block.text) <= _HEADING_MAX
        and not _NOT_HEADING.search(block.text)
        and bool(after)
        and after[0].kind != "heading"
        and not after[0].bold
    )


def _furniture_of(
    block: RawBlock, places: list[etree._Element], around: "_Surroundings", heading: bool, prose: bool
) -> BlockKind | None:
    """The kind of furniture that a block is by itself, or None. `prose`: some stands before it already."""
    if block.kind in ("table", "code"):
        return None
    wording = furniture(block.text)
    if wording or (not heading and _DATE_LINE.match(block.text)):
        return wording or "other"
    if (
        block.kind != "quote"
        and not heading
        and ((block.linked >= _LINKED and " " in block.text) or _labelled_link(block))
    ):
        return "related"
    found = [around.kind(element) for element in places]
    # The same words may stand in the article and in a teaser: one clean place makes them body.
    if not found or not all(found):
        return None
    # Some newsrooms call an article's own standfirst its teaser.
    return found[0] if prose or found[0] != "related" else None


def _labelled_link(block: RawBlock) -> bool:
    """Whether a block is a label in capitals and a link: `MORE NEWS | Ferries sail again`."""
    label = _LABEL.match(block.text)
    return (
        label is not None
        and label[1].isupper()
        and block.linked >= 0.9 * (1 - len(label[0]) / len(block.text))
    )


def _by_place(
    kinds: list[BlockKind | None], blocks: list[RawBlock], title: str | None, authors: list[str]
) -> None:
    """Type what stands around the prose: kickers over the headline, bylines."""
    names = {_key(name) for name in authors}
    headline = next((n for n, b in enumerate(blocks[:8]) if title and _key(b.text) == _key(title)), 0)
    for n, block in enumerate(blocks):
        kicker = n < headline and len(block.text) <= _KICKER_MAX
        if not kinds[n] and block.kind in ("paragraph", "list_item", "heading"):
            kinds[n] = "other" if kicker or _key(_BY.sub("", block.text)) in names else None


class _Surroundings:
    """What the elements around a block make it. `whole`: characters of the article's text."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._known: dict[etree._Element, BlockKind | None] = {}

    def kind(self, element: etree._Element) -> BlockKind | None:
        """The kind of furniture that an element or one around it is, or None."""
        for place in (element, *element.iterancestors()):
            if place.tag in ("body", "html", "main", "article"):
                return None
            if place not in self._known:
                self._known[place] = self._own_kind(place)
            if self._known[place]:
                return self._known[place]
        return None

    def _own_kind(self, place: etree._Element) -> BlockKind | None:
        kind = _FURNITURE_TAG.get(str(place.tag))
        if kind is None:
            marks = f"{place.get('class') or ''} {place.get('id') or ''}"
            kind = next((k for k, pattern in _FURNITURE_CLASS if pattern.search(marks)), None)
        # An element that holds a good part of the text is the article, whatever its class says.
        return kind if kind and sum(len(str(t)) for t in place.itertext()) < _PART * self._whole else None


def _spread(kinds: list[BlockKind | None], blocks: list[RawBlock], headings: dict[int, int]) -> None:
    """Type what the neighbours tell: lists of links as a whole, headings over nothing but furniture."""
    groups: dict[int, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.group:
            groups[block.group].append(n)
    for members in groups.values():
        related = [n for n in members if kinds[n]]
        if len(related) > 0.6 * len(members):
            for n in members:
                kinds[n] = kinds[n] or "related"
        elif all(kinds[n] == "related" and blocks[n].linked >= _LINKED for n in related):
            for n in related:
                kinds[n] = None  # links in a list of prose are its items
    for n in reversed(range(len(blocks))):
        if n not in headings or kinds[n] or headings[n] == 1:
            continue
        following = kinds[n + 1] if n + 1 < len(blocks) else "related"
        if blocks[n].linked >= _LINKED and n and _teaser(n, headings, blocks, kinds):
            # A heading that is a link belongs to another article, and so does its standfirst.
            kinds[n] = "related"
            if n + 1 < len(blocks) and n + 1 not in headings:
                kinds[n + 1] = kinds[n + 1] or "related"
        elif following == "related":
            kinds[n] = "related"


def _teaser(n: int, headings: dict[int, int], blocks: list[RawBlock], kinds: list[BlockKind | None]) -> bool:
    """Whether a linked heading is one of a run: at most one paragraph, then another such heading or the end."""
    after = n + 1 + (n + 1 < len(blocks) and n + 1 not in headings)
    return after >= len(blocks) or (
        after in headings and (kinds[after] == "related" or blocks[after].linked >= _LINKED)
    )


def _places(page: lxml.html.HtmlElement, blocks: list[RawBlock]) -> dict[str, list[etree._Element]]:
    """The elements of the page that hold exactly the text of a block, by the text's key."""
    wanted = {_key(b.text) for b in blocks if len(b.text) <= _TEXT_MAX}
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for element in page.iter(*_LOOKED_UP):
        if element.tag in _WRAPPERS and any(
            child.tag in _LOOKED_UP or child.tag in _OUTER for child in element
        ):
            continue  # what it holds is looked up by itself
        key = _key("".join(str(t) for t in element.itertext()))
        here = found[key] if key in wanted else None
        if here is not None and len(here) < _PLACES and not any(e in here for e in element.iterancestors()):
            here.append(element)
    return found


def _key(text: str) -> str:
    return "".join(_WORDS.findall(text)).casefold()
