"""What kind of source a claim has, which actor it is, and why it is unnamed."""

import bisect
import re
from dataclasses import dataclass

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.identity import identifies, stands_for
from briefing.extract.claims.relay import is_outlet
from briefing.extract.claims.source import antecedent, noun_phrase
from briefing.extract.claims.tree import Range, Tree, root_of
from briefing.extract.lexicon import cue, words
from briefing.extract.lookup import ActorLookup
from briefing.model.article import Span
from briefing.model.brief import SourceKind

# The set phrases with which newspapers give the reason, and a because-clause right behind them.
_REASON = re.compile(
    r"(?<=anonymity )to [^.;,”\"]*"
    r"|(?:because|since|citing|for fear|out of fear|due to|in order to|so as to|given)\b[^.;”\"]*"
    r"|(?:not|n[o'’]t) authori[sz]ed to [^.;,”\"]*|(?:without|lacked?) (?:the )?authori[sz]ation[^.;,”\"]*",
    re.IGNORECASE,
)
_ANONYMITY = re.compile(
    r"anonym|not (?:to )?be(?:ing)? (?:named|identified|quoted|publicly)|(?:declined|refused|asked) to be (?:named|identified)"
    r"|withh[eo]ld|not (?:be )?(?:named|identified)|authori[sz]ed to|on background",
    re.IGNORECASE,
)
_ABSTRACT = (
    "sion",
    "tion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ism",
    "ship",
    "ure",
)  # actions and states
_THINGS = frozenset({"this", "that", "which", "what", "nothing", "something", "everything"})
_SELF = frozenset({"i", "we", "us", "me"})


@dataclass(frozen=True)
class Origin:
    """A claim's source: its kind, its actor, its words, and the reason that the article gives for no name."""

    kind: SourceKind
    actor: str | None
    pieces: list[Range]
    reason: Span | None


def origin_of(scene: Scene, one: Draft, actors: ActorLookup, turn: Draft | None = None) -> Origin:
    """The source of a draft. Where a relative pronoun speaks, what it stands for is added behind it; where
    "I" speaks in a transcript, it is whose `turn` it is.
    """
    tree = scene.tree
    if not one.source:
        return Origin("unattributed", None, [], None)
    pieces = list(one.source)
    head = head_of(tree, pieces[0])
    noun = antecedent(tree, head)
    if noun is not None:
        pieces += [p for p in noun_phrase(tree, noun, (head, tree.right[noun] + 1)) if p not in pieces]
        head = noun
    if turn is not None and one is not turn and tree.lower[head] in _SELF and scene.inside[head] < 0:
        whose = origin_of(scene, turn, actors)
        return Origin(whose.kind, whose.actor, pieces, None)
    actor = actor_at(tree, actors, head, pieces[-1])
    if actor is None and one.rule == "colon":
        actor = _of_label(tree, actors, pieces[-1])
    kind = kind_of(tree, one, actors, head, actor)
    actor = None if kind == "unattributed" else actor
    return Origin(kind, actor, pieces, _reason(scene, one, pieces) if kind == "unnamed" else None)


def head_of(tree: Tree, piece: Range) -> int:
    """The head token of a source's words."""
    return root_of(tree, piece)


def actor_at(tree: Tree, actors: ActorLookup, head: int, piece: Range) -> str | None:
    """The actor that a source's head mentions, or the name in apposition to it."""
    found = actors.covering(Span(tree.start[head], tree.end[head]))
    if found is None:
        for k in tree.kids[head]:
            if tree.dep[k] == "appos" and piece[0] <= k < piece[1] and tree.tag[k].startswith("NNP"):
                found = found or actors.covering(Span(tree.start[k], tree.end[k]))
    return found or _with_role(tree, actors, head, piece)


def _with_role(tree: Tree, actors: ActorLookup, head: int, piece: Range) -> str | None:
    """The actor within the source's words one of whose roles holds the head: "a partner of the firm, Ada Holm"."""
    at = Span(tree.start[head], tree.end[head])
    roles = {a.id for a in actors.actors for r in a.roles if r.span.covers(at)}
    whole = Span(tree.start[piece[0]], tree.end[piece[1] - 1])
    return next((a for a, _ in actors.within(whole) if a in roles), None)


def _of_label(tree: Tree, actors: ActorLookup, label: Range) -> str | None:
    """The one person whose surname ends a label in capitals: "MAYOR HOLM"."""
    last = tree.text[label[1] - 1]
    if not last.isupper() or len(last) < 2:
        return None
    bearers = [a.id for a in actors.actors if a.kind == "person" and a.name.upper().split()[-1] == last]
    return bearers[0] if len(bearers) == 1 else None


def is_document(tree: Tree, head: int) -> bool:
    """Whether the source is a thing that says something: a report, a poll, a filing."""
    return (tree.lemma[head] in words("documents") and tree.tag[head] in ("NN", "NNS", "VB")) or (
        tree.tag[head].startswith("NNP")
        and tree.lower[head] in ("report", "survey", "poll", "review", "act", "study", "assessment")
    )


