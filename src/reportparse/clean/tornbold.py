"""Bold runs whose doubling the extractor undid on one of their printed lines: rule `torn-bold`.

    上年提高 87.2 个百分点。推动政协        地的小事连着千家万户。研究研究再研
    协商提质                                研究研究再研
    协商提质。                              究。2022 年以来，累计优化
    。常委会会议审议议案

A run that goes over a line end is drawn as two; where both copies of one part fall together, the extractor
drops the second, and the part looks plain. The rest still shows that it is half a run: bold that opens in the
middle of a sentence, at the head of a line, and ends it; or that opens a sentence and stops at the line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import CLAUSE, printed_width
from reportparse.clean.rule import View
from reportparse.provenance import Mark

_FEWEST = 3  # whole runs in a document that sets heads so
_WIDEST = 24.0  # em of a head that is put together; two printed lines of a newspaper
_SHORTEST = 2  # characters that were drawn twice
_STOPS = "。！？!?"
_CLOSED = re.compile(f"[”’）》」』 ]*[{_STOPS}]")
_OPENS = re.compile(rf"(?:\A|[{_STOPS}；：][”’）》」』]?|\n[ ]*\n)\s*[“‘（《「『]?\Z")
# Back to where the sentence opens: on the printed line before; on this line, up to a number, which is another font.
_FRONT = re.compile(rf"[{_STOPS}][”’）》」』]?[ ]*([^{_STOPS}\n\f]+)\n\s*[“‘（《「『]?\Z")
_COUNT = re.compile(rf"[{_STOPS}][”’）》」』]?\s*([^{_STOPS}\n\f]*[0-9A-Za-z] ?)\Z")
_TAIL = re.compile(rf"[”’）》」』]*[ ]*\n\s*([^{_STOPS}\n\f]+[{_STOPS}])")
_REACH = 60  # characters


class _Run(NamedTuple):
    start: int
    end: int
    opens: bool
    closes: bool


def torn_bold(view: View) -> Iterator[Mark]:
    """Bold heads that go over a line end, and have lost their doubling on one of the two lines: pdftotext, pdfminer.

    The part that looks plain is marked bold as well, and `torn`; no character changes. Bold that opens a line in the middle of
    a sentence and ends it takes in what opens the sentence on the line before; bold that opens a sentence and
    stops at the line's end takes in what ends it on the next. Only where at least three runs, and half of all,
    are whole sentences; not over a comma, and not beyond the length of a head.

    >>> from reportparse.clean import View
    >>> from reportparse.clean.tornbold import torn_bold
    >>> from reportparse.provenance import Mark
    >>> view = View("筑牢根基。全年完成。抓好落实。取得成效。聚焦改革。出台办法。推动政协\\n协商提质。全年提出建议。")
    >>> view.marks = [Mark(0, 5, "bold"), Mark(10, 15, "bold"), Mark(20, 25, "bold"), Mark(35, 40, "bold")]
    >>> [view.text[mark.start : mark.end] for mark in torn_bold(view) if mark.kind == "bold"]
    ['推动政协']
    """
    text = view.text
    runs = _runs(text, [mark for mark in view.marks if mark.kind == "bold"])
    whole = sum(run.opens and run.closes for run in runs)
    if whole < _FEWEST or 2 * whole < len(runs):
        return
    for run in runs:
        if run.opens == run.closes or run.end - run.start < _SHORTEST:
            continue
        if run.closes:
            before = text[max(0, run.start - _REACH) : run.start]
            found = _FRONT.search(before) or _COUNT.search(before)
            if found is None:
                continue
            start, end = run.start - len(before) + found.start(1), run.start
        else:
            found = _TAIL.match(text, run.end, run.end + _REACH)
            if found is None:
                continue
            start, end = found.span(1)
        rest = text[start:end].strip()
        head = rest + text[run.start : run.end]
        if CLAUSE.search(head) or printed_width(head) > _WIDEST:
            continue
        yield Mark(start, start + len(text[start:end].rstrip()), "bold")
        yield Mark(start, start, "torn")


def _runs(text: str, marks: Sequence[Mark]) -> list[_Run]:
    spans: list[tuple[int, int]] = []
    for mark in marks:
        if spans and not text[spans[-1][1] : mark.start].strip():
            spans[-1] = (spans[-1][0], mark.end)
        else:
            spans.append((mark.start, mark.end))
    return [
        _Run(
            start,
            end,
            _OPENS.search(text[max(0, start - 8) : start]) is not None,
            text[end - 1] in _STOPS or _CLOSED.match(text, end, end + 4) is not None,
        )
        for start, end in spans
    ]
