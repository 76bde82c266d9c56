"""Grades: of the information, of the outlet, in the words of the Admiralty code and of ICD 203."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from briefing.commands.reader import Call
from briefing.model.annotation import LIKELIHOOD_TERMS, Assess, ClaimStatus, Confidence
from briefing.model.brief import Claim
from briefing.tui.handlers.targets import claim_of
from briefing.tui.history import Graded
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.picker import Choice, Picker

# NATO AJP-2.1: the two scales of the Admiralty code.
CREDIBILITY = {
    "1": "confirmed by other, independent sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
_CONFIDENCE: dict[str, Confidence | None] = {
    "low": "low",
    "moderate": "moderate",
    "high": "high",
    "none": None,
}
_STATUS: dict[str, ClaimStatus] = {
    "unreviewed": "unreviewed", "uncontested": "uncontested", "contested": "contested", "denied": "denied",
    "corroborated": "corroborated", "corrected": "corrected", "withdrawn": "withdrawn",
}  # fmt: skip


def do_rate(screen: BriefScreen, call: Call) -> None:
    """All axes in one list; none is filled in from another."""
    claim = _claim(screen)
    if claim is None:
        return
    choices = [Choice(None, "CREDIBILITY of the information, NATO AJP-2.1")]
    choices += [Choice(f"credibility {n}", words, hot=n) for n, words in CREDIBILITY.items()]
    choices += [
        Choice(None, "OTHER AXES"),
        Choice("likelihood", "likelihood", "in the words of ICD 203", "l"),
        Choice("confidence", "confidence", "low, moderate, high", "c"),
        Choice("status", "status", "contested, denied, corroborated …", "s"),
    ]

    def chosen(value: object) -> None:
        if isinstance(value, str):
            name, _, argument = value.partition(" ")
            if argument:
                screen.call_named(name, argument)
            else:
                _axis(screen, name)

    screen.app.push_screen(
        Picker("Grade the claim", choices, hint="a key or enter chooses · esc leaves"), chosen
    )


def _axis(screen: BriefScreen, name: str) -> None:
    if name == "likelihood":
        choices = [Choice(one, one, f"or: {two}", str(n)) for n, (one, two) in enumerate(LIKELIHOOD_TERMS, 1)]
    elif name == "confidence":
        choices = [Choice(w, w, hot=w[0]) for w in ("low", "moderate", "high")]
    else:
        choices = [Choice(w, w, hot=str(n)) for n, w in enumerate(_STATUS, 1)]

    def chosen(value: object) -> None:
        if isinstance(value, str):
            screen.call_named(name, value)

    screen.app.push_screen(
        Picker(name.capitalize(), choices, hint="a key or enter chooses · esc leaves"), chosen
    )


def _claim(screen: BriefScreen) -> Claim | None:
    claim = claim_of(screen)
    if claim is None:
        screen.say("no claim here to grade · ]c goes to the next")
    return claim


def _grade(screen: BriefScreen, words: str, then: Callable[[], None] | None = None, **values: object) -> None:
    """Change one axis of the claim's grades and keep the others as they are; `then` is done once it is saved."""
    claim = _claim(screen)
    state = screen.state
    if claim is None or state is None:
        return
    existing = state.assessment(claim.id)
    grades = replace((existing.assess if existing else None) or Assess(), **values)
    article_id, workspace = screen.article_id, screen.workspace
    span = state.span_of(claim)
    if existing is not None:
        changed = replace(existing, assess=grades)
        screen.change(lambda: workspace.edit(changed), f"{words}, saved", then)
    else:
        screen.change(
            lambda: workspace.annotate(article_id, "assessment", span=span, ref=claim.id, assess=grades),
            f"{words}, saved",
            then,
        )


def do_credibility(screen: BriefScreen, call: Call) -> None:
    """1 to 6, or none."""
    value = call.argument.strip()
    if value not in CREDIBILITY and value != "none":
        screen.complain(f"credibility is 1 to 6, not {value!r}")
        return
    number = None if value == "none" else int(value)
    claim = claim_of(screen)
    words = f"credibility {value}: {CREDIBILITY.get(value, 'not graded')}"
    # Asked only once the grade is saved: the warning is to be the last word.
    ask = partial(_ask_for_origins, screen, claim.id) if number == 1 and claim is not None else None
    _grade(screen, words, ask, credibility=number)


def _ask_for_origins(screen: BriefScreen, claim: str) -> None:
    """Say so where what was graded as confirmed by independent sources rests on one."""
    article_id, workspace = screen.article_id, screen.workspace

    def done(origins: int | None) -> None:
        from briefing.compare.sections import INDEPENDENT  # loaded by the question itself

        if origins is not None and origins < INDEPENDENT and screen.is_attached:
            screen.say(
                "1 is: confirmed by independent sources · this rests on one origin · gc shows it", "error"
            )

    screen.briefing.jobs.run(
        lambda: workspace.independent(article_id, claim), done, lambda error: None, lane="compare"
    )


def do_likelihood(screen: BriefScreen, call: Call) -> None:
    """A word of ICD 203, or none."""
    value = call.argument.strip().lower()
    if value != "none" and not any(value in pair for pair in LIKELIHOOD_TERMS):
        screen.complain(f"{value!r} is none of the words of ICD 203")
        return
    _grade(screen, f"likelihood: {value}", likelihood=None if value == "none" else value)


def do_confidence(screen: BriefScreen, call: Call) -> None:
    """Low, moderate, high, or none."""
    value = call.argument.strip().lower()
    if value not in _CONFIDENCE:
        screen.complain(f"confidence is low, moderate or high, not {value!r}")
        return
    _grade(screen, f"{value} confidence", confidence=_CONFIDENCE[value])


def do_status(screen: BriefScreen, call: Call) -> None:
    """Where the claim stands."""
    value = call.argument.strip().lower()
    if value not in _STATUS:
        screen.complain(f"no status {value!r}: {', '.join(_STATUS)}")
        return
    _grade(screen, f"status: {value}", status=_STATUS[value])


def do_reliability(screen: BaseScreen, call: Call) -> None:
    """A to F on the outlet, or none."""
    site = None
    if isinstance(screen, BriefScreen) and screen.state is not None:
        site = screen.state.view.article.site
    elif isinstance(screen, LibraryScreen) and screen.current is not None:
        site = screen.current.site
    if not site:
        screen.say("this article names no outlet")
        return
    outlet = site
    letter, _, reason = call.argument.strip().partition(" ")
    letter = letter.upper()
    if letter not in RELIABILITY and letter != "NONE":
        screen.complain(f"reliability is A to F, not {letter!r}")
        return
    grade = None if letter == "NONE" else letter
    workspace = screen.workspace

    def work() -> str | None:
        before = workspace.reliability(outlet)
        workspace.set_reliability(outlet, grade, reason.strip())
        return before

    def done(before: str | None) -> None:
        screen.briefing.changes.did(Graded(outlet, before, grade))
        if isinstance(screen, BriefScreen):
            screen.reliability = grade
            screen.refresh_head()
        screen.say(
            f"{outlet}: {grade or 'not graded'} {RELIABILITY.get(letter, '')}".strip() + ", saved", "good"
        )

    screen.briefing.jobs.run(work, done, screen.complain)
