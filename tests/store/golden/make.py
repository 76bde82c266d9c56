"""Writes the golden home of a format, once, when the format is released: python tests/store/golden/make.py.

Never run again for a format that people have data of: the files stay as that release wrote them.
"""

import json
import shutil
import sys
from pathlib import Path

from msgspec.structs import replace

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent.parent)]

from make_records import article, note  # noqa: E402

from briefing.model.annotation import (  # noqa: E402
    Anchor,
    Assess,
    Body,
    Correction,
    Link,
    Provenance,
    Quote,
    Span,
    Target,
)
from briefing.store.envelope import FORMAT  # noqa: E402
from briefing.store.home import open_home  # noqa: E402
from briefing.store.protocol import ReadingState  # noqa: E402


def main() -> None:
    folder = HERE / f"format-{FORMAT}"
    if folder.exists():
        raise SystemExit(f"{folder} is there already")
    home = open_home(folder, creator="ana", generator="briefing/golden")
    one = article(url="https://gull.example/s")
    home.articles.save(one, source="ferry.txt")
    home.stories.add("https://gull.example/s", one.id)
    target = Target(
        one.id, one.id, one.url, "claim:0123456789", Quote("midnight", "stop at ", "."), Span(61, 69)
    )
    kept, gone = home.annotations.insert(
        [
            note(
                "", target=target, body=Body("who wrote it? — ask\nthe union", ["safety", "Zürich"], "yellow")
            ),
            note("gone", on=one.id),
        ]
    )
    home.annotations.edit([replace(kept, assess=Assess(3, "likely", "low", "contested"))])
    home.annotations.delete(one.id, [gone.uid])
    home.annotations.insert(
        [
            note("", on=one.id, kind="correction", correction=Correction("set", "article", "published", "2031-05-15")),
            note("same", on=one.id, kind="link", links=[Link("supports", f"annotation:{kept.uid}", "why")]),
            note("moved", on=one.id, kind="highlight", anchor=Anchor("fuzzy", one.id, 61, 69, 0.9, kept.created, "ana"),
                 provenance=Provenance("import", None, "w3c", {"odd": ["\r\n", 1.5, None]})),
        ],
        label="imported",
    )  # fmt: skip
    home.annotations.set_state(one.id, ReadingState(read=True, position=12))
    home.annotations.insert([note("undone", on=one.id)])
    home.annotations.undo(one.id)
    home.sources.rate("Harbour Wire", "B", "steady")
    home.drafts.save(one.id, "new", "half a thought")
    expected = {
        "article": one.id,
        "live": [(a.uid, a.kind, a.body.text, a.rev) for a in home.annotations.annotations(one.id)],
        "trash": [a.uid for a in home.annotations.annotations(one.id, deleted=True)],
        "steps": [s.label for s in home.annotations.history(one.id)],
    }
    (HERE / f"format-{FORMAT}.expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    home.close()
    shutil.rmtree(folder / "locks")


if __name__ == "__main__":
    main()
