"""Spaces that no page shows: rule `spaces`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportparse.chars import HAN, KANA, SHARED_MARKS, WIDE_MARKS
from reportparse.clean.apart import holding
from reportparse.clean.letterspaces import behind_am, justified, set_off
from reportparse.clean.quick import holds_byte
from reportparse.clean.rule import View
from reportparse.climbing import climbing
from reportparse.provenance import Edit

_WIDE = HAN + KANA
_LATIN = "0-9A-Za-z"
_THIN = " \t\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{EN SPACE}\N{FIGURE SPACE}"
# Written so that the scan can skip to the next space: first a space, then what stands before it. Most texts have no
# other blank than that of ASCII, and the search for one character is quick.
_RARE = _THIN[1:]
_GAP, _GAP_OF_ANY = (
    re.compile(
        rf"[{thin}](?:"
        # Beside digits and Latin words the typesetter leaves a quarter em; extractors write a space for it.
        rf"(?<=[{_WIDE}][{thin}])[{thin}]*(?=[{_LATIN}{SHARED_MARKS}+-])"
        rf"|(?<=[{_LATIN}{SHARED_MARKS}%+°][{thin}])[{thin}]*(?=[{_WIDE}])"
        # A full-width mark brings its own white; “ ” … belong to Latin text as well.
        rf"|(?<=[{WIDE_MARKS}][{thin}])[{thin}]*(?=[{_LATIN}{_WIDE}{WIDE_MARKS}{SHARED_MARKS}])"
        rf"|(?<=[{_LATIN}{_WIDE}{SHARED_MARKS}%‰°℃)][{thin}])[{thin}]*(?=[{WIDE_MARKS}])"
        rf")"
    )
    for thin in (" ", _THIN)
)
_WIDE_LEADS = bytes((*range(0xE3, 0xEA), 0xEF, 0xF0))  # bytes with which what is wide begins in UTF-8
_BETWEEN_HAN, _ANY_BETWEEN_HAN = (
    re.compile(rf"[{thin}](?<=[{_WIDE}][{thin}])[{thin}]?(?=[{_WIDE}])") for thin in (" ", _THIN)
)
# 工 作 报 告: a letterspaced line, four characters or more.
_LETTERSPACED = re.compile(
    rf"[ \u3000](?<=[{_WIDE}][ \u3000])(?<![{_WIDE}]{{2}}[ \u3000])[ \u3000]?[{_WIDE}](?:[ \u3000]{{1,2}}[{_WIDE}]){{2,}}(?![{_WIDE}])"
)
_BLANK = re.compile("[ \u3000]+")
_QUOTING = re.compile("[“”《》「」『』〈〉]")
_CLAUSE_MARK = re.compile("[，。；：！？、]")
_SENTENCE_MARK = re.compile("[，。；！？]")


def spaces(view: View) -> Iterator[Edit]:
    """Spaces beside digits, Latin words and full-width marks, between Han and inside words, that no page shows.

    Between Han they go inside running text only: between two phrases in quotes or titles, in
    names and on short lines a space may be printed, and stays, unless it stands beside a character that is set
    off by spaces everywhere, because it came from another font. The ideographic space stays,
    except in a letterspaced line. The wide gaps of a justified line become one space each; letters with
    marks, set off by spaces all over a text because they came from another font, are put back into their words.

    >>> from reportparse.clean import run_rule
    >>> run_rule("spaces", "提出建议意见 108条，新建 COD 基站")
    '提出建议意见108条，新建COD基站'
    >>> run_rule("spaces", "《牢记嘱托 共谱新篇》")
    '《牢记嘱托 共谱新篇》'
    >>> run_rule("spaces", "She said “yes” to 5 of 12.")
    'She said “yes” to 5 of 12.'
    >>> run_rule("spaces", "In  der  Altstadt  gilt  seit  dem  1.  Mai  durchgehend  Tempo  30.")
    'In der Altstadt gilt seit dem 1. Mai durchgehend Tempo 30.'
    """
    text = view.text
    edits = [*justified(text), *_beside_wide(text)]
    tables = [mark for mark in view.marks if mark.kind in ("table", "verbatim")]
    edits = [edit for edit in edits if not tables or holding(tables, edit.start, edit.end) < 0]
    last = 0
    for edit in sorted([*edits, *set_off(text), *behind_am(text)]):
        if edit.start >= last:
            yield edit
            last = edit.end


def _beside_wide(text: str) -> list[Edit]:
    """Spaces beside ideographs, kana and full-width marks."""
    if not holds_byte(text, _WIDE_LEADS):
        return []
    labels = _behind_labels(text)
    rare = any(blank in text for blank in _RARE)
    gap, between_han = (_GAP_OF_ANY, _ANY_BETWEEN_HAN) if rare else (_GAP, _BETWEEN_HAN)
    edits = [Edit(*found.span()) for found in gap.finditer(text) if found.start() not in labels]
    for found in _LETTERSPACED.finditer(text):
        blanks = list(_BLANK.finditer(text, *found.span()))
        if len({blank.group() for blank in blanks}) == 1:  # 张 三　李 四: names, and not one word
            edits += [Edit(*blank.span()) for blank in blanks]
    taken = {edit.start for edit in edits}
    between = [found.span() for found in between_han.finditer(text)]
    strange = _strangers(text, between) if len(between) >= _MANY else frozenset()
    for start, end in between:
        if start not in taken and (
            text[start - 1] in strange or text[end] in strange or _in_running_text(text, start, end)
        ):
            edits.append(Edit(start, end))
    return edits


# 1 主要工作, 1.1 提案工作, 1.2 COD 减排: a bare number before a heading, alone on its line; a decimal one before any text.
_DECIMAL = re.compile(
    rf"\n[ \t\u3000]*(\d{{1,2}}(?:(?:\.\d{{1,2}}){{1,4}}(?=[{_THIN}]+\S)|(?=[{_THIN}]+[“《「{_WIDE}A-Za-z/][^\n。；]*$)))[{_THIN}]+",
    re.MULTILINE,
)  # a line end to begin with is found sooner than ^


def _behind_labels(text: str) -> set[int]:
    """Where the spaces behind decimal labels begin: those that climb a ladder; 87.2 at a line's start does not."""
    found = list(_DECIMAL.finditer(f"\n{text}"))
    labels = [tuple(map(int, match.group(1).split("."))) for match in found]
    return {match.end(1) - 1 for match, climbs in zip(found, climbing(labels), strict=True) if climbs}


