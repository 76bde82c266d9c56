"""Which articles are versions of one story, at the desk."""

from briefing.desk.server import Connection, Server
from briefing.model.text import one_line
from briefing.store.identity import key_of, now
from briefing.store.protocol import StoreError
from briefing.store.stories import Story, Version

_VERSIONS = "SELECT article_id, seen, url FROM version WHERE key = %s ORDER BY number"


class DeskStories:
    """The versions by address."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def add(self, url: str, article_id: str) -> Story:
        """Note that this address gave this article, durably; a version that is known changes nothing."""
        return self.keep(url, Version(article_id, now()))

    def keep(self, url: str, version: Version) -> Story:
        """As `add`, for a version that was first seen at another time; it becomes the last one. Raises StoreError."""
        address = one_line(url)

        def work(db: Connection) -> Story | None:
            # Two windows that add versions of one address at once must agree on which is the first.
            db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", (address,))
            made = db.execute(
                "INSERT INTO version (key, url, article_id, seen) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                (key_of(address), address, version.article_id, version.seen),
            )
            if made.rowcount:
                join_versions(db, version.article_id)
            return _story(db, address)

        story = self._server.write(work)
        if story is None:
            raise StoreError(f"story {address}: it vanished while it was being written")
        return story

    def story(self, url: str) -> Story | None:
        """The story of an address; None for an address that gave no article yet."""
        address = one_line(url)
        return self._server.read(lambda db: _story(db, address))

    def home_of(self, article_id: str, url: str | None) -> str:
        """Where the annotations of an article lie: its story's first version, or itself."""
        story = self.story(url) if url else None
        if story is None or all(v.article_id != article_id for v in story.versions):
            return article_id
        return story.first


def _story(db: Connection, address: str) -> Story | None:
    rows = db.execute(_VERSIONS, (key_of(address),)).fetchall()
    return Story(address, [Version(r[0], r[1]) for r in rows]) if rows else None


def join_versions(db: Connection, article_id: str) -> None:
    """Join the rows of the story that an article belongs to; the newest one that is here is the one that lists show."""
    db.execute(
        """
        WITH one AS (
            SELECT key FROM version WHERE article_id = %s ORDER BY number DESC LIMIT 1
        ), all_of AS (
            SELECT v.article_id, v.number, first_value(v.article_id) OVER (ORDER BY v.number) AS first,
                   a.id IS NOT NULL AS here
            FROM version v JOIN one USING (key) LEFT JOIN article a ON a.id = v.article_id
        )
        UPDATE article SET story = all_of.first,
            latest = all_of.number = (SELECT max(number) FROM all_of WHERE here)
        FROM all_of WHERE article.id = all_of.article_id
        """,
        (article_id,),
    )
