"""Bold that was drawn two, three or four times: rule `overstrike`.

The page shows a run once, in bold; the PDF draws it several times a hair apart, and the
extractor writes each copy down: `抓好委员理论提升抓好委员理论提升。。`. Natural text
repeats too (`谈心谈话`, `一件一件`, `政协、市政协、市`), so no local test tells them apart.
The decoder therefore works in four passes over the whole document:

1. *candidates*: every place where a text of up to `LONGEST` characters stands twice in a row;
2. *habit*: how often the document strikes (2, 3, 4 times), and whether its units are cut where the font
   changes (Han / marks / Latin and digits) or hold the whole run;
3. *chains*: candidates that touch, on a line or over a line end, are one struck stretch;
4. *decision*: a chain is undone if what it gains (length, doubled marks, lines it runs over, the
   document's habit) is more than the price of leaving plain text.

What reaches us in other forms (copies on the next line, glyph by glyph) has rules of its own, which run
before this one: each decides over the document in the same way.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.clean.struckchains import DOUBLED_MARK, bold_goes_on, chains_of, first_lines_struck
from reportparse.clean.struckunits import EDGE, NUMERAL, Habit, Unit, bounded, chosen_units, habit_of
from reportparse.clean.tandem import LONGEST, candidates
from reportparse.provenance import Edit, Mark

_PAIRED = frozenset("（）《》〈〉「」『』【】“”‘’")
_PRICE = 2.5  # of leaving plain text for a struck stretch
_HABIT = 1.5  # what a document that is struck elsewhere adds to each chain
_NO_HABIT = -3.0  # and what one that is not takes away
_OTHER_HABIT = (
    -0.5
)  # where other rules undid such bold: 锻造锻造AAAA级信用品牌级信用品牌 among copies on lines of their own
_FEWEST_BOLD = 5  # of those
_GOES_ON = 8.0  # what bold that another rule found at the head of the next line adds: 着着 / 力巩固服务


def overstrike(view: View) -> Iterator[Edit | Mark]:
    """Bold runs that the extractor wrote two, three or four times in a row.

    The first copy stays and is marked bold; the others go. Decided over the whole document:
    a lone repeat in a document that is not struck stays, and so do reduplications
    (`谈心谈话`, `一件一件`), numbers (`2020`) and lists (`全国政协、市政协、市委党校`).
    Copies that begin the next line are `line-copies`, letters doubled one by one `glyph-doubling`.

    >>> from reportparse.clean import run_rule
    >>> run_rule("overstrike", "举措。抓好提升抓好提升。。成效。强化保障强化保障。。有力。推动发展推动发展。。完成。")
    '举措。抓好提升。成效。强化保障。有力。推动发展。完成。'
    >>> run_rule("overstrike", "全国政协、市政协、市委党校谈心谈话，一件一件落实。")
    '全国政协、市政协、市委党校谈心谈话，一件一件落实。'
    """
    text = view.text
    habit, undone, contested = _decoded(view, text)
    if not undone:
        return
    units = [unit for chain in undone for unit in chain]
    view.note(
        "overstruck",
        f"bold drawn {habit.times} times, {'whole runs' if habit.mixed else 'cut where the font changes'}: "
        f"{len(units)} units in {len(undone)} stretches undone",
        units[0].start,
        units[0].end,
    )
    marks = [mark for chain in undone for mark in _marks(text, chain)]
    edits = _edits(undone)
    yield from marks
    if not habit.mixed and habit.times == 2 and not contested and not _repeats_anew(text, edits):
        yield from edits
        return
    # What is left may repeat in turn, where text repeats by nature inside a struck run or a run was
    # struck more often than the others. Decide again until nothing moves.
    yield from settled(text, edits, lambda left: _edits(_decoded(View(left), left).undone))


def _edits(undone: list[list[Unit]]) -> list[Edit]:
    return [tuple.__new__(Edit, (start + size, end, "")) for chain in undone for start, size, end, _ in chain]


class _Decoded(NamedTuple):
    habit: Habit
    undone: list[list[Unit]]
    contested: bool  # a repeat gave way to a longer one, and may be there again once that is undone


def _decoded(view: View, text: str) -> _Decoded:
    """The document's habit, and the struck stretches that are to be undone; remarks on what is kept."""
    found = candidates(text)
    habit = habit_of(text, found)
    undone: list[list[Unit]] = []
    chosen, contested = chosen_units(text, found, habit)
    bold = first_lines_struck(text, view.marks, found)
    known = _HABIT if habit.struck else _OTHER_HABIT if len(view.marks) >= _FEWEST_BOLD else _NO_HABIT
    for chain in chains_of(text, chosen, habit, bold):
        gain = _gain(text, chain, habit, known) + (_GOES_ON if bold_goes_on(text, chain, bold) else 0.0)
        if gain > 0:
            undone.append(chain)
        elif gain > -_PRICE and max(unit.size for unit in chain) >= 3 and (habit.struck or gain > -1):
            start, end = chain[0].start, chain[-1].end
            view.note("repeat-kept", f"“{text[start:end]}” may be overstruck; kept", start, end)
    return _Decoded(habit, undone, contested)


