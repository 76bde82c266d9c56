"""Claims of headlines that the body makes too: the body's are kept, they are fuller."""

from briefing.extract.claims.denials import content_words
from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.sources import origin_of
from briefing.extract.lookup import ActorLookup

_SAME = 0.5  # share of a headline's content words that the body's claim holds too


def without_repeats(scene: Scene, drafts: list[Draft], actors: ActorLookup) -> list[Draft]:
    """The drafts without those of titles and headings that a draft of the body repeats."""
    heads = [d for d in drafts if in_heading(scene, d)]
    body = [d for d in drafts if not in_heading(scene, d)]
    again = {id(h) for h in heads if any(_repeats(scene, h, b, actors) for b in body)}
    return [d for d in drafts if id(d) not in again]


def in_heading(scene: Scene, one: Draft) -> bool:
    """Whether the content stands in the title or another heading."""
    return bool(one.content) and scene.paragraph[one.content[0][0]] in scene.headings


def _repeats(scene: Scene, head: Draft, one: Draft, actors: ActorLookup) -> bool:
    """Whether the body's claim says the same: of one polarity, sources that agree, half the content words.

    Of a denial, a demand or a refusal one shared word is enough: a source seldom denies two things in one article.
    """
    if head.polarity != one.polarity:
        return False
    mine, other = origin_of(scene, head, actors), origin_of(scene, one, actors)
    if mine.actor is not None and other.actor is not None and mine.actor != other.actor:
        return False
    said = content_words(scene.tree, head.content)
    shared = said & content_words(scene.tree, one.content)
    agree = mine.actor is not None and mine.actor == other.actor
    if agree and head.polarity != "assert" and shared:
        return True
    return bool(shared) and len(shared) >= _SAME * len(said)
