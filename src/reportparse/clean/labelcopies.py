"""Labels of struck items, written again on a line of their own: rule `label-copies`.

(b) Staff wellbeing.                    1. Win-win
(b)                                     1.
wellbeing. The efficient handling       Win-win partnerships.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.provenance import Edit

_COPY = re.compile(
    r"\n[ ]*([(（]?[0-9A-Za-z一二三四五六七八九十]{1,4}[.)）、])[ \u3000]*[^\s0-9][^\n]*(\n\s*\1[ ]*)(?=\n)"
)
# (b) / (b) Staff wellbeing.: nothing but the label was struck.
_LABEL_ALONE = re.compile(
    r"\n[ ]*(([(（]?[0-9A-Za-z一二三四五六七八九十]{1,4}[.)）、])[ ]?\n\s*(?:\2[ ]?\n\s*)*)(?=\2[ ]*[^\W\d])"
)
_FEWEST = 3
_LONGEST = 6  # characters of a label
_ENDS = frozenset(".)）、")


def label_copies(view: View) -> Iterator[Edit]:
    """A line with nothing but the label that opens the line before it, or the next: pdftotext, of items drawn twice.

    Of the second drawing it keeps what did not fall together with the first, on lines of its own. The words of the head
    are `line-copies`. Three such lines are needed.

    >>> from reportparse.clean import run_rule
    >>> run_rule("label-copies", "(a) Roads. We\\n(a)\\npaved.\\n(b) Port. It\\n(b)\\ngrew.\\n(c) Tax. It\\n(c)\\nfell.")
    '(a) Roads. We\\npaved.\\n(b) Port. It\\ngrew.\\n(c) Tax. It\\nfell.'
    """
    if sum(len(line) <= _LONGEST and line[-1] in _ENDS for line in view.printed) < _FEWEST:
        return
    text = f"\n{view.text}"  # a line end to begin with is found sooner than ^
    found = sorted(
        [*(one.span(2) for one in _COPY.finditer(text)), *(one.span(1) for one in _LABEL_ALONE.finditer(text))]
    )
    if len(found) < _FEWEST:
        return
    view.note(
        "overstruck", f"labels drawn again on the next line: {len(found)} taken out", found[0][0] - 1, found[0][1] - 1
    )
    for start, end in found:
        yield Edit(start - 1, end - 1, "")