def _repeats_anew(text: str, edits: list[Edit]) -> bool:
    """Do lines from which copies were taken hold a repeat that the next reading would look at twice?"""
    lines: list[str] = []
    at = 0
    while at < len(edits):
        # A new repeat lies across the place of a copy: the two characters that meet there, which now stand
        # behind the copy, must stand somewhere near once more.
        first, last, _ = edits[at]
        mark = text[first - 1]
        if mark in (text[first - 2 : first - 1], text[last : last + 1]) and DOUBLED_MARK.match(mark * 2):
            return True  # 、、、、 or 。。。: what is left of them is a repeat
        if text.count(text[last - 1 : last + 1], max(0, first - 2 * LONGEST), last + LONGEST) < 2:
            at += 1
            continue
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", first)
        end = len(text) if end < 0 else end
        while at and edits[at - 1].start > start:
            at -= 1
        pieces, last = [], start
        while at < len(edits) and edits[at].start < end:
            pieces.append(text[last : edits[at].start])
            last = edits[at].end
            at += 1
        lines.append("".join((*pieces, text[last:end])))
    left = "\n".join(lines)
    return DOUBLED_MARK.search(left) is not None or any(
        found.group(1)[0] not in NUMERAL for found in _LONG_REPEAT.finditer(left)
    )


_LONG_REPEAT = re.compile(rf"(?=([^\n]{{4,{LONGEST}}})\1)")


def _gain(text: str, chain: list[Unit], habit: Habit, known: float) -> float:
    """What undoing the chain explains, less the price of leaving plain text. Above zero: undo."""
    gain = known - _PRICE
    for unit in chain:
        gain += _worth(text, unit, habit)
    first, last = chain[0], chain[-1]
    if len(chain) == 1 and first.kind == "mark" and text[first.start] in _PAIRED:
        return -_PRICE  # （……（……）） closes two brackets
    if len(chain) == 1 and first.kind == "word" and not _alone_in_a_sentence(text, first):
        gain -= _PRICE
    gain += sum(1 for one, other in itertools.pairwise(chain) if "\n" in text[one.end : other.start])
    if all(unit.size == 1 and unit.kind == "word" for unit in chain):
        gain -= 1.5  # 明明 / 白白, broken over a line end
    opens = not first.start or text[first.start - 1] in EDGE
    closes = last.end == len(text) or text[last.end] in EDGE
    if opens and closes and sum(unit.size for unit in chain) > 4:
        gain += 3  # nobody prints a line that is twice the same
    if len(chain) == 1 and text[first.start] in NUMERAL:
        gain -= 3
    return gain


def _alone_in_a_sentence(text: str, unit: Unit) -> bool:
    """Is one struck run, with nothing struck beside it, likely here?

    的总体要求总体要求是：… on a line of running text or at a line's end, yes; 董事长董事长 in the row of a table, no.
    """
    start = text.rfind("\n", max(0, unit.start - 80), unit.start) + 1
    end = text.find("\n", unit.end, unit.end + 80)
    end = min(len(text), unit.end + 80) if end < 0 else end
    fills = not text[start : unit.start].strip() and not text[unit.end : end].strip()
    return fills or (unit.size > 3 and _SENTENCE_MARK.search(text, start, end) is not None)


_SENTENCE_MARK = re.compile("[，。；：]")


def _worth(text: str, unit: Unit, habit: Habit) -> float:
    more = 1.0 if habit.times > 2 else 0.0  # three times in a row is rarer by nature than twice
    size = unit.size
    if unit.kind == "mark":
        return 2.5 + more
    if unit.kind == "latin":
        # bonbon and murmur are words; wellbeing.wellbeing. is not
        parted = not text[unit.start - 1 : unit.start].isalnum() and not text[unit.end : unit.end + 1].isalnum()
        return (1.5 if size > 5 and parted else 0.0) + more
    if unit.kind == "mixed" and not bounded(text, unit.start, unit.end):
        return 0.5 if size > 3 else 0.0
    return (0.5, 1.0, 2.0)[size - 1] + more if size < 4 else min(6.0, 3 + 0.2 * (size - 4)) + more


def _marks(text: str, chain: list[Unit]) -> Iterator[Mark]:
    """One bold mark a printed line; the trace makes one of those that a line break alone parts."""
    start, end = chain[0].start, chain[0].end
    for unit in chain[1:]:
        if "\n" in text[end : unit.start]:
            yield Mark(start, end, "bold")
            start = unit.start
        end = unit.end
    yield Mark(start, end, "bold")
