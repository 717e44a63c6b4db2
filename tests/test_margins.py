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
# Each word ends a clause somewhere, but for those that never do.
CLAUSES = "\n".join(textwrap.wrap(", ".join(sorted({*WORDS} - {"the", "and", "of", "in", "to"})) + ".", 72)) + "\n"


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
    return CLAUSES + "\n\f".join("\n".join(lines) for lines in pages) + "\n\fgoes on behind it and ends.\n"


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


NAMES = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Last", "New"]
TERMS = ["Funding rate", "Water supply", "Oversight", "Market days"]


def test_terms_over_what_they_mean() -> None:
    """Where headings stand in the margin, lines in the column that are not set as they are head nothing."""
    margins = [[f"The {name} Roads and", f"Bridges of {name} Town"] for name in NAMES]
    means = "This is what ward {} has paid for each case that came before it in the year.\n"
    terms = "\n\n".join(f"{term}\n\n{means.format(at)}" for at, term in enumerate([*TERMS, "Thanks to All Wards"]))
    report = rp.parse(printed(margins) + "\n" + terms).report
    found = {one.text for one in report.find(Heading)}
    assert {" ".join(margin) for margin in margins} <= found
    assert found.isdisjoint(TERMS)


STACK = [
    "Roads and Bridges in",
    "the Eastern Wards",
    "Mills",
    "Lamps along the",
    "Market",
    "To Ask for Copies of",
    "the Report",
]
HEADS = ["Roads and Bridges in the Eastern Wards", "Mills", "Lamps along the Market", "To Ask for Copies of the Report"]


def test_a_stack_of_heads() -> None:
    """At the end of the text, below an address that stands on other pages too, above what the printer put there."""
    address = "Mill Lane, Hilltown 20548"
    known = [*MARGINS[:2], MARGINS[3]]
    pages = [*known, [address], [address], [address, *STACK, "PRINTED ON", "OLD PAPER"]]
    text = CLAUSES + "\n\f".join("\n".join(page(at) + margin) for at, margin in enumerate(pages)) + "\n"
    found = [one.text for one in rp.parse(text).report.find(Heading)]
    assert found == [" ".join(margin) for margin in known] + HEADS


def test_words_that_stand_together() -> None:
    """Eastern Wards / Annual Review: a heading ends where its words follow one another nowhere else."""
    pages = [*MARGINS[:3], ["Roads and Bridges in", "the Eastern Wards", "Annual Review of", "Water"]]
    report = rp.parse(printed([*pages, STACK])).report
    assert "Annual Review of Water" in [one.text for one in report.find(Heading)]
    torn = printed([*pages, STACK]).replace("the wards", "the wards annual", 2)
    assert "Annual Review of Water" not in [one.text for one in rp.parse(torn).report.find(Heading)]


def test_two_pages_are_enough_for_titles_of_several_lines() -> None:
    few = [
        ["Roads and Bridges in", "the Eastern Wards of", "the Town"],
        [],
        ["Water in the Houses", "of the Old Mill"],
        [],
    ]
    text = printed(few)
    assert [one.text for one in rp.parse(text).report.find(Heading)] == [" ".join(margin) for margin in few if margin]
    # The cells of a table go on in small letters as well.
    assert not list(rp.parse(text.replace("Houses", "houses").replace("Bridges", "bridges")).report.find(Heading))


def test_a_number_below_the_heads_of_a_page() -> None:
    pages = [*MARGINS[:3], [*MARGINS[3], "(13049)"]]
    found = [one.text for one in rp.parse(printed(pages)).report.find(Heading)]
    assert found == [" ".join(margin) for margin in MARGINS]
