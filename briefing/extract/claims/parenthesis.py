"""Reporting clauses behind or inside what they report: “…,” she said; it rained, she said, for days.

Parenthetical and inverted reporting clauses take what is left of their sentence (Quirk et al. 1985, 14.28-30).
"""

from briefing.extract.claims.cut import cut_head, cut_tail
from briefing.extract.claims.draft import Scene
from briefing.extract.claims.place import after, before, is_mark, is_named_work, is_titled, quotation_before
from briefing.extract.claims.source import PASSIVE, SUBJECT, Subject
from briefing.extract.claims.tree import Range, Tree, root_of
from briefing.extract.claims.verbs import CueVerb, is_finite
from briefing.extract.lexicon import cue

_COORDINATOR = frozenset({"and", "but", "or", "so", "yet"})
# Objects that stand for what is said: "said nothing", "repeated it".
_CONTENT = frozenset({"nothing", "little", "much", "more", "something", "anything", "it", "this", "that"})
_COMMENT = frozenset({"see", "know", "mean"})
_RESUME = frozenset({"until", "because", "if", "unless", "since", "when", "where", "including"})


def before_cue(
    scene: Scene, verb: CueVerb, subject: Subject | None, block: Range, right: Range | None
) -> tuple[Range | None, str]:
    """What stands before the cue and is its content, and the rule's name."""
    tree = scene.tree
    low, high = tree.sent[verb.i]
    inside = scene.inside[verb.i]
    if subject is None or subject.how == "control" or _subordinate(tree, verb, block):
        return None, ""
    left_clause = next(
        (
            k
            for k in tree.kids[verb.i]
            if k < verb.i and tree.dep[k] == "ccomp" and tree.right[k] < verb.i + 1
        ),
        None,
    )
    number = quotation_before(scene, block[0]) if "quote" in verb.cue.frames else None
    if (
        number is not None
        and number != inside
        and scene.quotations[number].paragraph == scene.paragraph[verb.i]
    ):
        absolute = tree.tag[verb.i] == "VBG" and right is not None and tree.child(verb.i, "aux") is None
        if subject.how not in ("own", "shared") or absolute:
            return None, ""  # "“…,” Berg urging “patience”": an absolute clause reports what is behind it
        if not _spoken(scene, verb, number, block, right):
            return None, ""
        start = scene.quotations[number].start
        if low < start and left_clause is not None and _opens_clause(tree, tree.left[left_clause], start):
            start = min(start, max(low, tree.left[left_clause]))
        elif low < start and _opens_clause(tree, low, start):
            start = low
        return (start, block[0]), "quoted-before"
    relative = _relative(tree, verb, block)
    if relative is not None:
        return relative, "relative"
    prior = before(tree, block[0], low)
    following = after(tree, block[1], high)
    if prior is None:
        return None, ""
    if tree.text[prior] not in (",", "?", "!") and not is_mark(tree.text[prior]):
        return None, ""
    if tree.words((low, prior)) == 2 and tree.lower[prior - 1] in _COMMENT and tree.tag[prior - 2] == "PRP":
        return None, ""  # "You see, they protest": the writer's own comment clause (Quirk et al. 1985, 15.54)
    if tree.text[prior] == "," and _extraposed(tree, verb, right):
        return (_skip_conjunction(tree, low, prior), prior), "parenthesis"
    if right is None and following is not None and _interrupts(tree, low, prior, following, high):
        rest = _concession(scene, block[1], cut_tail(scene, following, high))
        return (_skip_conjunction(tree, low, prior), rest), "parenthesis"
    if right is not None and scene.inside[right[0]] < 0 and not _parenthetical(tree, block, right, following):
        return None, ""
    if tree.dep[verb.i] == "parataxis" and right is None and tree.head[verb.i] != verb.i:
        start, end = tree.subtree(_clause_round(tree, verb.i))
        if _mere_manner(tree, verb.i):
            return (_skip_conjunction(tree, low, prior), prior), "inverted"
        start = _behind_colon(tree, max(start, low), prior)
        if tree.text[end : end + 1] == [":"] and end + 1 < high:
            end = high  # "The reason, she says, is simple: nobody looked"
        return (start, _concession(scene, block[1], min(end, high))), "parenthesis"
    if right is None and _final(tree, verb, subject, block, following):
        return (_skip_conjunction(tree, cut_head(scene, low, block[0]), prior), prior), "inverted"
    if left_clause is not None and (right is None or right[0] > verb.i) and not _own_infinitive(tree, verb):
        start = cut_head(scene, max(low, tree.left[verb.i]), block[0])
        return (_skip_conjunction(tree, start, tree.left[left_clause]), block[0]), "inverted"
    if (
        right is not None
        and scene.inside[right[0]] < 0
        and tree.head[verb.i] == verb.i
        and left_clause is None
    ):
        return (_skip_conjunction(tree, _behind_colon(tree, low, prior), prior), prior), "parenthesis"
    if right is None and subject.how == "own" and inside == scene.inside[max(low, block[0] - 1)]:
        closes = following is None or (tree.is_punct(following) and not is_mark(tree.text[following]))
        fragment = (
            tree.child(verb.i, "dobj") is None
            and tree.dep[root_of(tree, (low, prior))] not in ("npadvmod", "prep", "advmod")
            and (
                following is not None
                and tree.text[following] in ".!?"
                and tree.tag[low].startswith(("NN", "DT", "PRP", "CD", "JJ"))
            )
        )
        if closes and tree.head[verb.i] == verb.i and (fragment or not _fronted(tree, verb, low, prior)):
            return (_skip_conjunction(tree, low, prior), prior), "inverted"
    return None, ""


