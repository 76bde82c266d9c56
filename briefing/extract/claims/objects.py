"""Verbs whose content is not a finite clause: to do, doing, a thing, a thing as something, about a thing."""

from briefing.extract.claims.cut import cut_supplement, cut_tail
from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.naming import is_name as _names
from briefing.extract.claims.place import is_time
from briefing.extract.claims.source import PASSIVE, REFLEXIVE, SUBJECT, noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.claims.verbs import CueVerb, is_finite
from briefing.extract.lexicon import noun_cue, words

# Prepositions of a noun's or a predicate's complement, and those that only say when.
_COMPLEMENTING = frozenset({"of", "about", "as", "by", "with", "without", "between", "against"})
_WHEN = frozenset({"during", "since", "after", "before", "until", "on"})
_IF = frozenset({"if", "unless"})
_PREDICATIVE = frozenset({"predication", "object-preposition"})


def object_claim(scene: Scene, verb: CueVerb) -> Draft | None:
    """The claim of an active verb with an object, infinitive, gerund or preposition, or None."""
    tree = scene.tree
    subject = subject_of(tree, verb.i)
    if subject is None:
        return None
    found = _content(scene, verb)
    if found is None:
        return None
    rule, group, piece = found
    low, high = tree.sent[verb.i]
    piece = (piece[0], _widened(tree, verb, rule, piece[1]))
    start, end = max(low, piece[0]), min(high, cut_tail(scene, *piece))
    piece = tree.trim((start, cut_supplement(scene, start, end)))
    if not tree.words(piece):
        return None
    source = noun_phrase(tree, subject.head, group, piece)
    return draft(rule, verb.cue, verb.i, [group], source, [piece]) if source else None


def _widened(tree: Tree, verb: CueVerb, rule: str, end: int) -> int:
    """`end`, moved behind what the parser hung on the verb but what belongs to the content: "called it a danger *to
    the town*", "described the talks *as dull*".

    A phrase of time or of occasion tells when the words were spoken and stays outside.
    """
    if rule in ("preposition", "object"):
        end = _and_how(tree, verb.i, end)
    predicative = rule in _PREDICATIVE or "document" in verb.cue.frames  # a document speaks nowhere
    for k in tree.kids[verb.i]:
        if tree.left[k] != end or k < end:
            continue
        inner = tree.child(k, "pobj", "pcomp", "amod")
        if tree.dep[k] == "prep":
            belongs = tree.lower[k] in _COMPLEMENTING or (predicative and tree.lower[k] not in _WHEN)
            if not belongs or inner is None or is_time(tree, inner):
                break
        elif tree.dep[k] != "advcl" or tree.text[end] == ",":
            break
        elif rule != "object-preposition" and not (rule == "preposition" and tree.lower[end] in _IF):
            break  # "warned of floods if it rained"
        end = tree.right[k] + 1
    return end


def _and_how(tree: Tree, i: int, end: int) -> int:
    """`end`, moved behind a question that is coordinated with an object: "spoke of the war, *and how it ended*".

    A dependent question is no main clause, so it is not coordinated with the verb that the parser hung it on.
    """
    for k in tree.children(i, "conj"):
        opens = tree.left[k]
        asked = k > end and tree.tag[opens] in ("WRB", "WP") and tree.text[tree.sent[i][1] - 1] != "?"
        if asked and all(tree.is_punct(j) or tree.dep[j] == "cc" for j in range(end, opens)):
            return tree.right[k] + 1
    return end


