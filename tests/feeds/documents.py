"""Feeds of plainly fictional outlets, as the tests serve them."""

FERRY = (
    "The harbour office of Quillhaven said on Monday that the ferries would not sail until the crews had been paid "
    "for their work. The owner of the line, Tern & Brekke, denied that any wages were late."
)
BRIDGE = (
    "Engineers who looked at the old bridge in the spring found its piers sound, according to their report. The mayor "
    "had called the bridge unsafe in April, and the council asked for the report to be published."
)
FULL = "".join(f"<p>{p}</p>" for p in (FERRY, BRIDGE, FERRY.replace("Monday", "Tuesday")))

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Wire</title><link>https://wire.example/</link><language>en-GB</language>
{items}
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Quillhaven Post</title>
<link rel="alternate" href="https://post.example/"/><link rel="self" href="https://post.example/atom"/>
<entry><id>tag:post.example,2031:7</id><title type="html">Bridge &lt;em&gt;sound&lt;/em&gt;</title>
<link href="/news/bridge?utm_source=atom"/><published>2031-05-14T09:00:00+02:00</published>
<updated>2031-05-15T09:00:00+02:00</updated><author><name>Mara Lindqvist</name></author>
<content type="html">{FULL.replace("<", "&lt;").replace(">", "&gt;")}</content></entry>
</feed>"""

RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gull.example/"><title>The Gull</title><link>https://gull.example/</link></channel>
<item rdf:about="https://gull.example/1"><title>Ferries stay in port</title><link>https://gull.example/1</link>
<description>{FERRY} Read more ...</description><dc:date>2031-05-14</dc:date><dc:creator>Ida Sund</dc:creator></item>
</rdf:RDF>"""


def rss_item(
    number: int, body: str = FULL, *, title: str | None = None, element: str = "content:encoded"
) -> str:
    """An item whose text is `body`."""
    return (
        f"<item><guid isPermaLink='false'>wire-{number}</guid><title>{title or f'Ferries, day {number}'}</title>"
        f"<link>https://wire.example/{number}</link><pubDate>Wed, {number:02} May 2031 14:02:00 GMT</pubDate>"
        f"<dc:creator>By Jon Tern and Ida Sund</dc:creator><{element}><![CDATA[{body}]]></{element}></item>"
    )


def rss(*items: str) -> str:
    """A feed of these items."""
    return RSS.format(items="".join(items))
