"""The library: opening, filtering, adding, and reading states, one or many."""

from datetime import date
from functools import partial

import msgspec

from briefing.commands.reader import Call
from briefing.store.protocol import ReadingState
from briefing.tui.history import Kept, Marked
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.notes import NotesScreen

_ALL = 1_000_000  # rows: a bulk verb takes all that its query finds
_PAGE = 50  # rows read at once of the list that one walks in


def do_open(screen: LibraryScreen, call: Call) -> None:
    """Open the article the hand is on, or a saved query."""
    if name := call.argument.strip():
        _open_query(screen, name)
        return
    row = screen.current
    if row is not None:
        screen.app.push_screen(BriefScreen(row.article_id))


def do_copies(screen: LibraryScreen, call: Call) -> None:
    """Show the copies of the story, or fold them."""
    if not screen.fold():
        screen.unfold()


def _open_query(screen: LibraryScreen, name: str) -> None:
    def done(saved: dict[str, str]) -> None:
        if name in saved:
            screen.query_text = saved[name]
            screen.load()
            screen.say(f"{name}: {saved[name]}")
        else:
            screen.complain(
                f"no query is saved as {name!r}" + (f"; there are {', '.join(saved)}" * bool(saved))
            )

    screen.briefing.jobs.run(screen.workspace.saved_queries, done, screen.complain)


def do_save(screen: LibraryScreen, call: Call) -> None:
    """Keep the query in force under a name; with none in force, ask which name is to be given up."""
    name, query = " ".join(call.argument.split()), screen.query_text  # as the store writes a name
    if query and not name:
        screen.ask_argument(call)
    elif query:
        _keep_query(screen, name, query)
    else:
        screen.briefing.jobs.run(
            screen.workspace.saved_queries, partial(_ask_to_give_up, screen, name), screen.complain
        )


def _ask_to_give_up(screen: LibraryScreen, name: str, saved: dict[str, str]) -> None:
    """Nothing is given up by a key that saves: what there is, and a choice."""
    filtering = screen.briefing.keymap.shown("filter") or ":filter"
    if not saved or (name and name not in saved):
        screen.say(f"no query in force to save · {filtering} sets one")
        return

    from briefing.tui.screens.picker import Choice, Picker  # not before it is needed: opening comes first

    def chosen(given_up: object) -> None:
        if isinstance(given_up, str):
            _keep_query(screen, given_up, "")

    choices = [Choice(n, n, query) for n, query in saved.items() if name in ("", n)]
    screen.app.push_screen(
        Picker("No query is in force. Give up a saved one?", choices, hint="enter gives it up · esc leaves"),
        chosen,
    )


def _keep_query(screen: LibraryScreen, name: str, query: str) -> None:
    workspace = screen.workspace

    def work() -> str:
        before = workspace.saved_queries().get(name, "")
        workspace.save_query(name, query)
        return before

    def done(before: str) -> None:
        screen.briefing.changes.did(Kept(name, before, query))
        words = f"saved · :open {name} shows it again" if query else f"{name} is given up · u takes it back"
        screen.say(words, "good")

    screen.briefing.jobs.run(work, done, screen.complain)


def do_go_to_note(screen: NotesScreen, call: Call) -> None:
    """Open the article at the note the hand is on."""
    if screen.current is not None:
        row, note = screen.current
        if row is None:
            screen.say("the article of this note is not in the library")
        else:
            screen.app.push_screen(BriefScreen(row.article_id, note.uid))


def do_filter(screen: LibraryScreen | NotesScreen, call: Call) -> None:
    """Show only what a query finds; nothing typed shows all."""

    from briefing.query import QueryError, parse

    def done(line: str) -> None:
        try:
            parse(line, today=date.today())
        except QueryError as error:
            ask(line, " " * error.position + "^" * error.length + f" {error.message}")
            return
        screen.query_text = line.strip()
        screen.load()

    def ask(initial: str, remark: str = "") -> None:
        complete = partial(screen.choices, "query")
        screen.ask("/", done, initial=initial, complete=complete, remark=remark)

    if call.argument.strip():
        done(call.argument)
    else:
        ask(screen.query_text)


def do_add(screen: BaseScreen, call: Call) -> None:
    """Take files or a folder into the library."""
    source, workspace = call.argument.strip(), screen.workspace

    def work() -> tuple[int, int, list[str]]:
        new, known, problems = 0, 0, []
        for added in workspace.add([source]):
            if added.problem:
                problems.append(f"{added.source}: {added.problem}")
            elif added.new:
                new += 1
            else:
                known += 1
        return new, known, problems

    def done(found: tuple[int, int, list[str]]) -> None:
        new, known, problems = found
        for problem in problems[:-1]:
            screen.briefing.said.append(problem)
        if problems:
            screen.complain(problems[-1])
        else:
            screen.say(f"{new} added" + (f", {known} known already" if known else ""), "good")
        if isinstance(screen, LibraryScreen):
            screen.load()

    screen.say(f"adding {source}…")
    screen.briefing.jobs.run(work, done, screen.complain)


