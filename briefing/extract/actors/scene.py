"""What stands where in an article: names, candidates for a pronoun, quotes. The links are made on it.

Every mention that a pronoun or a role noun may point back to is a `Ref`; a link adds one, so that what
was found is evidence for what comes after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import head_of
from briefing.extract.actors.names import Name
from briefing.extract.actors.persons import sex_of, sex_of_person
from briefing.extract.actors.quotes import Quote
from briefing.extract.actors.words import words
from briefing.model.brief import Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True)
class Ref:
    """One mention as a candidate antecedent. `entity` None: a person whom nothing names."""

    token: int
    sentence: int
    entity: Entity | None
    subject: bool
    sex: str | None
    quoted: bool


class Scene:
    """The mentions of one article. `heads` maps lemmas of role heads to `(token, entity)`, in text order."""

    def __init__(
        self,
        doc: "Doc",
        entities: list[Entity],
        heads: Mapping[str, list[tuple[int, Entity]]],
        quotes: list[Quote],
        title: range,
        vessels: Iterable[Name] = (),
    ) -> None:
        self.doc, self.heads, self.title = doc, heads, title
        self.sentence: list[int] = []
        for number, sentence in enumerate(doc.sents):
            self.sentence += [number] * len(sentence)
        # A name in quotation marks is no speech: 'a singer known as "The Lanternist"'.
        said = [
            q
            for q in quotes
            if any(t.pos_ in ("VERB", "AUX") or t.tag_ == "PRP" for t in doc[q.start : q.end])
        ]
        self.quote_at: dict[int, Quote] = {i: q for q in said for i in range(q.start, q.end)}
        self.sex: dict[int, str] = {}  # what the words prove, by id of the entity
        self.called: dict[int, str] = {}  # what an earlier pronoun took it for
        self.at: dict[int, Entity] = {}
        self.refs: list[Ref] = []
        self.places: dict[int, list[int]] = {}  # heads of its mentions, by id of the entity, in text order
        for entity in entities:
            self.places[id(entity)] = [head_of(doc, n).i for n in entity.names]
            if entity.kind == "person" and (sex := known_sex(entity)):
                self.sex[id(entity)] = sex
            for name in entity.names:
                root = head_of(doc, name)
                for i in range(name.start, name.end):
                    self.at[i] = entity
                if entity.kind == "person" and not name.quiet:
                    self.see(root.i, entity)
        for name in vessels:
            self.see(head_of(doc, name).i, None, "f")
        for places in heads.values():
            for i, entity in places:
                self.at.setdefault(i, entity)
                if entity.kind == "person" and doc[i].dep_ in SUBJECTS:
                    self.see(i, entity)

    def see(self, i: int, entity: Entity | None, sex: str | None = None) -> None:
        """Add token `i` to the candidates."""
        holder = self.doc[i]
        if holder.dep_ == "appos":
            # "The mayor of Tamar, Ann Lee, said": the parser may hang the name on the town.
            holder = holder.head
            while holder.dep_ == "pobj" and holder.head.dep_ == "prep":
                holder = holder.head.head
        subject = holder.dep_ in SUBJECTS
        self.refs.append(Ref(i, self.sentence[i], entity, subject, sex, i in self.quote_at))

    def link(self, entity: Entity, token: "Token", start: int, end: int, form: MentionForm) -> None:
        """Give tokens `[start, end)` with the head `token` to an actor, inferred."""
        doc = self.doc
        self.at[token.i] = entity
        self.places[id(entity)].append(token.i)
        entity.links.append(Mention(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), form, True))

    def entity_at(self, token: "Token") -> Entity | None:
        """Whom a noun stands for: by itself or by its apposition."""
        if token.i in self.at:
            return self.at[token.i]
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.at:
                return self.at[child.i]
        return None


def known_sex(entity: Entity) -> str | None:
    """`m` or `f` where a word of address, a role or the given name tells, else None."""
    vocabulary = words()
    addressed = next((s for s in map(sex_of, entity.names) if s), None)
    if addressed is not None:
        return addressed
    told = [s for s, nouns in (("m", vocabulary.male), ("f", vocabulary.female)) if entity.role_heads & nouns]
    return told[0] if told else sex_of_person(entity)
