"""Quotations that no verb took: continued, introduced by a paragraph before, or floating."""

from itertools import pairwise

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.place import before, is_titled
from briefing.extract.claims.quotations import Quotation
from briefing.extract.claims.source import noun_phrase, subject_of
from briefing.extract.claims.speakers import Speakers, speaks
from briefing.extract.claims.tree import Range, joined, minus, overlap
from briefing.extract.claims.verbs import read_verb
from briefing.extract.lexicon import cue

_SHORT = 3  # letters; prepositions and articles up to this length keep their small letter in a heading
_SCARE = 4  # fewer words than this in marks, with no cue, name a thing rather than quote a speaker

Covered = dict[int, list[Draft]]  # token -> the drafts whose cue or content it is in


def whole_quotations(scene: Scene, drafts: list[Draft]) -> None:
    """Let a content that touches a quotation from outside it cover the whole of it."""
    for one in drafts:
        at = one.anchor if one.anchor is not None else one.cue[0][0] if one.cue else -1
        own = scene.inside[at] if at >= 0 else -1
        content = []
        for start, end in one.content:
            for number in {scene.inside[start], scene.inside[end - 1]} - {own, -1}:
                q = scene.quotations[number]
                if q.paragraph == scene.paragraph[start] and not any(
                    s < q.end and q.start < e for s, e in one.cue
                ):
                    start, end = min(start, q.start), max(end, q.end)
            content.append((start, end))
        one.content = joined(content)


