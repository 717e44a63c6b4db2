"""Bold that was drawn word by word: rule `word-copies`.

    1. 1. Savings Savings found found early. early. Following
    the report, the board intends

Nobody writes several words twice each; a single one (`had had`, `that that`) is grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.numbering import label_at
from reportparse.provenance import Edit, Mark

# found. found.: the end of a run, quicker to look for than words that stand twice
_ENDS = re.compile(r"([.!?:…][\"”’)»]*+) (?=(\S*\1)(?!\S))")
_HINT = re.compile(r"(?<!\S)(\S++) \1 (\S++) \2(?!\S)")
_GAP = r"(?:[ ]|[ ]?\n{1,2}(?=\S))"
# Words in a row that stand there several times each; a run may go on over a line end.
_RUNS = {
    times: re.compile(rf"(?<!\S)(\S++)(?: \1){{{times - 1}}}(?!\S)(?:{_GAP}(\S++)(?: \2){{{times - 1}}}(?!\S))*+")
    for times in (4, 3, 2)
}
_WORD = re.compile(r"(?<!\S)(\S++)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CLOSED = re.compile(r"[.!?:…][\"”’)»]*$")
_FEWEST = 3  # runs in a document that is struck so
_LONGEST_WORD = 60


def word_copies(view: View) -> Iterator[Edit | Mark]:
    """Bold runs in which every word is written two, three or four times, with spaces between the copies.

    The first copy of each word stays and is bold. Decided over the document: three runs of several words that begin
    where a sentence does and close like one; then labels and one-word sentences at the head of a line go with them.
    Words that stand twice by nature (`had had`), and the rows of a table (`High High Low Low`), stay.

    >>> from reportparse.clean import run_rule
    >>> run_rule("word-copies", "Good Good roads. roads. We paved.\\nOur Our port. port. It grew.\\nTax Tax cuts. cuts. It fell.")
    'Good roads. We paved.\\nOur port. It grew.\\nTax cuts. It fell.'
    >>> run_rule("word-copies", "All that that had had to do with it was clear.")
    'All that that had had to do with it was clear.'
    """
    text = view.text
    if not any(text.endswith(one[2], 0, one.end(1)) for one in _ENDS.finditer(text)) or _HINT.search(text) is None:
        return
    for times, pattern in _RUNS.items():
        found = [one for one in pattern.finditer(text) if len(one[1]) <= _LONGEST_WORD]
        strong = {one.group() for one in found if one[2] and _is_sentence(text, one, times)}
        if len(strong) >= _FEWEST:
            break
    else:
        return
    undone = [one for one in found if _is_struck(text, one, times)]
    view.note(
        "overstruck",
        f"bold drawn {times} times word by word: {len(undone)} runs undone",
        undone[0].start(),
        undone[0].end(),
    )
    for one in undone:
        yield Mark(one.start(), one.end(), "bold")
        words = list(_WORD.finditer(text, one.start(), one.end()))
        for at in range(0, len(words), times):
            yield Edit(words[at].end(), words[at + times - 1].end())


def _is_sentence(text: str, run: re.Match[str], times: int) -> bool:
    """Several different words, from where a sentence begins to its end?"""
    words = {word for word in run.group().split() if _LETTERS.search(word)}
    return len(words) > 1 and _opens(text, run.start()) and _CLOSED.search(run.group()) is not None


def _is_struck(text: str, run: re.Match[str], times: int) -> bool:
    first = run[1]
    if run[2]:
        return _LETTERS.search(run.group()) is not None
    # (b) (b) The pier, Roads. Roads. We paved, and a word of a bold run that the line ends with.
    return _opens(text, run.start()) and (label_at(first + " A") is not None or _CLOSED.search(first) is not None)


def _opens(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" ")
    return not before or before[-1] == "\n" or _CLOSED.search(before) is not None
