"""The form of a case: a text, what must be found in it, and the wrong answers that taggers give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model.brief import Actor

Finder = Callable[..., list[Actor]]


@dataclass(frozen=True)
class Case:
    """`want` maps an actor's name to what must hold of it; the keys are those of `check`.

    `never` are words that no actor may be called by; `apart` are pairs of names of different actors.
    """

    text: str
    want: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    never: Sequence[str] = ()
    apart: Sequence[tuple[str, str]] = ()
    title: str | None = None

    def __str__(self) -> str:
        return self.text[:60]


def called(actors: list[Actor], name: str) -> list[Actor]:
    """The actors of that name; where there is none, those that have it as an alias."""
    return [a for a in actors if name == a.name] or [a for a in actors if name in a.aliases]


def words_of(case: Case, actor: Actor) -> set[str]:
    """The words of an actor's mentions."""
    whole = f"{case.title}\n\n{case.text}" if case.title else case.text
    return {whole[m.start : m.end] for m in actor.mentions}


def check(case: Case, actors: list[Actor]) -> None:
    """Assert what the case says."""
    listing = "; ".join(f"{a.kind} {a.name} {words_of(case, a)} {[r.text for r in a.roles]}" for a in actors)
    for name, facts in case.want.items():
        homes = called(actors, name)
        assert len(homes) == 1, f"{name!r} is {len(homes)} actors: {listing}"
        actor = homes[0]
        for key, value in facts.items():
            if key == "says":  # words that must be among the mentions
                assert set(value) <= words_of(case, actor), f"{name}: {words_of(case, actor)}"  # type: ignore[call-overload]
            elif key == "not":  # words that must not
                assert not set(value) & words_of(case, actor), f"{name}: {words_of(case, actor)}"  # type: ignore[call-overload]
            elif key == "role":
                assert value in [r.text for r in actor.roles], f"{name}: {[r.text for r in actor.roles]}"
            elif key == "parent":
                parent = next((a.name for a in actors if a.id == actor.parent), None)
                assert parent == value, f"{name}: parent {parent}: {listing}"
            else:
                assert getattr(actor, key) == value, f"{name}: {key} is {getattr(actor, key)!r}: {listing}"
    for name in case.never:
        homes = [a.name for a in actors if name == a.name or name in words_of(case, a)]
        assert not homes, f"{name!r} is in {homes}"
    for one, other in case.apart:
        a, b = called(actors, one), called(actors, other)
        assert a, f"{one!r} is no actor: {listing}"
        assert b, f"{other!r} is no actor: {listing}"
        assert {x.id for x in a}.isdisjoint({x.id for x in b}), f"{one!r} and {other!r} are one actor"