def _final(tree: Tree, verb: CueVerb, subject: Subject, block: Range, following: int | None) -> bool:
    """Whether the parser coordinates a reporting clause that ends its sentence behind a mere comma with what it reports.

    ", Brandt told the council." has no conjunction of its own; all that stands before it is content (Quirk et al. 1985,
    14.29).
    """
    start = next((k for k in range(*block) if not tree.is_punct(k)), block[0])
    return (
        tree.dep[verb.i] == "conj"
        and tree.head[verb.i] < block[0]
        and subject.how == "own"
        and tree.dep[start] != "cc"
        and (following is None or tree.text[following] in ".!?")
        and verb.cue.evidence == "speech"
    )


def _spoken(scene: Scene, verb: CueVerb, number: int, block: Range, right: Range | None) -> bool:
    """Whether a quotation before the cue is its content: not a title in the sentence, nor the sentence before."""
    tree, quotation = scene.tree, scene.quotations[number]
    verbal = any(tree.is_verb(i) or tree.tag[i] == "MD" for i in range(*quotation.tokens))
    if right is not None and scene.inside[right[0]] < 0 and (not verbal or is_titled(tree, quotation.tokens)):
        return False
    if is_named_work(scene, quotation):
        return False  # the song “A Bridge of Salt,” she said
    root = root_of(tree, quotation.tokens)
    if (
        tree.dep[root] in ("pobj", "appos")
        and tree.head[root] < quotation.start
        and not tree.is_verb(tree.head[root])
    ):
        return False  # a title: "In his book, “The Salt Road,” he said"
    if tree.dep[root] == "oprd" and tree.head[root] < quotation.start and right is not None:
        return False  # "in a box labelled “gone,” he wrote “never”"
    # “We close.” Brandt told reporters. — with a full stop for the comma; nothing else is what was said.
    told = tree.child(verb.i, "dobj")
    filled = told is not None and tree.lower[told] in _CONTENT
    bare = right is None and verb.cue.evidence == "speech" and not filled
    inner = quotation.end - 1 - quotation.closed
    capital = tree.text[block[0]][:1].isupper() and tree.dep[block[0]] != "ROOT"
    return not (
        tree.text[inner] == "."
        and capital
        and not bare
        and tree.start[quotation.start] < tree.start[tree.sent[block[0]][0]]
    )


def _relative(tree: Tree, verb: CueVerb, block: Range) -> Range | None:
    """The relative pronoun of "which she said was lost": it belongs to the content behind the cue."""
    pronoun = block[0] - 1
    if pronoun < tree.sent[verb.i][0] or tree.tag[pronoun] not in ("WDT", "WP") or tree.tag[verb.i] == "VBG":
        return None
    inner = tree.head[pronoun]
    verbal = tree.is_verb(inner) or tree.tag[inner] == "MD"  # not "that critics point *to*"
    return (pronoun, pronoun + 1) if verbal and inner > verb.i and tree.below(inner, verb.i) else None


def _parenthetical(tree: Tree, block: Range, right: Range, following: int | None) -> bool:
    """Whether commas stand on both sides of the reporting clause: "To see it, she said, one must climb"."""
    start = right[0] + (right[0] == following)
    return (
        following is not None
        and tree.text[following] == ","
        and following < start < right[1]
        and tree.lower[start] != "that"
    )


