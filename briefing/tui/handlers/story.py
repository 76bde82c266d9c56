"""A story: opening it, its parts, unfolding, zooming, the report."""

from datetime import datetime

from briefing.commands.reader import Call
from briefing.tui.handlers.items import citation
from briefing.tui.paths import is_there, typed_path
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.story import PARTS, StoryScreen
from briefing.workspace.stories import Form

_FORMS: dict[str, Form] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}


def do_story(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """The articles of the query compared; from an article, it and those that share something with it."""
    query = call.argument.strip()
    if isinstance(screen, LibraryScreen):
        query = query or screen.query_text
    elif not query:
        _around(screen)
        return
    screen.app.push_screen(StoryScreen(query))


def _around(screen: BriefScreen) -> None:
    workspace = screen.workspace
    article_id = screen.article_id
    title = screen.state.view.article.title if screen.state is not None else None

    def found(around: str) -> None:
        if screen.is_current:
            name = f"around “{title or 'untitled'}”"
            screen.app.push_screen(StoryScreen(around, name, key=f"around {article_id}"))

    screen.say("looking for articles on the same…")
    screen.briefing.jobs.run(lambda: workspace.around(article_id), found, screen.complain, lane="compare")


def _part(screen: StoryScreen, number: int) -> None:
    screen.go_to_part(PARTS[number % len(PARTS)])


def do_story_claims(screen: StoryScreen, call: Call) -> None:
    """The claims."""
    _part(screen, 0)


def do_story_actors(screen: StoryScreen, call: Call) -> None:
    """The actors."""
    _part(screen, 1)


def do_story_timeline(screen: StoryScreen, call: Call) -> None:
    """The timeline."""
    _part(screen, 2)


def do_story_gaps(screen: StoryScreen, call: Call) -> None:
    """What is not known."""
    _part(screen, 3)


def do_story_changes(screen: StoryScreen, call: Call) -> None:
    """What changed."""
    _part(screen, 4)


def do_story_report(screen: StoryScreen, call: Call) -> None:
    """The report."""
    _part(screen, 5)


def do_next_part(screen: StoryScreen, call: Call) -> None:
    """The part to the right."""
    _part(screen, PARTS.index(screen.part) + 1)


def do_previous_part(screen: StoryScreen, call: Call) -> None:
    """The part to the left."""
    _part(screen, PARTS.index(screen.part) - 1)


def do_story_open(screen: StoryScreen, call: Call) -> None:
    """Unfold or fold; where the line is a source, its article at the words."""
    row = screen.current
    if row is None or row.key is None:
        return
    if row.folds:
        screen.unfolded ^= {row.key}
        screen.show_part(row.key)
    elif row.place is not None:
        span = row.place.span
        screen.app.push_screen(
            BriefScreen(row.place.article_id, row.place.item, span.start if span is not None else None)
        )


def do_story_fold(screen: StoryScreen, call: Call) -> None:
    """Fold the line, or the one above that it belongs to."""
    row = screen.current
    if row is None:
        return
    key = row.key if row.folds else row.owner
    if key is not None and key in screen.unfolded:
        screen.unfolded.discard(key)
        screen.show_part(key)


def do_story_why(screen: StoryScreen, call: Call) -> None:
    """The reasons in place of the words, or back; where there is no room for them, in the status line."""
    row = screen.current
    if not screen.detail.display or screen.has_class("-whole"):
        screen.say(
            "; ".join(row.why) if row is not None and row.why else "nothing was inferred here", "plain"
        )
        return
    screen.why = not screen.why
    screen.show_detail()


def do_zoom_in(screen: StoryScreen, call: Call) -> None:
    """Shorter periods."""
    _zoom(screen, -1)


def do_zoom_out(screen: StoryScreen, call: Call) -> None:
    """Longer periods."""
    _zoom(screen, 1)


def _zoom(screen: StoryScreen, step: int) -> None:
    if screen.part != "timeline":
        screen.say("the timeline has periods · 3 goes there")
    elif not screen.zoomed(step):
        screen.say(f"by {screen.zoom}: there is no {'longer' if step > 0 else 'shorter'} period")


def do_since(screen: StoryScreen, call: Call) -> None:
    """Changes from that moment on."""
    words = call.argument.strip()
    try:
        datetime.fromisoformat(words)
    except ValueError:
        screen.complain(f"{words!r} is no day (2031-05-14) and no moment of UTC")
        return
    screen.since = words
    screen.load()
    screen.go_to_part("changes")


def do_seen(screen: StoryScreen, call: Call) -> None:
    """Changes count from now on."""
    view, workspace = screen.view, screen.workspace
    screen.since = None
    if view is not None:
        screen.decide(lambda: workspace.look(view), "seen · changes count from now on")


def copied(screen: BaseScreen) -> str:
    """The words of the line the hand is on with their citation; of a line with sources, what stands beside it."""
    row = screen.current if isinstance(screen, StoryScreen) else None
    view = screen.view if isinstance(screen, StoryScreen) else None
    if row is None or view is None:
        return ""
    facts = view.story.article(row.place.article_id) if row.place is not None else None
    if facts is not None:
        return citation(row.words[0], facts.title, facts.outlet, facts.published, facts.url)
    said = row.detail() if row.detail is not None else [row.words]
    return "\n".join(words for words, _ in said)


def do_compare_again(screen: StoryScreen, call: Call) -> None:
    """Read the articles again."""
    screen.load("compared anew")


def do_story_briefs(screen: StoryScreen, call: Call) -> None:
    """Make what is missing, then compare."""
    if screen.view is None or not screen.view.bare:
        screen.say("every article has its brief")
    else:
        screen.load("compared anew", briefs=True)


def do_write_report(screen: StoryScreen, call: Call) -> None:
    """The report into a file; the name's ending says the form. One that is there stays."""
    view, workspace = screen.view, screen.workspace
    if view is None or not view.story.articles:
        screen.say("there is no report yet")
        return
    path = typed_path(call.argument)
    form = _FORMS.get(path.suffix.lower(), "plain")
    since, called = screen.since, screen.called

    def work() -> str:
        if is_there(path):
            raise FileExistsError(f"{path}: is there already; name another file")
        workspace.save_report(workspace.report(view, since=since, title=called), path, form)
        return f"report written to {path}"

    screen.briefing.jobs.run(work, lambda words: screen.say(words, "good"), screen.complain)
