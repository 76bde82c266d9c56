"""Whether what a feed carries is the article or the beginning of it."""

import re

# Elements that end a paragraph: a teaser has one or two, an article more.
_BREAK = re.compile(r"</p\s*>|<br[^>]*>\s*<br|</li\s*>|</h[1-6]\s*>|\n\s*\n", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,2000}>")
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|\b(?:read|see|view)\s+(?:more|on|the\s+(?:rest|full)\b.{0,40})|continue\s+reading.{0,60})"
    r"\s*(?:→|»|&raquo;|&rarr;|\.)?\s*$",
    re.IGNORECASE,
)
# A teaser is one paragraph of at most some eighty words; from three paragraphs or some 250 words
# on, a description is the text itself (RSS 2.0 leaves both to <description>).
_PARAGRAPHS, _LONG = 3, 1500
_TAIL = 400


def is_full(content: str, *, declared: bool) -> bool:
    """Whether the text is whole; `declared` where the feed calls it content and not description.

    A text that ends in an ellipsis or an invitation to read on is none, whatever it is called.
    """
    words = _TAG.sub(" ", content).strip()
    if not words or _CUT.search(words[-_TAIL:]):
        return False
    return declared or len(words) >= _LONG or len(_BREAK.findall(content)) >= _PARAGRAPHS
