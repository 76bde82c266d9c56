"""The engine: candidate names -> entities -> actors."""

import collections
from typing import TYPE_CHECKING

from briefing.extract.actors import roles
from briefing.extract.actors.acting import actors_among
from briefing.extract.actors.build import build
from briefing.extract.actors.collect import collect, makers, quiet_tokens
from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import head_of, own_noun
from briefing.extract.actors.groups import Unnamed, is_indefinite, unnamed
from briefing.extract.actors.interviews import add_answers
from briefing.extract.actors.kinds import kind_of
from briefing.extract.actors.leads import described
from briefing.extract.actors.links import link
from briefing.extract.actors.missed import missed
from briefing.extract.actors.names import THINGS
from briefing.extract.actors.parents import attach
from briefing.extract.actors.quotes import quotes
from briefing.extract.actors.readings import read, teams
from briefing.extract.actors.repeats import add_repeats
from briefing.extract.actors.resolve import resolve
from briefing.extract.actors.salience import rank
from briefing.extract.actors.scene import Scene
from briefing.extract.actors.table import fold
from briefing.extract.actors.towns import settle
from briefing.extract.actors.words import words
from briefing.extract.parse import Parsed
from briefing.model.brief import Actor, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


_RANKS = {
    "adm": "admiral", "capt": "captain", "cmdr": "commander", "col": "colonel", "gen": "general", "gov": "governor",
    "lt": "lieutenant", "maj": "major", "prof": "professor", "rev": "reverend", "sen": "senator", "sgt": "sergeant",
}  # fmt: skip


def find_actors(parsed: Parsed) -> list[Actor]:
    """The article's actors, most salient first. The same parse gives the same actors."""
    doc = parsed.doc
    quiet = quiet_tokens(parsed)
    names = collect(parsed, quiet)
    heading = parsed.heading()
    title = range(heading.tokens.start, heading.tokens.end) if heading else range(0)
    names += missed(doc, names, quiet.union(title))
    entities = resolve(doc, sorted((n for n in names if not n.title), key=lambda n: (n.start, n.end)))
    things = collections.Counter(n.key for n in names if n.label in THINGS)
    for entity in entities:
        entity.kind = kind_of(doc, entity)
    settle(entities)
    add_repeats(doc, entities, title)
    made_by = makers(parsed)
    for entity in entities:
        for name in entity.names:
            name.quiet = name.quiet or not made_by.isdisjoint(entity.keys)
    entities, ships = actors_among(doc, entities, things)
    vessels = [n for e in ships for n in e.names]
    taken = {i: e for e in entities for n in e.names for i in range(n.start, n.end)}
    heads = _roles(parsed, entities, taken, quiet)
    read(doc, entities)
    attach(doc, entities, taken)
    teams(doc, entities)
    groups = [u for u in unnamed(doc, taken) if u.start not in title]
    spoken = quotes(parsed)
    link(Scene(doc, entities, heads, spoken, title, vessels))
    add_answers(parsed, entities, spoken)
    entities += _labelled(doc, entities, groups)
    return build(doc, parsed.text, rank(parsed, entities))


def _roles(
    parsed: Parsed, entities: list[Entity], taken: dict[int, Entity], quiet: frozenset[int]
) -> dict[str, list[tuple[int, Entity]]]:
    """Give the entities their roles; lemmas of role heads and name words -> `(token, entity)`."""
    doc = parsed.doc
    heads: dict[str, list[tuple[int, Entity]]] = {}
    for entity in entities:
        found = roles.roles_of(doc, entity, taken)
        entity.roles = [roles.span(doc, role) for role in roles.fullest(doc, found)]
        for start, end, head in found:
            _hold(doc, entity, (start, end, head), heads)
            if not any(start <= n.start and n.end <= end for n in entity.names) and doc[head].dep_ in (
                "appos",
                "attr",
            ):
                if start and doc[start - 1].tag_ == "DT":
                    start -= 1
                entity.links.append(Mention(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), "nominal"))
        for name in entity.names:
            if rank := _RANKS.get(name.honorific):  # "Capt. Ann Lee" is "the captain" later
                entity.role_heads.add(rank)
                entity.role_words.add(rank)
                heads.setdefault(rank, []).append((name.start, entity))
        if entity.kind == "organization":
            for name in entity.names:
                if (own := own_noun(doc, name)) is not None:
                    entity.links.append(Mention(own.idx, own.idx + len(own), "nominal"))
                    heads.setdefault(own.lemma_, []).append((own.i, entity))
            for word in _own_words(doc, entity):
                heads.setdefault(word, []).append((entity.names[0].start, entity))
    if lead := described(parsed, entities, taken, quiet):
        person, role = lead
        person.roles = [roles.span(doc, roles.bare(doc, role))]
        _hold(doc, person, role, heads)
        start, end, _ = role
        person.links.append(Mention(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), "nominal", True))
    for places in heads.values():
        places.sort(key=lambda p: p[0])
    return heads


def _own_words(doc: "Doc", entity: Entity) -> set[str]:
    """The nouns that an organisation's names say it is: "the union" for the Dock Workers' Union, "the firm" for Acme Ltd."""
    vocabulary = words()
    long = [n for n in entity.names if n.end - n.start > 1]
    nouns = {w for n in long for w in (doc[n.end - 1].lower_, head_of(doc, n).lower_)}
    found = nouns & vocabulary.organizations - vocabulary.loose_organizations
    if not nouns.isdisjoint(vocabulary.company_suffixes - vocabulary.papers):
        found.add("company")
    return found | {vocabulary.synonyms[w] for w in found if w in vocabulary.synonyms}


def _hold(doc: "Doc", entity: Entity, role: roles.Role, heads: dict[str, list[tuple[int, Entity]]]) -> None:
    """Note that an actor holds an office, by its noun and the noun's synonym."""
    start, end, head = role
    lemma = doc[head].lemma_.lower()
    entity.role_heads.add(lemma)
    entity.role_words.update(t.lower_ for t in doc[start:end])
    heads.setdefault(lemma, []).append((head, entity))
    if (synonym := words().synonyms.get(lemma, lemma)) != lemma:
        heads.setdefault(synonym, []).append((head, entity))


def _bare(doc: "Doc", group: Unnamed) -> bool:
    """Whether the noun stands alone but for an article: "officials", "the man"; not "people of Tamar"."""
    return group.end == group.head + 1 and all(doc[i].tag_ == "DT" for i in range(group.start, group.head))


def _labelled(doc: "Doc", entities: list[Entity], groups: list[Unnamed]) -> list[Entity]:
    """The unnamed as entities; "the officials" goes to the officials named before."""
    covered = [(m.start, m.end) for e in entities for m in e.links if m.form == "nominal"]
    covered += [(r.start, r.end) for e in entities for r in e.roles]
    found: dict[str, Entity] = {}
    for group in groups:
        start, end = doc[group.start].idx, doc[group.end - 1].idx + len(doc[group.end - 1])
        if any(s < end and start < e for s, e in covered):
            continue
        label = doc[group.start : group.end].text
        key = fold(label)
        head = doc[group.head].lemma_.lower()
        home = found.get(key)
        if home is None and not is_indefinite(doc, group.start, group.head) and _bare(doc, group):
            home = next(
                (e for e in reversed(found.values()) if e.role_heads == {head} and e.kind == group.kind), None
            )
        if home is None:
            home = Entity(
                [],
                kind=group.kind,
                country=group.country,
                label=label,
                role_heads={head},
                parent=group.parent,
            )
            found[key] = home
        home.links.append(Mention(start, end, "nominal"))
    return list(found.values())
