"""Markdown's asterisks around bold text: rule `emphasis`.

Some extractors write Markdown: **一、主要工作**, **Roads.** The council …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.provenance import Edit, Mark

_BOLD = re.compile(
    r"(?<![*\w])\*\*(?=[^\s*])([^*\n]*?[^\s*])\*\*(?!\*)|(?<=[^\x00-\x7f])\*\*(?=[^\s*])([^*\n]*?[^\s*])\*\*(?!\*)"
)
# Bold and italic at once, also where the last asterisk is lost.
_TRIPLE = re.compile(r"^\*{3}(?=[^\s*])[^*\n]*[^\s*](?P<end>\*{2,3})[ \t]*$", re.MULTILINE)
_WHOLE_LINE = re.compile(r"^\*\*[^\s*][^*\n]*\*\*[ \t]*$", re.MULTILINE)
_FEWEST = 2
_WORD = re.compile(r"[^\W\d_]")


def emphasis(view: View) -> Iterator[Edit | Mark]:
    """Pairs of two asterisks around words: they go, and the words are marked bold.

    It takes two pairs, or one around a whole line. Asterisks that are not in pairs on one line, that stand for a power (2**3), or for a note
    (**, ***) stay.

    >>> from reportparse.clean import run_rule
    >>> run_rule("emphasis", "**一、主要工作**\\n**推进改革。**全年……")
    '一、主要工作\\n推进改革。全年……'
    >>> run_rule("emphasis", "2**3 and 3**2, ** see below")
    '2**3 and 3**2, ** see below'
    """
    if view.text.count("**") < 2:
        return
    found = [(*match.span(), 2, 2) for match in _BOLD.finditer(view.text) if _WORD.search(match.group())]
    triple = (
        [match for match in _TRIPLE.finditer(view.text) if _WORD.search(match.group())] if "***" in view.text else []
    )
    if len(found) < _FEWEST and not triple and not _WHOLE_LINE.search(view.text):
        return
    found += [(match.start(), match.end("end"), 3, len(match["end"])) for match in triple]
    for start, end, opening, closing in sorted(found):
        yield Edit(start, start + opening)
        yield Edit(end - closing, end)
        yield Mark(start + opening, end - closing, "bold")