def resumed(scene: Scene, block: Range) -> Range | None:
    """What goes on behind a reporting clause between commas: "It was rich, he said, until it burned".

    A coordinated clause goes on too where it has a subject of its own and is no report itself ("…, he said, and the
    rest was sold"), or where its words are quoted again ("“…,” he said, but “…”").
    """
    tree = scene.tree
    high = tree.sent[block[0]][1]
    comma = after(tree, block[1], high)
    if comma is None or tree.text[comma] != "," or comma + 2 >= high:
        return None
    start = comma + 1
    if tree.lower[start] in _COORDINATOR:
        quoted = quotation_before(scene, block[0]) is not None
        if not (_quoted_again(scene, start) if quoted else _goes_on(tree, block, start, high)):
            return None
    elif tree.lower[start] not in _RESUME:
        return None
    return start, cut_tail(scene, start, high)


def _goes_on(tree: Tree, block: Range, start: int, high: int) -> bool:
    """Whether the clause behind a conjunction has a subject of its own and reports nothing."""
    verb = next((k for k in range(start + 1, high) if tree.is_verb(k) and tree.left[k] > start - 1
                 and tree.dep[k] in ("conj", "ROOT", "ccomp")), None)  # fmt: skip
    if verb is None or any(_reports(tree, k) for k in range(start, high)):
        return False
    subject = tree.child(verb, *SUBJECT, *PASSIVE)
    return subject is not None and block[1] <= subject < verb


def _quoted_again(scene: Scene, start: int) -> bool:
    """Whether a quotation opens right behind a conjunction: "but “…”", "and still “…”"."""
    return any(scene.inside[k] >= 0 for k in (start + 1, start + 2) if k < len(scene.inside))


def _told(tree: Tree, k: int) -> bool:
    """Whether a verb that takes a clause reports on somebody's word of its own."""
    entry = cue(tree.lemma[k]) if _reports(tree, k) else None
    return entry is not None and "that" in entry.frames and tree.child(k, *SUBJECT) is not None


def _reports(tree: Tree, k: int) -> bool:
    entry = cue(tree.lemma[k]) if tree.is_verb(k) else None
    return entry is not None and entry.evidence in ("speech", "hearsay")


def _subordinate(tree: Tree, verb: CueVerb, block: Range) -> bool:
    """Whether the reporting clause is opened by a conjunction: ", though she noted" takes nothing to its left."""
    start = next((i for i in range(*block) if not tree.is_punct(i)), block[0])
    return start < verb.i and (
        tree.dep[start] in ("mark", "cc") or tree.lower[start] in ("though", "although", "but", "while")
    )


def _own_infinitive(tree: Tree, verb: CueVerb) -> bool:
    return "to" in verb.cue.frames and any(k > verb.i for k in tree.children(verb.i, "xcomp"))


def _fronted(tree: Tree, verb: CueVerb, low: int, prior: int) -> bool:
    """Whether what stands before the comma is an adjunct of the cue ("In May, she said") or the cue has an object."""
    if any(k > verb.i for k in tree.children(verb.i, "dobj", "xcomp", "ccomp", "oprd")):
        return True
    return any(
        tree.head[k] == verb.i and k < prior and tree.dep[k] in ("prep", "npadvmod", "advmod", "advcl")
        for k in range(low, prior)
    )


def _extraposed(tree: Tree, verb: CueVerb, right: Range | None) -> bool:
    """Whether the that-clause behind a parenthesis is the subject of "it": "It is untrue, he said, that they fled"."""
    if right is None or tree.dep[verb.i] != "parataxis" or tree.lower[right[0]] != "that":
        return False
    subject = tree.child(tree.head[verb.i], *SUBJECT)
    return subject is not None and tree.lower[subject] == "it" and tree.text[right[0] - 1] == ","


def _interrupts(tree: Tree, low: int, prior: int, following: int, high: int) -> bool:
    """Whether commas part a clause that is a subject from its verb: "What began in joy, she writes, ended in court".

    Behind the second comma stands a finite verb with neither conjunction nor subject.
    """
    start = following + 1
    if tree.text[prior] != "," or tree.text[following] != "," or start >= high:
        return False
    if tree.lower[low] not in ("what", "whether", "whatever", "whoever", "how", "why", "where", "that"):
        return False
    verb = tree.head[start] if tree.tag[start] == "MD" or tree.dep[start] in ("aux", "auxpass") else start
    finite = tree.tag[start] in ("VBZ", "VBD", "VBP", "MD")
    return finite and not any(k > following for k in tree.children(verb, *SUBJECT, *PASSIVE) if k < verb)


