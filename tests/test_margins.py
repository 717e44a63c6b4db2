"""Headings in the margin of a page, which the extractor put between two pages."""

from __future__ import annotations

import textwrap

import pytest

import reportparse as rp
from reportparse.nodes import Heading, Paragraph

TEXT = (
    "the council met the wards in the spring and heard what they had to say about roads and bridges and about the "
    "water that runs in the river below the mill where people of the town have washed their clothes since the old "
    "days and asked for lamps along the paths that lead from there to the market and to the school on the hill "
)
WORDS = TEXT.split()


def page(number: int) -> list[str]:
    """Twenty full lines of one sentence after the other; the last one goes on on the next page."""
    words = [WORDS[(number * 7 + at) % len(WORDS)] for at in range(330)]
    for at in range(0, 330, 30):
        words[at] = words[at].capitalize()
        words[at - 1] += "." if at else ""
    lines = textwrap.wrap(" ".join(words), 72)[:20]
    lines[-1] = lines[-1].rstrip(".")
    return lines


def printed(margins: list[list[str]]) -> str:
    pages = [page(at) + margin for at, margin in enumerate(margins)]
    return "\n\f".join("\n".join(lines) for lines in pages) + "\n\fgoes on behind it and ends.\n"


MARGINS = [
    ["Roads and Bridges in", "the Eastern Wards of", "the Town"],
    ["Water for the Houses", "below the Mill"],
    ["Schools That Were", "Opened in the Year", "and Those That Were", "Closed"],
    ["Lamps along the Paths", "to the Market"],
]


def test_heads_are_put_together() -> None:
    report = rp.parse(printed(MARGINS)).report
    assert [one.text for one in report.find(Heading)] == [" ".join(margin) for margin in MARGINS]


@pytest.mark.parametrize(
    ("why", "margins"),
    [
        ("The last lines of paragraphs.", [["of the old town."], ["in the spring."], ["and the school."], ["it is."]]),
        ("One page alone.", [MARGINS[0], [], [], []]),
        ("Running feet, with the number of the page.", [[f"Annual Report {at}"] for at in range(1, 5)]),
    ],
)
def test_no_heads(why: str, margins: list[list[str]]) -> None:
    report = rp.parse(printed(margins)).report
    assert not list(report.find(Heading)), why
    assert sum(len(one.text) for one in report.find(Paragraph)) > 4000


def amid(margins: list[list[str]]) -> str:
    """The lines of a margin in the middle of each page, behind a paragraph that ends and before one that begins."""
    pages = [[*page(at), "It ended there.", *margin, *page(at + 20)] for at, margin in enumerate(margins)]
    return "\n\f".join("\n".join(lines) for lines in pages)


def test_heads_amid_a_page() -> None:
    report = rp.parse(amid(MARGINS)).report
    assert [one.text for one in report.find(Heading)] == [" ".join(margin) for margin in MARGINS]


@pytest.mark.parametrize(
    ("why", "lines"),
    [
        ("An address: most lines had room for the next word.", ["The Town Hall", "1 Mill Lane", "Oldtown"]),
        ("The end of a letter.", ["Yours sincerely,", "Anne Miller of the", "council"]),
        ("Names, each short.", ["Anne Miller", "Bob", "Charles Smith"]),
        ("The end of a paragraph.", ["of the old town and", "of the new one too"]),
    ],
)
def test_no_heads_amid_a_page(why: str, lines: list[str]) -> None:
    assert not list(rp.parse(amid([lines] * 4)).report.find(Heading)), why


def test_a_head_alone_where_the_margin_is_known() -> None:
    report = rp.parse(amid([*MARGINS, ["Mill and River"], ["of the old town"]])).report
    assert [one.text for one in report.find(Heading)] == [*(" ".join(margin) for margin in MARGINS), "Mill and River"]
