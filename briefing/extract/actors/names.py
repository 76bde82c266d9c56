"""A written name: one place where the text names someone or something."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.actors.table import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What the tagger's labels are good for: candidates, and what it knows to be a thing.
KEPT = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
THINGS = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT"})


@dataclass(slots=True)
class Name:
    """One written name: tokens `[start, end)` of the Doc, the tagger's label, and the folded words.

    `quiet` marks names of credits and bylines, `title` those of the headline: neither may name or
    rank an actor. `honorific` is the folded word of address or rank in front ("mr", "gen").
    """

    start: int
    end: int
    label: str
    text: str
    key: str
    title: bool = False
    quiet: bool = False
    honorific: str = ""
    role: bool = False  # a role noun stood before it: "spokesman Ann Lee"

    @property
    def parts(self) -> list[str]:
        """The folded words."""
        return self.key.split()


def make(doc: "Doc", start: int, end: int, label: str) -> Name:
    """The candidate of tokens `[start, end)`."""
    text = doc[start:end].text
    return Name(start, end, label, text, fold(text))