def _clause_round(tree: Tree, i: int) -> int:
    """The verb that a parenthesis interrupts, where the parser hung it on an auxiliary, a negation or an infinitive of it."""
    head = tree.head[i]
    while tree.dep[head] in ("aux", "auxpass", "neg") and tree.head[head] != head:
        head = tree.head[head]
    infinitive = any(tree.lower[k] == "to" for k in tree.children(head, "aux"))
    if infinitive and tree.head[head] < i < head:
        return tree.head[head]  # "It was wrong, he says, to have gone"
    return head


def _mere_manner(tree: Tree, i: int) -> bool:
    """Whether only a participle follows, which the parser took for what is said: "I missed it, she says, *laughing*."."""
    head = _clause_round(tree, i)
    own = tree.child(head, "aux", "auxpass", *SUBJECT)
    return tree.tag[head] == "VBG" and own is None and head > i and tree.text[head - 1] == ","


def _behind_colon(tree: Tree, start: int, prior: int) -> int:
    """`start`, moved behind a colon that ends a clause of the writer's: "Then it came: the house, he said, was on fire"."""
    colon = next((k for k in range(prior, start, -1) if tree.text[k] == ":"), None)
    if colon is None or not any(tree.is_verb(k) and is_finite(tree, k) for k in range(start, colon)):
        return start
    return start if any(tree.is_verb(k) and is_finite(tree, k) for k in range(colon, prior)) else colon + 1


def _concession(scene: Scene, start: int, end: int) -> int:
    """`end`, drawn back to before ", although …" behind a parenthesis: what the writer puts against it."""
    tree = scene.tree
    for i in range(start + 1, end):
        if tree.text[i - 1] != ",":
            continue
        contrast = tree.lower[i] in ("while", "whereas") and any(_reports(tree, k) for k in range(i, end))
        if contrast or tree.lower[i] in ("although", "though"):
            return i - 1
    return end


def _opens_clause(tree: Tree, low: int, start: int) -> bool:
    """Whether the words before a quotation belong to the same sentence as content: `It was “a shame,” he said`."""
    if any(_told(tree, i) for i in range(low, start)):
        return False  # "Berg said it was “odd,” she said": who reports the rest is told already
    return any(not tree.is_punct(i) for i in range(low, start)) and not any(
        tree.text[i] == ":" for i in range(low, start)
    )


def _skip_conjunction(tree: Tree, start: int, stop: int) -> int:
    while (
        start < stop and (tree.dep[start] == "cc" or tree.is_punct(start)) and not is_mark(tree.text[start])
    ):
        start += 1
    return start


def beside(scene: Scene, verb: CueVerb, subject: Subject | None) -> Subject | None:
    """The subject, or where the parser took one from inside a quotation, the noun phrase beside the cue."""
    tree = scene.tree
    handle = verb.words[0] - 1
    if subject is None and handle >= tree.sent[verb.i][0] and tree.text[handle].startswith("@"):
        return Subject(handle, "own")  # the tagger knows no "@name"
    if (subject is None or subject.how == "control") and quotation_before(scene, verb.words[0]) is not None:
        # “…?” asked the judge: behind a quotation a finite verb's only noun is its subject
        noun = next(
            (k for k in tree.children(verb.i, "dobj", "dative") if tree.left[k] == verb.words[1]), None
        )
        if noun is not None and is_finite(tree, verb.i) and tree.child(verb.i, *SUBJECT) is None:
            return Subject(noun, "own")
    if (
        subject is None
        or scene.inside[subject.head] == scene.inside[verb.i]
        or scene.inside[subject.head] < 0
    ):
        return subject
    number = scene.inside[subject.head]
    outside = [k for k in tree.children(verb.i, *SUBJECT) if scene.inside[k] == scene.inside[verb.i]]
    if outside:
        return Subject(outside[0], "own")
    start, end = verb.words
    low, high = tree.sent[verb.i]
    for k in range(end, min(high, end + 8)):  # said the mayor of the town
        if tree.is_punct(k) or scene.inside[k] == number or tree.tag[k] == "IN":
            break
        if tree.tag[k].startswith(("NN", "PRP")) and not tree.tag[tree.head[k]].startswith("NN"):
            return Subject(k, "own")
    for k in range(start - 1, low - 1, -1):
        if scene.inside[k] == number or tree.is_verb(k):
            break
        if tree.tag[k].startswith(("NN", "PRP")):
            return Subject(k, "own")
    return None
