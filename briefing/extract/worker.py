"""The extraction process of the screen: articles in, briefs out, one JSON line each.

usage: python -m briefing.extract.worker MODEL

spaCy holds the interpreter's lock for longer than a frame, so the screen keeps it in a process of its
own and keeps that process alive (loading the model takes a second). Reads an article as one line
of JSON from standard input; answers with any number of `{"stage": …}` lines and then one
`{"brief": …}` or `{"error": …}` line. Ends with its standard input.
"""

import json
import sys

import msgspec

from briefing.extract.engine import Engine
from briefing.model.article import Article
from briefing.model.brief import encode


def main(arguments: list[str]) -> int:
    """Serve until standard input ends."""
    engine = Engine(arguments[0])
    decoder = msgspec.json.Decoder(Article)
    out = sys.stdout.buffer

    def answer(line: bytes) -> None:
        out.write(line + b"\n")
        out.flush()

    def stage(name: str) -> None:
        answer(json.dumps({"stage": name}).encode())

    for line in sys.stdin.buffer:
        try:
            brief = engine.extract(decoder.decode(line), stage)
            answer(b'{"brief":' + encode(brief) + b"}")
        except Exception as error:  # the screen must hear of any failure, whatever it is
            answer(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
