"""The README says what the program does: its tables are made from the code, its links exist."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_the_generated_parts_of_the_readme_are_true() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "80"},
        check=False,
    )
    assert done.returncode == 0, "run: python docs/generate.py"


def links(page: Path) -> list[Path]:
    return [
        (page.parent / target).resolve()
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    ]


def test_every_file_that_a_page_names_is_there() -> None:
    missing, found = [], 0
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = page.read_text(encoding="utf-8")
        named = links(page)
        named += [ROOT / path for path in re.findall(r"(?<![\w/])(?:briefing|bench|tests)/[\w/]+\.\w+", text)]
        named += [ROOT / "bench" / f"{module}.py" for module in re.findall(r"-m bench\.(\w+)", text)]
        missing += [f"{page.name}: {path}" for path in named if not path.exists()]
        found += len(named)
    assert missing == []
    assert found > 40, "the patterns find what the pages name"


def test_every_page_is_reached_from_the_readme() -> None:
    reached, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        ahead += [target for target in links(page) if target.suffix == ".md" and target not in reached]
    assert set((ROOT / "docs").glob("*.md")) <= reached, "a page that nothing leads to is read by nobody"


def test_nothing_names_a_package_index_or_a_path_of_a_machine() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    wrong = re.compile(
        rb"pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]|deb\.debia[n]\.org|/wor[k]/|/home/[a-z]+/"
    )
    for name in filter(None, tracked.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file():
            assert not wrong.search(path.read_bytes()), name


@pytest.mark.slow
def test_the_wheel_holds_styles_and_seeds(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(n.startswith("briefing/_shipped/styles/") and n.endswith(".tcss") for n in names)
    assert any(n.startswith("briefing/_shipped/seeds/") for n in names)
    assert "briefing/model/brief.schema.json" in names
    assert "briefing/desk/migrations/0001_desk.sql" in names
    assert any(n.startswith("briefing/extract/") and n.endswith(".toml") for n in names)
