"""Tables whose cells have a line each: of the rule `tables`.

    Azienda                 the head of the columns
    Distretti previsti
    Distretti attivi
    Borgolieto              a row: its label, and as many values as the other rows have
    4
    3
    Montefalco
    3
    1

Extractors that read a page block by block leave them so. They are known by their rhythm: labels and numbers in turn,
always as many. Read column by column, all labels stand before all numbers, as many for each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.clean.apart import Line
from reportparse.clean.captions import is_caption, is_source

_DIGITS = r"[0-9０-９]+(?:[.,．，'’/:-][0-9０-９]+|[ \u00a0\u202f][0-9]{3})*"
_SIGN = r"[-+−–±＋－(<>＜＞≥≤~≈]{0,2}"
_MONEY = r"(?:[$€£¥￥₹₽₩₴₺]|[A-Z]{2,3}[ $€£])"
# 12 480; −3.5 %; (1,204); 88万元; 12 km; $9.1 million; a dash or n/a where there is nothing.
_NUMBER = rf"{_SIGN}(?:{_MONEY}[ ]?{_DIGITS}(?:[ ]?[^\W\d_]{{1,12}})?|{_DIGITS}[ ]?(?:[%％‰]|[^\W\d_]{{1,3}}|[ ][^\W\d_]{{1,4}})?)[)*\]]{{0,2}}"
_NOTHING = r"-{1,3}|[—–−－/]{1,2}|…|n/?a|N/?A|n\.d\.|不适用|√|×|✓"
_VALUE = re.compile(f"{_NUMBER}|{_NOTHING}")
_ROW_END = re.compile(rf"(?:^|.*[ ]){_NUMBER}[ ]+(?:{_NUMBER}|{_NOTHING})$")  # several cells of a row on one line
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}(?:[-/–][0-9]{2,4})?[年]?度?")
_QUICK = re.compile(  # a line end to begin with is found sooner than ^
    r"\n[ \t]*([^\w\s]{0,4}[0-9０-９][0-9０-９.,．，'’:/–-]*(?:[ \u00a0\u202f][0-9]{3})*[ ]?(?:[%％‰]|[^\W\d_]{1,12})?[)*\]]{0,2})[ \t]*$",
    re.MULTILINE,
)
_NO_CELL = re.compile(r"[。；！？!?;:：,，]$|[。；！？]|[.!?][ ]\w+[ ]\w|^[•●▪■□○\-–—*][ \t]?\w|^.{16,}[.]$")
_NUMBERS = re.compile(r"[0-9０-９]+")
_WIDEST = 30.0  # em
_LONGEST = 90  # characters
_LONGEST_VALUE = 40
_FEWEST_ROWS = 3
_FEWEST_PAIRS = 4  # rows of a label and one value
_FEWEST_VALUES = 6  # in a column read by itself
_MOST_LABELS = 3  # lines of a row before its values
_MOST_COLUMNS = 16


class CellTable(NamedTuple):
    """Lines `[first, end)` that are the cells of a table."""

    first: int
    end: int
    how: str  # "grid 111/211/2x3": the lines of each cell, row by row; two rows, column by column; or "lines"


class _Cell(NamedTuple):
    text: str
    apart: bool  # a blank line stands above it


def numbers_alone(text: str) -> list[int]:
    """Where lines stand that hold a number and little else; none if they are too few for a table."""
    found = [match.start(1) - 1 for match in _QUICK.finditer(f"\n{text}")]
    return found if len(found) >= _FEWEST_PAIRS else []


def cell_tables(
    text: str, lines: Sequence[Line], numbers: Sequence[int], free: Callable[[int], bool]
) -> Iterator[CellTable]:
    """The tables of one cell a line, in order; `free`: is the line with this index not set apart yet?"""
    done = 0
    starts = [line.start for line in lines]
    for number in numbers:
        at = bisect_left(starts, number)
        if at < done or at == len(lines) or not _is_value(lines[at].text) or not free(at):
            continue
        first = end = at
        while first > done and _is_cell(lines[first - 1].text) and free(first - 1):
            first -= 1
        while end < len(lines) and _is_cell(lines[end].text) and free(end):
            end += 1
        region = [
            _Cell(one.text, i > 0 and text.count("\n", lines[i - 1].end, one.start) > 1)
            for i, one in enumerate(lines[first:end], first)
        ]
        for found in _in_region(region):
            labels = _labels_above(lines, first, done, found, free)
            if labels is not None:
                yield labels
                count = labels.end - labels.first
                found = found._replace(how=_grid(count, found.end // count))
            yield CellTable(first + found.first, first + found.end, found.how)
        done = end


def _labels_above(
    lines: Sequence[Line], first: int, least: int, values: CellTable, free: Callable[[int], bool]
) -> CellTable | None:
    """The labels of a column of values that opens a region, where the source of the figures parts them from it."""
    if values.how != "lines" or values.first:
        return None
    end = first
    while end > least and is_source(lines[end - 1].text):
        end -= 1
    start = end
    while start > least and free(start - 1) and _is_cell(lines[start - 1].text):
        start -= 1
    count, many = end - start, values.end
    if end == first or count < _FEWEST_ROWS or many % count or many < 2 * count:
        return None
    return CellTable(start, end, _grid(count, 1))


def _is_value(text: str) -> bool:
    return len(text) <= _LONGEST_VALUE and _VALUE.fullmatch(text) is not None


def _is_cell(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    if _is_value(text):
        return True
    if em_width(text) > _WIDEST or _NO_CELL.search(text) is not None or _ROW_END.match(text) is not None:
        return False
    return not is_caption(text) and not is_source(text)


def _in_region(region: Sequence[_Cell]) -> Iterator[CellTable]:
    """The tables among short lines in a row, none of which ends a sentence."""
    kinds = "".join("v" if _is_value(line.text) else "w" for line in region)
    at = 0
    while kinds.count("v", at) >= _FEWEST_PAIRS:
        rest, short = region[at:], kinds[at:]
        found = max((_by_period(rest, short), _by_rows(rest, short)), key=_length)
        found = found or _by_columns(rest, short)
        if found is None:
            return
        yield CellTable(at + found.first, at + found.end, found.how)
        at += found.end


def _length(found: CellTable | None) -> int:
    return 0 if found is None else found.end - found.first


def _by_rows(region: Sequence[_Cell], kinds: str) -> CellTable | None:
    """Labels, each of a line or of a few, with always as many values behind them."""
    runs = [(len(run[1]), run.start(), len(run[2])) for run in _ROW.finditer(kinds)]
    if len(runs) < 2:
        return None
    values = Counter(count for _, _, count in runs).most_common(1)[0][0]
    best: list[tuple[int, int, int]] = []
    rows: list[tuple[int, int, int]] = []
    for labels, start, count in runs:
        more = count // values
        if rows and (count % values or (labels > _MOST_LABELS if more == 1 else labels != more)):
            best = max(best, rows, key=len)
            rows = []
        if count % values == 0 and (labels == more or more == 1):
            rows.append((labels, start, count))
    best = max(best, rows, key=len)
    if len(best) < 2:
        return None
    labels, start, _ = best[0]
    label_end = start + labels
    above = _head(labels - 1, values + 1)
    many = sum(count // values for _, _, count in best)
    cells = [cell for labels, at, count in best for cell in region[at + labels : at + labels + count]]
    if sum(_NUMBERS.search(cell.text) is not None for cell in cells) * 2 < len(cells):
        return None
    if values == 1:
        alone = all(labels == 1 for labels, _, _ in best[1:])
        if many < _FEWEST_PAIRS or not alone or _climbs([region[at + labels].text for labels, at, _ in best]):
            return None
    elif many < _FEWEST_ROWS and above != values + 1:
        return None
    grid = ["1" * above] if above else []
    plain = True
    for at, (labels, start, count) in enumerate(best):
        more = count // values
        own = labels if at else 1
        plain = plain and (more == 1 or _in_groups(region, start, start + labels + count, labels))
        grid.append(f"{own}{'1' * values}" if more == 1 else f"{more}x{values + 1}")
    first = label_end - 1 - above
    end = best[-1][1] + best[-1][0] + best[-1][2]
    return CellTable(first, end, f"grid {'/'.join(grid)}" if plain else "lines")


def _in_groups(region: Sequence[_Cell], first: int, end: int, count: int) -> bool:
    """Are the lines `[first, end)` parted by blank lines into groups of so many?"""
    return all(region[at].apart == ((at - first) % count == 0) for at in range(first + 1, end))


def _head(free: int, columns: int) -> int:
    """How many of the `free` lines above the first row are the head of the columns: one for each, or one fewer."""
    if free in (columns, columns - 1):
        return free
    return columns if free > columns else 0


def _by_period(region: Sequence[_Cell], kinds: str) -> CellTable | None:
    """The same kinds of cells in each row, in whatever order: a number, a name, two values."""
    best: CellTable | None = None
    for columns in range(2, _MOST_COLUMNS + 1):
        same = "".join("=" if one == other else "-" for one, other in zip(kinds, kinds[columns:], strict=False))
        found = max(_SAME.finditer(same), key=lambda run: len(run[0]), default=None)
        if found is None or len(found[0]) < columns:
            continue
        made = _periodic(region, kinds, found.start(), found.end() + columns, columns)
        if _length(made) > _length(best):
            best = made
    return best


def _periodic(region: Sequence[_Cell], kinds: str, start: int, end: int, columns: int) -> CellTable | None:
    """The table of so many columns whose kinds recur in `[start, end)`; a row may begin behind `start`."""
    headed = start <= columns < start + columns
    first = columns if headed else start
    over = (end - first) % columns
    if not headed and over and kinds[first] == "v" and "w" in kinds[first : first + over + 1]:
        first = kinds.index("w", first)  # a number of its own stands before the first label
    row = kinds[first : first + columns]
    above = _head(first, columns)
    rows = (end - first) // columns
    values = row.count("v")
    if (
        not 0 < values < columns
        or not _has_numbers(region[first : first + rows * columns], row)
        or rows < (2 if above == columns and values > 1 else _FEWEST_ROWS)
    ):
        return None
    if values == 1:
        numbers = [region[at].text for at in range(first + row.index("v"), first + rows * columns, columns)]
        if above != columns or rows < (_FEWEST_PAIRS if columns == 2 else _FEWEST_ROWS) or _climbs(numbers):
            return None
    grid = [*(["1" * above] if above else []), *["1" * columns] * rows]
    plain = headed or not over or not row.startswith("ww")  # the last cell of one row, or the first of the next?
    return CellTable(first - above, first + rows * columns, f"grid {'/'.join(grid)}" if plain else "lines")


def _has_numbers(cells: Sequence[_Cell], row: str) -> bool:
    """Does every column of values hold a number? Bullets alone on their lines do not."""
    columns = len(row)
    return all(
        any(_NUMBERS.search(cell.text) for cell in cells[at::columns]) for at, kind in enumerate(row) if kind == "v"
    )


def _by_columns(region: Sequence[_Cell], kinds: str) -> CellTable | None:
    """A column of labels, then one of values or more."""
    run = max(_COLUMN.finditer(kinds), key=lambda run: len(run[2]), default=None)
    if run is None or len(run[2]) < _FEWEST_VALUES:
        return None
    numbers = [line.text for line in region[run.start(2) : run.end()]]
    if _counts(numbers) or _climbs(numbers):
        return None
    labels, values = len(run[1]), len(run[2])
    if labels < _FEWEST_ROWS or values % labels or values < 2 * labels:
        return CellTable(run.start(2), run.end(), "lines")
    heads = range(run.start(2), run.end(), labels)
    plain = all(_YEAR.fullmatch(region[at].text) for at in heads) or _in_groups(region, run.start(), run.end(), labels)
    return CellTable(run.start(), run.end(), _grid(labels, values // labels + 1) if plain else "lines")


def _grid(columns: int, rows: int) -> str:
    return "grid " + "/".join(["1" * columns] * rows)


def _climbs(values: Sequence[str]) -> bool:
    """Do the numbers rise from line to line, with a few exceptions? Those of pages and of lists do."""
    numbers = [int("".join(_NUMBERS.findall(value)) or "0") for value in values]
    return sum(one <= other for one, other in pairwise(numbers)) * 5 >= (len(numbers) - 1) * 4


def _counts(values: Sequence[str]) -> bool:
    """Do the last numbers of most lines count on, one by one? Labels torn from their paragraphs do."""
    numbers = [int((_NUMBERS.findall(value) or ["0"])[-1]) for value in values]
    return sum(other == one + 1 for one, other in pairwise(numbers)) * 2 >= len(numbers)


_ROW = re.compile("(w+)(v+)")
_COLUMN = re.compile("(w*)(v+)")
_SAME = re.compile("=+")
