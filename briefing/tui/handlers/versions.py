"""The versions of a story: which there are, what changed, opening one."""

from briefing.commands.reader import Call
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.versions import VersionsScreen


def do_versions(screen: BriefScreen, call: Call) -> None:
    """The versions of the story and what changed."""
    article_id, workspace = screen.article_id, screen.workspace

    def shown(versions: list[tuple[str, str]]) -> None:
        if len(versions) < 2:
            screen.say("this story has one version")
        elif screen.article_id == article_id and screen.app.screen is screen:
            screen.app.push_screen(VersionsScreen(article_id, versions))

    screen.briefing.jobs.run(lambda: workspace.versions(article_id), shown, screen.complain)


def do_open_version(screen: VersionsScreen, call: Call) -> None:
    """That version in the brief below; a note is gone to as well."""
    cited = screen.rows.cited_note(screen.list.key) if screen.focused is screen.list else None
    article_id = screen.shown
    below = screen.app.screen_stack[-2]
    screen.app.pop_screen()
    if isinstance(below, BriefScreen):
        below.open_article(article_id, cited.note.uid if cited is not None else None)


def do_compare_from(screen: VersionsScreen, call: Call) -> None:
    """This version is the one to compare with; once more, it is the one before each."""
    screen.base = None if screen.base == screen.shown else screen.shown
    screen.look()
    screen.say(
        "each is compared with the one before it" if screen.base is None else "now choose another version"
    )


def do_next_change(screen: VersionsScreen, call: Call) -> None:
    """The next change."""
    screen.step(call.times)


def do_previous_change(screen: VersionsScreen, call: Call) -> None:
    """The change before."""
    screen.step(-call.times)


def do_other_side(screen: VersionsScreen, call: Call) -> None:
    """From the versions to the changes, or back."""
    other = screen.changes if screen.focused is screen.list else screen.list
    screen.set_focus(other, scroll_visible=False)
    screen.show_place()
