"""Bold that was drawn two, three or four times: rule `overstrike`.

The page shows a run once, in bold; the PDF draws it several times a hair apart, and the
extractor writes each copy down: `抓好委员理论提升抓好委员理论提升。。`. Natural text
repeats too (`谈心谈话`, `一件一件`, `政协、市政协、市`), so no local test tells them apart.
The decoder therefore works in four passes over the whole document:

1. *candidates*: every place where a text of up to `_LONGEST` characters stands twice in a row;
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
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import CJK_MARKS, CLOSERS, FINAL, HAN, HANGUL, KANA
from reportparse.clean.repeats import repeats
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.numbering import opens_division
from reportparse.provenance import Edit, Mark

_LONGEST = 40  # characters in one unit; a printed line of a newspaper column holds about 20, an A4 line 35

# One or two letters twice in a row are ordinary in alphabets (ll, 11, anan); from three on they are worth a look.
_REPEAT = re.compile(rf"([^\n]{{3,{_LONGEST}}}|[\u2010-\uffff]{{1,2}})\1")
# In text of alphabets no run begins inside a word, nor with a space or a mark that closes.
_LETTERS = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
_REPEAT_OF_WORDS = re.compile(rf"((?<![{_LETTERS}])[^\s.,;:!?)\]%][^\n]{{2,{_LONGEST - 1}}}|[\u2010-\uffff]{{1,2}})\1")

_CLASSES = re.compile(
    rf"(?P<word>[{HAN}{KANA}{HANGUL}]+)|(?P<mark>[{CJK_MARKS}\N{{GREEK ANO TELEIA}}…]+)|(?P<latin>[0-9A-Za-z０-９.,%+&/°-]+)"
)
# Marks that nobody prints twice in a row; …… and —— are printed so.
_SINGLE_MARKS = frozenset("。，、；：！？“”‘’（）《》〈〉「」『』【】·")
_BLANKS = re.compile("[ \u3000]")
_PAIRED = frozenset("（）《》〈〉「」『』【】“”‘’")
_NEVER_OPENS = frozenset(".,;:!?)]%")
_CLOSING_MARKS = frozenset("。，、；：！？”’）》〉」』】")
_EDGE = frozenset("\n\f")
_EDGES = frozenset(("", *_EDGE))  # of the text, too
# Reduplication with a numeral is grammar, not overstrike: 一件一件, 一个地方一个地方地跑, 两步两步.
_WORDY = re.compile(rf"[{HAN}{KANA}{HANGUL}]|[^\W\d_]{{3}}")
_NUMERAL = frozenset("一二两三四五六七八九十百千万几半每又")
_PRICE = 2.5  # of leaving plain text for a struck stretch
_HABIT = 1.5  # what a document that is struck elsewhere adds to each chain
_NO_HABIT = -3.0  # and what one that is not takes away
_GOES_ON = 8.0  # what bold that another rule found at the head of the next line adds: 着着 / 力巩固服务


class _Unit(NamedTuple):
    """One copy stands at `[start, start + size)`, the others behind it up to `end`."""

    start: int
    size: int
    end: int
    kind: str  # word, mark, latin, mixed


class _Habit(NamedTuple):
    """How this document strikes."""

    times: int
    mixed: bool  # units may hold Han and marks together
    struck: bool


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


def _edits(undone: list[list[_Unit]]) -> list[Edit]:
    return [tuple.__new__(Edit, (start + size, end, "")) for chain in undone for start, size, end, _ in chain]


class _Decoded(NamedTuple):
    habit: _Habit
    undone: list[list[_Unit]]
    contested: bool  # a repeat gave way to a longer one, and may be there again once that is undone


def _decoded(view: View, text: str) -> _Decoded:
    """The document's habit, and the struck stretches that are to be undone; remarks on what is kept."""
    found = _candidates(text)
    habit = _habit(text, found)
    undone: list[list[_Unit]] = []
    chosen, contested = _chosen(text, found, habit)
    bold = _first_lines_struck(text, view.marks, found)
    for chain in _chains(text, chosen, habit, bold):
        gain = _gain(text, chain, habit) + (_GOES_ON if _goes_on(text, chain, bold) else 0.0)
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
        one = edits[at]
        mark, doubled = text[one.start - 1], text[one.start - 2 : one.start - 1]
        if mark in (doubled, text[one.end : one.end + 1]) and _DOUBLED_MARK.match(mark * 2):
            return True  # 、、、、 or 。。。: what is left of them is a repeat
        if text.count(text[one.end - 1 : one.end + 1], max(0, one.start - 2 * _LONGEST), one.end + _LONGEST) < 2:
            at += 1
            continue
        start = text.rfind("\n", 0, edits[at].start) + 1
        end = text.find("\n", edits[at].start)
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
    return _DOUBLED_MARK.search(left) is not None or any(
        found.group(1)[0] not in _NUMERAL for found in _LONG_REPEAT.finditer(left)
    )