def is_thing(tree: Tree, head: int, lemma: str) -> bool:
    """Whether the source of that cue is an event or a fact, which nobody says: "the attack shows that …"."""
    if is_document(tree, head) or tree.tag[head] not in ("NN", "NNS", "DT", "VBG"):
        return False
    entry = cue(lemma)
    if entry is None or entry.group not in ("show", "indicate", "deny"):
        return False
    if entry.group == "show" or tree.tag[head] in ("DT", "VBG"):
        return True
    return tree.lemma[head].endswith(_ABSTRACT) and tree.lemma[head] not in words("bodies")


def is_cause(scene: Scene, one: Draft, actors: ActorLookup) -> bool:
    """Whether the source of "explain" is what makes a thing so, not who makes it plain: "is explained by its age".

    "Explain" is a verb of saying only of somebody or of a thing with words; of anything else it is one of causation.
    """
    if one.lemma != "explain" or not one.source or any(scene.inside[s] >= 0 for s, _ in one.content):
        return False
    tree, head = scene.tree, head_of(scene.tree, one.source[0])
    if tree.lower[head] in _THINGS and antecedent(tree, head) is None:
        return True
    speaks = is_document(tree, head) or is_outlet(tree, head) or tree.lemma[head] in words("bodies")
    known = (
        speaks
        or tree.lemma[head] in words("anonymous")
        or actor_at(tree, actors, head, one.source[0]) is not None
    )
    return not known and tree.tag[head] in ("NN", "NNS", "VBG")


def kind_of(tree: Tree, one: Draft, actors: ActorLookup, head: int, actor: str | None) -> SourceKind:
    """named (the reader can tell who), unnamed (the article keeps it open), document, media (outlets, and the
    article's own "we"), unattributed (an event, a fact, nobody). docs/claims.md says more.
    """
    if is_document(tree, head):
        return "document"
    if tree.lower[head] in _SELF:
        return "named" if actor is not None else "media"
    if is_outlet(tree, head):
        return "media"
    if one.lemma == "hear" and tree.lemma[head] in words("forums"):
        return "unattributed"  # "the inquest heard that": who told it is left open
    if tree.lower[head] in _THINGS or tree.tag[head] in ("WP", "WRB", "VB", "VBG", "VBZ"):
        return "unattributed"
    if any(tree.lower[k] == "no" for k in tree.children(head, "det", "neg")):
        return "unattributed"
    if one.rule == "colon" and tree.text[head].isupper() and tree.tag[head] != "NNS":
        return "media" if tree.text[head] == "Q" else "named"  # a transcript's label is a party to the talk
    if actor is not None:
        known = next(a for a in actors.actors if a.id == actor)
        if not known.unnamed:
            return "named"
        first = min(known.mentions, key=lambda m: m.start)
        return "named" if identifies(tree, _head_at(tree, first.span)) else "unnamed"
    if is_thing(tree, head, one.lemma):
        return "unattributed"
    if tree.tag[head].startswith("NNP") or any(_names(tree, k) for k in tree.kids[head]):
        return "named"
    if tree.lower[head] in ("he", "she", "him", "her", "his"):
        return "named"  # news names a person before it says "he"
    noun = stands_for(tree, head)
    if noun is not None:
        return kind_of(tree, one, actors, noun, actor_at(tree, actors, noun, tree.subtree(noun)))
    if tree.lower[head] == "it":
        entry = cue(one.lemma)
        shown = entry is not None and entry.group in ("show", "indicate", "explain", "find", "know")
        return "unattributed" if shown else "named"  # what speaks is a body, named before
    return "named" if identifies(tree, head) else "unnamed"


def _names(tree: Tree, k: int) -> bool:
    return tree.dep[k] == "appos" and tree.tag[k].startswith("NNP") and tree.text[k] not in ("D", "R")


def _head_at(tree: Tree, span: Span) -> int:
    """The governing token of a mention's words."""
    first = max(0, bisect.bisect_right(tree.start, span.start) - 1)
    return root_of(tree, (first, max(first + 1, bisect.bisect_left(tree.start, span.end))))


def _reason(scene: Scene, one: Draft, pieces: list[Range]) -> Span | None:
    """The words that say why a source has no name: in its sentence, behind "anonymity" and the like."""
    tree = scene.tree
    low, high = tree.sent[pieces[0][0]]
    base = tree.start[low]
    sentence = scene.text[base : tree.end[high - 1]]
    asked = _ANONYMITY.search(sentence)
    if asked is None:
        return None
    found = _REASON.search(sentence, asked.start()) or _REASON.search(sentence)
    if found is None:
        return None
    words_ = found.group().rstrip(" ,—–-")
    cue = min((tree.start[s] for s, _ in one.cue if tree.start[s] > base + found.start()), default=None)
    end = base + found.start() + len(words_)
    if cue is not None and cue < end:  # the because-clause ends where the cue begins
        cut = scene.text.rfind(",", base + found.start(), cue)
        end = cut if cut > 0 else cue
    return Span(base + found.start(), len(scene.text[:end].rstrip(" ,")))
