"""Canonical texts at the desk, write-once, with what the catalogue and the search need of them."""

from collections.abc import Iterable

import msgspec

from briefing.desk.dates import redate
from briefing.desk.server import Connection, Server
from briefing.desk.stories import join_versions
from briefing.desk.words import distinct, row_of
from briefing.model.article import Article, article_id
from briefing.store.articles import Kept
from briefing.store.identity import now
from briefing.store.library.schema import row_number
from briefing.store.protocol import Damage, DamagedError, NotFoundError, RefusedError
from briefing.store.sources import site_key

_INSERT = (
    "INSERT INTO article (id, story, document, text, source, title, site, site_key, stated, published, added, "
    "language, url, place, words, title_words, tokens, title_tokens) VALUES (%s, %s, %s::jsonb, %s, %s, %s, %s, %s, "
    "%s, %s, %s, %s, %s, %s, array_to_tsvector(%s), array_to_tsvector(%s), %s, %s) ON CONFLICT (id) DO NOTHING"
)


class DeskArticles:
    """An ArticleStore at a desk."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def save(self, article: Article, *, source: str | None = None) -> bool:
        """Keep an article; False where it is there already. Raises RefusedError where `id` is not its text's hash."""
        return self.keep(Kept(article, now(), source))

    def keep(self, kept: Kept) -> bool:
        """As `save`, for one that was added at another time. Raises RefusedError as well."""
        article = kept.article
        if article.id != article_id(article.text):
            raise RefusedError(f"article {article.id}: this is not the hash of its text")
        values = _values(kept)
        try:
            return self._server.write(lambda db: _put(db, article, values))
        except RefusedError as error:
            raise RefusedError(f"article {article.id}: {error}") from error

    def load(self, identity: str) -> Article:
        """The article. Raises NotFoundError or DamagedError."""
        return self.kept(identity).article

    def kept(self, identity: str) -> Kept:
        """The article with when and whence. Raises NotFoundError, DamagedError."""
        sql = "SELECT document, text, added, source FROM article WHERE id = %s"
        row = self._server.read(lambda db: db.execute(sql, (identity,)).fetchone())
        if row is None:
            raise NotFoundError(f"article {identity}: not at this desk")
        document, text, added, source = row
        if article_id(text) != identity:
            reason = "its text is not the one that its id says"
            damage = Damage(path=f"article {identity}", at=now(), reason=reason, quarantined=None)
            raise DamagedError(
                f"article {identity}: {reason}; add it again once an operator has removed it", damage
            )
        plain = {**msgspec.json.decode(document), "text": text}
        return Kept(msgspec.convert(plain, Article), added, source)

    def missing(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that the desk does not have."""
        wanted = list(ids)
        sql = "SELECT id FROM article WHERE id = ANY (%s)"
        return set(wanted) - self._server.read(lambda db: {row[0] for row in db.execute(sql, (wanted,))})

    def ids(self) -> list[str]:
        """Ids of all kept articles, sorted."""
        return self._server.read(
            lambda db: [row[0] for row in db.execute("SELECT id FROM article ORDER BY id")]
        )


def _values(kept: Kept) -> tuple[object, ...]:
    article = kept.article
    document = msgspec.to_builtins(article)
    text = document.pop("text")
    title = article.heading
    title_tokens, tokens = row_of([title]), row_of([title, text])
    return (
        article.id, article.id, msgspec.json.encode(document).decode(), text, kept.source, title, article.site,
        site_key(article.site or ""), article.published, article.published, kept.added, article.language,
        article.url, row_number(article.published, kept.added), distinct(tokens),
        distinct(title_tokens), tokens, title_tokens,
    )  # fmt: skip


def _put(db: Connection, article: Article, values: tuple[object, ...]) -> bool:
    made = db.execute(_INSERT, values).rowcount == 1
    if made:
        # Its story, or an analyst's date, may have come before its text.
        join_versions(db, article.id)
        redate(db, article.id)
    return made
