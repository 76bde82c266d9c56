"""The caret, the selection, the search, marks and hints."""

from briefing.commands.reader import Call
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.linking import list_of
from briefing.tui.text.hints import labels


def do_left(screen: BriefScreen, call: Call) -> None:
    """A character left."""
    screen.text.caret.characters(-call.times)
    screen.text.moved()


def do_right(screen: BriefScreen, call: Call) -> None:
    """A character right."""
    screen.text.caret.characters(call.times)
    screen.text.moved()


def do_next_word(screen: BriefScreen, call: Call) -> None:
    """The next word."""
    screen.text.caret.words(call.times)
    screen.text.moved()


def do_previous_word(screen: BriefScreen, call: Call) -> None:
    """The word before."""
    screen.text.caret.words(-call.times)
    screen.text.moved()


def do_word_end(screen: BriefScreen, call: Call) -> None:
    """The end of the word."""
    screen.text.caret.word_end(call.times)
    screen.text.moved()


def do_line_start(screen: BriefScreen, call: Call) -> None:
    """The start of the line."""
    screen.text.caret.line_start()
    screen.text.moved()


def do_line_end(screen: BriefScreen, call: Call) -> None:
    """The end of the line."""
    screen.text.caret.line_end()
    screen.text.moved()


def do_next_sentence(screen: BriefScreen, call: Call) -> None:
    """The next sentence."""
    screen.text.caret.sentences(call.times)
    screen.text.moved()


def do_previous_sentence(screen: BriefScreen, call: Call) -> None:
    """The sentence before."""
    screen.text.caret.sentences(-call.times)
    screen.text.moved()


def do_next_paragraph(screen: BriefScreen, call: Call) -> None:
    """The next paragraph."""
    screen.text.caret.paragraphs(call.times)
    screen.text.moved()


def do_previous_paragraph(screen: BriefScreen, call: Call) -> None:
    """The paragraph before."""
    screen.text.caret.paragraphs(-call.times)
    screen.text.moved()


def do_select(screen: BriefScreen, call: Call) -> None:
    """Begin a selection at the caret, or end it."""
    caret = screen.text.caret
    caret.anchor = caret.offset if caret.anchor is None else None
    screen.text.redraw()
    screen.show_place()


def do_end_selection(screen: BriefScreen, call: Call) -> None:
    """End the selection; the caret stays."""
    do_select(screen, call)


def do_select_sentence(screen: BriefScreen, call: Call) -> None:
    """Select the sentence at the caret."""
    caret = screen.text.caret
    sentence = caret.sentence()
    caret.put(max(sentence.start, sentence.end - 1))
    caret.anchor = sentence.start
    screen.text.moved()


def do_swap_ends(screen: BriefScreen, call: Call) -> None:
    """The caret goes to the other end of the selection."""
    caret = screen.text.caret
    if caret.anchor is not None:
        anchor, caret.anchor = caret.anchor, caret.offset
        caret.put(anchor)
        screen.text.moved()


def do_items_here(screen: BriefScreen, call: Call) -> None:
    """Go to the list of the narrowest item under the caret; a fold is opened first."""
    pane = screen.text
    if pane.layout_.segments[pane.caret.line.segment].folded:
        pane.toggle_fold()
        return
    state = screen.state
    items = [i for i in map(state.item, state.items_at(pane.caret.offset)) if i is not None] if state else []
    if not items:
        screen.say("no item rests on this word")
        return
    screen.choose_item(items[0])
    screen.show_pane(list_of(items[0]))


def do_jump_back(screen: BriefScreen, call: Call) -> None:
    """Back to where the caret was before the jump."""
    for _ in range(call.times):
        target = screen.text.jumps.back(screen.text.caret.offset)
        if target is None:
            screen.say("no jump to go back to")
            return
        screen.text.go_to(target)


def do_jump_forward(screen: BriefScreen, call: Call) -> None:
    """Forward again; without a jump, the next pane, for `ctrl+i` is heard as `tab`."""
    for _ in range(call.times):
        target = screen.text.jumps.forward(screen.text.caret.offset)
        if target is None:
            screen.call_named("next-pane")
            return
        screen.text.go_to(target)


def do_set_mark(screen: BriefScreen, call: Call) -> None:
    """Remember the place under a letter."""
    screen.marks[call.argument] = screen.text.caret.offset
    screen.say(f"mark {call.argument} set")


def do_go_to_mark(screen: BriefScreen, call: Call) -> None:
    """Go to a place remembered; the mark `'` is where one jumped from last."""
    target = screen.marks.get(call.argument)
    if call.argument in "'`":
        target = screen.text.jumps.back(screen.text.caret.offset)
    if target is None:
        screen.say(f"there is no mark {call.argument}")
        return
    screen.text.jump_to(target)


def do_hints(screen: BriefScreen, call: Call) -> None:
    """Letters on all that is marked in view; typing one goes there."""
    pane, state = screen.text, screen.state
    if state is None:
        return
    if screen.pane != "text":
        screen.show_pane("text")
    view = [line for line in pane.view() if line.number >= 0]
    if not view:
        return
    marks = [m for m in state.marks.over(view[0].start, view[-1].end) if m.start >= view[0].start]
    offsets = sorted({m.start for m in marks if m.role and m.layer not in pane.hidden})
    if not offsets:
        screen.say("nothing to go to in view")
        return
    named = labels(offsets)
    pane.hints = dict(named)
    pane.refresh()
    screen.status.typed("go to", [])
    typed = ""

    def end() -> None:
        screen.capture = None
        pane.hints = {}
        pane.refresh()
        screen.status.typed("", [])

    def taken(key: str) -> None:
        nonlocal typed
        typed += key if len(key) == 1 else "\0"
        left = {at: label for at, label in named.items() if label.startswith(typed)}
        exact = next((at for at, label in left.items() if label == typed), None)
        if exact is not None:
            end()
            pane.jump_to(exact)
            key_here = next((m.item for m in marks if m.start == exact and m.role), None)
            item = state.item(key_here)
            if item is not None:
                screen.choose_item(item)
        elif not left:
            end()
        else:
            pane.hints = left
            pane.refresh()

    screen.capture = taken


def do_fold(screen: BriefScreen, call: Call) -> None:
    """Fold or unfold what is not body."""
    if not screen.text.toggle_fold():
        screen.say("all of this text is body")
    elif not screen.text.display:
        screen.show_pane("text")
