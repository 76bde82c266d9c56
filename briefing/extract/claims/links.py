"""Claims that hang together: inside one another, answers to one another."""

from briefing.extract.claims.denials import accusations, resolve
from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.relay import outlets
from briefing.extract.claims.tree import Range

Link = tuple[list[Range], list[Range]]  # (source, cue) of an outer attribution


def chain_of(scene: Scene, one: Draft, outer: list[Draft]) -> list[Link]:
    """The outer attributions of a draft, outermost first: the claims whose content holds its cue, then outlets."""
    ordered = sorted(outer, key=lambda o: -sum(e - s for s, e in o.content))
    links: list[Link] = [(o.source, o.cue) for o in ordered]
    links += [(source, [cue]) for source, cue in one.relay]
    links += [(source, [cue]) for source, cue in outlets(scene, one)]
    return links


def answers(scene: Scene, drafts: list[Draft], denied: list[Draft]) -> dict[int, Draft]:
    """Which draft each denial answers, by the denial's `id()`; gives denials of "something" their words."""
    found: dict[int, Draft] = {}
    for denial in denied:
        accusation = accusations(scene, denial, drafts)
        if accusation is not None:
            resolve(scene, denial, accusation)
            found[id(denial)] = accusation
    return found
