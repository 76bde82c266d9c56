"""What the analyst decides on a story: what is one, what is not, what answers what, and what it comes to."""

from briefing.commands.reader import Call
from briefing.tui.history import Noted
from briefing.tui.screens.story import StoryScreen
from briefing.workspace.stories import StoryView


def _decided(screen: StoryScreen, view: StoryView, ref: str) -> None:
    """Remember which article's annotations changed, for `u`."""
    story = ref.partition("#")[0]
    facts = next((f for f in view.story.articles if f.story == story), None)
    if facts is not None:
        screen.briefing.changes.did(Noted(facts.article_id))


def do_keep_apart(screen: StoryScreen, call: Call) -> None:
    """This source is none of the others on its line."""
    row, view, workspace = screen.current, screen.view, screen.workspace
    if row is None or view is None or not row.rivals:
        screen.say("unfold a line with enter and go to the source that does not belong there")
        return
    ref, rivals = row.ref, row.rivals
    screen.decide(
        lambda: workspace.keep_apart(view, ref, rivals),
        "kept apart · u takes it back",
        lambda: _decided(screen, view, ref),
    )


def do_mark_same(screen: StoryScreen, call: Call) -> None:
    """Take a line; on the second one they become one."""
    row, view, workspace, taken = screen.current, screen.view, screen.workspace, screen.taken
    if row is None or view is None or not row.ref:
        screen.say("this line stands for nothing that could be one with another")
        return
    if taken is None or taken.ref == row.ref:
        screen.taken = row if taken is None else None
        screen.say("taken · m on the other line makes them one" if taken is None else "let go")
        screen.show_place()
        return
    kinds = {r.rpartition("#")[2].partition(":")[0] for r in (taken.ref, row.ref)}
    if len(kinds) > 1 or not kinds <= {"claim", "actor", "date"}:
        screen.say(
            "only a claim and a claim, an actor and an actor, an event and an event can be one", "error"
        )
        return
    one, other = taken.ref, row.ref
    screen.taken = None
    screen.decide(
        lambda: workspace.put_together(view, one, other),
        "now one · u takes it back",
        lambda: _decided(screen, view, one),
    )


def do_mark_answer(screen: StoryScreen, call: Call) -> None:
    """The claim that was taken answers the gap; or the possible answer here does."""
    row, view, workspace = screen.current, screen.view, screen.workspace
    if screen.part != "gaps" or row is None or view is None:
        screen.say("go to what is not known first · 4")
        return
    if row.owner is not None:
        answer, gap = row.ref, row.owner
    elif screen.taken is not None and screen.taken.ref.rpartition("#")[2].startswith("claim:"):
        answer, gap = screen.taken.ref, row.ref
    else:
        screen.say("take the claim that answers it first: m on a claim, then a here")
        return
    screen.taken = None
    screen.decide(
        lambda: workspace.answer_gap(view, answer, gap),
        "answered · u takes it back",
        lambda: _decided(screen, view, answer),
    )


def do_bottom_line(screen: StoryScreen, call: Call) -> None:
    """Write it, or change what is there."""
    view, workspace = screen.view, screen.workspace
    if view is None or not view.story.articles:
        screen.say("there is nothing to draw a line under yet")
        return

    def keep(text: str) -> None:
        if not text.strip():
            return

        def noted() -> None:
            story = view.bottom_line.target.article_id if view.bottom_line else view.story.articles[-1].story
            _decided(screen, view, f"{story}#")

        screen.decide(
            lambda: workspace.write_bottom_line(view, text.strip()),
            "bottom line kept · u takes it back",
            noted,
        )

    if call.argument.strip():
        keep(call.argument)
    else:
        screen.ask("Bottom line", keep, initial=view.bottom_line.body.text if view.bottom_line else "")
