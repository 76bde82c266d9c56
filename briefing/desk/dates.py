"""The date of publication that an analyst gave a story, and the place in the list that follows from it."""

from briefing.desk.server import Connection
from briefing.model.annotation import Annotation
from briefing.store.library.schema import row_number


def changes_date(annotation: Annotation) -> bool:
    """Whether it says when its article was published."""
    made = annotation.correction
    return (
        made is not None and made.op == "set" and made.item == "article" and made.field in ("", "published")
    )


def redate(db: Connection, story: str) -> None:
    """Bring the last shared date that stands to the versions of a story.

    A private note gives its owner's view of the article a date, and the desk's list none.
    """
    dated = db.execute(
        "SELECT document #>> '{correction,value}', document #>> '{target,version_id}' FROM annotation "
        "WHERE story = %s AND deleted_at IS NULL AND NOT private "
        "AND document #>> '{correction,op}' = 'set' AND document #>> '{correction,item}' = 'article' "
        "AND document #>> '{correction,field}' IN ('', 'published') ORDER BY modified DESC, uid DESC LIMIT 1",
        (story,),
    ).fetchone()
    for identity, stated, published, added in db.execute(
        "SELECT id, stated, published, added FROM article WHERE story = %s", (story,)
    ).fetchall():
        mine = dated is not None and (identity == dated[1] or stated is None)
        in_force = dated[0] if mine and dated else stated
        if in_force != published:
            db.execute(
                "UPDATE article SET published = %s, place = %s WHERE id = %s",
                (in_force, row_number(in_force, added), identity),
            )
