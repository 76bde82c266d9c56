"""Links between items and notes: the relation first, then what it leads to."""

from briefing.commands.annotating import RELATIONS
from briefing.commands.reader import Call
from briefing.model.annotation import Link, Relation
from briefing.model.saying import words
from briefing.tui.handlers.notes import deselect
from briefing.tui.handlers.targets import Aim, target_of
from briefing.tui.rows.notes import quote
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.picker import Choice, Picker
from briefing.tui.words import source_words, spans_words

_HOT = {
    "supports": "s", "contradicts": "x", "corroborates": "c", "denies": "d", "updates": "u", "corrects": "r",
    "same_as": "=", "derived_from": "f", "answers": "a", "cites": "i",
}  # fmt: skip


def do_link(screen: BriefScreen, call: Call) -> None:
    """Relation first, then what it leads to."""
    aim = target_of(screen)
    relation, _, target = call.argument.strip().partition(" ")
    if relation and relation not in RELATIONS:
        screen.complain(f"no relation {relation!r}: {', '.join(RELATIONS)}")
    elif relation and target:
        _link(screen, aim, relation, target.strip())
    elif relation:
        _choose_target(screen, aim, relation)
    else:
        choices = [Choice(r, r.replace("_", " "), hot=_HOT[r]) for r in RELATIONS]
        screen.app.push_screen(
            Picker(f"{aim.about[:60]} …", choices, hint="enter chooses · esc leaves"),
            lambda chosen: _choose_target(screen, aim, chosen) if isinstance(chosen, str) else None,
        )


def _choose_target(screen: BriefScreen, aim: Aim, relation: str) -> None:
    state = screen.state
    if state is None:
        return
    choices = [Choice(key, label, help_) for key, label, help_ in _targets(screen) if key != aim.ref]
    screen.app.push_screen(
        Picker(
            f"… {relation.replace('_', ' ')} …",
            choices,
            search=True,
            hint="type to search · enter joins · esc leaves",
        ),
        lambda chosen: _link(screen, aim, relation, chosen) if isinstance(chosen, str) else None,
    )


def _targets(screen: BriefScreen) -> list[tuple[str, str, str]]:
    state = screen.state
    if state is None:
        return []
    found: list[tuple[str, str, str]] = []
    if state.brief is not None:
        brief = state.brief
        found += [
            (c.id, f"claim · {source_words(c, brief)}", spans_words(state.text, c.content))
            for c in brief.claims
        ]
        found += [(a.id, f"actor · {a.name}", a.kind) for a in brief.actors]
        found += [(e.id, f"date · {e.span.of(state.text)}", e.timex.value) for e in brief.timeline]
    found += [
        (f"annotation:{n.uid}", f"{n.kind} · {words(n)[:40]}", quote(n))
        for n in state.notes
        if n.kind != "link"
    ]
    return found


def _link(screen: BriefScreen, aim: Aim, relation: str, target: str) -> None:
    name = next((f"{label}: {help_}" for key, label, help_ in _targets(screen) if key == target), "")
    link = Link(rel=_relation(relation), to=target, note=" ".join(name.split())[:120])
    article_id, workspace = screen.article_id, screen.workspace
    deselect(screen)
    screen.change(
        lambda: workspace.annotate(article_id, "link", span=aim.span, ref=aim.ref, links=[link]),
        f"link ({relation.replace('_', ' ')}) saved",
    )


def _relation(word: str) -> Relation:
    relations: dict[str, Relation] = {
        "supports": "supports", "contradicts": "contradicts", "corroborates": "corroborates", "denies": "denies",
        "updates": "updates", "corrects": "corrects", "same_as": "same_as", "derived_from": "derived_from",
        "answers": "answers", "cites": "cites",
    }  # fmt: skip
    return relations[word]
