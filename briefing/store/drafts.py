"""What is being typed, kept while it is typed, and offered after a crash."""

import msgspec

from briefing.model.text import neutralise
from briefing.store import watch
from briefing.store.identity import key_of, now
from briefing.store.place import Place
from briefing.store.protocol import StoreError
from briefing.store.tinyfile import TinyFile

TABLE = "drafts"


class Draft(msgspec.Struct, frozen=True):
    """An unsaved text. `key` says what it is on: an item, an annotation, a new note."""

    key: str
    text: str
    at: str
    by: str


class Drafts:
    """`drafts/<hh>/<article>.json`, by the same commit as annotations."""

    def __init__(self, place: Place, *, creator: str) -> None:
        self._place = place
        self._root = place.home / "drafts"
        self._creator = creator

    def _file(self, article_id: str) -> TinyFile:
        key = key_of(article_id)
        return TinyFile(self._place, self._root / key[:2] / f"{key}.json", key[:2], article_id)

    def save(self, article_id: str, key: str, text: str) -> None:
        """Keep the text, durably; an empty one removes the draft."""
        file = self._file(article_id)
        if not text and file.digest() is None:
            return
        with file.commit() as database:
            if text:
                draft = Draft(key=key, text=neutralise(text), at=now(), by=self._creator)
                database.rows(TABLE).put("key", [msgspec.to_builtins(draft)])
            else:
                database.rows(TABLE).drop("key", {key})

    def of(self, article_id: str) -> dict[str, Draft]:
        """The article's drafts by key."""
        rows = self._file(article_id).read().get(TABLE, {})
        drafts = msgspec.convert(list(rows.values()), list[Draft])
        return {draft.key: draft for draft in drafts}

    def articles(self) -> list[str]:
        """Ids of articles that have a draft, sorted."""
        try:
            names = watch.names(self._root)
        except OSError as error:
            raise StoreError(f"{self._root}: cannot be listed: {error.strerror or error}") from error
        return [f"sha256:{name}" for name in names if self.of(f"sha256:{name}")]
