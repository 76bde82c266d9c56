"""How a claim is worded: quoted or not, how certain, how hedged, asserted or denied."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.tree import Range, Tree, joined, root_of
from briefing.extract.lexicon import words
from briefing.model.brief import Certainty, Evidence, Polarity, Quotation, SourceKind

_DIRECT = 0.9  # share of the content's words in quotation marks from which it counts as direct speech


def quotation_of(scene: Scene, one: Draft) -> Quotation:
    """Direct where the content is quoted, mixed where a part of it is, else indirect."""
    tree = scene.tree
    at = one.cue[0][0] if one.cue else -1
    own = scene.inside[at] if at >= 0 else -1
    inside = total = 0
    for start, end in one.content:
        for i in range(start, end):
            if not tree.is_punct(i):
                total += 1
                inside += scene.inside[i] >= 0 and scene.inside[i] != own
    if total and inside >= _DIRECT * total:
        return "direct"
    if one.rule in ("colon", "announced"):  # a transcript's line is speech without marks
        return "direct"
    return "mixed" if inside else "indirect"


def certainty_of(scene: Scene, one: Draft) -> Certainty:
    """How certain the content is as worded, and hypothetical where the act of speech itself is not a fact."""
    tree = scene.tree
    if one.polarity == "decline":
        return "certain"  # "would not say" is a fact about the silence
    if one.flags & {"hypothetical", "question", "future", "habitual"}:
        return "hypothetical"
    if not one.content:
        return "certain"
    start, end = max(one.content, key=lambda p: p[1] - p[0])
    root = root_of(tree, (start, end))
    near = [root, *tree.kids[root]]
    for k in tree.kids[root]:
        if tree.dep[k] in ("acomp", "attr", "oprd", "xcomp"):
            near += [k, *(m for m in tree.kids[k] if tree.dep[m] == "advmod")]
    lower = [tree.lower[i] for i in near if start <= i < end]
    if any(w in words("unlikely") for w in lower):
        return "unlikely"
    if any(w in words("possible") for w in lower):
        return "possible"
    if any(w in words("likely") for w in lower):
        return "likely"
    if "would" in lower and any(
        tree.lower[k] == "if" for c in tree.children(root, "advcl") for k in tree.children(c, "mark")
    ):
        return "hypothetical"
    return "certain"


def hedges_of(scene: Scene, one: Draft) -> list[Range]:
    """Words that keep the claim at arm's length: "reportedly", "alleged", and a passive that names nobody."""
    tree = scene.tree
    found: list[Range] = []
    for start, end in [*one.cue, *one.content]:
        found += [(i, i + 1) for i in range(start, end) if i != one.anchor and _is_hedge(scene, i)]
        found += [(i, i + 3) for i in range(start, end - 2) if tree.lower[i : i + 3] == ["so", "-", "called"]]
    asserted = one.polarity not in ("question", "urge")  # "asked whether" and "was told to" leave no doubt
    if one.evidence == "hedge" or (one.rule.startswith("passive") and not one.source and asserted):
        found += one.cue
    if one.rule == "passive-report":
        found += [words_ for _, words_ in one.relay]
    return joined(found)


def _is_hedge(scene: Scene, i: int) -> bool:
    tree = scene.tree
    return (
        tree.lower[i] in words("hedges")
        and scene.inside[i] < 0
        and not (tree.is_verb(i) and tree.dep[i] != "amod")
    )


def evidence_of(one: Draft, kind: SourceKind) -> Evidence:
    """The class of evidence: the cue's, but a document's where a document speaks, hearsay where nobody does, and an
    inference where an event or a fact is said to show something.
    """
    if kind == "document" and one.evidence in ("speech", "inference", "perception", "belief"):
        return "document"
    if one.evidence in ("speech", "belief", "inference") and not one.source and "passive" in one.flags:
        return "hearsay"
    if kind == "unattributed" and one.lemma == "hear":
        return "hearsay"
    if kind == "unattributed" and one.source and one.evidence == "speech" and "negated" not in one.flags:
        return "inference"
    return one.evidence


def polarity_of(scene: Scene, one: Draft) -> Polarity:
    """What the source does with the content: assert, deny, decline to say, urge, ask."""
    tree = scene.tree
    appeal = _is_appeal(tree, one)
    if "negated" in one.flags:
        return _negated(one, appeal)
    if appeal:
        return "urge"
    if one.rule in ("predication", "passive-predication") and _ends_false(tree, one.content):
        return "deny"
    if one.rule == "plea" and any(
        tree.lower[i] in ("not", "innocent") for s, e in one.content for i in range(s, e)
    ):
        return "deny"
    if one.polarity == "assert" and one.content and quotation_of(scene, one) == "direct":
        return _spoken_polarity(scene, one)
    return one.polarity


def _is_appeal(tree: Tree, one: Draft) -> bool:
    """Whether a verb of saying asks for something to be done: "asked him to wait", "called for a vote"."""
    if one.lemma not in words("appeal") or one.anchor is None or not tree.is_verb(one.anchor):
        return False
    if one.rule.endswith("preposition"):
        behind = tree.children(one.anchor, "prep", "advcl", "xcomp")
        return any(tree.lower[tree.left[k]] == "for" for k in behind if tree.left[k] > one.anchor)
    return one.rule in ("infinitive", "appeal", "passive-raising")


def _negated(one: Draft, appeal: bool) -> Polarity:
    """A negated cue: "did not deny" asserts, "does not believe" and "no longer demands" deny, "did not say" and "did not
    blame" keep silent.
    """
    if appeal or one.polarity == "urge":
        return "deny"
    if one.lemma in words("withhold") or one.rule == "made-clear":
        return "decline"
    if one.polarity == "deny":
        return "assert"
    if one.polarity == "assert" and (
        one.evidence in ("belief", "inference", "perception") or one.lemma == "agree"
    ):
        return "deny"
    # "Did not blame the captain": what is not said is neither asserted nor denied.
    return "decline" if one.polarity == "assert" and one.evidence == "speech" else one.polarity


def _ends_false(tree: Tree, content: list[Range]) -> bool:
    start, end = content[-1]
    return any(tree.lower[i] in words("falsehood") for i in range(max(start, end - 6), end))


def _spoken_polarity(scene: Scene, one: Draft) -> Polarity:
    """A quotation that is nothing but a question asks; one that opens with "No" denies."""
    tree = scene.tree
    inner = [i for s, e in one.content for i in range(s, e) if tree.text[i] not in "“”\"«»„''``"]
    if not inner:
        return "assert"
    if tree.lower[inner[0]] in words("no") and len(inner) > 1 and tree.is_punct(inner[1]):
        return "deny"
    stops = [tree.text[i] for i in inner if tree.text[i] in (".", "?", "!")]
    return "question" if stops and all(s == "?" for s in stops) and tree.text[inner[-1]] == "?" else "assert"
