"""What the rules hand on before it becomes a claim, and what they all look at."""

from dataclasses import dataclass, field

from briefing.extract.claims.quotations import Quotation
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import Cue
from briefing.model.brief import CueStance, Evidence, Polarity


@dataclass
class Draft:
    """An attribution in tokens. `anchor` is the cue's main token (None: a colon, a dash, nothing)."""

    rule: str
    anchor: int | None
    cue: list[Range]
    source: list[Range]
    content: list[Range]
    evidence: Evidence = "speech"
    stance: CueStance = "neutral"
    polarity: Polarity = "assert"
    lemma: str = ""
    weight: float = 1.0  # how sure the rule is; settles which of two readings of one text stays
    flags: set[str] = field(
        default_factory=set
    )  # of the act of speech: question, hypothetical, future, negated …
    relay: list[tuple[list[Range], Range]] = field(default_factory=list)  # (who hands it on, the cue of that)

    @property
    def start(self) -> int:
        """The first token of anything it says."""
        return min((s for s, _ in [*self.cue, *self.source, *self.content]), default=0)


@dataclass(frozen=True)
class Scene:
    """One article as the rules see it. `inside[i]` is the number of the quotation that token `i` is in, or -1.

    `paragraph[i]` is the number of its paragraph, or -1.
    """

    tree: Tree
    text: str
    paragraphs: list[Range]
    headings: frozenset[int]
    quotations: list[Quotation]
    inside: list[int]
    paragraph: list[int]


def draft(
    rule: str, cue: Cue, anchor: int, words: list[Range], source: list[Range], content: list[Range]
) -> Draft:
    """A draft with what the lexicon says of its cue."""
    return Draft(rule, anchor, words, source, content, cue.evidence, cue.stance, cue.polarity, cue.lemma)
