"""What can still be read of a damaged file of annotations."""

import contextlib
from pathlib import Path
from typing import Any

import msgspec

from briefing.model.annotation import Annotation, Provenance
from briefing.store import durable
from briefing.store.door import admit
from briefing.store.files import FileAnnotations
from briefing.store.page import ANNOTATIONS, Change, Page
from briefing.store.protocol import StoreError


def readable(data: bytes) -> list[Annotation]:
    """The annotations that a damaged file still holds as whole records, if it is still JSON.

    A record may hold a changed letter all the same: the checksum is the file's, not the record's.
    """
    try:
        tables: Any = msgspec.json.decode(data)
        documents = list(tables[ANNOTATIONS].values())
    except (msgspec.MsgspecError, UnicodeError, KeyError, AttributeError, TypeError):
        return []
    found = []
    for document in documents:
        with contextlib.suppress(msgspec.MsgspecError):
            found.append(msgspec.convert(document, Annotation))
    return found


def salvage(store: FileAnnotations, article_id: str, damaged: Path, name: str) -> list[str]:
    """Take into the article's file what the damaged one holds besides; gives the uids taken.

    They are marked `provenance.via = "salvaged:<name>"`. Raises StoreError or OSError.
    """
    data = durable.read(damaged)
    if data is None:
        return []
    candidates = [a for a in readable(data) if a.target.article_id == article_id]
    admitted = []
    for candidate in candidates:
        provenance = msgspec.structs.replace(candidate.provenance or Provenance(), via=f"salvaged:{name}")
        with contextlib.suppress(StoreError):
            marked = msgspec.structs.replace(candidate, provenance=provenance)
            admitted.append(admit(marked, at=candidate.created, by=store.creator, generator=store.generator))

    def work(page: Page) -> tuple[Change, list[str]]:
        new = [a for a in admitted if a.uid not in page.annotations]
        return Change(annotations=new), [a.uid for a in new]

    return store.commit(article_id, work)
