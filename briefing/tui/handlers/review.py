"""Deciding on notes whose words changed: their place is right, elsewhere, or nowhere."""

from briefing.commands.reader import Call
from briefing.model.annotation import Annotation
from briefing.tui.handlers.targets import target_of
from briefing.tui.history import Noted
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.placing import PlacingScreen
from briefing.tui.screens.review import ReviewScreen
from briefing.tui.screens.storing import reload_below


def do_review(screen: BaseScreen, call: Call) -> None:
    """What waits for a decision."""
    if not isinstance(screen, ReviewScreen):
        screen.app.push_screen(ReviewScreen())


def do_confirm_place(screen: ReviewScreen, call: Call) -> None:
    """The place shown is right; or the words are gone indeed."""
    case = screen.current
    if case is not None:
        said = "place confirmed" if case.item.new_place is not None else "confirmed as gone"
        screen.decide(case, lambda: screen.workspace.confirm(case.item.annotation), said)


def do_detach(screen: ReviewScreen, call: Call) -> None:
    """The words are gone, whatever the program offers."""
    case = screen.current
    if case is not None:
        screen.decide(case, lambda: screen.workspace.detach(case.item.annotation), "detached")


def do_reattach(screen: ReviewScreen | BriefScreen, call: Call) -> None:
    """Open the newer text, the offered words selected."""
    if isinstance(screen, ReviewScreen):
        case = screen.current
        if case is not None:
            item = case.item
            place = PlacingScreen(item.new.id, item.annotation, item.new_place, case.target)
            screen.app.push_screen(place)
        return
    note = screen.note_here()
    if note is None or screen.state is None:
        screen.say("no note here")
    elif note.target.version_id == screen.article_id:
        screen.say("this note was made on this very text: it stands where it was made")
    else:
        offered = screen.state.view.places.get(note.uid)
        place = PlacingScreen(screen.article_id, note, offered, screen.text.caret.offset)
        screen.app.push_screen(place)


def do_open_reviewed(screen: ReviewScreen, call: Call) -> None:
    """The newer version's brief, at the place or at what stands nearest."""
    case = screen.current
    if case is not None:
        screen.app.push_screen(BriefScreen(case.item.new.id, case.item.annotation.uid))


def do_place_here(screen: PlacingScreen, call: Call) -> None:
    """The note stands on the selected words from now on."""
    target = target_of(screen).span if screen.text.caret.selection is not None else None
    if target is None:
        screen.say("select the words first: v, then move; gs takes the sentence")
        return
    article_id, note, workspace = screen.article_id, screen.note, screen.workspace

    def done(_: Annotation) -> None:
        screen.briefing.changes.did(Noted(article_id))
        reload_below(screen)
        if screen.app.screen is screen:
            screen.dismiss(None)
        for below in screen.app.screen_stack[-2:]:
            if isinstance(below, BaseScreen) and below is not screen:
                below.say("reattached, saved", "good")

    screen.briefing.jobs.run(lambda: workspace.reattach(note, article_id, target), done, screen.complain)
