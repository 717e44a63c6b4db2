"""Titles that the extractor left on several lines of a table of contents, each as an entry without a number."""

from __future__ import annotations

from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.kept import Kept
from reportparse.structure.listed import Listed

CONTENTS = [
    "Background",
    "What the County Found in Its Bridges and on the Long",
    "Roads",
    "What the Wards Can Do about Wells That Run Dry in a",
    "Drought",
    "Thanks",
]


def titles(text: list[str]) -> frozenset[str]:
    """What the contents above list, before some text."""
    printed = "\n".join(CONTENTS)
    starts = [printed.index(line) for line in CONTENTS]
    entries = tuple(Span(at, at + len(line)) for at, line in zip(starts, CONTENTS, strict=True))
    toc = Block(0, len(printed), printed, None, (), kept=Kept(Span(0, len(printed)), "toc", "", entries))
    at = 1000
    blocks = [toc]
    for line in text:
        blocks.append(Block(at, at + len(line), line, None, ()))
        at += len(line) + 2
    return Listed.of(blocks).titles


def test_lines_that_the_text_has_in_one_piece_are_one_title() -> None:
    found = titles([*CONTENTS[:3], "They are old.", *CONTENTS[3:5], "They are dry.", CONTENTS[5]])
    assert found == {
        "background",
        "whatthecountyfoundinitsbridgesandonthelongroads",
        "whatthewardscandoaboutwellsthatrundryinadrought",
        "thanks",
    }


def test_lines_that_the_text_has_apart_are_titles_of_their_own() -> None:
    found = titles([*CONTENTS[:2], "They are old.", *CONTENTS[2:4], "They are dry.", *CONTENTS[4:]])
    assert len(found) == len(CONTENTS)


def test_one_such_title_alone_is_the_longest_over_another() -> None:
    found = titles([*CONTENTS[:3], "They are old.", CONTENTS[3], "They are dry.", *CONTENTS[4:]])
    assert len(found) == len(CONTENTS)
