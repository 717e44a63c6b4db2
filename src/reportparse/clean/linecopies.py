"""Copies of a bold run on the next line: rule `line-copies`.

    …较上年提高87.2个百分点。“进园区
    进园区”落实底线
    落实底线。印发《关于推动康养产业…

pdftotext, MuPDF and pdfminer begin a new line where the page goes back to draw the run again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import BLANKS, CJK_MARKS, HAN, HANGUL, KANA, SENTENCE_ENDS, em_width
from reportparse.clean.apart import Line, printed_lines
from reportparse.clean.cutlines import cut_lines
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.numbering import label_at
from reportparse.provenance import Edit, Mark

_LONGEST = 100  # characters in a copy
_MARK = re.compile(rf"[{CJK_MARKS}]+$")
# 再提升” / 。 / ” / 。: two marks on lines of their own, and both again
_MARK_PAIR = re.compile(rf"\n(?<=([{CJK_MARKS}])\n)(?=([{CJK_MARKS}])\n(\1\n\2))")
# 有回音。在 / 在压实: a sentence, or what is quoted, that begins on one line and again on the next.
# Both begin with the line end, which is searched for: one look at each line, not at each character.
_FIRST_GLYPH = re.compile(rf"\n(?<=[。！？”’」』：]([{HAN}{KANA}“‘「『《])\n)\1")
_ROOM = 1.5  # em left on the first line
_FEWEST_FIRST = 4  # different ones, each behind a full stop
_HAN_OR_MARKS = re.compile(rf"[{HAN}{KANA}{HANGUL}{CJK_MARKS}]+$")
_WORDY = re.compile(rf"[{HAN}{KANA}{HANGUL}]{{2}}|[^\W\d_]{{3}}")
_ONE_WORD = re.compile(r"[^\W\d_]{1,7}[,;]?$", re.ASCII)  # had had, that that
_OPENERS = frozenset("“‘（《「『")
_CLOSERS = frozenset("”’）》」』")
_HAN_FINAL = frozenset("。！？")
_WHOLE_LINES = 5  # where only whole lines stand twice
_MOST_COPIES = 4


class _Copy(NamedTuple):
    """`size` characters before `end` stand again at the start of the next line, which begins at `start`."""

    end: int
    start: int
    size: int
    whole: bool  # both lines are nothing but the copy
    number: int  # of the line that holds the first copy


def line_copies(view: View) -> Iterator[Edit | Mark]:
    """A bold run whose copy begins the next line: pdftotext, MuPDF, pdfminer.

    The line break goes with the copy; the first copy is marked bold. Decided over the document: it takes
    three runs of three characters or more. Single characters count at marks and where they fill a line.
    A table's cells repeat more often than bold is drawn, and stay, as numbers do.

    >>> from reportparse.clean import run_rule
    >>> run_rule("line-copies", "成效。筑牢根基\\n筑牢根基\\n。抓好落实\\n抓好落实。\\n。聚焦改革\\n聚焦改革。全年完成")
    '成效。筑牢根基\\n。抓好落实。聚焦改革。全年完成'
    >>> run_rule("line-copies", "推动经济发展\\n发展社会事业\\n全面深化改革\\n改革成果")
    '推动经济发展\\n发展社会事业\\n全面深化改革\\n改革成果'
    """
    text = view.text
    if not _may_be_struck(text, view.printed):
        return
    copies = _accepted(text)
    if not copies:
        return
    view.note(
        "overstruck",
        f"bold drawn again on the next line: {len(copies)} copies taken out",
        copies[0].end - copies[0].size,
        copies[0].end,
    )
    # Where the copies of a run's first glyph alone are left, nobody knows how far the run goes.
    known = [copy for copy in copies if copy.number >= 0]
    if known:
        yield from _marks(text, known)
    edits = _disjoint((*_edits(text, copies), *_doubled_labels(text, copies)))
    yield from settled(text, edits, lambda left: _edits(left, _accepted(left)))


def _edits(text: str, copies: Sequence[_Copy]) -> list[Edit]:
    whole = sum(copy.whole for copy in copies)
    cut = cut_lines(text, copies) if 10 * whole >= 9 * len(copies) else frozenset()
    edits = [Edit(copy.end, end + (end in cut)) for copy in copies for end in (copy.start + copy.size,)]
    if cut:
        behind = {copy.start + copy.size for copy in copies}
        edits = sorted((*edits, *(Edit(at, at + 1) for at in cut - behind)))
    return edits


def _disjoint(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _doubled_labels(text: str, copies: Sequence[_Copy]) -> list[Edit]:
    """The copies of labels before such runs: 2.2. The review. / The review. In 2023; if none stands there but once."""
    found: list[Edit] = []
    for copy in copies:
        start, label = _label_before(text, copy.end - copy.size)
        if label and 2 * label[: len(label) // 2] != label:
            return []
        if label:
            found.append(Edit(start + len(label) // 2, start + len(label)))
    return found if len(found) >= _FEWEST_LABELS else []


def _label_before(text: str, at: int) -> tuple[int, str]:
    """Where a label, once or twice, stands between a line's head and this place, and the label; empty if none does."""
    start = text.rfind("\n", max(0, at - _LONGEST_LABEL), at) + 1
    head = text[start:at].strip()
    if not head or not (_is_label(head) or _is_label(head[: len(head) // 2])):
        return at, ""
    return text.index(head, start), head


_FEWEST_LABELS = 2
_TWICE = re.compile(r"(\S{2,5})\1[ \u3000]")  # 3.3. Roads


def _may_be_struck(text: str, lines: Sequence[str]) -> bool:
    """A quick look: lines that hold the first characters of the next, three or two behind labels, or that end with one."""
    if len({match.group(1) for match in _FIRST_GLYPH.finditer(text)}) >= _FEWEST_FIRST:
        return True
    likely = [(one, other) for one, other in itertools.pairwise(lines) if other[:3] in one]
    if sum(_TWICE.match(one) is not None for one, _ in likely) >= _FEWEST_LABELS:
        return True
    return len(likely) >= 3 and sum(_overlap(one, other, 0) >= 3 for one, other in likely) >= 3


def _accepted(text: str) -> list[_Copy]:
    lines = printed_lines(text)
    blank = _blank(text)
    found: list[_Copy] = []
    sure: set[int] = set()  # copies that are slight by themselves, but not where they stand
    for chain in _chains(text, _overlaps(lines)):
        if _stands_like_a_run(text, chain, blank):
            if len(chain) > 1 or _is_quoted(text, chain[0]):
                sure.update(copy.start for copy in chain)
            found += chain
        elif len(chain) > 1:
            alone = [copy for copy in chain if _stands_like_a_run(text, [copy], blank)]
            sure.update(copy.start for copy in alone if _is_quoted(text, copy))
            found += alone
    glyphs = _first_glyphs(text)
    strong = [copy for copy in found if copy.size >= 3 and not _is_slight(text[copy.end - copy.size : copy.end])]
    partly = sum(not copy.whole for copy in strong)
    if len(_doubled_labels(text, found)) >= _FEWEST_LABELS:
        partly = max(partly, 3)
    sentences = {unit for copy in strong if (unit := text[copy.start : copy.start + copy.size])[-1] in _HAN_FINAL}
    if partly < 3 and len(strong) < (3 if partly or len(sentences) >= 3 else _WHOLE_LINES):
        return glyphs
    if partly < 3 and len(found) * 20 < len(lines):
        return glyphs  # a heading printed again here and there
    taken: list[_Copy] = []
    for copy in found:
        unit = text[copy.end - copy.size : copy.end]
        if not _HAN_OR_MARKS.match(unit) and _is_slight(unit) and copy.start not in sure:
            continue
        if copy.size == 1 and _is_reduplicated(text, copy):
            continue
        if (
            copy.size >= 2
            or _MARK.match(unit)
            or copy.start in sure
            or (_edge(text, copy.end - copy.size - 1) and _edge(text, copy.start + copy.size))
        ):
            taken.append(copy)
    return _without_overlap(itertools.chain(taken, _mark_pairs(text), glyphs))


def _is_reduplicated(text: str, copy: _Copy) -> bool:
    """Does 谢谢！ or 实实在 stand elsewhere in the text? Then the line was broken inside it: “谢谢，谢 / 谢！"""
    character = text[copy.start]
    if _MARK.match(character):
        return False
    behind = text[copy.start + 1 : copy.start + 2]
    if not _MARK.match(behind):
        return behind.isalpha() and character * 2 + behind in text
    return re.search(rf"[{CJK_MARKS}]{re.escape(character) * 2}[{CJK_MARKS}]", text) is not None


def _first_glyphs(text: str) -> list[_Copy]:
    """Copies of a run's first glyph alone, where the extractor took out those of the others: pdftotext.

    …有回音。在 / 在压实红色资源保护利用方面。常委会…
    """
    if _FIRST_GLYPH.search(text) is None:
        return []
    widths = sorted(em_width(line) for line in map(str.strip, text.split("\n")) if line)
    column = widths[int(len(widths) * 0.9)]
    found: list[_Copy] = []
    for match in _FIRST_GLYPH.finditer(text):
        at = match.start(1)
        # A line that is full was broken by the column: 人人有责、人 / 人尽责.
        room = column - em_width(text[text.rfind("\n", 0, at) + 1 : at + 1].strip())
        if room >= (_ROOM if text[at - 1] in SENTENCE_ENDS else 2 * _ROOM):
            found.append(_Copy(at + 1, match.end() - 1, 1, False, -1))
    opening = {text[copy.start] for copy in found if text[copy.end - 2] in SENTENCE_ENDS}
    return found if len(opening) >= _FEWEST_FIRST else []


def _mark_pairs(text: str) -> Iterator[_Copy]:
    for match in _MARK_PAIR.finditer(text):
        yield _Copy(match.end(2), match.start(3), 3, True, 0)


def _without_overlap(copies: Iterable[_Copy]) -> list[_Copy]:
    kept: list[_Copy] = []
    for copy in sorted(copies):
        if not kept or copy.end >= kept[-1].start + kept[-1].size:
            kept.append(copy)
    return kept


# Between the pieces of a run: nothing, a space, or a mark whose copies fell together.
_WITHIN = frozenset(("", " ", *"，、“”‘’《》「」『』（）"))


def _chains(text: str, copies: Sequence[_Copy]) -> Iterator[list[_Copy]]:
    """Copies one behind the other: a run whose pieces were struck one by one (兑现 / 兑现2020 / 2020项承诺 / 项承诺)."""
    chain: list[_Copy] = []
    for copy in copies:
        if chain:
            gap = text[chain[-1].start + chain[-1].size : copy.end - copy.size]
            if len(gap) > 1 or gap not in _WITHIN:
                yield chain
                chain = []
        chain.append(copy)
    if chain:
        yield chain


def _is_quoted(text: str, copy: _Copy) -> bool:
    """Is it all that stands in quotes? `“ / 1343 / 1343”`"""
    return (
        text[max(0, copy.end - copy.size - 3) : copy.end - copy.size].rstrip()[-1:] in _OPENERS
        and text[copy.start + copy.size : copy.start + copy.size + 1] in _CLOSERS
    )


def _stands_like_a_run(text: str, chain: Sequence[_Copy], blank: int) -> bool:
    """Does the first copy open where bold opens, and the last close where it closes?

    `blank` is how many blank lines part any two lines of this text. A run-in head opens a sentence or a line and
    ends with it; in `Tierschutz / Tierschutz ist …` and `1、谢根方 / 谢根方，1958年……` a heading is followed by
    a paragraph that begins with the same word.
    """
    first, last = chain[0].end - chain[0].size, chain[-1]
    unit = text[first : chain[0].end]
    if len(chain) == 1 and _MARK.match(unit):
        return True
    behind = last.start + last.size
    ended = (
        unit[-1] in SENTENCE_ENDS
        or (unit[-1] in "：:" and len(unit) > 3)
        or (len(unit) > 2 and text[behind : behind + 1] in SENTENCE_ENDS)
    )
    if len(chain) == 1 and text[behind : behind + 1] not in ("", "\n", "\f") and not ended:
        label = text[text.rfind("\n", max(0, first - _LONGEST_LABEL), first) + 1 : first]
        if label.strip() and _is_label(label.strip()):
            return False
    closes = ended or text[behind - 1] in SENTENCE_ENDS or _edge(text, behind)
    opens = _edge(text, _indent(text, first) - 1) or (
        text[first - 1 : first] == " "
        and (_ends(text, first - 1) if unit.isascii() else _MARK.match(text[max(0, first - 2)]) is not None)
    )
    # 建成 11 个示范点 / 个示范点。 / 。: the copies of the first words fell together with them, that of the full stop not.
    opens = opens or (len(unit) > 2 and _WIDE_STOP_AGAIN.match(text, behind) is not None)
    # ア　公共交通の確保に向けて / 公共交通の確保に向けて。 / 。そもそも, (b)(b) Open data. / Open data. The: behind a label.
    if not opens and (len(chain) > 1 or ended):
        head = text[max(text.rfind("\n", 0, first) + 1, first - _LONGEST_LABEL) : first].strip()
        opens = _is_label(head) or (head[: len(head) // 2] * 2 == head != "" and _is_label(head[: len(head) // 2]))
    # Efficiency savings. / savings. From 2020: the copies of the first words fell together with them.
    opens = opens or (text[first - 1 : first] == " " and _FULL_WORD.search(text, last.start, behind) is not None)
    apart = any("\n\n" in text[copy.end : copy.start].replace(" ", "")[blank:] for copy in chain)
    return opens and closes and not apart


_WIDE_STOP_AGAIN = re.compile(r"([。！？])\n\1")
_FULL_WORD = re.compile(r"[^\W\d_]{4}[.!?]\Z", re.ASCII)


def _is_label(text: str) -> bool:
    found = label_at(f"{text}\N{IDEOGRAPHIC SPACE}x")
    return found is not None and found.text == text


_LONGEST_LABEL = 12


def _blank(text: str) -> int:
    """How many line feeds part any two lines of this text, less one: 1 where a blank line follows each."""
    return 1 if text.count("\n\n", 0, 20_000) * 3 > text.count("\n", 0, 20_000) else 0


def _edge(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at] in "\n\f" or _MARK.match(text[at]) is not None


def _indent(text: str, at: int) -> int:
    """Where the white space begins that a line's first word stands behind; `at` itself elsewhere."""
    start = at
    while start and text[start - 1] in BLANKS:
        start -= 1
    return start if start and text[start - 1] in "\n\f" else at


def _ends(text: str, at: int) -> bool:
    return text[max(0, at - 1) : at] in SENTENCE_ENDS


def _is_slight(unit: str) -> bool:
    """A number, a rule, a short Latin word: they stand twice by nature."""
    return _WORDY.search(unit) is None or _ONE_WORD.match(unit) is not None


def _overlaps(lines: Sequence[Line]) -> list[_Copy]:
    """For each pair of lines the longest end of the one that begins the other."""
    found: list[_Copy] = []
    used = 0  # characters at the start of this line that are a copy of the line before
    same = 1  # lines in a row that are the same
    for at, ((_, end, one), (start, _, other)) in enumerate(itertools.pairwise(lines)):
        same = same + 1 if one == other else 1
        last = one[-1]
        likely = last == other[0] or last == other[1:2] or other[:_HEAD] in one  # for one line in ten
        size = _overlap(one, other, 0 if used == len(one) else used) if likely else 0
        if not size and used == 1 and likely and other.startswith(one):
            found.pop()  # 紧 / 紧围绕 / 紧围绕“: the whole line again, and what it begins with twice by nature
            size = len(one)
        used = 0
        if not size:
            continue
        if same > _MOST_COPIES:
            found = [copy for copy in found if copy.number < at - _MOST_COPIES or not copy.whole]
            continue
        found.append(_Copy(end, start, size, size == len(one) == len(other), at))
        used = size
    return found


def _overlap(one: str, other: str, used: int) -> int:
    """The length of the longest end of `one`, behind its first `used` characters, that begins `other`."""
    first = max(used, len(one) - _LONGEST)
    head = other[:_HEAD]
    at = one.find(head, first)
    while at >= 0:
        if other.startswith(one[at:]):
            return len(one) - at
        at = one.find(head, at + 1)
    for size in range(min(len(head), len(one) - first, _HEAD - 1), 0, -1):
        if one.endswith(other[:size]):
            return size
    return 0


_HEAD = 3  # characters by which a longer end is looked for


def _marks(text: str, copies: Sequence[_Copy]) -> Iterator[Mark]:
    """Bold from the first copy on; runs that only marks part, or a single character at a line's edge, are one run."""
    start = end = -1
    for copy in copies:
        first = copy.end - copy.size
        if end < 0 or (first >= end and not (first - end <= 8 and _BETWEEN.fullmatch(text, end, first))):
            if end >= 0:
                yield _mark(text, start, end)
            start = first - (first > 0 and text[first - 1] in _OPENERS)
        end = copy.start + copy.size
    yield _mark(text, start, end)


def _mark(text: str, start: int, end: int) -> Mark:
    """The run, with the character that stands apart from it at a line's edge.

    MuPDF drops the copy of a single character: 。加 / 强队伍 / 强队伍。 and 落实底线强队 / 落实底线强队 / 伍。
    """
    front = _WORDS_BEFORE.search(text, max(0, start - _LONGEST_FRONT), start)
    if front is not None:
        start = front.start(1)
    before = _ALONE_BEFORE.search(text, max(0, start - 3), start)
    if before is not None and _opens_sentence(text, before.start(1)):
        start = before.start(1)
    behind = _ALONE_BEHIND.match(text, end)
    return Mark(start, behind.end(1) if behind is not None else end, "bold")


def _opens_sentence(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in SENTENCE_ENDS or text[at - 1] in _CLOSERS or text[at - 1] in "\n\f"


# What a run's pieces leave between them: marks, and on either line one character at most.
_BETWEEN = re.compile(
    rf"[{CJK_MARKS} ]*[{HAN}{KANA}]?[{CJK_MARKS} ]*(?:\n[ ]?[{CJK_MARKS}]*[{HAN}{KANA}]?[{CJK_MARKS} ]*)?"
)
_ALONE_BEFORE = re.compile(rf"([{HAN}{KANA}])(?:\n|[“‘（《「『]\Z)?\Z")
# (b) Staff |wellbeing. / wellbeing. The: the words that open the line, and their label
_LONGEST_FRONT = 60  # characters
_WORDS_BEFORE = re.compile(
    r"\n[ ]*((?:[^\s.()]{1,3}[.)][ ]+|\([^\s.()]{1,3}\)[ ]+)?[A-Z][a-z'-]*[ ]+(?:[\w'-]+[ ]+){0,4})\Z"
)
_ALONE_BEHIND = re.compile(rf"\n([{HAN}{KANA}][”’）》」』]?)(?=[。！？])")
