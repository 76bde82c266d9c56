"""The workspace compares the articles of a query: versions, looks, decisions, the bottom line, the report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.model.annotation import Assess
from briefing.store.looks import Looks
from briefing.workspace import Workspace, WorkspaceError
from tests.compare import bridge
from tests.tui.support import make_workspace


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr("tests.tui.support.brief_of", bridge.brief_of)
    made = make_workspace(tmp_path / "home", bridge.ARTICLES)
    yield made
    made.close()


def _lines(workspace: Workspace, words: str) -> Any:
    view = workspace.story()
    return [e for e in view.story.timeline.happened if any(words in s.event.event for s in e.sources)]


def test_the_story_of_a_query_has_the_articles_that_it_finds(workspace: Workspace) -> None:
    whole = workspace.story()
    assert [f.outlet for f in whole.story.articles] == [
        "Harrow Gazette",
        "Coast Radio",
        "Tollmar Ledger",
        "Coast Radio",
    ]
    assert (whole.found, whole.bare) == (4, [])
    part = workspace.story('site:"coast radio"')
    assert [f.title for f in part.story.articles] == ["Director denies cost of repair", "A ferry until May"]


def test_an_article_without_a_brief_is_left_out_and_named(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "new.txt"
    source.write_text("The Tollmar bridge is open.", encoding="utf-8")
    (added,) = workspace.add([str(source)])
    view = workspace.story()
    assert view.bare == [added.article_id]
    assert len(view.story.articles) == 4


def test_what_was_decided_stays_undo_takes_it_back_and_an_answer_closes_a_gap(workspace: Workspace) -> None:
    (line,) = _lines(workspace, "closed")
    one, *others = [s.ref for s in line.sources]
    made = workspace.keep_apart(workspace.story(), one, others)
    assert [len(e.sources) for e in _lines(workspace, "closed")] == [1, 1]
    assert not workspace.view(made[0].target.version_id).unresolved
    workspace.undo(made[0].target.version_id)
    assert [len(e.sources) for e in _lines(workspace, "closed")] == [2]
    (cracks,), (opening,) = _lines(workspace, "found cracks"), _lines(workspace, "open again")
    workspace.put_together(workspace.story(), cracks.key, opening.key)
    (joined,) = _lines(workspace, "found cracks")
    assert joined.contested
    with pytest.raises(WorkspaceError, match="no item of this story"):
        workspace.put_together(workspace.story('site:"coast radio"'), "sha256:other#date:x", opening.key)
    view = workspace.story()
    (gap,) = view.story.gaps
    answer = f"{view.story.articles[2].story}#claim:known"
    workspace.answer_gap(view, answer, gap.ref)
    (closed,) = workspace.story().story.gaps
    assert closed.closed
    assert closed.answers[0].by == "tester"


def test_the_last_look_is_kept_for_each_query_beside_the_saved_ones(workspace: Workspace) -> None:
    assert workspace.story("bridge").last_look is None
    assert workspace.changes_of(workspace.story("bridge")) is None
    workspace.look(workspace.story("  bridge "))
    view = workspace.story("bridge")
    assert view.last_look is not None
    assert workspace.story("ferry").last_look is None
    workspace.look(workspace.story("id:1234 or id:5678", key="around sha256:1234"))
    again = workspace.story("id:1234 or id:5678 or id:9abc", key="around sha256:1234")
    assert again.last_look is not None, "an article that joins makes no other story of it"
    found = workspace.changes_of(view)
    assert found is not None
    assert found.count == 0
    since = workspace.changes_of(view, "2020-01-01")
    assert since is not None
    assert len(since.articles) == len(view.story.articles)
    workspace.save_query("b", "bridge")
    workspace.look(workspace.story("bridge"))
    workspace.save_query("f", "ferry")
    looks = Looks(workspace.home.place)
    assert looks.last("bridge") is not None
    assert workspace.saved_queries() == {"b": "bridge", "f": "ferry"}


def test_the_bottom_line_is_one_note_and_is_changed_in_place(workspace: Workspace) -> None:
    first = workspace.write_bottom_line(workspace.story(), "The cost is in doubt.")
    second = workspace.write_bottom_line(workspace.story(), "The cost is denied.")
    assert first.uid == second.uid
    view = workspace.story()
    assert view.bottom_line is not None
    made = workspace.report(view)
    assert made.bottom_line is not None
    assert made.bottom_line.words == "The cost is denied."
    assert made.bottom_line.voice == "analyst"
    given = workspace.report(view, bottom_line="Another.")
    assert given.bottom_line is not None
    assert given.bottom_line.words == "Another."
    with pytest.raises(WorkspaceError, match="without articles"):
        workspace.write_bottom_line(workspace.story("nothing-of-the-kind"), "x")


def test_the_report_has_the_analysts_grades_and_judgements(workspace: Workspace, tmp_path: Path) -> None:
    gazette = workspace.story().story.articles[0].article_id
    workspace.set_reliability("Coast Radio", "C", "a radio station")
    workspace.annotate(gazette, "assessment", ref="claim:cracks", assess=Assess(credibility=1))
    made = workspace.report(workspace.story())
    assert [s.grade for s in made.sources] == [None, "C", None, "C"]
    assert len(made.warnings) == 1
    out = tmp_path / "report.html"
    workspace.save_report(made, out, "html")
    assert out.read_text("utf-8") == workspace.write_report(made, "html")
    assert workspace.write_report(made, "plain") == workspace.write_report(
        workspace.report(workspace.story()), "plain"
    )


def test_a_new_version_is_compared_with_the_one_before(workspace: Workspace, tmp_path: Path) -> None:
    changed = {**bridge.ARTICLES[0], "text": bridge.GAZETTE.replace("the mayor", "the former mayor")}
    gazette = workspace.story().story.articles[0]
    source = tmp_path / "again.jsonl"
    source.write_text(json.dumps(changed), encoding="utf-8")
    (added,) = workspace.add([str(source)])
    assert added.article_id is not None
    workspace.extract(added.article_id)
    found = workspace.changes_of(workspace.story(), "2020-01-01")
    assert found is not None
    assert [f.article_id for f in found.versions] == [added.article_id]
    (passage,) = found.passages
    assert (passage.kind, passage.old_id) == ("edited", gazette.article_id)
    assert (
        passage.now
        == "Olan Brisk, the former mayor of Tollmar, declined to say whether the town had been warned."
    )
    assert passage.was == passage.now.replace("former ", "")
    (line,) = [
        n
        for s in workspace.report(workspace.story(), since="2020-01-01").sections
        if s.key == "changes"
        for n in s.lines
        if n.label == "paragraph edited"
    ]
    assert (line.words, line.under[0].words) == (passage.now, passage.was)
    assert passage.new is not None
    assert "the former mayor" in passage.new.of(workspace.article(added.article_id).text)


def test_of_more_articles_than_a_story_holds_the_newest_are_compared(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.workspace.stories.MOST", 2)
    view = workspace.story()
    assert [f.title for f in view.story.articles] == ["Mayor: we were warned", "A ferry until May"]
    assert view.found == 4
