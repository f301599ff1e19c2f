#!/usr/bin/env python3
"""Checks that drawings are well-formed XML and that pages are whole.

    check_pages.py FOLDER

Drawings (*.svg) are parsed. Of pages (*.html): every element is closed, ids are
unique, every link leads to one of them, and nothing is loaded from elsewhere.

Exit codes: 0 fine, 1 something is wrong (file and cause on stdout).
"""

import html.parser
import pathlib
import re
import sys
import xml.etree.ElementTree

VOID = {"meta", "br", "hr"}
LOADING = {"src", "srcset", "data", "action", "poster", "xlink:href"}


class Page(html.parser.HTMLParser):
    """Collects what is wrong with a page in `faults`."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.faults = [], [], [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                self.links.append(value)
            elif name in LOADING or name.startswith("on"):
                self.faults.append(f"attribute {name} of <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")

    def finish(self):
        self.faults += [f"<{tag}> is not closed" for tag in self.open]
        self.faults += [f"id {name} is not unique" for name in {i for i in self.ids if self.ids.count(i) > 1}]
        self.faults += [f"link to {link}" for link in self.links if link[:1] != "#" or link[1:] not in self.ids]
        return self.faults


def faults_of_page(text):
    page = Page()
    page.feed(text)
    page.close()
    styles = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    loads = re.findall(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", styles + text)
    return page.finish() + [f"{what} would load something" for what in loads]


def faults_of_drawing(text):
    try:
        xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        return [str(error)]
    return re.findall(r"url\(|@import|href", text)


def main():
    folder = pathlib.Path(sys.argv[1])
    pages, drawings = sorted(folder.glob("*.html")), sorted(folder.glob("*.svg"))
    faults = [(path, fault) for path in pages for fault in faults_of_page(path.read_text())]
    faults += [(path, fault) for path in drawings for fault in faults_of_drawing(path.read_text())]
    if not pages or not drawings:
        faults.append((folder, "no pages or no drawings to check"))
    for path, fault in faults:
        print(f"{path}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
