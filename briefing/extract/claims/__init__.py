"""Who says what, on whose word."""

from briefing.extract.claims.acts import is_act, is_withheld
from briefing.extract.claims.adjectives import attitude_claims, made_clear
from briefing.extract.claims.answers import no_answer, uncommitted, unreturned
from briefing.extract.claims.clauses import as_clause, clause_claim
from briefing.extract.claims.cut import trimmed, whole_words
from briefing.extract.claims.denials import gap_denial
from briefing.extract.claims.describe import claims_of
from briefing.extract.claims.direct import announced_claims, floating, lone_quotation, whole_quotations
from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.gapped import gapped_claims
from briefing.extract.claims.headline import headline_claims, quoted_headings, without_hearers
from briefing.extract.claims.hearsay import emergences, hearsay_claims
from briefing.extract.claims.labels import colon_claims
from briefing.extract.claims.manner import manner_claims
from briefing.extract.claims.nominal import nominal_claims
from briefing.extract.claims.objects import object_claim
from briefing.extract.claims.passive import passive_claim
from briefing.extract.claims.phrases import opening_claims, phrase_claims
from briefing.extract.claims.quotations import find_quotations
from briefing.extract.claims.relay import heard_from, relayed_claim
from briefing.extract.claims.repair import mend
from briefing.extract.claims.repeats import in_heading, without_repeats
from briefing.extract.claims.settle import in_order, settle, unnested
from briefing.extract.claims.sources import is_cause
from briefing.extract.claims.tree import Range, plant
from briefing.extract.claims.utterances import utterance_claims
from briefing.extract.claims.verbs import CueVerb, cue_verbs
from briefing.extract.claims.wording import polarity_of
from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.model.brief import Claim


def find_claims(parsed: Parsed, actors: ActorLookup) -> list[Claim]:
    """The article's claims, in text order. Spans are characters of `parsed.text`; never raises on odd text."""
    scene = set_scene(parsed)
    drafts = [d for d in drafts_of(scene) if not is_cause(scene, d, actors)]
    return claims_of(scene, without_repeats(scene, drafts, actors), actors)


def set_scene(parsed: Parsed) -> Scene:
    """The article as the rules see it."""
    tree = plant(parsed.doc)
    mend(tree)
    paragraphs = [(p.tokens.start, p.tokens.end) for p in parsed.paragraphs]
    quotations = find_quotations(tree, parsed.doc.text, paragraphs)
    inside, paragraph = [-1] * len(tree), [-1] * len(tree)
    for number, q in enumerate(quotations):
        inside[q.start : q.end] = [number] * (q.end - q.start)
    for number, (first, last) in enumerate(paragraphs):
        paragraph[first:last] = [number] * (last - first)
    headings = frozenset(
        n for n, p in enumerate(parsed.paragraphs) if p.is_title or p.block.kind == "heading"
    )
    return Scene(tree, parsed.text, paragraphs, headings, quotations, inside, paragraph)


def drafts_of(scene: Scene) -> list[Draft]:
    """What all rules together find, settled, in text order."""
    drafts: list[Draft] = []
    for verb in cue_verbs(scene.tree):
        if verb.passive:
            found = relayed_claim(scene, verb) or passive_claim(scene, verb)
        else:
            found = (
                gap_denial(scene, verb)
                or relayed_claim(scene, verb)
                or no_answer(scene, verb)
                or as_clause(scene, verb)
                or clause_claim(scene, verb)
                or object_claim(scene, verb)
            )
        if found is not None and (verb.passive or is_act(scene.tree, verb, found)):
            found.flags |= (
                verb.flags
                | ({"negated"} if verb.negated or is_withheld(scene.tree, verb) else set())
                | ({"passive"} if verb.passive else set())
            )
            if is_withheld(scene.tree, verb) and found.cue and found.cue[0][1] > scene.tree.head[verb.i]:
                found.cue[0] = (scene.tree.head[verb.i], found.cue[0][1])  # "has yet to say"
            uncommitted(scene.tree, verb, found)
            heard_from(scene, verb, found)
            found.cue += _particle(scene, verb, found)
            drafts.append(found)
    drafts += gapped_claims(scene, drafts)
    drafts += phrase_claims(scene)
    drafts += colon_claims(scene)
    drafts += opening_claims(scene)
    drafts += hearsay_claims(scene, drafts)
    drafts += emergences(scene)
    drafts += unreturned(scene)
    drafts += attitude_claims(scene)
    drafts += made_clear(scene)
    drafts += announced_claims(scene, drafts)
    drafts += headline_claims(scene, drafts)
    drafts += quoted_headings(scene)
    without_hearers(scene, drafts)
    drafts += nominal_claims(scene)
    drafts += utterance_claims(scene)
    drafts += manner_claims(scene, drafts)
    drafts = [d for d in drafts if not _in_quotation(scene, d) and "conditional" not in d.flags]
    for one in drafts:
        one.content = whole_words(scene.tree, trimmed(scene, one.anchor, one.content))
        one.source = whole_words(scene.tree, one.source)
    drafts = [d for d in drafts if any(scene.tree.words(piece) for piece in d.content)]  # ", it was said."
    whole_quotations(scene, drafts)
    drafts = unnested(scene, settle(scene, drafts))
    drafts += [d for d in floating(scene, drafts) if not in_heading(scene, d)]
    drafts = drafts or lone_quotation(scene)
    for one in drafts:
        one.polarity = polarity_of(scene, one)
    return in_order(drafts)


def _particle(scene: Scene, verb: CueVerb, found: Draft) -> list[Range]:
    """The particle of a phrasal verb behind its object: "turned them *down*"."""
    tree = scene.tree
    return [
        (k, k + 1)
        for k in tree.children(verb.i, "prt")
        if verb.cue.lemma.endswith(f"_{tree.lower[k]}")
        and not any(s <= k < e for s, e in [*found.cue, *found.content])
    ]


def _in_quotation(scene: Scene, draft: Draft) -> bool:
    """Whether the cue itself is quoted: then it is part of what somebody else says."""
    return draft.anchor is not None and scene.inside[draft.anchor] >= 0
