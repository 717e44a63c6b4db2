"""Bold drawn glyph by glyph, a line for each step back: rule `staircase`.

    在
    在健
    健全
    全安
    安。
    。

pdftotext -raw and mutool begin a new line wherever the page goes back to draw the glyph again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit, Mark

# Three steps: lines of two characters, the second of which begins the next line.
_HINT = re.compile(r"\n\n?\S ?(\S)\n\n?\1 ?(\S)\n\n?\2 ?(\S)\n\n?\3")
_RUN = re.compile(r"(\S)(?:\n\n?\1){1,3}(?:[ \n]{0,2}(\S)(?:\n\n?\2){1,3})+")
_STEP = re.compile(r"(\S)(?:\n\n?\1){1,3}([ \n]*)")
_LONGEST, _FEWEST_HINT = 3, 3  # characters of the lines that hint at one, and how many there are
_FEWEST = 6  # glyphs of a document that have to be struck so, and four letters among them


def staircase(view: View) -> Iterator[Edit | Mark]:
    """Bold runs that go down a staircase, each glyph once more on a line of its own.

    It takes six glyphs in all, four letters among them, and a third of the glyphs have to share a line with the next: a table's column
    of single characters has none that do, and stays; so do the page numbers of a table of contents.

    >>> from reportparse.clean import run_rule
    >>> run_rule("staircase", "回音。\\n在\\n在健\\n健全\\n全安\\n安全\\n全方\\n方面\\n面。\\n。\\n全年完成")
    '回音。\\n在健全安全方面。\\n全年完成'
    >>> run_rule("staircase", "是\\n是\\n否\\n否\\n是\\n是\\n否\\n否\\n否\\n是")
    '是\\n是\\n否\\n否\\n是\\n是\\n否\\n否\\n否\\n是'
    """
    text = view.text
    if sum(len(line) <= _LONGEST for line in view.printed) < _FEWEST_HINT or not _HINT.search(text):
        return
    runs, edits = _decided(text)
    if not runs:
        return
    start, end = runs[0]
    view.note("overstruck", f"bold drawn glyph by glyph, down a staircase: {len(runs)} runs undone", start, end)
    yield from (Mark(start, end, "bold") for start, end in runs)
    yield from settled(text, edits, lambda left: _decided(left)[1])


def _decided(text: str) -> tuple[list[tuple[int, int]], list[Edit]]:
    runs: list[tuple[int, int]] = []
    edits: list[Edit] = []
    glyphs = joined = letters = 0
    for run in _RUN.finditer(text):
        steps = list(_STEP.finditer(text, *run.span()))
        beside = sum(not step.group(2) for step in steps[:-1])
        if len(steps) < 3 and not beside:
            continue
        glyphs += len(steps)
        joined += beside
        letters += sum(step.group(1).isalpha() for step in steps)
        runs.append(run.span())
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            edits.append(Edit(step.end(1), step.start(2)))
            if following is not None and "\n" in step.group(2):
                # A number and its point stand on lines of their own; two words do as well.
                apart = step.group(1).isascii() and step.group(1).isalpha() and following.group(1).isalpha()
                edits.append(Edit(*step.span(2), now=" " if apart else ""))
    return (runs, edits) if glyphs >= _FEWEST and letters >= 4 and joined * 3 >= glyphs else ([], [])
