"""An actor in the making."""

from dataclasses import dataclass, field

from briefing.extract.actors.names import Name
from briefing.model.article import Span
from briefing.model.brief import ActorKind, Mention


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making: its names in text order and what is known of it.

    `identity` is the canonical name of the table; `person` says that the words prove a person.
    """

    names: list[Name]
    identity: str | None = None
    person: bool = False
    kind: ActorKind = "other"
    roles: list[Span] = field(default_factory=list)
    role_heads: set[str] = field(default_factory=set)  # lemmas
    role_words: set[str] = field(default_factory=set)  # lower case
    links: list[Mention] = field(default_factory=list)
    country: str | None = None
    reading: str | None = None
    parent: "Entity | None" = None
    label: str | None = None  # for the unnamed: the words as written

    @property
    def keys(self) -> set[str]:
        """The folded names."""
        return {n.key for n in self.names}

    @property
    def longest(self) -> Name:
        """The name with most words; the first of them."""
        return max(self.names, key=lambda n: (len(n.parts), not n.title))

    @property
    def first(self) -> int:
        """The first token of the first name."""
        return self.names[0].start

    def absorb(self, other: "Entity") -> None:
        """Take over what is known of another entity that turned out to be this one."""
        self.names = sorted([*self.names, *other.names], key=lambda n: n.start)
        self.identity = self.identity or other.identity
        self.person = self.person or other.person
