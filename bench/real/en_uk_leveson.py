"""A chapter of a British inquiry, a page of the web: headings with levels, and numbered paragraphs, from plain text.

The text is what a copy from the browser holds: a block on lines of its own, a blank line between two, no marks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.heads import Head, compared
from real.table import Row, f1
from reportparse.nodes import Paragraph

FOLDER = "en-uk-leveson-html"
FAMILY = "en-inquiry"

_DROPPED = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|h[1-6]|div|blockquote|ul|ol|li|table|tr|hr|body)\b[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h([1-4])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r'class="paranumber">([^<]+)<')


def _plain(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub("", markup))).strip()


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """Headings that the tags mark, and the numbers of the paragraphs."""
    for path in sorted(folder.glob("*.html")):
        markup = path.read_text("utf-8")
        body = _DROPPED.sub("", markup)
        body = body[body.index("<h1") : body.index('<div id="footer">')]  # not the site's menus
        one_line = re.sub(r"\s+", " ", body)
        broken = _CELL.sub("\t", _BREAK.sub("\n", re.sub(r"<br[^>]*>", " ", one_line)))
        blocks = [line for one in broken.split("\n") if (line := _plain(one))]
        report = rp.parse("\n\n".join(blocks) + "\n", profile=profile).report
        gold = [Head(int(one[1]), _plain(one[2].replace("<br/>", " "))) for one in _HEADING.finditer(body)]
        yield from compared(path.stem, gold, report)
        numbers = [one.strip() for one in _NUMBER.findall(body)]
        found = [one.numbering.text for one in report.find(Paragraph) if one.numbering is not None]
        yield Row(path.stem, "numbered F1", f1(numbers, found), len(numbers))
