"""Actors, claims and dates: going to them, narrowing, sorting, copying, the date of publication."""

from briefing.commands.reader import Call
from briefing.model.annotation import Correction
from briefing.model.brief import GAP_KINDS, Actor, Claim, TimelineEntry
from briefing.tui.became import became
from briefing.tui.clipboard import copy
from briefing.tui.handlers.targets import target_of
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.linking import key_of_item, list_of
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.words import day, plural, source_words


def _go(screen: BriefScreen, kind: str, count: int) -> None:
    """To the next item of a kind; where neither its words nor its row are on the screen, the text is shown."""
    before = screen.state.chosen if screen.state else None
    screen.go_to_item(kind, count)
    item = screen.state.item(screen.state.chosen) if screen.state else None
    if (
        item is not None
        and key_of_item(item) != before
        and not screen.text.display
        and screen.pane != list_of(item)
    ):
        screen.show_pane("text")


def do_next_claim(screen: BriefScreen, call: Call) -> None:
    """The next claim."""
    _go(screen, "claim", call.times)


def do_previous_claim(screen: BriefScreen, call: Call) -> None:
    """The claim before."""
    _go(screen, "claim", -call.times)


def do_next_actor(screen: BriefScreen, call: Call) -> None:
    """The next mention of an actor."""
    _go(screen, "actor", call.times)


def do_previous_actor(screen: BriefScreen, call: Call) -> None:
    """The mention before."""
    _go(screen, "actor", -call.times)


def do_next_date(screen: BriefScreen, call: Call) -> None:
    """The next date."""
    _go(screen, "date", call.times)


def do_previous_date(screen: BriefScreen, call: Call) -> None:
    """The date before."""
    _go(screen, "date", -call.times)


def do_next_note(screen: BriefScreen, call: Call) -> None:
    """The next note."""
    _go(screen, "note", call.times)


def do_previous_note(screen: BriefScreen, call: Call) -> None:
    """The note before."""
    _go(screen, "note", -call.times)


def do_narrow(screen: BriefScreen, call: Call) -> None:
    """Narrow claims and timeline to the actor and unfold it; on a mention, go to its words."""
    state, key = screen.state, screen.lists["actors"].key
    if state is None or key is None:
        return
    actor_id, _, at = key.partition("@")
    if at:
        screen.show_pane("text")
        screen.text.jump_to(int(at))
        return
    if state.narrowed == actor_id:
        state.narrowed = None
        state.unfolded.discard(actor_id)
    else:
        state.unfolded.discard(state.narrowed or "")
        state.narrowed = actor_id
        state.unfolded.add(actor_id)
    screen.refresh_lists()
    item = state.item(actor_id)
    if item is not None:
        screen.choose_item(item, move_caret=True)
    if state.narrowed:
        screen.say(f"only {state.narrowed_name()} · esc shows all")


def do_go_to_words(screen: BriefScreen, call: Call) -> None:
    """Go to the words of the item."""
    item = screen.current_item()
    if item is None or screen.state is None:
        return
    span = screen.state.span_of(item)
    if span is None:
        screen.say("this stands on no words of the text")
        return
    screen.choose_item(item)
    screen.text.jump_to(span.start)
    screen.show_pane("text")


def do_sort(screen: BriefScreen, call: Call) -> None:
    """Text order, or the contested first."""
    if screen.state is not None:
        screen.state.contested_first = not screen.state.contested_first
        screen.refresh_lists()


def do_gaps(screen: BriefScreen, call: Call) -> None:
    """What the head counts as gaps, by kind; enter goes to the words, or asks for the date that is missing."""
    brief = screen.state.brief if screen.state else None
    if brief is None or not brief.gaps:
        screen.say("no brief yet" if brief is None else "no gap in the brief · gq writes one")
        return
    from briefing.tui.screens.picker import Choice, Picker  # not before it is needed: a motion comes first

    choices: list[Choice] = []
    kinds = dict.fromkeys(gap.kind for gap in brief.gaps)
    for kind in kinds:
        choices.append(Choice(None, GAP_KINDS[kind]))
        for n, gap in enumerate(brief.gaps):
            if gap.kind == kind:
                own = gap.text.removeprefix(GAP_KINDS[kind]).lstrip(" :;")
                choices.append(Choice(str(n), own or ("D sets it" if kind == "no_date" else gap.text)))

    def chosen(n: object) -> None:
        if not isinstance(n, str):
            return
        gap = brief.gaps[int(n)]
        if gap.spans:
            screen.show_pane("text")
            screen.text.jump_to(gap.spans[0].start)
            screen.say(gap.text, "plain")
        elif gap.kind == "no_date":
            screen.call_named("set-date")

    title = f"What the article leaves open: {plural(len(brief.gaps), 'gap')}"
    screen.app.push_screen(Picker(title, choices, hint="enter goes to the words · esc closes"), chosen)


