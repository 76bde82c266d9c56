"""Undo and redo: of notes and reading states through the store, of the rest from this session's list."""

from collections.abc import Callable
from functools import partial

from briefing.store.protocol import Operation, ReadingState
from briefing.tui.became import short
from briefing.tui.history import Change, Graded, Kept, Marked, Noted, Several, Subscribed
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.feeds import FeedsScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.screens.review import ReviewScreen
from briefing.tui.screens.storing import reload_below
from briefing.tui.words import plural
from briefing.workspace import Workspace


def undo(screen: BaseScreen) -> None:
    """Take back the last change; without one, that of an earlier session in the article at hand."""
    change = screen.briefing.changes.undo()
    if change is None and isinstance(screen, BriefScreen):
        change = Noted(screen.article_id)
    if change is None and isinstance(screen, LibraryScreen) and screen.current is not None:
        _earlier(screen, screen.current.article_id, back=True)
    else:
        _apply(screen, change, back=True)


def redo(screen: BaseScreen) -> None:
    """Do again what was taken back last."""
    change = screen.briefing.changes.redo()
    if change is None and isinstance(screen, BriefScreen):
        change = Noted(screen.article_id)
    if change is None and isinstance(screen, LibraryScreen) and screen.current is not None:
        _earlier(screen, screen.current.article_id, back=False)
    else:
        _apply(screen, change, back=False)


def _apply(screen: BaseScreen, change: Change | None, *, back: bool) -> None:
    word = "undone" if back else "done again"
    if change is None:
        screen.say("nothing to undo" if back else "nothing to do again")
    elif isinstance(change, Noted):
        _noted(screen, change, back=back)
    elif isinstance(change, Several):
        _several(screen, change, back=back)
    elif isinstance(change, Marked):
        _marked(screen, change, back=back)
    elif isinstance(change, Subscribed):
        _subscribed(screen, change, kept=change.kept != back)
    elif isinstance(change, Kept):
        _kept(screen, change.name, change.before if back else change.after, word)
    elif isinstance(change, Graded):
        grade = change.before if back else change.after
        screen.briefing.jobs.run(
            lambda: screen.workspace.set_reliability(change.site, grade),
            lambda _: _graded(screen, grade, word),
            screen.complain,
        )


def _subscribed(screen: BaseScreen, change: Subscribed, *, kept: bool) -> None:
    act = screen.workspace.keep_feeds if kept else screen.workspace.give_up_feeds

    def done(_: None) -> None:
        screen.say("subscribed again" if kept else "given up", "good")
        if isinstance(screen, FeedsScreen):
            screen.load()

    screen.briefing.jobs.run(lambda: act(change.feeds), done, screen.complain)


def _kept(screen: BaseScreen, name: str, query: str, word: str) -> None:
    said = f"{word}: {name} is {f'saved as {query}' if query else 'given up'}"
    screen.briefing.jobs.run(
        lambda: screen.workspace.save_query(name, query), lambda _: screen.say(said, "good"), screen.complain
    )


def _graded(screen: BaseScreen, grade: str | None, word: str) -> None:
    if isinstance(screen, BriefScreen):
        screen.reliability = grade
        screen.refresh_head()
    screen.say(f"{word}: reliability {grade or 'none'}", "good")


def _noted(screen: BaseScreen, change: Noted, *, back: bool) -> None:
    act = screen.workspace.undo if back else screen.workspace.redo
    _replay(screen, change.article_id, partial(act, change.article_id), back=back)


def _earlier(screen: LibraryScreen, article_id: str, *, back: bool) -> None:
    """The reading state of an article in the list; its notes are undone where they are seen."""
    workspace = screen.workspace

    def act() -> Operation | None:
        step = _next_step(workspace, article_id, back=back)
        if step is None or step.what != "state":
            return None
        return workspace.undo(article_id) if back else workspace.redo(article_id)

    _replay(screen, article_id, act, back=back)


def _next_step(workspace: Workspace, article_id: str, *, back: bool) -> Operation | None:
    """The step of an article that the store would take back now, or take again."""
    steps = workspace.history(article_id)
    if back:
        return next((step for step in reversed(steps) if not step.undone), None)
    return next((step for step in steps if step.undone and not step.dropped), None)


def _replay(screen: BaseScreen, article_id: str, act: Callable[[], Operation | None], *, back: bool) -> None:
    """Let the store do it, then show what came of it; of an article that is not on the screen, its title."""
    workspace = screen.workspace
    here = isinstance(screen, BriefScreen) and screen.article_id == article_id

    def work() -> tuple[Operation | None, str]:
        operation = act()
        title = short(workspace.article(article_id).heading) if operation is not None and not here else ""
        return operation, f" in “{title}”" if title else ""

    def done(found: tuple[Operation | None, str]) -> None:
        operation, where = found
        if operation is None:
            screen.say("nothing to undo" if back else "nothing to do again")
            return
        screen.say(f"{'undone' if back else 'done again'}{where}: {operation.label}", "good")
        if isinstance(screen, BriefScreen) and screen.article_id == article_id:
            screen.reload()
            screen.extract_if_missing()
        elif isinstance(screen, LibraryScreen | NotesScreen | ReviewScreen):
            screen.load()
        elif screen.resting == "story":
            from briefing.tui.screens.story import (
                StoryScreen,
            )  # the room of comparing with it: where one is open

            if isinstance(screen, StoryScreen):
                screen.load(f"{'undone' if back else 'done again'}: {operation.label}")
        reload_below(screen)

    screen.briefing.jobs.run(work, done, screen.complain)


def _several(screen: BaseScreen, change: Several, *, back: bool) -> None:
    act = screen.workspace.undo if back else screen.workspace.redo

    def work() -> None:
        for part in change.parts:
            act(part.article_id)

    def done(_: None) -> None:
        articles = plural(len(change.parts), "article")
        screen.say(f"{'undone' if back else 'done again'}: {change.label}, {articles}", "good")
        refresh = getattr(screen, "reload", None) or getattr(screen, "refresh_rows", None)
        if refresh is not None:
            refresh()

    screen.briefing.jobs.run(work, done, screen.complain)


def _marked(screen: BaseScreen, change: Marked, *, back: bool) -> None:
    states = change.before if back else change.after
    workspace = screen.workspace

    def work() -> None:
        for article_id, state in states:
            # The store's own step goes back, where it is the next: set anew, the state would be a step
            # of its own, and the next `u` would take that back instead of the change before it.
            step = _next_step(workspace, article_id, back=back)
            goal = (step.state_before if back else step.state_after) if step is not None else None
            if goal is not None and _flags(goal) == _flags(state):
                (workspace.undo if back else workspace.redo)(article_id)
            else:
                workspace.set_state(article_id, state)

    def done(_: None) -> None:
        show = getattr(screen, "show_state", None)
        if show is not None:
            for article_id, state in states:
                show(article_id, state)
        screen.say(f"{'undone' if back else 'done again'}: {change.label}", "good")

    screen.briefing.jobs.run(work, done, screen.complain)


def _flags(state: ReadingState) -> tuple[bool, bool, bool]:
    """What of a reading state a step is made of; the place in the text is none of it."""
    return state.read, state.starred, state.later