_MANY = 8  # spaces between Han


def _strangers(text: str, between: list[tuple[int, int]]) -> frozenset[str]:
    """Characters that came from another font, since the page's own has none: 市民の皆 様 一人一人, 運営に 対 する.

    The extractor writes a space beside each of them, in running text as well, and hardly ever none.
    """
    beside: set[int] = set()
    running: set[str] = set()
    for start, end in between:
        beside |= {start - 1, end}
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end)]
        if _SENTENCE_MARK.search(line):
            running |= {text[start - 1], text[end]}
    counts = Counter(text[at] for at in beside)
    return frozenset(one for one in running if counts[one] > 1 and counts[one] * 5 >= 4 * text.count(one))


def _in_running_text(text: str, start: int, end: int) -> bool:
    """On a line with a sentence mark, and not between quotes that may have been opened lines before."""
    line_start, line_end = text.rfind("\n", max(0, start - 200), start) + 1, text.find("\n", end, end + 200)
    line_start = max(line_start, start - 200)
    line = text[line_start : line_end if line_end >= 0 else end + 200]
    if not _SENTENCE_MARK.search(line):
        return False
    if not _CLAUSE_MARK.search(text, line_start, start):
        # A term and its explanation at the start of a paragraph: 山海协作 浙江省委、省政府……
        above = text[max(0, line_start - 8) : line_start].rstrip()
        if not above or above[-1] in "。！？：；":
            return False
    before = _QUOTING.findall(text, max(0, start - 80), start)
    return not before or before[-1] in "”》」』〉"
