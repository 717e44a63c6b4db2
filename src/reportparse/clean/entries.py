"""Entries of a table of contents that share a line: rule `glued-entries`.

第一节释义......1一、普通词语......1二、专业词语......2第二节概览......3
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportparse.clean.rule import View
from reportparse.provenance import Edit

_DOT = ".．·•․‥…⋯﹒_"
_NUMBER = r"(?:[0-9]{1,3}-){0,3}[0-9]{1,4}"
# Leaders and a page number; behind them the next title, or the end of the line.
_LED = re.compile(
    rf"(?<![{_DOT}])(?:[{_DOT}]{{4,}}+|…{{2}})[ ]{{0,2}}{_NUMBER}(?=[ \u3000]?[^\W\d]|[ \u3000]?[（(“《\n]|\Z)"
)
# The same, where a title leaves room for two dots; a blank may stand before the next one, which has to have a letter.
_JOINT = re.compile(
    rf"(?<![{_DOT}])[{_DOT}]{{2,}}+[ ]{{0,2}}(?P<number>{_NUMBER})(?P<blank>[ \u3000]{{0,2}})(?P<next>[（(“《]?[^\W\d])"
)
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[。！？；]|(?<=\w)[.!?;] ")
_FEWEST = 3  # entries on one line, somewhere


def glued_entries(view: View) -> Iterator[Edit]:
    """Entries of a table of contents that the extractor left on one line: pypdf, text made from HTML.

    Behind the number of a page stands the title of the next entry. The numbers count up, and no line holds a sentence;
    nothing is parted unless some line holds three entries, each with its leaders, and ends with one.

    >>> from reportparse.clean import run_rule
    >>> run_rule("glued-entries", "第一节释义......1一、词语......1第二节概览......3")
    '第一节释义......1\\n一、词语......1\\n第二节概览......3'
    """
    text = view.text
    if "...." not in text and "……" not in text and "····" not in text:
        return
    shared = [line for line in _LINE.finditer(text) if _holds_several(line.group())]
    if not any(line.group()[-1].isdigit() and len(_LED.findall(line.group())) >= _FEWEST for line in shared):
        return
    for line in shared:
        for joint in _JOINT.finditer(text, *line.span()):
            start, following = joint.end("number"), joint["next"]
            yield Edit(start, joint.end(), "\n" + following)


def _holds_several(line: str) -> bool:
    if _LED.search(line) is None or _SENTENCE.search(line):
        return False
    found = [int(one["number"].rpartition("-")[2]) for one in _JOINT.finditer(line)]
    return bool(found) and all(one <= other for one, other in pairwise(found))
