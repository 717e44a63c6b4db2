"""Bold sentences that were drawn with the space behind them: rule `sentence-copies`.

    (b) Better signs. (b) Better signs. In this respect, the company ensures
    1. 1. The title publishes a supplement

The copies stand behind the sentence as another sentence would; only that many paragraphs begin so tells them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.provenance import Edit, Mark

# At the head of a line a label, a sentence, or both; and the same once more, or several times.
_LABEL = r"(?:[^\s.()]{1,3}[.)]|\([^\s.()]{1,3}\))"
_SENTENCE = r"[^\s.()][^\n.!?:]{3,80}+[.!?:]"
_COPIES = re.compile(rf"\n[ ]*({_LABEL}(?: {_SENTENCE})?|{_SENTENCE})((?:[ ]+\1(?=[ \n]))+)")
_WORD = re.compile(r"[^\W\d_]{3}")
_FEWEST = 3  # sentences and labels in a document that is struck so
_FEWEST_SENTENCES = 2  # of them


def sentence_copies(view: View) -> Iterator[Edit | Mark]:
    """Sentences at the head of a line that are written two or three times, with spaces between the copies.

    The first copy stays and is bold. Decided over the document: three sentences of three letters and more are written
    equally often, or two and a label; labels by themselves go with them. `Step by step. Step by step.` once in a text stays.

    >>> from reportparse.clean import run_rule
    >>> run_rule("sentence-copies", "Good roads. Good roads. We paved.\\nOur port. Our port. It grew.\\n1. Tax cuts. 1. Tax cuts. It fell.")
    'Good roads. We paved.\\nOur port. It grew.\\n1. Tax cuts. It fell.'
    >>> run_rule("sentence-copies", "Never again. Never again. So they said.")
    'Never again. Never again. So they said.'
    """
    text = view.text
    if text.count(". ") < _FEWEST:
        return
    found = list(_COPIES.finditer(f"\n{text}"))  # a line end to begin with is found sooner than ^
    if len(found) < _FEWEST:
        return
    times = Counter(_times(one) for one in found if _WORD.search(one[1]))
    if not times:
        return
    most, count = times.most_common(1)[0]
    undone = [one for one in found if _times(one) == most]
    if count < _FEWEST_SENTENCES or len(undone) < _FEWEST or count < sum(times.values()) - count:
        return
    view.note(
        "overstruck",
        f"bold drawn {most} times with the space behind it: {len(undone)} sentences undone",
        undone[0].start(),
        undone[0].end() - 1,
    )
    for one in undone:
        yield Mark(one.start(1) - 1, one.end(1) - 1, "bold")
        yield Edit(one.start(2) - 1, one.end(2) - 1, "")


def _times(found: re.Match[str]) -> int:
    return 1 + round(len(found[2]) / (len(found[1]) + 1))
