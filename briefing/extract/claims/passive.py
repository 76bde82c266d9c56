"""Passives: "is said to have left", "it is understood that", "was accused by X of fraud", "known as"."""

from briefing.extract.claims.clauses import clause_claim, conjoined
from briefing.extract.claims.cut import cut_tail
from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.naming import is_name
from briefing.extract.claims.objects import object_claim
from briefing.extract.claims.place import after, before
from briefing.extract.claims.source import PASSIVE, SUBJECT, agent_of, noun_phrase, strayed_agent
from briefing.extract.claims.tree import Range, Tree, joined, minus, root_of
from briefing.extract.claims.verbs import CueVerb, read_verb
from briefing.extract.lexicon import cue

# Whoever is asked or told about a thing is the addressee, and no part of what is said.
_ADDRESSED = frozenset({"ask", "question", "press", "tell", "warn", "inform", "brief"})


def passive_claim(scene: Scene, verb: CueVerb) -> Draft | None:
    """The claim of a passive verb; its source is the agent or nobody."""
    tree, frames = scene.tree, verb.cue.frames
    if verb.cue.lemma == "suppose":  # "is supposed to" is an obligation
        return None
    if (
        verb.cue.lemma == "compare"
        and tree.child(verb.i, "auxpass") is None
        and agent_of(tree, verb.i) is None
    ):
        return None  # "small when compared with last year": the writer's own
    if verb.negated and agent_of(tree, verb.i) is None:
        return None  # "has not been charged": nobody says anything
    inner = _reported_attitude(scene, verb)
    if inner is not None:
        return inner
    patient = _patient(tree, verb.i)
    agent = agent_of(tree, verb.i)
    rule, rest = _complement(scene, verb)
    if rule == "passive-predication" and agent is None and tree.child(verb.i, "auxpass") is None:
        return None  # "the street dubbed Misery Mile" names
    if (
        rule == "passive-predication"
        and agent is None
        and rest is not None
        and (is_name(scene, root_of(tree, rest)) or _is_term(tree, verb, root_of(tree, rest)))
    ):
        return None  # and so does "the street is called Misery Mile"
    if rest is None and agent is None and patient is not None and tree.lower[patient] == "it":
        return _inserted(scene, verb, patient)
    if rest is None:
        if agent is None or not frames & {"np"} or patient is None:
            return None
        rule, pieces = "passive-object", [_whole(tree, verb, patient)]
    elif rule == "passive-that":
        pieces = [rest]
    else:
        asked = rule == "passive-preposition" and verb.cue.lemma in _ADDRESSED
        spoken_of = patient is not None and tree.lower[patient] != "it" and not asked
        pieces = [*([_whole(tree, verb, patient)] if patient is not None and spoken_of else []), rest]
    strayed = strayed_agent(tree, verb.i)
    agents = [*tree.children(verb.i, "agent"), *([strayed] if strayed is not None else [])]
    by = [(k, tree.right[k] + 1) for k in agents]
    if strayed is not None and rest is not None and rest[0] < strayed:
        rest = (rest[0], strayed)
        pieces[-1] = rest
    if rest is not None:
        by = [r for hole in by for r in minus(hole, rest)]
    source = noun_phrase(tree, agent, rest or verb.words, verb.words) if agent is not None else []
    low, high = tree.sent[verb.i]
    content: list[Range] = []
    for start, end in pieces:
        piece = (max(low, start), min(high, cut_tail(scene, start, end)))
        content += [r for r in map(tree.trim, minus(piece, verb.words, *source, *by)) if tree.words(r)]
    return draft(rule, verb.cue, verb.i, [verb.words], source, content) if content else None


def _reported_attitude(scene: Scene, verb: CueVerb) -> Draft | None:
    """ "Officials are thought to believe that …": their belief, on nobody's word; the passive is a link of the chain."""
    tree = scene.tree
    infinitive = next(
        (k for k in tree.children(verb.i, "xcomp") if k > verb.i and tree.tag[k] in ("VB", "VBN")), None
    )
    entry = cue(tree.lemma[infinitive]) if infinitive is not None else None
    if infinitive is None or entry is None or "that" not in verb.cue.frames or verb.cue.polarity != "assert":
        return None
    inner = read_verb(tree, infinitive, entry)
    found = clause_claim(scene, inner) or object_claim(scene, inner)
    if found is None or not found.source or agent_of(tree, verb.i) is not None:
        return None
    found.rule, found.anchor, found.evidence, found.weight = "passive-report", verb.i, "hearsay", 1.5
    found.cue = joined([verb.words, inner.words])
    found.relay.append(([], verb.words))
    return found


