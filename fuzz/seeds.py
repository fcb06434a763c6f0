#!/usr/bin/env python3
"""Writes the first inputs of every fuzz target from the invented reports in examples/.

Usage: fuzz/seeds.py FOLDER (gives FOLDER/page, FOLDER/warc, ...)
"""

import gzip
import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PAGES = sorted((EXAMPLES / "reports").glob("*.html"))
TEXTS = sorted((EXAMPLES / "reports").glob("*.txt"))


def page():
    """The first byte is the media type: 0 page, 2 plain, 3 unknown."""
    for path in PAGES:
        yield b"\0" + path.read_bytes()
        yield b"\3" + path.read_bytes()
    for path in TEXTS:
        text = path.read_bytes()
        yield b"\2" + text
        yield b"\2From: desk@news.example\nSubject: Report\nDate: Fri, 3 May 2024 10:00:00 +0000\n\n" + text
        yield b"\2> " + text.replace(b"\n", b"\n> ")
    for line in (EXAMPLES / "reports" / "wire-stories.jsonl").read_bytes().splitlines():
        yield b"\3" + line


def record(kind, fields, block):
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-04T00:00:00Z\r\n{fields}"
    head += f"WARC-Target-URI: https://news.example/x\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def warc():
    for path in PAGES:
        body = path.read_bytes()[:1500]
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        plain = record("response", "", http + b"\r\n" + body)
        packed = record("response", "", http + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(body, mtime=0))
        chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        chunked = record("response", "", http + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        digest = record("resource", "Content-Type: text/plain\r\nWARC-Payload-Digest: sha1:" + "A" * 32 + "\r\n", b"words")
        yield record("warcinfo", "", b"software: none") + plain
        yield packed + chunked
        yield record("request", "", b"GET / HTTP/1.1\r\n\r\n") + digest


def feed():
    bodies = [path.read_text()[:1500] for path in PAGES]
    day = "Fri, 03 May 2024 10:00:00 GMT"
    for body in bodies:
        item = f"<title>Town falls</title><link>https://news.example/a</link><pubDate>{day}</pubDate>"
        yield (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>'
            f"<item>{item}<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
        ).encode()
        yield (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Town</title>'
            '<link rel="alternate" href="/a"/><published>2024-05-03T10:00:00Z</published>'
            f'<content type="html">{escape(body)}</content></entry></feed>'
        ).encode()
        yield json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "News",
                "items": [{"url": "https://news.example/a", "title": "Town", "content_html": body, "date_published": "2024-05-03"}],
            }
        ).encode()
    yield b'<opml version="2.0"><body><outline text="a"><outline type="rss" xmlUrl="https://news.example/f"/></outline></body></opml>'
    yield b'<urlset><url><loc>https://news.example/a</loc><lastmod>2024-05-03</lastmod><news:news><news:title>Town</news:title></news:news></url></urlset>'
    yield b"<sitemapindex><sitemap><loc>https://news.example/s.xml</loc></sitemap></sitemapindex>"
    yield b'<rdf:RDF><channel><title>News</title></channel><item><link>https://news.example/a</link><dc:date>2024-05-03</dc:date></item></rdf:RDF>'


def charset():
    """The first byte is the charset stated outside; 0 is none."""
    words = {
        "windows-1251": "Обстріл міста тривав до ранку, повідомили у Харкові.",
        "windows-1256": "قصفت القوات المدينة حتى الصباح",
        "shift_jis": "町は火曜日に反乱軍の手に落ちた",
        "gb18030": "该镇周二落入叛军手中",
        "big5": "該鎮週二落入叛軍手中",
        "euc-kr": "마을은 화요일 반군에게 넘어갔다",
        "utf-16-le": "The town fell to rebels",
        "utf-16": "The town fell to rebels",
        "utf-8-sig": "The town fell to rebels",
        "iso2022_jp": "町は火曜日に反乱軍の手に落ちた",
    }
    for number, (name, text) in enumerate(words.items()):
        for choice in (0, number % 8):
            yield bytes([choice]) + text.encode(name)
            yield bytes([choice]) + f"<meta charset={name}><p>".encode() + text.encode(name)


def dates():
    """The first byte is the place of the date in the page."""
    days = [
        "2024-05-03T10:00:00+03:00", "2024-05-03", "3 May 2024", "May 3, 2024 at 10:00", "03/05/2024",
        "12.3.2024", "20240503", "2024/05/03", "٣ مايو ٢٠٢٤", "۲ تیر ۱۳۹۹", "24 نيسان / أبريل 2020",
        "3 травня 2024", "2 hours ago", "© 2024", "le 3 mai 2024", "1399/04/02", "1714730400",
    ]
    for place in range(8):
        for day in days:
            text = json.dumps({"@type": "NewsArticle", "datePublished": day}, ensure_ascii=False) if place == 7 else day
            yield bytes([place]) + text.encode()


def main(folder):
    for target in (page, warc, feed, charset, dates):
        into = folder / target.__name__
        into.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(target()):
            (into / f"seed-{number:03}").write_bytes(seed)


main(Path(sys.argv[1]))
