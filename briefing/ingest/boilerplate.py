"""Wording that marks a line as furniture of a page: links to other articles, credits, footers.

Only what editors and publishing systems put around an article, by the fixed forms they put it in.
A paragraph of prose never matches: every rule is anchored at the line's start and most want a
colon, a bar, capitals or a short line.
"""

import re

from briefing.model.article import BlockKind

_RELATED = re.compile(
    r"""(?:
      (?:READ|SEE|WATCH|LISTEN|VIEW)(?:\ (?:MORE|ALSO|NEXT|NOW|HERE|THIS))*\s*(?:[:>»|–—-]|$)
    | (?:Read|See|Watch|Listen|View)\ (?:more|also|next|now|here|this|it)\s*(?:[:>»|–—]|$)
    | (?:RELATED|MORE|ALSO\ READ|ALSO\ SEE|FURTHER\ READING|RECOMMENDED|DON'T\ MISS|DON’T\ MISS|TRENDING|UP\ NEXT)
      (?:\ (?:ARTICLES?|STORIES|STORY|COVERAGE|LINKS?|READING|NEWS|VIDEOS?|TOPICS?))?\s*(?:[:>»|]|$)
    | (?:Related|Also\ read|Also\ see|Further\ reading|Recommended|Trending|Up\ next|See\ also|Explore\ more|Learn\ more|Find\ out\ more|
       Related\ (?:articles?|stories|story|coverage|links?|reading|news|videos?|topics?|content)|More\ (?:stories|coverage|news|articles)|
       More\ (?:from|on|in|about)\ [^.!?]{2,60})\s*(?:[:>»|]|$)
    | Lesen\ Sie\ (?:auch|mehr|hier)|Mehr\ zum\ Thema|Mehr\ dazu|Lire\ aussi|À\ lire\ aussi|Voir\ aussi|Lea\ también|Lee\ también|Te\ puede\ interesar
    | Leia\ (?:também|mais)|Veja\ também|Leggi\ anche|Lees\ ook|Läs\ (?:också|mer)|Les\ også|Læs\ også|Lue\ myös|Czytaj\ (?:też|także)|Zobacz\ (?:też|także)
    | ЧИТАЙТЕ\ ТАКЖЕ|Читайте\ (?:также|ещё)|Читайте\ також
    )""",
    re.VERBOSE,
)
# A live report goes on so: More from the minister: "We sail," she tells the chamber. (A link ends in no full stop.)
_SAID = re.compile(r"""\s*["“«].*[.!?]["”»]?$""")
_CAPTION = re.compile(
    r"(?:Image|Photo|Picture|Photograph|Caption|Video|Graphic|Illustration|Map|Chart|File photo|FILE PHOTO|FILE|PHOTO|VIDEO|WATCH)"
    r"(?: (?:credit|by|courtesy|source|caption))?\s*:\s*\S"
)
_CREDIT = re.compile(
    r"""(?:
      (?:Photo|Image|Picture|Video|Graphic|Illustration|Photograph)s?\ (?:by|courtesy(?:\ of)?|credit|supplied|via)\b[^.!?]{2,80}[.]?$
    | (?:©|\(c\)|\(C\)|Copyright\s(?:©|\(c\)|\d{4}|by\b)).{0,160}$
    | \(?(?:Additional\ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ww]ritten|[Ee]dited|[Cc]ompiled)\ by\ (?![a-z])[^.!?]{2,160}[.]?\)?$
    | [–—-]?\s*[Aa]dditional\ reporting\ by\ .{2,160}$
    | (?:Quelle|Source|Fonte|Fuente|Bron|Kilde|Källa)\s*:\s*\S.{0,60}$
    | (?:\W\s*)?(?:E-?mail|Contact|Kontakt)\s*:\s*\S+@\S+$
    | (?:Our|Editorial)\ (?:[Ss]tandards|[Pp]olic(?:y|ies)|[Gg]uidelines|[Pp]rinciples)\s*:.{0,80}$
    | (?:[A-Z][\w’'.-]+,?\ (?:and\ )?){1,8}reported\ from\ [A-Z][^.!?"“”]{2,80}\.(?:\ .{0,200}\ contributed(?:\ reporting)?(?:\ (?:to\ this|from)\b.{0,60})?\.)?$
    | [^"“”]{2,200}\ contributed\ (?:to\ this\ (?:report|story|article)|reporting)\b.{0,60}$
    | (?:With\ )?(?:files|additional\ reporting|contributions)\ (?:from|by)\ [^!?]{2,120}$
    | (?:Getty\ Images|AP\ Photo|AFP|Reuters|Shutterstock|iStock|EPA|dpa|Unsplash|Alamy)(?:[/|,\ ][^.!?]{0,60})?$
    )""",
    re.VERBOSE,
)
_PROMO = re.compile(
    r"""(?:
      (?:Sign\ up|Subscribe)\ (?:now\ |here\ |today\ |free\ )?(?:for|to|and\ get|with|here|now|today)\b[^"“”]{0,200}$
    | (?:Get|Receive)\ (?:our|the|more|all\ the|breaking|daily|email|your)\b[^"“”]{0,80}\b(?:newsletter|inbox|alerts?|notifications?|e-?mail)\b
    | (?:Follow|Like|Join|Find)\ (?:us|him|her|them|me|our)\b[^"“”]{0,60}(?:\bon\ [A-Z]|@\w|\b(?:newsletter|community|channel|page)\b)[^"“”]{0,80}$
    | (?:Join|Contact|Email)\ (?:us|our)\b[^"“”]{0,160}$
    | Follow\ @?[^"“”.!?]{2,60}\ on\ (?:X|Twitter|Facebook|Instagram|LinkedIn|Threads|Bluesky|Mastodon|WhatsApp|TikTok|YouTube|Telegram)\b
    | (?:Click|Tap)\ here\b
    | Download\ (?:the|our)\b[^"“”]{0,80}\bapp\b
    | (?:Advertisement|ADVERTISEMENT|Sponsored(?:\ content)?|Anzeige|Publicité|Publicidad|Advertise\ with\ us)\.?$
    | (?:Article\ content|Story\ continues\ below|Article\ continues\ below|Continue\ reading)\b
    | (?:Unsubscribe|Manage\ (?:your\ )?preferences|View\ (?:this\ e-?mail\ )?in\ (?:your\ )?browser|Terms\ of\ (?:Use|Service)|Privacy\ Policy|All\ rights\ reserved)\b.{0,200}$
    | [^"“”]{0,160}\b(?:sign(?:ing|ed)?\ up|subscrib\w+)\b[^"“”]{0,60}\b(?:our|your|this)\b[^"“”]{0,60}\b(?:newsletters?|inbox)\b[^"“”]{0,60}$
    | [^"“”]{0,160}\bsign(?:ing)?\ up\ (?:for|to)\ (?:our|the)\ [^"“”]{0,30}newsletters?\b[^"“”]{0,40}$
    | (?=.*\b(?:[Ww]e|us|our|affiliate)\b)[^"“”]{0,240}\b(?:earn|receive|get)\b[^"“”.]{0,30}\bcommissions?\b[^"“”]{0,120}$
    | [^"“”]{0,120}(?:[Ee]mail|[Gg]et\ in\ touch|[Cc]ontact|[Ww]rite\ to)\b[^"“”]{0,60}\S+@\S+\.\w+\s?\.?$
    | Please\ (?:read\ our|log\ ?(?:in|out)|sign\ (?:in|up)|enable|subscribe|register)\b.{0,160}$
    | You\ must\ (?:confirm|be\ logged|log\ in|sign\ in|register)\b.{0,120}$
    | [–—-]\s?[^.!?]{1,60}\(@\w{1,30}\)\s.{4,40}$
    | You\ (?:are\ receiving|received)\ this\ (?:e-?mail|message|newsletter)\b
    | (?:This\ article\ (?:was\ )?(?:first\ |originally\ )?(?:appeared|published)|This\ story\ (?:was\ )?(?:first\ |originally\ )?(?:appeared|published)|Originally\ published)\b.{0,200}$
    | (?:Share\ this|Share\ on|Tweet\ this|Print\ this|Email\ this|Leave\ a\ (?:comment|reply)|Back\ to\ top|Skip\ to)\b.{0,25}$
    | Comments?(?:\ \(\d+\))?$
    )""",
    re.VERBOSE,
)
_LONGEST = 360  # characters; furniture is short, and a longer paragraph that begins like it is prose
_BIO_MAX = 500
# What is said of a reporter in a note at the foot, and of nobody in the report above it.
_BIO = re.compile(
    r"""\b(?:is\ (?:an?|the)\ (?:[\w-]+\ ){0,6}(?:reporter|journalist|writer|editor|columnist|correspondent|author|freelancer|
      producer|contributor|novelist|fellow|professor|analyst|host|lecturer)\b
    | covers\b|writes\ (?:about|on|for)\b|has\ (?:covered|written|reported)\b|can\ be\ (?:reached|contacted|found)\b
    | makes\ (?:frequent|regular)\ appearances\b|joined\ (?:the|us)\b|follow\ (?:him|her|them)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\W_]+")


def about_author(line: str, authors: list[str]) -> bool:
    """Whether a paragraph at an article's foot describes one of its authors: named first, then what they do."""
    first = set(re.findall(r"[\w'’-]+", " ".join(line.split()[:5]).casefold()))
    surnames = {name.split()[-1].casefold() for name in authors if " " in name}
    return len(line) <= _BIO_MAX and bool(surnames & first) and _BIO.search(line) is not None


def furniture(line: str) -> BlockKind | None:
    """What kind of furniture a paragraph is by its words alone, or None where it is body."""
    if len(line) > _LONGEST:
        return None
    line = " ".join(line.split())
    label = _RELATED.match(line)
    if label and not (label[0].startswith("More ") and _SAID.match(line, label.end())):
        return "related"
    if _CAPTION.match(line):
        return "caption"
    if _CREDIT.match(line) or _PROMO.match(line) or _SEPARATOR.fullmatch(line):
        return "other"
    return None
