"""How often the clause of a timeline entry is that of the event which the expression dates.

usage: python -m bench.timeline_events [--errors]

Gold: the event-time links of MEANTIME (../shared/bench/timeline/meantime.jsonl): an event that a
written time expression includes, bounds or measures. An expression counts where the gold links it to
at least one event and the engine found it. Two figures:

head      the head of the entry's clause is a linked event
clause    that, or a linked event stands in the entry's clause and the clause's head is the nearest
          verb over it ("made its first test flight at 18:00": an object or subject of the head), or
          it is the noun that the head modifies ("an agreement reached in 1991")
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import Any

from spacy.tokens import Token

from bench.devset import SHARED, load_model, parsed_set
from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.extract.timeline import find_timeline
from briefing.extract.timeline.clause import event_of
from briefing.model.article import Span

RELATIONS = {"IS_INCLUDED", "SIMULTANEOUS", "BEGUN_BY", "ENDED_BY", "INCLUDES", "MEASURE", "DURING"}


def words(
    parsed: Parsed,
    span: Span,
    linked: list[dict[str, Any]],
    carry: Callable[[dict[str, int]], list[int] | None],
) -> Iterator[Token]:
    """The tokens of the linked events that stand in `span`, and the noun that a head modifies."""
    inside = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    if inside is None:
        return
    left = [inside.root.head] if inside.root.dep_ in ("acl", "relcl") else []
    for token in (*list(inside), *left):
        at = carry({"start": token.idx, "end": token.idx + len(token)})
        if at and any(at[0] < e["end"] and e["start"] < at[1] for e in linked):
            yield token


def _in_clause(head: Token, token: Token) -> bool:
    if head.dep_ in ("acl", "relcl") and token == head.head:
        return True
    for _ in range(20):
        token = token.head
        if token == head:
            return True
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            return False
    return False


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    errors = parser.parse_args().errors
    sys.path.insert(0, str(SHARED))
    import run

    total = heads = clauses = missed = 0
    for gold, parsed in parsed_set(load_model(), SHARED / "timeline" / "meantime.jsonl"):
        events = {e["id"]: e for e in gold["events"]}
        times = {t["tid"]: t for t in gold["timexes"]}
        carry = run.offsets(parsed.text, gold["text"])
        entries = find_timeline(parsed, ActorLookup([]))
        for tid, time in times.items():
            linked = [
                events[link["event"]]
                for link in gold["tlinks"]
                if link["timex"] == tid and link["rel"] in RELATIONS and link["event"] in events
            ]
            if not linked:
                continue
            found = next(
                (
                    e
                    for e in entries
                    if (s := carry({"start": e.start, "end": e.end}))
                    and s[0] < time["end"]
                    and time["start"] < s[1]
                ),
                None,
            )
            if found is None:
                missed += 1
                continue
            total += 1
            event = event_of(parsed.doc, found.start, found.end)
            head = clause = False
            if event is not None:
                word = carry({"start": event.head.idx, "end": event.head.idx + len(event.head)})
                head = any(word[0] < e["end"] and e["start"] < word[1] for e in linked)
                clause = head or any(
                    _in_clause(event.head, t) for t in words(parsed, event.span, linked, carry)
                )
            heads += head
            clauses += clause
            if errors and not clause:
                text = gold["text"].replace("\n", " ")
                print(
                    text[time["start"] : time["end"]],
                    "| gold",
                    [e["text"] for e in linked],
                    "| ours",
                    event and event.head.text,
                    "|",
                    text[max(0, time["start"] - 90) : time["end"] + 60],
                )
    print(
        f"{total} expressions with an event, {missed} not found; head right {100 * heads / total:.1f} %, clause right {100 * clauses / total:.1f} %"
    )


if __name__ == "__main__":
    main()
