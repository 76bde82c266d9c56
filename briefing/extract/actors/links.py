"""Pronouns and role nouns that point back to an actor.

Conservative by design: he and she go to the best person in view, "it" and "its" only to the
organisation that is subject of the same sentence, "I" to the speaker of the quote, "the ambassador"
only to someone whom the text has called one. "They" and "we" are left alone: they mostly mean people
whom no name stands for. Every link is marked as inferred.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import head_of
from briefing.extract.actors.names import Name
from briefing.extract.actors.persons import sex_of
from briefing.extract.actors.phrases import noun_phrase
from briefing.extract.actors.quotes import Quote
from briefing.extract.actors.words import words
from briefing.model.brief import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_IT = frozenset({"it", "its", "itself"})
_RANKED = frozenset(
    [
        "prime",
        "deputy",
        "vice",
        "assistant",
        "former",
        "chief",
        "senior",
        "junior",
        "first",
        "second",
        "other",
        "new",
        "next",
    ]
)
# Subjects that stand for one of several: "A third said he could not remember."
_SOMEONE = frozenset({"one", "another", "other", "first", "second", "third", "fourth", "neither"})
# Points that a sentence of distance costs; the other weights below change no link on GUM and MEANTIME
# when they are moved by half, this one was chosen there (CC BY).
_FAR = 0.6
_WINDOW = 6  # sentences back; farther away a pronoun rarely points


@dataclass(slots=True)
class Ref:
    """One mention as a candidate antecedent. `entity` None: a person whom nothing names."""

    token: int
    sentence: int
    entity: Entity | None
    subject: bool
    sex: str | None
    quoted: bool


class Linker:
    """Links pronouns and role nouns of one article."""

    def __init__(
        self,
        doc: "Doc",
        entities: list[Entity],
        heads: dict[str, list[tuple[int, Entity]]],
        quotes: list[Quote],
        title: range,
        vessels: Iterable[Name] = (),
    ) -> None:
        self.doc, self.entities, self.heads, self.title = doc, entities, heads, title
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
        for entity in entities:
            if entity.kind == "person" and (sex := known_sex(doc, entity)):
                self.sex[id(entity)] = sex
            for name in entity.names:
                root = head_of(doc, name)
                for i in range(name.start, name.end):
                    self.at[i] = entity
                if entity.kind == "person" and not name.quiet:
                    self._see(root.i, entity)
        for name in vessels:
            self._see(head_of(doc, name).i, None, "f")
        for places in heads.values():
            for i, entity in places:
                self.at.setdefault(i, entity)
                if entity.kind == "person" and doc[i].dep_ in ("nsubj", "nsubjpass"):
                    self._see(i, entity)

    def _see(self, i: int, entity: Entity | None, sex: str | None = None) -> None:
        token = self.doc[i]
        holder = token
        if token.dep_ == "appos":
            # "The mayor of Tamar, Ann Lee, said": the parser may hang the name on the town.
            holder = token.head
            while holder.dep_ == "pobj" and holder.head.dep_ == "prep":
                holder = holder.head.head
        subject = holder.dep_ in ("nsubj", "nsubjpass")
        self.refs.append(Ref(i, self.sentence[i], entity, subject, sex, i in self.quote_at))

    def link(self) -> None:
        """Add the links to the entities."""
        self._nominals()
        pronouns = [t for t in self.doc if t.tag_ in ("PRP", "PRP$") and t.i not in self.at]
        # Speech is resolved after what surrounds it: who "I" is depends on who "he" in "he said" is.
        for quoted in (False, True):
            for token in pronouns:
                if (token.i in self.quote_at) == quoted:
                    self._pronoun(token)

    def _pronoun(self, token: "Token") -> None:
        word = token.lower_
        entity: Entity | None = None
        if word in _HE or word in _SHE:
            entity = self._person(token, "m" if word in _HE else "f")
            if entity is not None:
                self.called.setdefault(id(entity), "m" if word in _HE else "f")
                self._see(token.i, entity)
        elif word in _IT and not _expletive(token):
            entity = self._subject_body(token)
        elif word in FIRST_PERSON:
            entity = self._speaker(token)
        if entity is not None:
            self.at[token.i] = entity
            entity.links.append(Mention(token.idx, token.idx + len(token), "pronoun", True))

    def _speaker(self, token: "Token") -> Entity | None:
        quote = self.quote_at.get(token.i)
        if quote is None or quote.speaker is None:
            return None
        entity = self._entity_at(quote.speaker)
        return entity if entity is not None and entity.kind == "person" else None

    def _entity_at(self, token: "Token") -> Entity | None:
        if token.i in self.at:
            return self.at[token.i]
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.at:
                return self.at[child.i]
        return None

    def _person(self, token: "Token", sex: str) -> Entity | None:
        here = self.sentence[token.i]
        ahead = self._subject_ahead(token)
        if ahead is not None and self.sex.get(id(ahead), sex) == sex:
            return ahead
        quote = self.quote_at.get(token.i)
        speaker = self._entity_at(quote.speaker) if quote and quote.speaker is not None else None
        best: tuple[float, Ref] | None = None
        counts: dict[int, int] = {}
        for ref in self.refs:
            if ref.token >= token.i or here - ref.sentence > _WINDOW:
                continue
            counts[id(ref.entity)] = counts.get(id(ref.entity), 0) + 1
            known = self.sex.get(id(ref.entity)) if ref.entity is not None else ref.sex
            if known not in (None, sex) or (ref.entity is not None and ref.entity is speaker):
                continue
            if ref.entity is not None and (
                self._coargument(token, ref) or _bound(token, self.doc[ref.token])
            ):
                continue
            called = self.called.get(id(ref.entity))
            points = self._points(token, ref, here) + 0.15 * math.log(counts[id(ref.entity)])
            points += 0.6 * (known == sex or called == sex) - 1.5 * (
                known is None and called not in (None, sex)
            )
            if best is None or points >= best[0]:
                best = (points, ref)
        if best is not None:
            return best[1].entity
        return None

    def _subject_ahead(self, token: "Token") -> Entity | None:
        """The main clause's subject where a phrase in front of it holds the pronoun: "In his speech, Lind said"."""
        sentence = token.sent
        if any(i in self.at for i in range(sentence.start, token.i)) or token.dep_ in ("nsubj", "nsubjpass"):
            return None
        for up in token.ancestors:
            for child in up.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i > token.i and token.i < up.i:
                    if child.left_edge.i <= token.i:
                        return None  # "His father Ben Lee said" is about somebody else
                    entity = self._entity_at(child)
                    return entity if entity is not None and entity.kind == "person" else None
        return None

    def _points(self, token: "Token", ref: Ref, here: int) -> float:
        points = -_FAR * (here - ref.sentence) + 0.7 * ref.subject
        if ref.sentence in (here, here - 1) and token.dep_ in ("nsubj", "nsubjpass") and ref.subject:
            points += 0.3
        if ref.quoted and token.i not in self.quote_at:
            points -= 0.8
        if ref.token in self.title:
            points -= 0.5
        return points

    def _coargument(self, token: "Token", ref: Ref) -> bool:
        """Whether antecedent and pronoun are arguments of one verb: "Lind told him" is not Lind."""
        if token.dep_ not in ("dobj", "dative", "pobj") or token.lower_.endswith("self"):
            return False
        verb = token.head if token.dep_ != "pobj" else token.head.head
        other = self.doc[ref.token]
        return other.head == verb and other.dep_ in ("nsubj", "nsubjpass")

    def _subject_body(self, token: "Token") -> Entity | None:
        """The organisation or state that is subject of the clause, or of a clause above it.

        An object is never the subject of its own clause, which would be "itself" (principle B of Chomsky's
        binding theory): "the Post published parts of it" is not about the Post.
        """
        found: Entity | None = None
        own = token.lower_ == "it" and token.dep_ in ("dobj", "dative", "pobj")
        for up in token.ancestors:
            if own and any(c.dep_ in ("nsubj", "nsubjpass") for c in up.children):
                own = False
                continue
            for child in up.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                    entity = self._entity_at(child)
                    if entity is not None and entity.kind in ("organization", "place"):
                        return entity
                    if (
                        child.tag_ != "PRP"
                        and child.tag_ not in ("WDT", "WP")
                        and child.pos_ in ("NOUN", "PROPN")
                        and child.tag_ in ("NN", "NNP")
                    ):
                        return found
        return None

    def _nominals(self) -> None:
        for token in self.doc:
            if token.lower_ in _SOMEONE and token.dep_ == "nsubj" and token.i not in self.at:
                self._see(token.i, None)
            if token.tag_ != "NN" or token.i in self.at:
                continue
            lemma = token.lemma_.lower()
            known = self.heads.get(lemma) or self.heads.get(words().synonyms.get(lemma, lemma))
            start = token.left_edge.i
            definite = any(
                t.lower_ in ("the", "this", "that")
                for t in self.doc[max(0, token.i - 4) : token.i]
                if t.head.i == token.i
            )
            if not definite or token.dep_ in ("compound", "nmod", "appos", "attr"):
                self._anyone(token, lemma)
                continue
            before = [(i, e) for i, e in known or () if i < token.i] or self._named_later(token, known)
            if not before:
                self._anyone(token, lemma)
                continue
            entity = max(before, key=lambda p: p[0])[1]
            if not self._same_office(token, entity):
                self._anyone(token, lemma)
                continue
            start, end = noun_phrase(token)
            if set(range(start, end)) & self.at.keys():
                end = token.i + 1
                if set(range(start, end)) & self.at.keys():
                    continue
            self.at[token.i] = entity
            entity.links.append(
                Mention(self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1]), "nominal", True)
            )
            if entity.kind == "person":
                self._see(token.i, entity)
        self.refs.sort(key=lambda r: r.token)

    def _named_later(
        self, token: "Token", known: list[tuple[int, Entity]] | None
    ) -> list[tuple[int, Entity]]:
        """The one person who is named only later, with the same office: "The head of the yard denied … Ann Lee, head of the yard"."""
        _, end = noun_phrase(token)
        of = {t.lower_ for t in self.doc[token.i + 1 : end] if t.pos_ in ("NOUN", "PROPN")}
        later = {id(e): (i, e) for i, e in known or () if e.kind == "person" and of and of & e.role_words}
        return list(later.values()) if len(later) == 1 else []

    def _named_behind(self, i: int) -> bool:
        """Whether a name follows the noun behind a comma: "her father, Ben Lee"."""
        return i + 2 < len(self.doc) and self.doc[i + 1].text == "," and i + 2 in self.at

    def _same_office(self, token: "Token", entity: Entity) -> bool:
        """Whether what narrows the noun is said of the actor too: no "prime minister" for a minister of health."""
        said = entity.role_words | {w for n in entity.names for w in n.text.lower().split()}
        narrow = [
            c.lower_ for c in token.lefts
            if c.dep_ in ("compound", "nmod") or (c.dep_ == "amod" and c.lower_ in _RANKED)
        ]  # fmt: skip
        return all(w in said for w in narrow)

    def _anyone(self, token: "Token", lemma: str) -> None:
        """Someone whom nothing names is a candidate too: "a boy … he"."""
        vocabulary = words()
        if token.dep_ in ("compound", "nmod", "appos", "attr", "amod"):
            return
        if (
            lemma in vocabulary.roles
            or lemma in vocabulary.male
            or lemma in vocabulary.female
            or lemma in ("person", "child", "victim", "teenager", "baby")
        ):
            if any(c.dep_ == "appos" and c.i in self.at for c in token.children) or self._named_behind(
                token.i
            ):
                return
            if not any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts):
                return
            sex = "m" if lemma in vocabulary.male else "f" if lemma in vocabulary.female else None
            self._see(token.i, None, sex)
        elif lemma in vocabulary.vessels and any(c.dep_ in ("det", "poss") for c in token.lefts):
            self._see(token.i, None, "f")


