"""What every back-end of the annotation store must do. A new one joins in conftest.windows."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from make_records import A, B, note
from msgspec.structs import replace

from briefing.model.annotation import Anchor, Assess, Body, Correction, Provenance
from briefing.store.protocol import ConflictError, NotFoundError, ReadingState, RefusedError


def texts(store, article=A, **options):
    return [a.body.text for a in store.annotations(article, **options)]


def test_an_empty_store_is_empty(store):
    assert store.annotations(A) == []
    assert store.annotations(A, deleted=True) == []
    assert store.history(A) == []
    assert store.undo(A) is None
    assert store.redo(A) is None
    assert store.state(A) == ReadingState()
    assert store.damage(A) is None
    assert store.articles_with_annotations() == []
    with pytest.raises(NotFoundError):
        store.get(A, "none")


def test_insert_fills_in_what_is_empty(store):
    (kept,) = store.insert([note()])
    assert kept.uid[14] == "7"
    assert kept.created == kept.modified
    assert kept.created.endswith("Z")
    assert kept.creator == "ana"
    assert kept.generator
    assert kept.rev == 1
    assert store.get(A, kept.uid) == kept
    assert store.articles_with_annotations() == [A]


def test_order_is_by_creation(store):
    for n in range(12):
        store.insert([note(f"{n}")])
    assert texts(store) == [f"{n}" for n in range(12)]


def test_all_fields_come_back(windows):
    full = note(
        "text",
        kind="correction",
        anchor=Anchor("fuzzy", B, 3, 9, 0.85, "2031-05-14T14:02:00.123Z"),
        assess=Assess(2, "likely", "low", "contested"),
        correction=Correction("set", "claim:abc", "polarity", {"to": ["deny", None, 1.5, True]}),
        provenance=Provenance("import", "x", "w3c", {"odd": {"deep": ["\r\nkept"]}}),
    )
    (kept,) = windows("ana").insert([full])
    assert windows("bo").get(A, kept.uid) == kept
    assert kept.provenance.raw == full.provenance.raw


def test_words_are_made_harmless_at_the_door(store):
    (kept,) = store.insert(
        [note("a\x1b[31mb\ud800\u202e", kind="note", provenance=Provenance(raw={"k\ud800": "x\ud800"}))]
    )
    assert kept.body.text == "a␛[31mb\N{REPLACEMENT CHARACTER}"
    (kept,) = store.insert([note(body=Body("x", tags=["  two\nlines ", "two lines", ""]))])
    assert kept.body.tags == ["two lines"]


@pytest.mark.parametrize(
    "bad",
    [
        note(kind="poem"),
        note(assess=Assess(credibility=7)),
        note(assess=Assess(likelihood="maybe")),
        note(correction=Correction("set", "x", "y", math.nan)),
        note(correction=Correction("set", "x", "y", 10**400)),
        note(correction=Correction("set", "x", "y", {"deep": [math.inf]})),
        note(on=""),
        note(rev="x"),
    ],
)
def test_what_the_record_does_not_know_is_refused(store, bad):
    with pytest.raises(RefusedError):
        store.insert([note("good"), bad])
    assert store.annotations(A) == []


def test_one_step_is_one_article(store):
    with pytest.raises(RefusedError):
        store.insert([note(), note(on=B)])
    assert store.insert([]) == []
    assert store.edit([]) == []


def test_insert_again_is_harmless_with_the_same_content_and_refused_with_another(store):
    (kept,) = store.insert([note("one")])
    assert store.insert([kept]) == [kept]
    with pytest.raises(RefusedError):
        store.insert([replace(kept, body=Body("two"))])
    assert texts(store) == ["one"]
    assert len(store.history(A)) == 1


def test_edit_counts_and_keeps_who_made_it(windows):
    (kept,) = windows("ana").insert([note("one")])
    store = windows("bo")
    (edited,) = store.edit([replace(kept, body=Body("two"))], label="reworded")
    assert (edited.rev, edited.creator, edited.created) == (2, "ana", kept.created)
    assert store.get(A, kept.uid) == edited
    assert [(s.what, s.by, s.label) for s in store.history(A)] == [
        ("insert", "ana", "note added"),
        ("edit", "bo", "reworded"),
    ]
    assert store.edit([edited]) == [edited]
    assert len(store.history(A)) == 2


def test_a_conflict_keeps_both(windows):
    one, two = windows("ana"), windows("bo")
    kept, other = one.insert([note("first"), note("other")])
    one.edit([replace(kept, body=Body("hers"))])
    with pytest.raises(ConflictError) as error:
        two.edit([replace(kept, body=Body("his")), replace(other, body=Body("other, edited"))])
    assert error.value.theirs.body.text == "hers"
    assert error.value.kept.body.text == "his"
    assert sorted(texts(one)) == ["hers", "his", "other, edited"]
    assert one.get(A, error.value.kept.uid).provenance.via == f"conflict:{kept.uid}"
    one.undo(A)
    assert sorted(texts(one)) == ["hers", "other"]


def test_the_same_edit_twice_is_no_conflict(windows):
    one, two = windows("ana"), windows("bo")
    (kept,) = one.insert([note("first")])
    one.edit([replace(kept, body=Body("same"))])
    (again,) = two.edit([replace(kept, body=Body("same"))])
    assert again.rev == 2


def test_an_edit_of_a_deleted_one_keeps_the_words(windows):
    one, two = windows("ana"), windows("bo")
    (kept,) = one.insert([note("first")])
    one.delete(A, [kept.uid])
    with pytest.raises(ConflictError, match="deleted"):
        two.edit([replace(kept, body=Body("too late"))])
    assert texts(one) == ["too late"]
    assert texts(one, deleted=True) == ["first"]


def test_edit_of_what_is_not_there(store):
    store.insert([note()])
    with pytest.raises(NotFoundError):
        store.edit([note(uid="nobody")])


def test_trash_and_back(store):
    one, two = store.insert([note("one"), note("two")])
    (gone,) = store.delete(A, [one.uid, one.uid])
    assert gone.deleted_at
    assert gone.rev == 2
    assert texts(store) == ["two"]
    assert texts(store, deleted=True) == ["one"]
    assert store.delete(A, [one.uid])[0].rev == 2
    store.restore(A, [one.uid])
    assert texts(store) == ["one", "two"]
    with pytest.raises(NotFoundError):
        store.delete(A, [two.uid, "nobody"])
    assert texts(store) == ["one", "two"]


def test_undo_and_redo_over_every_step(windows):
    store = windows("ana")
    (kept,) = store.insert([note("one")])
    store.edit([replace(kept, body=Body("two"))])
    store.delete(A, [kept.uid])
    store.restore(A, [kept.uid])
    shown = [["two"], [], ["two"], ["one"], []]
    assert texts(store) == shown[0]
    for expected in shown[1:]:
        assert windows("bo").undo(A) is not None
        assert texts(store) == expected
    assert store.undo(A) is None
    for expected in reversed(shown[:-1]):
        assert windows("bo").redo(A) is not None
        assert texts(store) == expected
    assert store.redo(A) is None


def test_a_new_step_closes_the_way_to_redo(store):
    store.insert([note("one")])
    store.insert([note("two")])
    store.undo(A)
    store.insert([note("three")])
    assert store.redo(A) is None
    assert store.undo(A).label == "note added"
    assert texts(store) == ["one"]
    assert store.redo(A) is not None
    assert texts(store) == ["one", "three"]
    assert store.redo(A) is None
    assert [(s.undone, s.dropped) for s in store.history(A)] == [
        (False, False),
        (True, True),
        (False, False),
    ]


def test_undo_says_who_and_leaves_what_came_since(windows):
    store = windows("ana")
    (kept,) = store.insert([note("one")])
    (edited,) = store.edit([replace(kept, body=Body("two"))])
    moved = Anchor("moved", B, 1, 2, 1.0, "2031-05-14T14:02:00.123Z")
    (settled,) = store.settle([replace(edited, anchor=moved)])
    assert settled.rev == edited.rev
    step = windows("bo").undo(A)
    assert (step.undone, step.undone_by) == (True, "bo")
    now = store.get(A, kept.uid)
    assert (now.body.text, now.anchor) == ("one", moved)
    assert len(store.history(A)) == 2


def test_settle_leaves_alone_what_was_edited(windows):
    store = windows("ana")
    (kept,) = store.insert([note("one")])
    windows("bo").edit([replace(kept, body=Body("two"))])
    moved = Anchor("moved", B, 1, 2, 1.0, "2031-05-14T14:02:00.123Z")
    assert store.settle([replace(kept, anchor=moved)])[0].anchor is None


def test_reading_state_is_kept_and_its_flags_undone(windows):
    store = windows("ana")
    store.set_state(A, ReadingState(position=40))
    assert store.history(A) == []
    store.set_state(A, ReadingState(read=True, starred=True, position=40))
    store.set_state(A, ReadingState(read=True, starred=True, position=90))
    assert windows("bo").state(A) == ReadingState(read=True, starred=True, position=90)
    step = store.undo(A)
    assert (step.what, step.label) == ("state", "marked read, starred")
    assert store.state(A) == ReadingState(position=90)
    store.redo(A)
    assert store.state(A).starred
    with pytest.raises(RefusedError):
        store.set_state(A, ReadingState(position="x"))


def test_history_of_one_annotation(store):
    one, two = store.insert([note("one"), note("two")])
    store.edit([replace(one, body=Body("uno"))])
    store.delete(A, [two.uid])
    assert [s.what for s in store.history(A, one.uid)] == ["insert", "edit"]
    assert [s.what for s in store.history(A, two.uid)] == ["insert", "delete"]


def test_history_is_bounded_and_annotations_are_not(store):
    for n in range(130):
        store.insert([note(f"{n}")])
    assert len(store.history(A)) == 100
    assert len(texts(store)) == 130
    store.insert([note("x" * 200_000)])
    assert len(store.history(A)) == 1
    assert store.undo(A) is not None
    assert len(texts(store)) == 130


def test_articles_are_apart(store):
    store.insert([note("a")])
    store.insert([note("b", on=B)])
    assert texts(store, B) == ["b"]
    store.undo(A)
    assert texts(store, B) == ["b"]
    assert store.articles_with_annotations() == sorted([A, B])


def test_changes_name_what_others_did(windows):
    one, two = windows("ana"), windows("bo")
    token, changed = one.changes(None)
    assert changed == []
    one.insert([note("own")])
    token, changed = one.changes(token)
    assert changed == []
    two.insert([note("theirs", on=B)])
    token, changed = one.changes(token)
    assert changed == [B]
    token, changed = one.changes(token)
    assert changed == []
    two.insert([note("again")])
    two.insert([note("again", on=B)])
    token, changed = one.changes(token)
    assert changed == sorted([A, B])
    assert sorted(texts(one, B)) == ["again", "theirs"]


def test_threads_lose_nothing(store):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.insert([note(f"{n}")]), range(40)))
    assert sorted(map(int, texts(store))) == list(range(40))