def do_reload(screen: LibraryScreen | NotesScreen, call: Call) -> None:
    """Look again at what is there; briefs that failed or were stopped are made after all."""
    screen.briefing.making.again()
    screen.say("looked again")
    screen.load()


def do_toggle_read(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """Read, or unread."""
    state = _state(screen)
    if state is not None:
        _one(screen, "unread" if state.read else "read", state, read=not state.read)


def do_star(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """A star, or none; for all that a query finds."""
    if call.argument.strip():
        _many(screen, call.argument, "starred", starred=True)
    elif (state := _state(screen)) is not None:
        _one(screen, "star taken" if state.starred else "starred", state, starred=not state.starred)


def do_later(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """For later, or not; for all that a query finds."""
    if call.argument.strip():
        _many(screen, call.argument, "kept for later", later=True)
    elif (state := _state(screen)) is not None:
        _one(screen, "not for later" if state.later else "kept for later", state, later=not state.later)


def do_read(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """Read: this article, or all that a query finds."""
    if call.argument.strip():
        _many(screen, call.argument, "read", read=True)
    elif (state := _state(screen)) is not None:
        _one(screen, "read", state, read=True)


def do_unread(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """Unread: this article, or all that a query finds."""
    if call.argument.strip():
        _many(screen, call.argument, "unread", read=False)
    elif (state := _state(screen)) is not None:
        _one(screen, "unread", state, read=False)


def _state(screen: BaseScreen) -> ReadingState | None:
    if isinstance(screen, BriefScreen):
        return screen.state.view.state if screen.state is not None else None
    if isinstance(screen, LibraryScreen) and screen.current is not None:
        return screen.current.state
    return None


def _one(screen: LibraryScreen | BriefScreen, label: str, before: ReadingState, **values: bool) -> None:
    """Change one article's state, as a step of undo."""
    if isinstance(screen, BriefScreen):
        screen.set_reading(label, **values)
        return
    row = screen.current
    if row is None:
        return
    after = msgspec.structs.replace(before, **values)
    article_id = row.article_id
    screen.briefing.changes.did(Marked(label, ((article_id, before),), ((article_id, after),)))

    def done(_: None) -> None:
        screen.show_state(article_id, after)
        screen.say(label)

    screen.briefing.jobs.run(lambda: screen.workspace.set_state(article_id, after), done, screen.complain)


def _many(screen: BaseScreen, query: str, label: str, **values: bool) -> None:
    """Change the state of all that a query finds, as one step of undo."""
    workspace = screen.workspace

    def work() -> Marked:
        before, after = [], []
        for row in workspace.rows(query, offset=0, limit=_ALL):
            state = msgspec.structs.replace(row.state, **values)
            if state != row.state:
                workspace.set_state(row.article_id, state)
                before.append((row.article_id, row.state))
                after.append((row.article_id, state))
        return Marked(f"{len(after)} {label}", tuple(before), tuple(after))

    def done(change: Marked) -> None:
        if change.after:
            screen.briefing.changes.did(change)
        show = getattr(screen, "show_state", None)
        for article_id, state in change.after:
            if show is not None:
                show(article_id, state)
        screen.say(change.label, "good")

    screen.briefing.jobs.run(work, done, screen.complain)


def _neighbour(screen: BriefScreen, step: int) -> None:
    stack = screen.app.screen_stack
    library = next((s for s in reversed(stack) if isinstance(s, LibraryScreen)), None)  # the nearest
    if library is not None:
        target = library.neighbour(screen.article_id, step)
        if target is None:
            screen.say("the last article of the list" if step > 0 else "the first article of the list")
        else:
            library.list.go_to(target)
            screen.open_article(target)
        return
    article_id, workspace, order = screen.article_id, screen.workspace, screen.briefing.order

    def known() -> bool:
        return article_id in order and order.index(article_id) + step < len(order)

    def work() -> str | None:
        # Read once, as far as it is needed: the list one walks in stays as it was.
        while not known():
            page = workspace.rows("", offset=len(order), limit=_PAGE)
            new = [row.article_id for row in page if row.article_id not in order]
            order.extend(new)
            if not new or len(page) < _PAGE:
                break
        return there()

    def there() -> str | None:
        at = order.index(article_id) + step if article_id in order else -1
        return order[at] if 0 <= at < len(order) else None

    def done(target: str | None) -> None:
        if target is None:
            screen.say("no more articles that way")
        else:
            screen.open_article(target)

    if known():
        done(there())
    else:
        screen.briefing.jobs.run(work, done, screen.complain)


def do_next_article(screen: BriefScreen, call: Call) -> None:
    """The next article of the list."""
    _neighbour(screen, call.times)


def do_previous_article(screen: BriefScreen, call: Call) -> None:
    """The article before."""
    _neighbour(screen, -call.times)
