"""The search in the text, and the layers of marks over it."""

from briefing.commands.reader import Call
from briefing.tui.screens.brief import BriefScreen


def do_search(screen: BriefScreen, call: Call) -> None:
    """Find words; every key shows where they are."""
    pane = screen.text
    if call.argument.strip():
        _found(screen, call.argument.strip())
        return
    if screen.pane != "text":
        screen.show_pane("text")
    origin, words = pane.caret.offset, pane.search.words

    def live(typed: str) -> None:
        pane.search.look_for(typed)
        hit = pane.search.after(origin)
        pane.caret.put(hit if hit is not None else origin)
        pane.redraw()
        pane.moved()

    def left() -> None:
        pane.search.look_for(words)
        pane.caret.put(origin)
        pane.redraw()
        pane.moved()

    def done(typed: str) -> None:
        pane.caret.put(origin)
        _found(screen, typed or words)

    screen.ask("/", done, live=live, left=left)


def _found(screen: BriefScreen, words: str) -> None:
    """Search for words and go to the first hit from the caret on."""
    pane = screen.text
    pane.search.look_for(words)
    hit = pane.search.after(pane.caret.offset)
    pane.redraw()
    if hit is None:
        screen.say(f"not found: {words}" if words else "nothing to search for")
        return
    if hit != pane.caret.offset:
        pane.jump_to(hit)
    screen.show_place()


def do_search_word(screen: BriefScreen, call: Call) -> None:
    """Find the word under the caret."""
    words = screen.text.caret.word().of(screen.text.text)
    if not words:
        screen.say("no word under the caret")
        return
    screen.text.search.look_for(words.lower())
    do_next_hit(screen, call)
    screen.text.redraw()


def do_next_hit(screen: BriefScreen, call: Call) -> None:
    """The next hit."""
    _hit(screen, call.times)


def do_previous_hit(screen: BriefScreen, call: Call) -> None:
    """The hit before."""
    _hit(screen, -call.times)


def _hit(screen: BriefScreen, count: int) -> None:
    pane = screen.text
    if not pane.search.words:
        screen.say("nothing is searched for · / searches")
        return
    at = pane.caret.offset
    for _ in range(abs(count)):
        target = pane.search.after(at + 1) if count > 0 else pane.search.before(at)
        if target is None:
            screen.say(f"not found: {pane.search.words}")
            return
        at = target
    pane.jump_to(at)


def do_layer(screen: BriefScreen, call: Call) -> None:
    """Show or hide the marks of a kind."""
    layer = call.argument.strip()
    try:
        shown = screen.text.toggle_layer(layer)
    except ValueError as error:
        screen.complain(error)
        return
    screen.say(f"{layer} {'shown' if shown else 'hidden'} in the text")


def _layer(screen: BriefScreen, layer: str) -> None:
    shown = screen.text.toggle_layer(layer)
    screen.say(f"{layer} {'shown' if shown else 'hidden'} in the text")


def do_layer_actors(screen: BriefScreen, call: Call) -> None:
    """Actors."""
    _layer(screen, "actors")


def do_layer_claims(screen: BriefScreen, call: Call) -> None:
    """Claims."""
    _layer(screen, "claims")


def do_layer_dates(screen: BriefScreen, call: Call) -> None:
    """Dates."""
    _layer(screen, "dates")


def do_layer_notes(screen: BriefScreen, call: Call) -> None:
    """Notes."""
    _layer(screen, "notes")


def do_layer_hits(screen: BriefScreen, call: Call) -> None:
    """Hits."""
    _layer(screen, "hits")
