"""Headings beside their text: what is cut out of the reading, and where it is read."""

from __future__ import annotations

from reportparse.provenance import Mark, TraceBuilder
from reportparse.source import Source
from reportparse.span import Span
from reportparse.structure.beside import besides

TEXT = "It was so.\n\n1 A note.\n\nRoads\n\nNothing was\n\nof the Town\n\ndone."


def marked() -> TraceBuilder:
    builder = TraceBuilder(Source(text=TEXT))
    heading = [TEXT.index("Roads"), TEXT.index("of the Town")]
    builder.apply(
        "side-heads",
        [
            Mark(heading[0], heading[0] + 5, "margin", "Roads of the Town"),
            Mark(heading[1], heading[1] + 11, "margin", "Roads of the Town"),
            Mark(TEXT.index("Nothing"), TEXT.index("Nothing"), "side", "Roads of the Town"),
            Mark(TEXT.index("done"), TEXT.index("done"), "resumes", " "),
        ],
    )
    return builder


def test_blank_lines_beside_a_note_go_with_the_note() -> None:
    note = Span(TEXT.index("\n\n1 A"), TEXT.index("Roads"))
    (found,) = besides(marked().trace(), [note])
    assert [TEXT[line.start : line.end] for line in found.lines] == ["Roads", "of the Town"]
    assert found.at == TEXT.index("Nothing")
    assert [(TEXT[cut.start : cut.end], glue) for cut, glue in found.cuts] == [
        ("Roads\n\n", "\n\n"),
        ("\n\nof the Town\n\n", " "),
    ]


def test_none_whose_text_is_taken() -> None:
    start = TEXT.index("Nothing")
    assert not besides(marked().trace(), [Span(start, start + 11)])