def _inserted(scene: Scene, verb: CueVerb, it: int) -> Draft | None:
    """ "The crew survived, it was reported"; "the crew, it is understood, survived": the sentence round it."""
    tree = scene.tree
    low, high = tree.sent[verb.i]
    prior, following = before(tree, it, low), after(tree, verb.words[1], high)
    if "that" not in verb.cue.frames or prior is None or tree.text[prior] != ",":
        return None
    if following is not None and tree.text[following] not in ",.":
        return None
    rest = (verb.words[1], high)
    content = [tree.trim(piece) for piece in ((low, prior), rest) if tree.words(piece)]
    found = draft("passive-that", verb.cue, verb.i, [(it, verb.words[1])], [], content)
    found.evidence = "hearsay"
    return found


def _patient(tree: Tree, i: int) -> int | None:
    own = tree.child(i, *PASSIVE)
    if own is not None:
        return own
    above = tree.head[i]
    if tree.dep[i] in ("acl", "relcl") and above != i:
        return above
    if tree.dep[i] == "conj" and above != i:
        return _patient(tree, above) if tree.is_verb(above) else None
    return None


def _is_term(tree: Tree, verb: CueVerb, noun: int) -> bool:
    """Whether a noun without an article is what a thing is called: "this is called group theory"."""
    bare = not any(tree.dep[k] in ("det", "poss", "nummod") for k in tree.kids[noun])
    return verb.cue.lemma in ("call", "term", "dub", "label") and tree.tag[noun] == "NN" and bare


def _whole(tree: Tree, verb: CueVerb, patient: int) -> Range:
    """The subject up to its verb: only a parenthesis may part them, so what else the parser left between is its own.

    "Rumours that the chain was to close *40 shops* were dismissed".
    """
    start, end = tree.subtree(patient)
    own = tree.dep[patient] in PASSIVE and tree.head[patient] == verb.i and patient < verb.words[0]
    if own and not any(tree.is_punct(k) for k in range(end, verb.words[0])):
        end = max(end, verb.words[0])
    return start, end


def _bare_as(tree: Tree, k: int) -> bool:
    """Whether an adjective behind "as" is a predicate that the parser took for a clause: "described by him as *modest*"."""
    plain = tree.dep[k] == "advcl" and tree.tag[k].startswith("JJ")
    return plain and tree.lower[tree.left[k]] == "as" and tree.child(k, *SUBJECT, "mark") is None


def _complement(scene: Scene, verb: CueVerb) -> tuple[str, Range | None]:
    tree = scene.tree
    frames, i = verb.cue.frames, verb.i
    for k in tree.kids[i]:
        if k < i:
            continue
        if tree.dep[k] in ("xcomp", "ccomp", "advcl") and any(
            tree.lower[a] == "to" for a in tree.children(k, "aux")
        ):
            if frames & {"to", "obj_to", "that"}:
                return "passive-raising", tree.subtree(k)
        elif tree.dep[k] == "ccomp" and frames & {"that"}:
            return "passive-that", tree.subtree(k)
        elif tree.dep[k] == "prep" and tree.lower[k] == "as" and "as" in frames:
            return "passive-predication", (k + 1, tree.right[k] + 1)
        elif _bare_as(tree, k) and "as" in frames:
            return "passive-predication", (tree.left[k] + 1, tree.right[k] + 1)
        elif tree.dep[k] == "oprd" and "small" in frames:
            return "passive-predication", tree.subtree(k)
        elif tree.dep[k] == "prep" and tree.lower[k] in verb.cue.obj_preps:
            return "passive-preposition", (k + 1, tree.right[k] + 1)
        elif tree.dep[k] == "agent":
            for noun in tree.children(k, "pobj"):
                for p in tree.children(noun, "prep"):
                    if tree.lower[p] in verb.cue.obj_preps:
                        return "passive-preposition", (p + 1, tree.right[p] + 1)
    clause = conjoined(scene, verb) if "that" in frames else None
    return ("passive-that", clause) if clause is not None else ("", None)