def _bound(pronoun: "Token", name: "Token") -> bool:
    """Whether a name stands in a participle clause whose unspoken subject the pronoun is, and is someone else.

    "Asked whether Ann Lee had resigned, she declined": the subject of "asked" is "she", and a name below it
    cannot be the same person (principle C of Chomsky's binding theory).
    """
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or name.i > pronoun.i:
        return False
    for up in name.ancestors:
        if up.dep_ == "advcl" and up.head.i == pronoun.head.i:
            return up.tag_ in ("VBN", "VBG", "VBD") and not any(
                c.dep_ in ("nsubj", "nsubjpass", "mark") for c in up.children
            )
    return False


def _expletive(token: "Token") -> bool:
    """The "it" that stands for a clause: "it is time to", "it seems that"."""
    if token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    clause = any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") for c in verb.children)
    attribute = next((c for c in verb.children if c.dep_ in ("attr", "acomp")), None)
    inner = attribute is not None and any(
        c.dep_ in ("acl", "relcl", "ccomp", "xcomp", "prep") for c in attribute.children
    )
    return verb.lemma_ in ("be", "seem", "appear", "take", "happen", "turn") and (clause or inner)


def known_sex(doc: "Doc", entity: Entity) -> str | None:
    """`m` or `f` where a word of address, a role or the given name tells, else None."""
    for name in entity.names:
        if sex := sex_of(name):
            return sex
    vocabulary = words()
    for role in entity.role_heads:
        if role in vocabulary.male:
            return "m"
        if role in vocabulary.female:
            return "f"
    given = entity.longest.parts[0] if len(entity.longest.parts) > 1 else ""
    if given in vocabulary.male_names:
        return "m"
    return "f" if given in vocabulary.female_names else None
