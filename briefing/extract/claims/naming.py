"""Naming: "a group called the Gull Watch", "the project is called Heron": whoever names, claims nothing."""

from briefing.extract.claims.draft import Scene


def is_name(scene: Scene, k: int) -> bool:
    """Whether the predicate with head `k` is a proper name, bare or with "the", outside quotation marks.

    With an indefinite article a name stands for a class ("called him a Napoleon"), which is a judgement; so
    is a quoted one.
    """
    tree = scene.tree
    return (
        tree.tag[k].startswith("NNP")
        and tree.text[k][:1].isupper()
        and scene.inside[k] < 0
        and not any(tree.lower[d] in ("a", "an") for d in tree.children(k, "det"))
    )