def _content(scene: Scene, verb: CueVerb) -> tuple[str, Range, Range] | None:
    """`(rule, words of the cue, content)`; a plea is an adjective: "pleaded not guilty to fraud"."""
    tree, frames, i = scene.tree, verb.cue.frames, verb.i
    infinitive = _infinitive(tree, i)
    thing = next((k for k in tree.children(i, "dobj", "dative") if k > i), None)
    if thing is None and "np" in frames:
        thing = _shared_object(tree, i)
    if infinitive is not None and any(tree.tag[k] == "WP" and k < i for k in tree.kids[infinitive]):
        return None  # "what she wants to do costs money": a free relative names a thing
    if infinitive is not None and frames & {"to", "obj_to"}:
        start = tree.left[infinitive]
        # (What is promised may be promised to somebody.)
        held = thing is not None and thing < infinitive and verb.cue.group != "promise"
        if thing is not None and held and "np" in frames and "obj_to" not in frames:
            # "proposed rules to curb it"
            return "object", verb.words, (tree.left[thing], tree.right[infinitive] + 1)
        if "obj_to" in frames and thing is not None and thing < infinitive:
            start = tree.left[thing]
        return "infinitive", verb.words, (start, tree.right[infinitive] + 1)
    plea = tree.child(i, "acomp", "oprd") if verb.cue.lemma == "plead" else None
    if plea is not None:
        return "plea", verb.words, tree.subtree(plea)
    if frames & {"small", "as"}:
        found = _predication(scene, verb, thing)
        if found is not None:
            return found
    appeal = _appeal(tree, verb, infinitive)
    if appeal is not None:
        return appeal
    if thing is not None:
        for k in tree.children(i, "prep", "dative"):
            if (
                k > thing
                and tree.lower[k] in verb.cue.obj_preps
                and tree.child(k, "pobj", "pcomp") is not None
                and _counts(tree, i, k)
            ):
                return "object-preposition", verb.words, (tree.left[thing], tree.right[k] + 1)
        for k in tree.children(thing, "prep"):
            if tree.lower[k] in verb.cue.obj_preps and _counts(tree, i, k):
                return "object-preposition", verb.words, (tree.left[thing], tree.right[k] + 1)
    if "ing" in frames:
        gerund = next(
            (k for k in tree.children(i, "xcomp", "dobj", "ccomp") if k > i and tree.tag[k] == "VBG"), None
        )
        if gerund is not None:
            return "gerund", verb.words, tree.subtree(gerund)
        doing = _doing(tree, i, thing)
        if thing is not None and doing is not None:
            return "gerund", verb.words, (tree.left[thing], tree.right[doing] + 1)
    for k in tree.children(i, "advcl", "xcomp", "ccomp"):
        opens = tree.left[k]
        if (
            opens > i
            and tree.lower[opens] == "for"
            and "for" in verb.cue.preps
            and tree.child(k, "aux") is not None
        ):
            return "preposition", (verb.words[0], opens + 1), (opens + 1, tree.right[k] + 1)
    for k in tree.children(i, "prep"):
        inner = tree.child(k, "pobj", "pcomp", "prep")
        topic = tree.lower[k] in ("of", "about")  # "spoke of a bad week" tells no time
        if (
            k > i
            and tree.lower[k] in verb.cue.preps
            and inner is not None
            and (topic or not is_time(tree, inner))
        ):
            group = (verb.words[0], k + 1) if k == verb.words[1] else verb.words
            return "preposition", group, (k + 1, tree.right[k] + 1)
    pro_form = _pro_form(tree, verb)
    if pro_form is not None:
        return "object", verb.words, pro_form
    if "document" in frames and thing is not None and (_of_document(tree, i) or _is_proof(tree, thing)):
        doing = _doing(tree, i, thing)
        return "object", verb.words, (tree.left[thing], tree.right[thing if doing is None else doing] + 1)
    if verb.cue.polarity == "deny" and len(tree.children(i, "dobj", "dative", "iobj")) > 1:
        return None  # "denied the boys entry" withholds a thing
    if "np" in frames and thing is not None and tree.dep[thing] == "dobj" and not _reflexive(tree, thing):
        if verb.cue.lemma in words("referring") and not _holds_words(tree, thing):
            return None
        if verb.cue.lemma == "maintain" and tree.lemma[thing] not in words("pleas"):
            return None  # "maintained his innocence", not "maintained a fleet"
        start, end = tree.subtree(thing)
        if infinitive is not None and noun_cue(tree.lemma[thing]) is not None:  # "announced plans to close"
            end = max(end, tree.right[infinitive] + 1)
        return "object", verb.words, (start, end)
    return None


