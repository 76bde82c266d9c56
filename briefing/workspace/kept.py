"""What the derived index of comparisons has: groups of kept claims, the matches and links among articles."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefing.compare.claims import Match
from briefing.compare.decisions import Decisions, decisions_of, reference
from briefing.compare.echoes import Matched
from briefing.compare.features import ClaimFeatures
from briefing.compare.groups import ClaimGroup, group
from briefing.compare.origins import THIRD, Link, head, origins, outlet_links
from briefing.model.annotation import Annotation
from briefing.model.facts import Facts, decode_facts
from briefing.store.library.compared import Rows

TEXT, CLAIM, EVENT, ACTOR = range(4)  # kinds of items


def claim_groups(
    rows: Rows, items: Mapping[str, tuple[int, ClaimFeatures]], decisions: Decisions
) -> list[ClaimGroup]:
    """Groups of kept claims, by the matches that are kept."""
    refs = {number: ref for ref, (number, _) in items.items()}
    matches = _matched(rows, refs)
    articles = [decode_facts(data) for data in rows.heads(refs)]
    links = kept_links(rows, articles)
    origin = {a: o.articles[0] for o in origins(articles, links) for a in o.articles}
    return group((feature for _, feature in items.values()), matches, decisions, origin)


def kept_matches(rows: Rows, article_ids: Iterable[str]) -> list[Matched]:
    """The matches between claims of these articles."""
    found = rows.of_articles(article_ids, CLAIM)
    return _matched(rows, {number: reference(story, name) for number, story, name in found})


def _matched(rows: Rows, refs: Mapping[int, str]) -> list[Matched]:
    decode = msgspec.msgpack.Decoder(Match).decode
    return [Matched(refs[p.one], refs[p.other], decode(p.data), p.echo) for p in rows.pairs(refs)]


def kept_links(rows: Rows, articles: Sequence[Facts]) -> list[Link]:
    """The links among articles: of their texts, as kept, and of their outlets. Heads will do."""
    texts = rows.of_articles([f.article_id for f in articles], TEXT)
    names = {i.number: i.data.decode() for i in rows.items((n for n, _, _ in texts), TEXT)}
    decode = msgspec.msgpack.Decoder(Link).decode
    found = []
    for pair in rows.pairs(names):
        link = decode(pair.data)
        if pair.instead:
            link = Link(names[pair.one], names[pair.other], link.share, THIRD)
        elif pair.echo:  # from the lead to the copy
            link = msgspec.structs.replace(link, one=names[pair.one], other=names[pair.other])
        found.append(msgspec.structs.replace(link, whole=pair.echo))
    return [*found, *outlet_links([head(f) for f in articles])]


def decisions(rows: Rows) -> Decisions:
    """Everything that the analyst decided on matches."""
    found = rows.annotations(("link", "correction"), ("same_as", '"match"'))
    return decisions_of(msgspec.json.decode(data, type=Annotation) for data in found)