def floating(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Give each quotation that no draft covers to its speaker: mostly the one who has just spoken.

    Changes `drafts` where a quotation continues one of them; returns those made new.
    """
    made: list[Draft] = []
    last: Draft | None = None
    covered: Covered = {}
    for one in drafts:
        _cover(covered, one)
    _carry_back(scene, covered)
    speakers = Speakers(scene, drafts)
    for q in scene.quotations:
        holder = _holder(q, covered)
        if holder is not None:
            last = holder if speaks(holder) else last
            continue
        if not _is_statement(scene, q) and not (_alone(scene, q) and _is_sentence(scene, q)):
            continue
        spoke = speakers.before(q)
        if last is None or (spoke is not None and not _goes_on(scene, last, made, q)):
            last = spoke
        about = _portrayed(scene, q)
        if about is not None and _takes_over(scene, about, last, q):
            made.append(about)
            _cover(covered, about)
            last = about
            continue
        if last is None:
            continue
        same = scene.paragraph[q.start] == _paragraph(scene, last)
        if same and (_alone(scene, q) or _trails(scene, q)):
            end = q.end if _alone(scene, q) else scene.tree.sent[q.end][1]
            last.content = joined([*last.content, scene.tree.trim((q.start, end))])
            _cover(covered, last)
        elif not same and _alone(scene, q) and q.paragraph - _paragraph(scene, last) == 1:
            made.append(
                Draft(
                    "floating", last.anchor, list(last.cue), list(last.source), [q.tokens], lemma=last.lemma
                )
            )
            last = made[-1]
            _cover(covered, last)
    return made


def _goes_on(scene: Scene, last: Draft, made: list[Draft], q: Quotation) -> bool:
    """Whether a quotation runs on from the paragraph before, which nothing closed and no cue took."""
    before = scene.quotations[max(0, scene.inside[last.content[-1][0]])]
    return any(last is d for d in made) and not before.closed and before.paragraph == q.paragraph - 1


def _carry_back(scene: Scene, covered: Covered) -> None:
    """Give a paragraph's quotation that nothing closes to whoever speaks in the next, which opens with a mark too."""
    for q, following in reversed(list(pairwise(scene.quotations))):
        first = scene.paragraphs[following.paragraph][0]
        if q.closed or following.paragraph != q.paragraph + 1 or following.start != first:
            continue
        holder = _holder(following, covered)
        turn = (
            holder is not None and holder.rule == "colon"
        )  # a quoted transcript opens each turn with a mark
        if (
            holder is not None
            and not turn
            and speaks(holder)
            and _alone(scene, q)
            and _holder(q, covered) is None
        ):
            holder.content = joined([*holder.content, q.tokens])
            _cover(covered, holder)


def announced_claims(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """`The mayor said:` at the end of a paragraph: the next paragraph is the content."""
    tree = scene.tree
    made: list[Draft] = []
    for number, (first, last) in enumerate(scene.paragraphs[:-1]):
        colon = before(tree, last, first)
        if colon is None or tree.text[colon] != ":" or colon - first < 1:
            continue
        verb = next(
            (
                i
                for i in range(colon - 1, max(first, colon - 12), -1)
                if tree.is_verb(i) and scene.inside[i] < 0
            ),
            None,
        )
        entry = cue(tree.lemma[verb]) if verb is not None else None
        if (
            verb is None
            or entry is None
            or "quote" not in entry.frames
            or any(d.anchor == verb for d in drafts)
        ):
            continue
        subject = subject_of(tree, verb)
        if subject is None:
            continue
        start, end = scene.paragraphs[number + 1]
        quoted = next(
            (q for q in scene.quotations if q.paragraph == number + 1 and q.start - start <= 1), None
        )
        content = quoted.tokens if quoted is not None else tree.trim((start, end))
        group = read_verb(tree, verb, entry).words
        made.append(
            draft("announced", entry, verb, [group], noun_phrase(tree, subject.head, group), [content])
        )
    return made


def lone_quotation(scene: Scene) -> list[Draft]:
    """The one claim of a text that is nothing but quotations: direct speech of nobody."""
    tree = scene.tree
    total = sum(tree.words(p) for p in scene.paragraphs)
    quoted = sum(tree.words(q.tokens) for q in scene.quotations)
    if total < _SCARE or quoted < 0.9 * total or not all(q.closed for q in scene.quotations):
        return []
    return [Draft("lone-quotation", None, [], [], [q.tokens for q in scene.quotations])]


def _cover(covered: Covered, draft: Draft) -> None:
    for start, end in [*draft.content, *draft.cue]:
        for i in range(start, end):
            held = covered.setdefault(i, [])
            if not any(d is draft for d in held):
                held.append(draft)


def _holder(q: Quotation, covered: Covered) -> Draft | None:
    """The draft that holds half of a quotation, or whose cue is in it; the first of several."""
    half = (q.end - q.start) / 2
    near = {id(d): d for i in range(*q.tokens) for d in covered.get(i, [])}
    found = (
        d
        for d in near.values()
        if overlap(d.content, [q.tokens]) >= half or any(s < q.end and q.start < e for s, e in d.cue)
    )
    return min(found, key=lambda d: d.start, default=None)


def _is_statement(scene: Scene, q: Quotation) -> bool:
    """Whether the words in marks are someone's sentence rather than a name or a term."""
    tree = scene.tree
    if tree.words(q.tokens) < _SCARE or is_titled(tree, q.tokens):
        return False
    return any(tree.is_verb(i) or tree.tag[i] == "MD" for i in range(*q.tokens))


def _takes_over(scene: Scene, about: Draft, last: Draft | None, q: Quotation) -> bool:
    """Whether the person of the sentence before speaks rather than the last speaker.

    So where nobody has spoken near, or where the quotation opens a paragraph behind a sentence about someone by name.
    """
    if last is None or q.paragraph - _paragraph(scene, last) not in (0, 1):
        return True
    opens = q.start == scene.paragraphs[q.paragraph][0]
    named = (
        any(scene.tree.tag[i].startswith("NNP") for i in range(*about.source[0])) if about.source else False
    )
    if opens:
        return named and about.anchor != last.anchor
    return _paragraph(scene, last) != q.paragraph


def _is_sentence(scene: Scene, q: Quotation) -> bool:
    """Whether a short quotation is a sentence of its own ("Now.") and no heading."""
    tree = scene.tree
    stop = tree.text[q.end - 1 - q.closed]
    return (tree.words(q.tokens) > 1 or stop in (".", "!", "?")) and not _is_headline(scene, q)


def _trails(scene: Scene, q: Quotation) -> bool:
    """Whether a quotation opens its sentence and only a phrase of the same speaker's follows: "“It is a tax” on salt."."""
    tree = scene.tree
    first, last = scene.paragraphs[q.paragraph]
    prior = before(tree, q.start, first)
    if prior is None or q.end >= last or not tree.words((q.end, tree.sent[q.end][1])):
        return False
    closed = tree.text[prior] in (".", "!", "?") or scene.inside[prior] >= 0
    rest = range(q.end, tree.sent[q.end][1])
    return closed and tree.tag[q.end] == "IN" and not any(tree.tag[i].startswith(("VB", "MD")) for i in rest)


def _is_headline(scene: Scene, q: Quotation) -> bool:
    """Whether a quotation in title case is a paragraph of its own: a heading between the sections."""
    tree = scene.tree
    rest = minus(scene.paragraphs[q.paragraph], q.tokens)
    words = [tree.text[i] for i in range(*q.tokens) if not tree.is_punct(i)]
    capitals = [w for w in words if w[0].isupper()]
    return (
        2 * len(capitals) > len(words) > 1
        and all(w[0].isupper() for w in words if len(w) > _SHORT)
        and not any(tree.words(r) for r in rest)
    )


def _alone(scene: Scene, q: Quotation) -> bool:
    """Whether the quotation is its whole sentence: nothing of the writer's own stands round it."""
    tree = scene.tree
    first, last = scene.paragraphs[q.paragraph]
    prior = before(tree, q.start, first)
    if (
        prior is not None
        and tree.text[prior] not in (".", "!", "?", ":", "…", "...")
        and scene.inside[prior] < 0
    ):
        return False
    following: Range = (q.end, min(last, q.end + 1))
    return not tree.words(following) or tree.text[q.end][:1].isupper()


def _portrayed(scene: Scene, q: Quotation) -> Draft | None:
    """The person of the sentence right before a quotation that stands alone: "Ada was angry. “They lied.”".

    Also across a paragraph's end.
    """
    tree = scene.tree
    first, _ = scene.paragraphs[q.paragraph]
    above = scene.paragraphs[q.paragraph - 1][0] if q.paragraph and q.start == first else first
    prior = before(tree, q.start, above)
    if (
        prior is None
        or scene.paragraph[prior] in scene.headings
        or not _alone(scene, q)
        or scene.inside[prior] >= 0
        or not _is_statement(scene, q)
    ):
        return None
    low, high = tree.sent[prior]
    root = next((i for i in range(low, high) if tree.head[i] == i), None)
    subject = tree.child(root, "nsubj", "nsubjpass") if root is not None else None
    if (
        root is None
        or subject is None
        or not (
            tree.tag[subject] in ("NNP", "NNPS")
            or tree.lower[subject] in ("he", "she", "they")
            or _utters(scene, root, subject)
        )
    ):
        return None
    return Draft(
        "floating", root, [(root, root + 1)], noun_phrase(tree, subject, (root, root + 1)), [q.tokens]
    )


def _utters(scene: Scene, root: int, subject: int) -> bool:
    """Whether a sentence only tells that somebody spoke and how: "The goalkeeper shrugs. “People talk.”"."""
    tree = scene.tree
    entry = cue(tree.lemma[root])
    return (
        entry is not None
        and entry.frames == {"that", "quote"}
        and tree.tag[subject] == "NN"
        and tree.child(subject, "det", "poss") is not None
        and tree.child(root, "dobj", "ccomp", "xcomp", "prep", "neg", "auxpass") is None
    )


def _paragraph(scene: Scene, draft: Draft) -> int:
    if draft.rule == "floating":
        return scene.paragraph[draft.content[-1][0]]
    return scene.paragraph[draft.cue[0][0]]
