"""In and out: entries for the formats of `briefing.exchange` from the stores, and what they read kept."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.protocol import StoreError
from briefing.store.sources import site_key
from briefing.workspace.base import filter_of
from briefing.workspace.briefs import Briefs
from briefing.workspace.shelf import Shelf

if TYPE_CHECKING:  # the formats are loaded when one is asked for: the screen opens without them
    from briefing.exchange.bundle import Entry, Imported, Losses
    from briefing.exchange.registry import Format
    from briefing.workspace.arriving import Report

Progress = Callable[[int], None]
_ALL = 2**31


class Exchanging(Briefs, Shelf):
    """The part of the workspace that exports and imports."""

    def export(
        self, query: str = "", *, form: str, progress: Progress | None = None, previous: str | None = None,
        suffix: str = "", losses: "Losses | None" = None, only: tuple[str, ...] = (), style: str = "",
    ) -> Iterator[str]:  # fmt: skip
        """The text of an export, piece by piece; what has no place in it is noted in `losses`.

        `progress` is told how many articles are done. `previous` is the text that the new one replaces, and
        `suffix` that of its file. Raises ExchangeError, QueryError or StoreError.
        """
        from briefing.exchange import registry
        from briefing.exchange.bundle import Losses, Options

        found = registry.form(form)
        write = registry.writer(form)
        losses = losses if losses is not None else Losses()
        where = filter_of(query)
        entries = self._of_notes(where) if found.scope == "notes" else self._of_articles(where, found, losses)
        options = Options(
            previous=previous, suffix=suffix, analyst=self.settings.signature, only=only, style=style
        )
        return write(_counted(entries, progress), losses, options)

    def export_file(
        self, path: Path, query: str = "", *, form: str, progress: Progress | None = None,
        only: tuple[str, ...] = (), style: str = "",
    ) -> "Losses":  # fmt: skip
        """Write an export into a file: whole, or the file stays as it was. Gives what was left out.

        Raises ExchangeError, QueryError, StoreError or OSError.
        """
        from briefing.exchange.bundle import ExchangeError, Losses
        from briefing.exchange.jsonin import decoded

        losses = Losses()
        path = path.resolve()  # behind a link stands the file that is meant
        previous: str | None = None
        if form == "markdown" and path.is_file():
            previous = decoded(_bytes_of(path), str(path))
        pieces = self.export(
            query, form=form, progress=progress, previous=previous, suffix=path.suffix.lower(), losses=losses,
            only=only, style=style,
        )  # fmt: skip
        try:
            write_whole(path, pieces)
        except ExchangeError as error:
            raise ExchangeError(f"{path}: {error}") from None
        return losses

    def import_file(
        self, path: Path, *, form: str | None = None, dry_run: bool = False, progress: Progress | None = None
    ) -> "Report":
        """Take in what a file holds: all of it, or nothing where something in it cannot be read.

        A note that is there already is not taken again; one that is newer than ours replaces it (`undo`
        takes that back). A note on an article that the library does not have waits outside, and the report
        names the article. Raises ExchangeError, StoreError or OSError.
        """
        from briefing.exchange import registry
        from briefing.exchange.jsonin import decoded
        from briefing.workspace.arriving import Arrivals

        text = decoded(_bytes_of(path), str(path))
        name = form or registry.recognised(text, str(path))
        read = registry.reader(name)
        if registry.form(name).reads == "articles":
            return self._take_records(read(text, str(path)), path, name, dry_run)
        imported = read(text, str(path))
        arrivals = Arrivals(self, name)
        return arrivals.take(imported, dry_run=dry_run, progress=progress)

    def _take_records(self, imported: "Imported", path: Path, name: str, dry_run: bool) -> "Report":
        """Articles: all of them are read before the first is kept."""
        from briefing.exchange.bundle import ExchangeError
        from briefing.ingest.errors import IngestError
        from briefing.ingest.formats.ninjs import article_from_ninjs
        from briefing.ingest.records import article_from_record
        from briefing.workspace.arriving import Report

        make = article_from_ninjs if name == "ninjs" else article_from_record
        report = Report(name)
        report.problems += imported.skipped
        articles = []
        for n, record in enumerate(imported.records, 1):
            try:
                articles.append(make(record))
            except IngestError as error:
                raise ExchangeError(f"{path}, article {n}: {error}") from None
        for article in articles:
            known = bool(self._known(article.id))
            if (
                not dry_run
            ):  # one that is known too: an import that was killed may have kept it without its address
                added = self._take(article, article.external_id or str(path), accept_shorter=False)
                if added.problem:
                    report.problems.append(f"{added.title or added.source}: {added.problem}")
                    continue
            report.count("known" if known else "articles")
        return report

    # ── entries ──────────────────────────────────────────────────────────────────────────────
    def _of_notes(self, where: Filter) -> "Iterator[Entry]":
        """The notes that match, by article; articles in the order of their first note, oldest note first."""
        from briefing.exchange.bundle import Entry

        grades = self.home.sources.grades()
        by_story: dict[str, list[Annotation]] = {}
        for row in self.home.library.notes(where, 0, _ALL):
            by_story.setdefault(row.annotation.target.article_id, []).append(row.annotation)
        for story, annotations in sorted(by_story.items(), key=lambda pair: min(a.created for a in pair[1])):
            annotations.sort(key=lambda a: (a.created, a.uid))
            captured, texts, newest = self._versions_of({a.target.version_id for a in annotations})
            yield Entry(story, newest, None, annotations, _grade(grades, newest), captured, texts)

    def _of_articles(self, where: Filter, found: "Format", losses: "Losses") -> "Iterator[Entry]":
        """The articles that match, newest first, with all their notes."""
        from briefing.exchange.bundle import Entry

        grades = self.home.sources.grades()
        seen: set[str] = set()
        for row in self.home.library.select(where, 0, _ALL, copies=True):
            seen.add(row.story)
            try:
                if found.briefs:
                    view = self.view(row.article_id)
                    article, brief, annotations = view.article, view.brief, view.annotations
                else:
                    article, brief = self.article(row.article_id), None
                    annotations = self.home.annotations.annotations(row.story)
            except StoreError as error:
                losses.add(row.title or row.article_id, f"articles that cannot be read: {error}")
                continue
            if found.briefs and brief is None:
                losses.add(
                    row.title or row.article_id, "articles without a brief (open them, or run `briefing add`)"
                )
            article = msgspec.structs.replace(article, published=row.published)
            captured, texts, _ = self._versions_of(
                {a.target.version_id for a in annotations} - {row.article_id}
            )
            yield Entry(
                row.story, article, brief, annotations, _grade(grades, article),
                {**captured, row.article_id: row.added}, {**texts, row.article_id: article.text},
            )  # fmt: skip

        if where == EVERYTHING:
            for story in set(self.home.annotations.articles_with_annotations()) - seen:
                count = len(self.home.annotations.annotations(story))
                losses.add(story, "notes on articles that the library does not hold", count)

    def _versions_of(self, ids: Iterable[str]) -> tuple[dict[str, str], dict[str, str], Article | None]:
        """When the kept ones of these versions came, their texts, and the last of them."""
        captured: dict[str, str] = {}
        texts: dict[str, str] = {}
        newest: Article | None = None
        for version in sorted(ids):
            try:
                kept = self.home.articles.kept(version)
            except StoreError:
                continue
            if newest is None or kept.added >= max(captured.values()):
                newest = kept.article
            captured[version], texts[version] = kept.added, kept.article.text
        return captured, texts, newest


def _bytes_of(path: Path) -> bytes:
    """All of a file. A device is none: it may have no end."""
    from briefing.exchange.bundle import ExchangeError

    if path.is_char_device() or path.is_block_device():
        raise ExchangeError(f"{path}: a device, not a file")
    return path.read_bytes()


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write beside the file and put it in its place when all is written; a device or a pipe is written to.

    Raises OSError, which names the file and not the one beside it.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.writelines(pieces)
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o600)
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in (None, name):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _grade(grades: Mapping[str, str], article: Article | None) -> str | None:
    return grades.get(site_key(article.site)) if article and article.site else None


def _counted(entries: "Iterable[Entry]", progress: Progress | None) -> "Iterator[Entry]":
    for n, entry in enumerate(entries, 1):
        yield entry
        if progress is not None:
            progress(n)
