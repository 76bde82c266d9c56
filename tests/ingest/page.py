"""A small news page of our own, to be changed by tests."""

PROSE = [
    "The harbour office said on Monday that no ferry would leave the quay before the crews had been paid in full.",
    "A spokeswoman, Mara Lindqvist, added that the talks would go on, although nobody expected them to end this week.",
    "The union, which had asked for the money since March, called the answer an insult and left the room before noon.",
    "Passengers waited at the pier until dusk; some of them took the bus, which needs two hours for the same distance.",
]


def page(body: str = "", *, head: str = "", before: str = "", h1: str = "Ferries stay at the quay") -> str:
    """A page with four paragraphs of prose, `body` between the third and the fourth, `before` over the headline."""
    first, last = "".join(f"<p>{p}</p>" for p in PROSE[:3]), f"<p>{PROSE[3]}</p>"
    title = f"<h1>{h1}</h1>" if h1 else ""
    return (
        f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<main><article>{before}{title}{first}{body}{last}</article></main>"
        "<footer><p>© 2031 Harbour Wire</p></footer></body></html>"
    )