_DOUBLED_MARK = re.compile("([。，、；：！？“”‘’（）《》〈〉「」『』【】·])\\1")
_LONG_REPEAT = re.compile(rf"(?=([^\n]{{4,{_LONGEST}}})\1)")


class _Repeat(NamedTuple):
    """A text that stands several times in a row in `[start, end)`."""

    start: int
    end: int
    period: int  # the length of the shortest text it is a repetition of
    kind: str  # of that text


def _candidates(text: str) -> list[_Repeat]:
    """Tandem repeats, from the longest unit at each place."""
    found: list[_Repeat] = []
    last_end = last_period = 0
    new = tuple.__new__  # half the time of calling the class
    longest = min(_LONGEST, max(map(len, text.split("\n"))) // 2)
    alphabet = len(text.encode("utf-8", "surrogatepass")) < 2 * len(text)
    pattern = _REPEAT_OF_WORDS if alphabet else _REPEAT
    likely = (pattern.match(text, at) for first, end in repeats(text, longest) for at in range(first, end))
    for match in filter(None, likely):
        start, stop = match.span(1)
        size = stop - start
        unit = text[start:stop]
        period = _period(unit)
        if period == last_period and start + period < last_end:
            continue  # the same repeat, one character on
        if (period == 1 and size > 2) or "\f" in unit:
            continue  # leaders and rules: ........ ＿＿＿＿
        end = start + 2 * size
        while text.startswith(unit, end):
            end += size
        while end < len(text) and text[end] == text[end - period]:
            end += 1
        kind = "mark" if period == 1 and unit in _SINGLE_MARKS else _kind(_BLANKS.sub("", unit[:period]) or " ")
        found.append(new(_Repeat, (start, end, period, kind)))
        last_end, last_period = end, period
    return found


def _period(unit: str) -> int:
    """The length of the shortest text that `unit` is a repetition of."""
    if len(unit) == 1:
        return 1
    return (unit + unit).find(unit, 1)


def _kind(unit: str) -> str:
    if min(unit) > "\u3029" and unit.isalpha():  # nothing but ideographs and their like: most units
        return "word"
    found = _CLASSES.fullmatch(unit)
    return "mixed" if found is None or found.lastgroup is None else found.lastgroup


def _habit(text: str, found: list[_Repeat]) -> _Habit:
    times: Counter[int] = Counter()
    marks = mixed = latin = 0
    for start, end, period, kind in found:
        if end - start > 8 * period:
            continue
        unit = text[start : start + period]
        if kind == "mark" and period == 1:
            if unit not in _SINGLE_MARKS:
                continue
            marks += 1
        elif period < 3 or unit[0] in _NUMERAL:
            continue
        elif kind == "mixed":
            # A full stop before the run makes the repeat one longer: 。聚焦优结构。聚焦优结构。
            mixed += period > 3 and any(_bounded(text, at, at + 2 * period) for at in {start, end - 2 * period})
        elif kind == "latin" and period > 5 and _bounded(text, start, end):
            fills = {text[start - 1 : start], text[end : end + 1]} <= _EDGES  # I. Early HelpI. Early Help
            latin += 2 if fills and period > 7 and _WORDY.search(unit) else unit[-1] in FINAL
        times[min((end - start) // period, 4)] += 1
    likely = max(times, key=lambda copies: (times[copies], -copies), default=2)
    return _Habit(times=likely, mixed=mixed >= 2 and mixed * 3 > marks, struck=marks + mixed + latin >= 3)


def _bounded(text: str, start: int, end: int) -> bool:
    """Does the stretch open or close like a bold run: at a line edge, after a mark, with a full stop?"""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    closes = text[end - 1] in FINAL or after in _EDGE or (text[end - 1] in CLOSERS and after not in "、，")
    return (closes and (before in _EDGE or before in FINAL or before in CLOSERS or before in " \u3000")) or (
        before in _EDGE and after in _EDGE
    )


def _chosen(text: str, found: list[_Repeat], habit: _Habit) -> tuple[list[_Unit], bool]:
    """Units of the document's habit; where they overlap, the longest. May what is left of them repeat again?"""
    units: list[_Unit] = []
    contested = False
    for start, end, period, kind in found:
        copies = (end - start) // period
        if not habit.times <= copies <= 2 * habit.times:
            continue  # more copies than 天天 struck as often as this document strikes: a pattern, not a run
        size = period * (copies // habit.times)
        whole = size * habit.times
        slack = end - start - whole
        if slack:
            start += max(range(min(slack, size - 1) + 1), key=lambda by: _fit(text, start + by, start + by + whole))
        fills_line = (not start or text[start - 1] in _EDGE) and (end == len(text) or text[end] in _EDGE)
        if kind == "mixed" and not habit.mixed and not fills_line:
            continue
        if kind == "mark" and text[start] not in _SINGLE_MARKS:
            continue
        if kind in ("mixed", "latin") and not _WORDY.search(text, start, start + size):
            continue  # codes, sums, ranges
        if not _may_open(text, start) or (
            text[start + size - 1].isspace() and not _is_label(text, start, start + size, habit)
        ):
            continue
        contested = contested or (size > period > 1)
        units.append(_Unit(start, size, start + whole, kind))
    chosen = _without_overlaps(sorted(units))
    if len(chosen) < len(units) and not contested:
        contested = any(unit.size > 1 for unit in set(units).difference(chosen))
    return chosen, contested


def _is_label(text: str, start: int, end: int, habit: _Habit) -> bool:
    """`ア　` where a struck document begins a line with it; what follows shows that it is a label."""
    return habit.struck and (not start or text[start - 1] in _EDGE) and opens_division(text[start : end + 1])


def _without_overlaps(units: list[_Unit]) -> list[_Unit]:
    chosen: list[_Unit] = []
    cluster: list[_Unit] = []
    cluster_end = 0
    for unit in units:
        if unit.start >= cluster_end:
            chosen += _longest(cluster)
            cluster = []
        cluster.append(unit)
        cluster_end = max(cluster_end, unit.end)
    return chosen + _longest(cluster)


def _longest(cluster: list[_Unit]) -> list[_Unit]:
    if len(cluster) < 2:
        return cluster
    taken: list[_Unit] = []
    for unit in sorted(cluster, key=lambda unit: (-unit.size, unit.start)):
        if all(unit.end <= other.start or other.end <= unit.start for other in taken):
            taken.append(unit)
    return sorted(taken)


def _may_open(text: str, start: int) -> bool:
    """Can a bold run begin here? Not in the middle of a word, nor with a space or a mark that closes.

    A copy stands right behind the run: what a space parts is a row of table cells (руб. коп. руб. коп.).
    """
    character = text[start]
    before = text[start - 1] if start else "\n"
    if character.isspace():
        return character == "\u3000" and before in _EDGE
    in_word = character.isalnum() and before.isalnum() and max(character, before) < "\u2e80"
    return not in_word and character not in _NEVER_OPENS


def _fit(text: str, start: int, end: int) -> int:
    """How well a unit sits here, where the repeat is longer than its copies and could lie further on.

    能提升能提升。。 is 能 and a struck 提升能? No: what follows is a doubled mark, so 能 is plain.
    """
    before = text[start - 1] if start else "\n"
    after = text[end : end + 1] or "\n"
    fit = 2 * (after in _EDGE or (after in _SINGLE_MARKS and text[end + 1 : end + 2] == after))
    fit += 2 * (text[end - 1] in FINAL)
    fit += before in _EDGE or before in FINAL
    return fit - 2 * (text[start] in _CLOSING_MARKS)


def _first_lines_struck(text: str, marks: Sequence[Mark], found: Sequence[_Repeat]) -> frozenset[int]:
    """The lines that bold opens which ends with a sentence, if what opens that sentence, on the line before, is struck.

    Bold is known by another rule's mark, or by a doubled full stop (力推动作风。。). One extractor drops the copies
    at a line's end, another keeps them: 推动 / 商提质。 or 推动推动 / 商提质。. From the first no more than 人人 /
    参与 can be expected.
    """
    ends = [(mark.start, mark.end) for mark in marks if mark.kind == "bold"]
    for start, _, _, kind in found:
        if kind == "mark" and text[start] == "。":
            line = _LINE_HEAD.search(text, max(0, start - _LONGEST), start)
            if line is not None and _period(line[1]) == len(line[1]) and not _DOUBLED_MARK.search(line[1]):
                ends.append((line.start(1), start))
    whole = single = 0
    for start, end in ends:
        front = _LINE_END.search(text, max(0, start - _LONGEST), start)
        if front is None or "。" not in text[end - 1 : end + 2]:
            continue
        if _period(front[1]) < len(front[1]):
            whole += 1
        else:
            single += len(front[1]) > 1
    return frozenset(start for start, _ in ends) if single <= whole else frozenset()


_LINE_HEAD = re.compile(r"\n[ \u3000]*([^\s。！？][^\n。！？]*)\Z")
_LINE_END = re.compile(r"[。！？]([^。！？\n]+?) *\n\s*\Z")


def _goes_on(text: str, chain: Sequence[_Unit], bold: Collection[int]) -> bool:
    """Does bold that another rule found begin on the line behind? 实实在在 at a line's end is natural all the same."""
    end = chain[-1].end
    if not bold or text[end : end + 1] not in _EDGE or (len(chain) > 1 and max(unit.size for unit in chain) == 1):
        return False
    while end < len(text) and text[end].isspace():
        end += 1
    return end in bold


def _chains(text: str, units: list[_Unit], habit: _Habit, bold: Collection[int]) -> list[list[_Unit]]:
    """Units that touch: directly, over a stray space, over a line end, over a struck number."""
    chains: list[list[_Unit]] = []
    for unit in units:
        if chains:
            last = chains[-1][-1]
            gap = text[last.end : unit.start]
            if not gap and text[last.start + last.size - 1] in FINAL:
                chains.append([unit])  # a sentence ended: what follows is struck in its own right, or 实实在在
                continue
            if not gap or gap.isspace():
                chains[-1].append(unit)
                continue
            if len(gap) <= 24:
                bridge = _bridge(gap, last.end, habit)
                if bridge is not None:
                    chains[-1] += (bridge, unit)
                    continue
        chains.append([unit])
    numbered: list[tuple[list[_Unit], _Unit | None]] = []
    for chain in chains:
        # 1.1. Win-win partnerships.Win-win partnerships., (b)(b) Open data.Open data. The label in front was struck
        # as well.
        start = text.rfind("\n", max(0, chain[0].start - 12), chain[0].start) + 1
        gap = text[start : chain[0].start]
        at_head = start or chain[0].start <= 12  # of its line; else the line begins further back
        if at_head and gap and gap.rstrip()[-1:] in (".", ")", "）"):
            bridge = _bridge(gap, start, habit, label=True)
            if bridge is not None:
                chain.insert(0, bridge)
        elif at_head and _NUMBER.fullmatch(gap) and text[chain[-1].end : chain[-1].end + 1] in _EDGES:
            numbered.append((chain, _bridge(gap, start, habit)))
    # 22  Local roadsLocal roads: unless another heading shows that the numbers were not struck.
    if all(bridge is not None for _, bridge in numbered):
        for chain, bridge in numbered:
            if bridge is not None:
                chain.insert(0, bridge)
    return [trimmed for chain in chains if (trimmed := _trimmed(text, chain, bold))]


def _bridge(gap: str, offset: int, habit: _Habit, *, label: bool = False) -> _Unit | None:
    """A number or Latin word beside struck runs, struck as well: `建成建成 1111个示范点个示范点`; or a label."""
    inner = gap.strip()
    if not inner:
        return None
    size, rest = divmod(len(inner), habit.times)
    if rest or inner != inner[:size] * habit.times:
        return None
    if _kind(inner) != "latin" and not (label and _LABEL.fullmatch(inner, 0, size)):
        return None
    start = offset + gap.index(inner)
    return _Unit(start, size, start + len(inner), "latin")


_NUMBER = re.compile("[0-9０-９]{1,4}[ \u3000]+")
_LABEL = re.compile(r"[(（]?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{1,4})[.)）]")


def _trimmed(text: str, chain: list[_Unit], bold: Collection[int]) -> list[_Unit]:
    """Without single Han characters at the chain's ends that no line edge or mark makes likely.

    政协协商 before a struck run is not a struck 协; a struck run that breaks after its first
    character is (`。创创⏎新举措新举措`).
    """
    first, last = 0, len(chain)
    while first < last:
        unit = chain[first]
        if unit.size > 1 or unit.kind != "word":
            break
        before = text[unit.start - 1] if unit.start else "\n"
        after = text[unit.end] if unit.end < len(text) else "\n"
        goes_on = (
            after in _EDGE or chain[first + 1].start == unit.end if first + 1 < last else _goes_on(text, [unit], bold)
        )
        if goes_on and _kind(before) != "word":
            break
        first += 1
    while first < last:
        unit = chain[last - 1]
        if unit.size > 1 or unit.kind != "word":
            break
        before = text[unit.start - 1] if unit.start else "\n"
        after = text[unit.end] if unit.end < len(text) else "\n"
        if last - first > 1 and after in _EDGE and (before in _EDGE or text[chain[last - 2].start] not in FINAL):
            break
        if last - first > 1 and before in _EDGE and _kind(after) != "word":
            break
        if _kind(before) != "word" and _goes_on(text, [unit], bold):
            break
        last -= 1
    return chain[first:last]


def _gain(text: str, chain: list[_Unit], habit: _Habit) -> float:
    """What undoing the chain explains, less the price of leaving plain text. Above zero: undo."""
    gain = (_HABIT if habit.struck else _NO_HABIT) - _PRICE
    for unit in chain:
        gain += _worth(text, unit, habit)
    first, last = chain[0], chain[-1]
    if len(chain) == 1 and first.kind == "mark" and text[first.start] in _PAIRED:
        return -_PRICE  # （……（……）） closes two brackets
    if len(chain) == 1 and first.kind == "word" and not _alone_in_a_sentence(text, first):
        gain -= _PRICE
    gain += sum(1 for one, other in itertools.pairwise(chain) if "\n" in text[one.end : other.start])
    opens = not first.start or text[first.start - 1] in _EDGE
    closes = last.end == len(text) or text[last.end] in _EDGE
    if opens and closes and sum(unit.size for unit in chain) > 4:
        gain += 3  # nobody prints a line that is twice the same
    if len(chain) == 1 and text[first.start] in _NUMERAL:
        gain -= 3
    return gain


def _alone_in_a_sentence(text: str, unit: _Unit) -> bool:
    """Is one struck run, with nothing struck beside it, likely here?

    的总体要求总体要求是：… on a line of running text or at a line's end, yes; 董事长董事长 in the row of a table, no.
    """
    start = text.rfind("\n", max(0, unit.start - 80), unit.start) + 1
    end = text.find("\n", unit.end, unit.end + 80)
    end = min(len(text), unit.end + 80) if end < 0 else end
    fills = not text[start : unit.start].strip() and not text[unit.end : end].strip()
    return fills or (unit.size > 3 and _SENTENCE_MARK.search(text, start, end) is not None)


_SENTENCE_MARK = re.compile("[，。；：]")


def _worth(text: str, unit: _Unit, habit: _Habit) -> float:
    more = 1.0 if habit.times > 2 else 0.0  # three times in a row is rarer by nature than twice
    size = unit.size
    if unit.kind == "mark":
        return 2.5 + more
    if unit.kind == "latin":
        # bonbon and murmur are words; wellbeing.wellbeing. is not
        parted = not text[unit.start - 1 : unit.start].isalnum() and not text[unit.end : unit.end + 1].isalnum()
        return (1.5 if size > 5 and parted else 0.0) + more
    if unit.kind == "mixed" and not _bounded(text, unit.start, unit.end):
        return 0.5 if size > 3 else 0.0
    return (0.5, 1.0, 2.0)[size - 1] + more if size < 4 else min(6.0, 3 + 0.2 * (size - 4)) + more


def _marks(text: str, chain: list[_Unit]) -> Iterator[Mark]:
    """One bold mark a printed line; the trace makes one of those that a line break alone parts."""
    start, end = chain[0].start, chain[0].end
    for unit in chain[1:]:
        if "\n" in text[end : unit.start]:
            yield Mark(start, end, "bold")
            start = unit.start
        end = unit.end
    yield Mark(start, end, "bold")
