"""Tables, whose lines are rows: rule `tables`.

    项目                2023年      2022年
    流动资产：
    货币资金            1,234.56    987.00
    应收账款              108.00     59.20

Cells are parted by tabs or wide gaps, or by single spaces where they are numbers; or each has a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reportparse.chars import CELL_GAP, HAN, em_width
from reportparse.clean.apart import Line, holding
from reportparse.clean.captions import is_caption, is_caption_alone
from reportparse.clean.cells import cell_tables, numbers_alone
from reportparse.clean.rule import View
from reportparse.numerals import han_number
from reportparse.provenance import Mark

_VALUE = (
    r"(?:[-−–+±＋－]?[($€£¥￥≥≤<>＜＞~≈]{0,3}[0-9０-９]+(?:[.,．，][0-9０-９]+)*[)%％‰]{0,2}[a-z*]?"
    r"|-{1,3}|[—–－/]{1,2}|n/?a|N/?A|不适用|√|×|…)"
)
_VALUES = re.compile(rf"(?:(?:^|[ \t\u3000]+){_VALUE})+$")
# Forests (%) 71.6 72 Binding: a word behind the values
_VALUES_AND_WORD = re.compile(rf"((?:[ \t\u3000]+{_VALUE}){{2,}})[ \t\u3000]+[^\W\d_a-zа-яß-ÿ][^\W\d_]*$")
_ONE_VALUE = re.compile(rf"{_VALUE}$")
_AMOUNT = re.compile(r"[0-9][.,][0-9]|[0-9][%％)]$")
_BLANKS = re.compile(r"[ \t\u3000]+")
_SENTENCE = re.compile(r"[。；！？]|[.!?;][ ]|[,，：:;]$")
_HAN = re.compile(f"[{HAN}]")
# A quick look, each from a blank or a line end on: rows of numbers, or of words; gaps; and numbers alone on their lines.
_LIKELY = re.compile(
    rf"[ \t\u3000](?:{_VALUE}[ \t\u3000]+{_VALUE}[ \t\u3000]*(?:[^\W\d_a-z][^\W\d_]*[ \t]*)?$|[0-9,]*[0-9][.,%][0-9]*%?[ \t]*$|[{HAN}][^\s，。；]{{0,29}}[ ][^\s，。；])",
    re.MULTILINE,
)
_LIKELY_GAP = re.compile(r"(?:\t|[ ]{2}|\u3000{2})[ \t\u3000]*(?=\S)")
_LIKELY_CELL = re.compile(r"\n[ \t]*[^\w\n]{0,3}[0-9０-９][0-9０-９.,]*[%)）‰]*[ \t]*$", re.MULTILINE)
_SET_APART = re.compile(rf"^([{HAN}])[ \u3000]+(?=[{HAN}](?:\s|$))")  # 项 目
_FEWEST = 3  # rows
_FEWEST_CELLS = 8  # where each has a line of its own
_LOOSE = 2  # lines between rows that are none: a wrapped label, a heading of rows
_WIDEST_CELL = 30.0  # em
_LONGEST_VALUE = 40  # characters
_WIDEST_LABEL = 60.0


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    columns: int  # cells of a row; 1: none; 0: no line of a table can stand here
    kind: str  # "gaps", "values", "words", "cell", "amount" (one value behind a label) or ""


def tables(view: View) -> Iterator[Mark]:
    """Rows of tables, whose lines stay lines and whose gaps stay gaps: marked for the tree.

    The mark says how the cells are parted: by "gaps", as "values" behind a label, as "words", as the lines of a "grid"
    where each has a line of its own; "lines" where the columns are not plain. Running text with a wide gap in it, or one that ends with two numbers, is no row, and
    two columns of running text side by side are no table.

    >>> from reportparse.clean import run_rule
    >>> run_rule("tables", "甲 1.0 2.0\\n乙 3.0 4.0")
    '甲 1.0 2.0\\n乙 3.0 4.0'
    """
    text = view.text
    gaps = "\t" in text or "  " in text or "\u3000\u3000" in text
    kept = [mark for mark in view.marks if mark.kind in ("toc", "verbatim")]
    if numbers := numbers_alone(text):
        apart = list(kept)
        for table in cell_tables(text, view.lines, numbers, lambda at: _is_free(view.lines[at], apart)):
            mark = Mark(view.lines[table.first].start, view.lines[table.end - 1].end, "table", table.how)
            kept.append(mark)
            yield mark
        kept.sort()
    if not (
        _holds(text, _LIKELY, _FEWEST)
        or (gaps and _holds(text, _LIKELY_GAP, _FEWEST))
        or _holds(f"\n{text}", _LIKELY_CELL, _FEWEST_CELLS // 2)
    ):
        return
    lines = [
        _line(start, end, line) if not kept or holding(kept, start, end) < 0 else _Line(start, end, "", 0, "")
        for start, end, line in view.lines
    ]
    headed = _headings(lines)
    at = 0
    while at < len(lines):
        if not lines[at].kind:
            at += 1
            continue
        end = _rows_end(lines, at, headed)
        group = lines[at:end]
        how = _how(group)
        if how:
            first = at - _header(lines, at, group, how, headed)
            yield Mark(lines[first].start, lines[end - 1].end, "table", how)
        at = end


def _is_free(line: Line, kept: Sequence[Mark]) -> bool:
    return not kept or holding(kept, line.start, line.end) < 0


def _holds(text: str, pattern: re.Pattern[str], count: int) -> bool:
    return len(list(islice(pattern.finditer(text), count))) == count


def _line(start: int, end: int, text: str) -> _Line:
    if len(text) > 400:
        return _Line(start, end, text, 1, "")
    if "\t" in text or "  " in text or "\u3000\u3000" in text:
        cells = CELL_GAP.split(text)
        if len(cells) > 1 and all(em_width(cell) <= _WIDEST_CELL for cell in cells[1:]) and _is_label(cells[0]):
            return _Line(start, end, text, len(cells), "gaps")
        return _Line(start, end, text, 1, "")
    last = text[-1]
    if last.isalnum() or last in "%％‰)）-—–－/√×…*":
        values = _VALUES.search(text) if _ONE_VALUE.match(_BLANKS.split(text[-_LONGEST_VALUE:])[-1]) else None
        if values is not None:
            count = len(values.group().split())
            if not values.start():
                return _Line(start, end, text, count, "cell" if count == 1 else "values")
            if count > 1 and _is_label(text[: values.start()]):
                return _Line(start, end, text, count + 1, "values")
            if _AMOUNT.search(values.group()) and _is_label(text[: values.start()]):
                return _Line(start, end, text, 2, "amount")
        worded = _VALUES_AND_WORD.search(text) if last.isalpha() else None
        if worded is not None and worded.start() and _is_label(text[: worded.start()]):
            return _Line(start, end, text, len(worded[1].split()) + 2, "values")
        if (
            " " in text
            and not text.isascii()
            and not _SENTENCE.search(text)
            and len(_HAN.findall(text)) * 2 > len(text)
        ):
            words = text.split(" ")
            if len(words) > 2 and all(em_width(word) <= _WIDEST_CELL for word in words):
                return _Line(start, end, text, len(words), "words")
    return _Line(start, end, text, 1, "")


def _is_label(text: str) -> bool:
    return em_width(text) <= _WIDEST_LABEL and not _SENTENCE.search(text.rstrip("：:;；,，"))


def _headings(lines: Sequence[_Line]) -> frozenset[int]:
    """一、 二、 三、 over text and tables in turn: lines that count through the text, with sentences behind the first."""
    found: list[int] = []
    for at, line in enumerate(lines):
        if line.kind or (label := _COUNTED.match(line.text)) is None or han_number(label[1]) != len(found) + 1:
            continue
        if len(found) == 1 and not any(_SENTENCE.search(lines[one].text) for one in range(found[0] + 1, at)):
            return frozenset()
        found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()


_COUNTED = re.compile(r"([一二三四五六七八九十]{1,3})、[^，。；：:]*$")


def _rows_end(lines: Sequence[_Line], first: int, headed: Container[int]) -> int:
    """Behind the last row of the table that begins here; between rows a few short lines may stand that are none."""
    end = first + 1
    loose = 0
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if line.kind:
            end, loose = at + 1, 0
        elif at in headed:
            break
        elif line.columns and loose < _LOOSE and em_width(line.text) <= 20 and not _SENTENCE.search(line.text[:-1]):
            loose += 1
        else:
            break
    return end


def _how(group: Sequence[_Line]) -> str:
    """How the cells of these lines are parted; nothing if they are no table."""
    rows = [line for line in group if line.kind in ("gaps", "values", "words", "amount")]
    cells = sum(line.kind == "cell" for line in group)
    if len(rows) >= _FEWEST and len(rows) * 2 > len(group) - len(rows):
        kinds = {line.kind for line in rows}
        columns = {line.columns for line in rows}
        plain = len(columns) == 1 and not cells
        if kinds == {"gaps"}:
            return ("gaps" if plain else "lines") if _holds_values(rows) else ""
        if kinds <= {"values", "amount"}:
            if kinds == {"amount"}:
                return "values" if plain and len(rows) > _FEWEST else ""
            return "values" if plain else "lines"
        if kinds == {"words"}:
            return "words" if plain else ""
        wide = [line for line in rows if line.kind == "gaps"]
        if sum(line.kind == "values" for line in rows) * 3 >= len(rows) * 2 and all(map(_has_value, wide)):
            return "lines"  # an empty cell leaves a wide gap
        if not _holds_values(wide or rows):
            return ""
        counted = sum(line.kind in ("values", "gaps") for line in rows)
        return ("words" if plain and "gaps" not in kinds else "lines") if counted >= 2 else ""
    if len(group) >= _FEWEST_CELLS and cells * 2 >= len(group) and _plain_cells(group):
        return "lines"
    return ""


def _has_value(row: _Line) -> bool:
    """Is there a value behind the label of a row, or a dash for one? 2.2  Our work has none."""
    return any(map(_ONE_VALUE.match, _BLANKS.split(CELL_GAP.split(row.text, 1)[1])))


def _holds_values(rows: Sequence[_Line]) -> bool:
    """Are there numbers in the columns, or tabs between them? Two columns of running text have neither."""
    cells = [cell for line in rows for cell in (CELL_GAP if line.kind == "gaps" else _BLANKS).split(line.text)[1:]]
    values = sum(_ONE_VALUE.match(cell) is not None for cell in cells)
    tabs = sum("\t" in line.text for line in rows)
    return values * 5 >= len(cells) * 2 or tabs == len(rows)


def _plain_cells(group: Sequence[_Line]) -> bool:
    """Numbers alone on their lines: amounts, not the labels of a list, nor page numbers."""
    values = [line.text for line in group if line.kind == "cell"]
    return sum(_AMOUNT.search(value) is not None for value in values) * 3 >= len(values)


def _header(lines: Sequence[_Line], at: int, group: Sequence[_Line], how: str, headed: Container[int]) -> int:
    """How many lines above the first row belong to it.

    The head of the columns: as many words as there are columns, or one fewer. One line may stand between it and the
    first row, a heading of rows; then the head may stand once more, where the page ends between them.
    """
    count = int(_is_header(lines, at, group, how))
    for _ in range(_LOOSE):
        above = at - count - 1
        if (
            above < 1
            or above in headed
            or (how == "lines" and group[0].kind == "cell")
            or not _heads_rows(lines[above])
        ):
            break
        if not _is_header(lines, above, group, how, sure=True):
            break
        count += 2
    return count


def _heads_rows(line: _Line) -> bool:
    """一、经营活动产生的现金流量： between the head of the columns and the rows."""
    return bool(line.columns) and em_width(line.text) <= 20 and not _SENTENCE.search(line.text[:-1])


def _is_header(lines: Sequence[_Line], at: int, group: Sequence[_Line], how: str, *, sure: bool = False) -> bool:
    """Does the line above belong to the table? `sure`: there are as many words as columns, and several."""
    if not at or not lines[at - 1].columns:
        return False
    above = lines[at - 1].text
    if not sure and _is_below_caption(lines, at - 1) and _ENDS_TEXT.search(above) is None and above[0].isupper():
        columns = min(line.columns for line in group if line.kind)
        if em_width(above) <= 80 and columns - 1 <= len(_BLANKS.split(above)):
            return True  # Sl. No. District Gram Panchayats: heads of several words
    if how == "lines" and not sure:
        # The label of the first row, where each cell has a line of its own.
        labels = group[0].kind == "cell" and any(not line.kind for line in group)
        return bool(labels and em_width(above) <= 20 and not _SENTENCE.search(above) and above[-1] not in ".．")
    if _SENTENCE.search(above) or em_width(above) > 80:
        return False
    columns = next(line.columns for line in group if line.kind)
    words = (CELL_GAP if how == "gaps" else _BLANKS).split(_SET_APART.sub(r"\1", above))
    return columns > 1 and len(words) > 1 and len(words) in ((columns,) if sure else (columns, columns - 1))


def _is_below_caption(lines: Sequence[_Line], at: int) -> bool:
    """Is the line above a caption, or the one above that: Table 2.1: Roads; Figure 1 / Delivery of vessels?"""
    if at < 1 or is_caption(lines[at].text):
        return False
    if is_caption(lines[at - 1].text):
        return True
    return at > 1 and is_caption_alone(lines[at - 2].text)


_ENDS_TEXT = re.compile(r"[。；！？;!?]|[,，：:.]$")
