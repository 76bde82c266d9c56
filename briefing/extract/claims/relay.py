"""Speech handed on: "state media quoted him as saying", "was cited as saying". The speaker is the one quoted;
who quotes is a link of the chain.
"""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.place import before, is_time, quotation_before
from briefing.extract.claims.source import PASSIVE, SUBJECT, agent_of, noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.claims.verbs import CueVerb, read_verb
from briefing.extract.lexicon import cue, words


def relayed_claim(scene: Scene, verb: CueVerb) -> Draft | None:
    """The claim of "quoted X as saying Y" and "X was quoted as saying Y", or None."""
    tree = scene.tree
    if verb.cue.group != "quote":
        return None
    saying = _saying(tree, verb.i)
    if saying is None:
        return None
    thing = next((k for k in tree.children(verb.i, "dobj") if k < saying), None)
    speaker = tree.child(verb.i, *PASSIVE) if thing is None else thing
    outer = agent_of(tree, verb.i) if thing is None else None
    if thing is not None:
        subject = subject_of(tree, verb.i)
        outer = subject.head if subject else None
    entry = cue(tree.lemma[saying])
    if speaker is None or entry is None:
        return None
    high = tree.sent[verb.i][1]
    start = read_verb(tree, saying, entry).words[1]
    content = tree.trim((start, min(high, tree.right[saying] + 1)))
    if not tree.words(content):
        content = _in_front(scene, verb)
    if not tree.words(content):
        return None
    found = draft(
        "relayed",
        entry,
        verb.i,
        [(verb.words[0], verb.words[1]), (saying, start)],
        noun_phrase(tree, speaker, (saying, high)),
        [content],
    )
    found.evidence = "hearsay"
    found.weight = 1.5  # the same words read as plain "saying" would credit the outlet
    if outer is not None:
        found.relay.append((noun_phrase(tree, outer, verb.words), verb.words))
    return found


def heard_from(scene: Scene, verb: CueVerb, found: Draft) -> None:
    """Give "the jury heard from a doctor that …" to the doctor; who heard it is a link of the chain."""
    tree = scene.tree
    if verb.cue.lemma != "hear" or verb.passive or found.rule != "indirect":
        return
    start = found.content[0][0]
    by = next(
        (k for k in tree.children(verb.i, "prep") if verb.i < k < start and tree.lower[k] == "from"), None
    )
    witness = tree.child(by, "pobj") if by is not None else None
    if by is None or witness is None or is_time(tree, witness):
        return
    source = noun_phrase(tree, witness, *found.content)
    if source:
        found.relay.append((found.source, verb.words))
        found.cue, found.source, found.evidence = [verb.words, (by, by + 1)], source, "speech"


def _in_front(scene: Scene, verb: CueVerb) -> Range:
    """The words before "the agency quoted a witness as saying": a quotation or a clause, up to the comma."""
    tree = scene.tree
    low = tree.sent[verb.i][0]
    subject = tree.child(verb.i, *SUBJECT, *PASSIVE)
    start = verb.words[0] if subject is None else min(verb.words[0], tree.left[subject])
    number = quotation_before(scene, start)
    if number is not None:
        return scene.quotations[number].tokens
    prior = before(tree, start, low)
    return tree.trim((low, prior)) if prior is not None and tree.text[prior] == "," else (start, start)


def _saying(tree: Tree, i: int) -> int | None:
    for k in range(i + 1, min(tree.sent[i][1], i + 12)):
        if (
            tree.tag[k] == "VBG"
            and cue(tree.lemma[k]) is not None
            and tree.lower[k - 1] == "as"
            and tree.below(k, i)
        ):
            return k
    return None


def outlets(scene: Scene, one: Draft) -> list[tuple[list[Range], Range]]:
    """`(outlet, words that name the channel)` of a claim told through an outlet: "told the Daily Bee",
    "in an interview with the Daily Bee".
    """
    tree = scene.tree
    found: list[tuple[list[Range], Range]] = []
    if one.anchor is None or not tree.is_verb(one.anchor) or one.rule == "according-to":
        return found
    for k in tree.kids[one.anchor]:
        if any(s <= k < e for s, e in one.content):
            continue  # what is spoken of, not who hands it on
        if tree.dep[k] in ("dobj", "dative") and is_outlet(tree, k):
            found.append((noun_phrase(tree, k, *one.content), one.cue[0]))
        elif tree.dep[k] == "prep" and tree.lower[k] in ("in", "on", "during", "to", "with"):
            for noun in tree.children(k, "pobj"):
                if tree.lower[noun] in words("occasions"):
                    found += _with(tree, noun)
                elif is_outlet(tree, noun) and tree.tag[noun].startswith("NNP"):
                    found.append((noun_phrase(tree, noun, *one.content), (k, k + 1)))
    return [(spans, words_) for spans, words_ in found if spans]


def _with(tree: Tree, noun: int) -> list[tuple[list[Range], Range]]:
    return [
        (noun_phrase(tree, outlet), (noun, k + 1))
        for k in tree.children(noun, "prep")
        if tree.lower[k] in ("with", "to", "in", "for", "on")
        for outlet in tree.children(k, "pobj")
        if not is_time(tree, outlet)
    ]


def is_outlet(tree: Tree, noun: int) -> bool:
    """Whether a noun phrase names a medium: "the Daily Bee", "state television", "the newspaper"."""
    if tree.lemma[noun] in words("media") or tree.lower[noun] in words("media"):
        return True
    names = [k for k in (*tree.kids[noun], noun) if tree.tag[k].startswith("NNP")]
    return any(tree.lower[k] in words("media") for k in names)