def do_explain(screen: BriefScreen, call: Call) -> None:
    """Say what the item rests on and which rule found it."""
    item = screen.current_item()
    brief = screen.state.brief if screen.state else None
    if brief is None or item is None:
        screen.say("choose an item first · ]c goes to the next claim")
        return
    if isinstance(item, Claim):
        words = f"{source_words(item, brief)}: {item.quotation}, {item.evidence}, {item.polarity}, {item.certainty}"
        words += f" · rule {item.rule}" if item.rule else ""
    elif isinstance(item, Actor):
        inferred = sum(m.inferred for m in item.mentions)
        mentions = plural(len(item.mentions), "mention")
        words = f"{item.name}: {mentions}, {inferred} inferred · salience {item.salience:.2f}"
    elif isinstance(item, TimelineEntry):
        words = f"{item.timex.type} {item.timex.value} · {item.basis} · {item.precision}" + (
            f" · EDTF {item.edtf}" if item.edtf else ""
        )
    else:
        words = f"{item.kind} by {item.creator}, {item.modified}, edited {plural(item.rev - 1, 'time')}"
    screen.say(words, "plain")


def do_yank(screen: BaseScreen, call: Call) -> None:
    """Copy the words with their citation."""
    if isinstance(screen, NotesScreen):
        if screen.current is None:
            return
        row, note = screen.current
        quote = note.target.quote.exact if note.target.quote else ""
        title, site, date = (row.title, row.site, row.published) if row else ("", None, None)
        cited = citation(quote, title, site, date, note.target.url)
        words = f"{note.body.text}\n\n{cited}".strip() if note.body.text else cited
    elif isinstance(screen, BriefScreen) and screen.state is not None:
        article = screen.state.view.article
        span = target_of(screen).span
        quote = " ".join(span.of(article.text).split()) if span else ""
        words = citation(quote, article.title or "", article.site, screen.state.view.published, article.url)
        from briefing.tui.handlers.notes import deselect  # not before it is needed: a motion comes first

        deselect(screen)
    elif screen.resting == "story":
        from briefing.tui.handlers.story import copied

        words = copied(screen)
    else:
        return
    copy(screen.briefing, words)
    screen.say(f"copied {len(words)} characters", "good")


def citation(quote: str, title: str, site: str | None, published: str | None, url: str | None) -> str:
    """“Quote” — Title, Outlet, date, address."""
    source = ", ".join(
        p for p in (title, site or "", day(published) if published else "undated", url or "") if p
    )
    return f"“{quote}” — {source}" if quote else source


def do_browse(screen: BaseScreen, call: Call) -> None:
    """Open the article's address, if it is one of the web."""
    url = None
    if isinstance(screen, BriefScreen) and screen.state is not None:
        url = screen.state.view.article.url
    elif isinstance(screen, LibraryScreen) and screen.current is not None:
        article_id = screen.current.article_id
        screen.briefing.jobs.run(
            lambda: screen.workspace.view(article_id).article.url,
            lambda found: _open(screen, found),
            screen.complain,
        )
        return
    _open(screen, url)


def _open(screen: BaseScreen, url: str | None) -> None:
    if not url:
        screen.say("this article has no address")
    elif not url.startswith(("http://", "https://")):
        screen.say(f"not an address of the web: {url}")
    else:
        screen.app.open_url(url)
        screen.say("opened in the browser")


def do_extract(screen: BriefScreen, call: Call) -> None:
    """Make the brief anew."""
    if screen.extracting:
        screen.say("the brief is being made")
    else:
        screen.start_extraction(anew=True)
        screen.say("making the brief anew")


def do_stop(screen: BaseScreen, call: Call) -> None:
    """End the brief that is being made and those that wait, and a refresh of feeds."""
    stopped = [screen.briefing.making.stop(), screen.briefing.refreshing.stop()]
    screen.say("stopped" if any(stopped) else "nothing is being made")


def do_set_date(screen: BriefScreen, call: Call) -> None:
    """Set the date of publication, and make the brief anew from it."""
    from datetime import date

    article_id, value = screen.article_id, call.argument.strip()
    try:
        value = date.fromisoformat(value).isoformat()
    except ValueError:
        screen.complain(f"{value!r} is no date: write it as 2031-05-14")
        return
    correction = Correction("set", "article", "published", value)
    before = screen.state.view.published if screen.state else None
    label = f"published: {became(day(before), day(value))}"
    screen.change(
        lambda: screen.workspace.annotate(article_id, "correction", correction=correction, label=label),
        f"published {day(value)}, saved",
        screen.extract_if_missing,
    )
