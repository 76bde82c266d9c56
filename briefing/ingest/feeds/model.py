"""A feed as any of its formats states it."""

import hashlib

import msgspec


class Item(msgspec.Struct, frozen=True):
    """One entry. `content` is the text that the feed carries, as HTML where `markup`.

    `full` is false where that is a summary of what stands at `url`.
    """

    key: str  # the feed's own identity of it: guid, atom:id, rdf:about, else its address
    title: str | None
    url: str | None
    authors: list[str]
    published: str | None  # ISO 8601
    content: str
    markup: bool
    full: bool
    language: str | None = None
    cut: bool = False  # the document ends in the middle of it

    @property
    def digest(self) -> str:
        """16 hex digits that change with the entry: what has been seen is not read again."""
        said = "\x00".join((self.key, self.title or "", self.content))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Feed(msgspec.Struct, frozen=True):
    """What a feed document says. `site_url` is the page that the feed belongs to; `cut`: it does not come to its end."""

    title: str | None
    site_url: str | None
    items: list[Item]
    cut: bool = False

    @property
    def lack(self) -> str | None:
        """In words, what a document that is cut off lacks; None for a whole one."""
        if not self.cut:
            return None
        within = (
            f", in the midst of {self.items[-1].title or self.items[-1].key}"
            if self.items and self.items[-1].cut
            else ""
        )
        whole = sum(not item.cut for item in self.items)
        return f"the feed's document breaks off{within}; {whole} {'item' if whole == 1 else 'items'} before that could be read"
