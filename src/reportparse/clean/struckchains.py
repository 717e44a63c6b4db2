"""Struck units that touch, on a line or over a line end: one bold stretch; for the rule `overstrike`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reportparse.chars import FINAL
from reportparse.clean.struckunits import EDGE, EDGES, Habit, Unit
from reportparse.clean.tandem import LONGEST, Repeat, kind_of, period_of
from reportparse.provenance import Mark

DOUBLED_MARK = re.compile("([。，、；：！？“”‘’（）《》〈〉「」『』【】·])\\1")


def first_lines_struck(text: str, marks: Sequence[Mark], found: Sequence[Repeat]) -> frozenset[int]:
    """The lines that bold opens which ends with a sentence, if what opens that sentence, on the line before, is struck.

    Bold is known by another rule's mark, or by a doubled full stop (力推动作风。。). One extractor drops the copies
    at a line's end, another keeps them: 推动 / 商提质。 or 推动推动 / 商提质。. From the first no more than 人人 /
    参与 can be expected.
    """
    ends = [(mark.start, mark.end) for mark in marks if mark.kind == "bold"]
    for start, _, _, kind in found:
        if kind == "mark" and text[start] == "。":
            line = _LINE_HEAD.search(text, max(0, start - LONGEST), start)
            if line is not None and period_of(line[1]) == len(line[1]) and not DOUBLED_MARK.search(line[1]):
                ends.append((line.start(1), start))
    whole = single = 0
    for start, end in ends:
        front = _LINE_END.search(text, max(0, start - LONGEST), start)
        if front is None or "。" not in text[end - 1 : end + 2]:
            continue
        if period_of(front[1]) < len(front[1]):
            whole += 1
        else:
            single += len(front[1]) > 1
    return frozenset(start for start, _ in ends) if single <= whole else frozenset()


_LINE_HEAD = re.compile(r"\n[ \u3000]*([^\s。！？][^\n。！？]*)\Z")
_LINE_END = re.compile(r"[。！？]([^。！？\n]+?) *\n\s*\Z")


def bold_goes_on(text: str, chain: Sequence[Unit], bold: Collection[int]) -> bool:
    """Does bold that another rule found begin on the line behind? 实实在在 at a line's end is natural all the same."""
    end = chain[-1].end
    if not bold or text[end : end + 1] not in EDGE or (len(chain) > 1 and max(unit.size for unit in chain) == 1):
        return False
    while end < len(text) and text[end].isspace():
        end += 1
    return end in bold


def chains_of(text: str, units: list[Unit], habit: Habit, bold: Collection[int]) -> list[list[Unit]]:
    """Units that touch: directly, over a stray space, over a line end, over a struck number."""
    chains: list[list[Unit]] = []
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
    numbered: list[tuple[list[Unit], Unit | None]] = []
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
        elif at_head and _NUMBER.fullmatch(gap) and text[chain[-1].end : chain[-1].end + 1] in EDGES:
            numbered.append((chain, _bridge(gap, start, habit)))
    # 22  Local roadsLocal roads: unless another heading shows that the numbers were not struck.
    if all(bridge is not None for _, bridge in numbered):
        for chain, bridge in numbered:
            if bridge is not None:
                chain.insert(0, bridge)
    return [trimmed for chain in chains if (trimmed := _trimmed(text, chain, bold))]


def _bridge(gap: str, offset: int, habit: Habit, *, label: bool = False) -> Unit | None:
    """A number or Latin word beside struck runs, struck as well: `建成建成 1111个示范点个示范点`; or a label."""
    inner = gap.strip()
    if not inner:
        return None
    size, rest = divmod(len(inner), habit.times)
    if rest or inner != inner[:size] * habit.times:
        return None
    if kind_of(inner) != "latin" and not (label and _LABEL.fullmatch(inner, 0, size)):
        return None
    start = offset + gap.index(inner)
    return Unit(start, size, start + len(inner), "latin")


_NUMBER = re.compile("[0-9０-９]{1,4}[ \u3000]+")
_LABEL = re.compile(r"[(（]?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{1,4})[.)）]")


def _trimmed(text: str, chain: list[Unit], bold: Collection[int]) -> list[Unit]:
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
            after in EDGE or chain[first + 1].start == unit.end
            if first + 1 < last
            else bold_goes_on(text, [unit], bold)
        )
        if goes_on and kind_of(before) != "word":
            break
        first += 1
    while first < last:
        unit = chain[last - 1]
        if unit.size > 1 or unit.kind != "word":
            break
        before = text[unit.start - 1] if unit.start else "\n"
        after = text[unit.end] if unit.end < len(text) else "\n"
        if last - first > 1 and after in EDGE and (before in EDGE or text[chain[last - 2].start] not in FINAL):
            break
        if last - first > 1 and before in EDGE and kind_of(after) != "word":
            break
        if kind_of(before) != "word" and bold_goes_on(text, [unit], bold):
            break
        last -= 1
    return chain[first:last]