def _counts(tree: Tree, verb: int, preposition: int) -> bool:
    """Whether what is put at or on something is put at a number: "put the damage at 4 million", not "at risk"."""
    noun = tree.child(preposition, "pobj")
    if tree.lemma[verb] not in ("put", "estimate"):
        return True
    return noun is not None and (tree.tag[noun] == "CD" or tree.child(noun, "nummod") is not None)


def _infinitive(tree: Tree, i: int) -> int | None:
    for k in tree.children(i, "xcomp", "ccomp", "advcl"):
        if k > i and any(tree.lower[a] == "to" for a in tree.children(k, "aux")):
            if tree.dep[k] == "advcl" and tree.child(i, "dobj", "dative") is None:
                continue
            return k
    return None


def _appeal(tree: Tree, verb: CueVerb, infinitive: int | None) -> tuple[str, Range, Range] | None:
    """ "Called on the board to resign": a preposition's object with an infinitive."""
    if verb.cue.lemma not in ("call", "appeal", "push", "plead", "lobby"):
        return None
    for k in tree.children(verb.i, "prep", "prt"):
        noun = tree.child(k, "pobj")
        raised = tree.child(infinitive, "nsubj") if infinitive is not None else None
        if noun is None and raised is not None and tree.left[raised] == k + 1:
            noun = raised  # "called on people to wait", read as one clause
        if k == verb.words[1] and tree.lower[k] in ("on", "upon", "to", "for") and noun is not None:
            end = tree.right[k] + 1
            loose = tree.children(verb.i, "advcl") if infinitive is None and tree.lower[k] != "for" else []
            for c in loose:  # "called on both sides *to wait*", hung on the verb as a purpose
                if tree.left[c] == end and tree.lower[end] == "to" and tree.tag[c] == "VB":
                    infinitive = c
            if infinitive is not None and infinitive > k:
                end = max(end, tree.right[infinitive] + 1)
            elif not any(
                any(tree.lower[a] == "to" for a in tree.children(c, "aux")) for c in tree.kids[noun]
            ):
                continue
            return "appeal", (verb.words[0], k + 1), (k + 1, end)
    return None


def _predication(scene: Scene, verb: CueVerb, thing: int | None) -> tuple[str, Range, Range] | None:
    tree, i = scene.tree, verb.i
    if "as" in verb.cue.frames:
        for host in (i, *([thing] if thing is not None else [])):
            for k in tree.children(host, "prep"):
                if (
                    tree.lower[k] == "as"
                    and k > i
                    and tree.child(k, "pobj", "pcomp", "amod", "advcl") is not None
                ):
                    if any(tree.lower[j] == "what" for j in tree.kids[i] if j < i):
                        # "What it called a ploy", "what it described as a ploy": the thing's name.
                        return None
                    start = tree.left[thing] if thing is not None and thing < k else k + 1
                    return "predication", verb.words, (start, tree.right[k] + 1)
    if "small" in verb.cue.frames:
        if any(
            tree.lower[k] == "what" for k in tree.kids[i] if k < i
        ):  # "what he called tribalism" names, it does not claim
            return None
        predicates = [k for k in tree.children(i, "oprd", "ccomp", "xcomp", "acomp") if k > i]
        predicates = [
            k for k in predicates if not any(tree.lower[a] == "to" for a in tree.children(k, "aux"))
        ]
        if predicates and (_names(scene, predicates[-1]) or _is_sentence(tree, predicates[-1])):
            return None
        if predicates:
            ends = [tree.right[k] + 1 for k in [*predicates, *([thing] if thing is not None else [])]]
            return "predication", verb.words, (verb.words[1], max(ends))
        if thing is not None and any(
            k > thing and tree.tag[k].startswith(("JJ", "VBN")) and tree.dep[k] in ("acl", "amod", "acomp")
            for k in tree.kids[thing]
        ):
            return "predication", verb.words, (verb.words[1], tree.right[thing] + 1)
        if thing is not None:  # the parser made one phrase of two: a quotation in it is the predicate
            start, end = tree.subtree(thing)
            if any(_second_phrase(tree, k) for k in range(thing + 1, end)):
                return "predication", verb.words, (verb.words[1], end)
            if any(scene.inside[k] >= 0 and scene.inside[k] != scene.inside[i] for k in range(start, end)):
                return "predication", verb.words, (verb.words[1], end)
    return None


