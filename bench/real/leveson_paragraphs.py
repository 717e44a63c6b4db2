"""A chapter of an English inquiry: numbered paragraphs (1.1, 2.14), as plain text made from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

import reportparse as rp
from real.table import Row, f1
from reportparse.nodes import Paragraph

FOLDER = "en-uk-leveson-html"
FAMILY = "en-inquiry"

_BLOCKS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::p or self::li or self::blockquote[not(*)]]"
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+\.\d+")


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 of the numbers that paragraphs bear, number and first words."""
    for path in sorted(folder.glob("*.html")):
        page = html.fromstring(path.read_bytes())
        content = page.xpath("//div[contains(@class,'content')]")[0]
        for mark in content.xpath(".//sup"):
            mark.drop_tree()
        blocks = [_SPACE.sub(" ", block.text_content()).strip() for block in content.xpath("." + _BLOCKS)]
        text = "\n\n".join(filter(None, blocks))
        gold = [
            _SPACE.sub(" ", one.text_content()).strip()
            for one in content.xpath(".//p[a[contains(@class,'paranumber')]]")
        ]
        report = rp.parse(text, profile).report
        found = [
            (one.numbering.text.strip("."), one.text[:20])
            for one in report.find(Paragraph)
            if one.numbering is not None and _NUMBER.match(one.numbering.text)
        ]
        wanted = [(number, words[:20]) for number, _, words in (one.partition(" ") for one in gold)]
        yield Row(path.stem, "paragraphs F1", f1(wanted, found), len(wanted))
