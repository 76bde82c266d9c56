"""Versions of a story: notes move with their words, doubt is asked, nothing is replaced silently."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.model.annotation import Body
from briefing.workspace import Workspace, WorkspaceError

HEAD = "---\ntitle: Bridge\nurl: https://news.example/bridge\n---\n\n"
LEAD = "The Mill Bridge of Quillhaven will close in June, the mayor said on Tuesday after a long debate in the council.\n\n"
SAFE = "The bridge is not safe for lorries, an engineer wrote in a report that the council has kept to itself.\n\n"
COST = (
    "Ferries would lose a third of their guests, according to the harbour office, which opposes the plan.\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace(Settings(home=tmp_path / "home", creator="tester"))
    yield workspace
    workspace.close()


def put(workspace: Workspace, page: Path, body: str, **options: bool) -> str:
    page.write_text(HEAD + body, encoding="utf-8")
    (added,) = workspace.add([str(page)], **options)
    assert added.article_id, added.problem
    return added.article_id


def test_notes_move_and_are_shown_in_the_new_version(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    first = put(workspace, page, LEAD + SAFE + COST)
    kept = workspace.annotate(
        first, "note", span=workspace.find_quote(first, "not safe for lorries"), body=Body("which?")
    )
    gone = workspace.annotate(
        first, "note", span=workspace.find_quote(first, "lose a third of their guests"), body=Body("sure?")
    )
    second = put(
        workspace, page, "An earlier version of this article named the wrong bridge.\n\n" + LEAD + SAFE
    )
    assert workspace.story_of(second) == first
    view = workspace.view(second)
    place = view.places[kept.uid]
    assert place is not None
    assert place.of(view.article.text) == "not safe for lorries"
    assert view.places[gone.uid] is None
    assert {a.uid: a.anchor.state for a in view.annotations if a.anchor} == {
        kept.uid: "moved",
        gone.uid: "orphan",
    }
    # The original selectors are kept for ever, and the old version still shows its notes.
    assert workspace.view(first).places[kept.uid] == kept.target.position
    assert [v for v, _ in workspace.versions(second)] == [first, second]


def test_an_edited_sentence_is_warned_of(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    first = put(workspace, page, LEAD + SAFE + COST)
    note = workspace.annotate(first, "note", span=workspace.find_quote(first, "a third"), body=Body("!"))
    fine = workspace.annotate(first, "note", span=workspace.find_quote(first, "Mill Bridge"), body=Body("!"))
    second = put(workspace, page, LEAD + SAFE + COST.replace("opposes", "supports"))
    warnings = workspace.sentence_warnings(second)
    assert warnings[note.uid].kind == "edited"
    assert fine.uid not in warnings


def test_review_confirm_reattach_detach(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    first = put(workspace, page, LEAD + SAFE + COST)
    gone = workspace.annotate(
        first, "note", span=workspace.find_quote(first, "lose a third of their guests"), body=Body("x")
    )
    second = put(
        workspace,
        page,
        LEAD + SAFE + "The museum said nothing about the ferries on that day, and nobody had asked.\n",
    )
    (item,) = workspace.review()
    assert item.annotation.uid == gone.uid
    assert (item.old.id, item.new.id) == (first, second)
    place = workspace.find_quote(second, "about the ferries")
    moved = workspace.reattach(item.annotation, second, place)
    assert workspace.review() == []
    assert workspace.view(second).places[gone.uid] == place
    assert moved.anchor is not None
    assert moved.anchor.confirmed_by == "tester"
    assert moved.target == gone.target
    workspace.undo(second)
    (item,) = workspace.review()
    workspace.confirm(item.annotation)
    assert workspace.review() == []
    assert [o.label for o in workspace.history(second, gone.uid)][-1] == "anchor confirmed"


def test_an_error_page_or_a_stump_is_no_version(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    first = put(workspace, page, LEAD + SAFE + COST)
    for body in ("404 page not found\n", LEAD):
        page.write_text(HEAD + body, encoding="utf-8")
        (added,) = workspace.add([str(page)])
        assert added.article_id is None
        assert added.problem
    assert [v for v, _ in workspace.versions(first)] == [first]
    second = put(workspace, page, LEAD, accept_shorter=True)
    assert [v for v, _ in workspace.versions(first)] == [first, second]


def test_reattach_refuses_a_place_outside_the_text(workspace: Workspace, tmp_path: Path) -> None:
    from briefing.model.article import Span

    first = put(workspace, tmp_path / "a.md", LEAD)
    note = workspace.annotate(first, "note", body=Body("x"))
    with pytest.raises(WorkspaceError):
        workspace.reattach(note, first, Span(0, 10_000))
    with pytest.raises(WorkspaceError):
        workspace.annotate(first, "note", span=Span(5, 5), body=Body("x"))


def test_two_windows_see_each_other(workspace: Workspace, tmp_path: Path) -> None:
    first = put(workspace, tmp_path / "a.md", LEAD)
    other = Workspace(Settings(home=tmp_path / "home", creator="second"))
    workspace.changed()
    note = other.annotate(first, "note", body=Body("from the other window"))
    assert workspace.changed() == [first]
    assert [a.uid for a in workspace.view(first).annotations] == [note.uid]
    other.close()


def test_the_publication_date_of_the_analyst_is_in_force_and_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    from briefing.model.annotation import Correction

    first = put(workspace, tmp_path / "a.md", LEAD)
    list(workspace.make_briefs([first]))
    assert workspace.view(first).published is None
    assert [t.anchored for t in workspace.view(first).brief.timeline][:1] == [False]
    workspace.annotate(
        first, "correction", correction=Correction("set", "article", "published", "2031-05-14")
    )
    assert workspace.view(first).published == "2031-05-14"
    list(workspace.make_briefs([first]))
    brief = workspace.view(first).brief
    assert brief is not None
    assert "2031-05-13" in [t.timex.value for t in brief.timeline]
    workspace.undo(first)
    assert workspace.view(first).published is None


def test_a_new_version_comes_in_though_the_one_before_is_damaged(
    workspace: Workspace, tmp_path: Path
) -> None:
    page = tmp_path / "a.md"
    first = put(workspace, page, LEAD + SAFE)
    workspace.annotate(
        first, "note", span=workspace.find_quote(first, "not safe for lorries"), body=Body("which?")
    )
    file = workspace.home.path / "articles" / first[7:9] / f"{first[7:]}.json"
    file.write_bytes(file.read_bytes()[:-30])
    second = put(workspace, page, LEAD + SAFE + COST)
    assert [version for version, _ in workspace.versions(second)] == [first, second]
    (kept,) = workspace.home.annotations.annotations(first)
    assert kept.anchor is None
    file.unlink()
    page.write_text(HEAD + LEAD + SAFE, encoding="utf-8")
    assert [added.new for added in workspace.add([str(page)])] == [True]
    put(workspace, page, LEAD + SAFE + COST)  # once the old text is here again, its notes are carried
    assert workspace.home.annotations.annotations(first)[0].anchor is not None
