"""Downloads one file of a package from a Python package index, without running its set-up.

Usage: fetch.py INDEX PACKAGE FILE
"""

import html.parser
import pathlib
import sys
import urllib.parse
import urllib.request


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.found += [value for key, value in attributes if key == "href"]


def main(index, package, name):
    page = f"{index.rstrip('/')}/{package}/"
    links = Links()
    with urllib.request.urlopen(page) as answer:
        links.feed(answer.read().decode("utf-8"))
    for link in links.found:
        address = urllib.parse.urljoin(page, link.split("#")[0])
        if address.endswith("/" + name):
            with urllib.request.urlopen(address) as answer:
                pathlib.Path(name).write_bytes(answer.read())
            return
    sys.exit(f"{page} holds no {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