def _is_sentence(tree: Tree, k: int) -> bool:
    """Whether a clause is finite, which no small clause is: "a town called Ostmere *was* flooded"."""
    return tree.dep[k] == "ccomp" and tree.is_verb(k) and is_finite(tree, k)


def _doing(tree: Tree, verb: int, thing: int | None) -> int | None:
    """The participle right behind an object whose doing it names: "recalled the boy *talking* of it"."""
    if thing is None:
        return None
    behind = [*tree.children(verb, "advcl", "xcomp"), *tree.children(thing, "acl")]
    ends = {tree.right[thing] + 1, thing + 1}
    return next((k for k in behind if tree.tag[k] == "VBG" and tree.left[k] == k and k in ends), None)


def _pro_form(tree: Tree, verb: CueVerb) -> Range | None:
    """A word that stands for a content said before: "said as much", "said the same of the mill"."""
    if "that" not in verb.cue.frames or "hypothetical" in verb.flags:
        return None
    for k in tree.children(verb.i, "dobj", "advmod"):
        if k < verb.i:
            continue
        start = tree.left[k]
        if tree.lower[start : k + 1] == ["as", "much"] or tree.lower[k] == "otherwise":
            return start, k + 1
        topic = k + 1 < tree.sent[k][1] and tree.lower[k + 1] in ("about", "on") and tree.right[k + 1] > k + 1
        if tree.lower[k] in ("much", "little", "nothing", "more") and topic:
            return start, tree.right[k + 1] + 1
        same = tree.lower[k] == "same" or (tree.lower[k] == "thing" and "same" in tree.lower[start:k])
        if tree.lower[start] == "the" and (same or tree.lower[k] in ("opposite", "reverse", "contrary")):
            of = [c for c in tree.children(k, "prep") if tree.lower[c] in ("of", "about", "to")]
            return start, tree.right[of[0]] + 1 if of else k + 1
    return None


def _second_phrase(tree: Tree, k: int) -> bool:
    """Whether an article right behind a noun opens a second noun phrase: "called the demand *a* ploy"."""
    return tree.lower[k] in ("a", "an") and tree.tag[k] == "DT" and tree.tag[k - 1].startswith(("NN", "PRP"))


def _of_document(tree: Tree, i: int) -> bool:
    subject = subject_of(tree, i)
    return subject is not None and tree.lemma[subject.head] in words("documents")


def _is_proof(tree: Tree, thing: int) -> bool:
    """Whether an object is what an inference rests on or denies: "found no evidence of fraud", "no link"."""
    entry = noun_cue(tree.lemma[thing])
    related = any(tree.lower[k] == "no" for k in tree.kids[thing]) and tree.lemma[thing] in words("relations")
    return related or (entry is not None and entry.evidence == "inference")


def _holds_words(tree: Tree, thing: int) -> bool:
    """Whether an object is itself a content: "contradicted the report", not "contradicted his chief"."""
    return noun_cue(tree.lemma[thing]) is not None or tree.lemma[thing] in words("documents")


def _shared_object(tree: Tree, i: int) -> int | None:
    """The object that a verb without complement shares with the one right behind it: "criticised and then defended
    the bill" (right-node raising; Quirk et al. 1985, 13.55).
    """
    second = next((k for k in tree.children(i, "conj") if k > i and tree.tag[k] == tree.tag[i]), None)
    if second is None or tree.child(second, *SUBJECT, *PASSIVE) is not None:
        return None
    between = range(i + 1, second)
    joint = any(tree.lower[k] in ("and", "but") for k in between)  # "neither confirmed nor denied" is one act
    if not joint or any(tree.dep[k] not in ("cc", "advmod", "punct", "preconj") for k in between):
        return None
    return next((k for k in tree.children(second, "dobj") if k > second), None)


def _reflexive(tree: Tree, i: int) -> bool:
    return tree.lower[i] in REFLEXIVE
