"""What a web page prints around a report: rule `web-boilerplate`.

    首页 > 政务公开 > 政府工作报告                                  breadcrumb: home, and names behind signs
    来源：市政府办公室 发布时间：2024-01-25 字体：【大 中 小】        keys and values
    【打印本页】 【关闭窗口】                                     buttons, and nothing else
    版权所有：青川市人民政府 青ICP备00000000号                     footer

The shapes are here; the words come from the profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reportparse.clean.rule import View, WebWords
from reportparse.clean.settle import settled
from reportparse.provenance import Edit

_ZONE = 12  # lines at either end of the text
_LONGEST = 160  # characters of such a line
_LONGEST_VALUE = 40
_ENOUGH = 3  # weight at which the lines of one end are a web page's
_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")
_BETWEEN = r"[\s|｜·•,，、/\\\[\]【】()（）<>《》「」\-—_+]*"
_BETWEEN_ITEMS = re.compile(_BETWEEN)
_SENTENCE = re.compile("[。！？；]|[.!?] ")
_HAN_SENTENCE = re.compile("[。！？；]")
_TIME = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_SIGN = r"(?:[ \u3000]*(?:[>＞»›→]{1,2}|->|/)[ \u3000]*)"


class _Shapes(NamedTuple):
    """The words of a profile as patterns."""

    key: re.Pattern[str]  # with its colon
    control: re.Pattern[str]
    button: re.Pattern[str]
    path: re.Pattern[str]
    footer: re.Pattern[str]


def web_boilerplate(view: View) -> Iterator[Edit]:
    """What a web page prints around a report: breadcrumb, source and date, buttons, copyright.

    Lines that hold nothing else, among the first and last of the text, and only if together they are plain:
    `来源：` or `Share` alone may be the report's own, and stays. The words come from the profile.

    >>> import reportparse
    >>> reportparse.parse("首页 > 政务公开\\n工作报告\\n各位代表：\\n来源：市政府 字体：大 中 小\\n【打印本页】【关闭】").text
    '工作报告\\n\\n各位代表：'
    >>> reportparse.parse("全年完成。\\n来源：统计局").text
    '全年完成。\\n\\n来源：统计局'
    """
    if not view.web:
        return
    shapes = _shapes(view.web)
    edits = list(settled(view.text, _edits(view.text, shapes), lambda text: _edits(text, shapes)))
    if edits:
        lines = [" ".join(view.text[edit.start : edit.end].split()) for edit in edits]
        view.note("web-boilerplate", f"taken out: {' / '.join(lines)}", edits[0].start, edits[0].end)
    yield from edits


@lru_cache(maxsize=16)
def _shapes(words: WebWords) -> _Shapes:
    keys = _any((*words.controls, *words.data))
    name = r"[^\s>＞»›→/。；！？][^>＞»›→/。；！？\n]{0,24}"
    place = f"(?:{_any(words.places)}[ ]*[：:]?[ \u3000]*)?"
    return _Shapes(
        key=re.compile(rf"{keys}[ \u3000]*[：:]", re.IGNORECASE),
        control=re.compile(_any(words.controls), re.IGNORECASE),
        button=re.compile(_any(words.buttons), re.IGNORECASE),
        path=re.compile(rf"{place}{_any(words.home)}(?:{_SIGN}{name}){{1,8}}{_SIGN}?|{place}{_any(words.home)}{_SIGN}"),
        footer=re.compile(_any(words.footers), re.IGNORECASE),
    )


def _any(words: tuple[str, ...]) -> str:
    """One of the words, the longest first; nothing at all if there is none. Their letters may stand apart."""
    spaced = [r"[ \u3000]?".join(map(re.escape, word)) if not word.isascii() else re.escape(word) for word in words]
    return f"(?:{'|'.join(sorted(spaced, key=len, reverse=True)) or '(?!)'})"


def _edits(text: str, shapes: _Shapes) -> list[Edit]:
    first = _taken(_first(text), shapes)
    last = _taken(_last(text), shapes)
    return sorted({*first, *last})


def _first(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in _LINE.finditer(text):
        found.append(match)
        if len(found) == _ZONE:
            break
    return found


def _last(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    end = len(text)
    while end > 0 and len(found) < _ZONE:
        start = text.rfind("\n", 0, end) + 1
        start = max(start, text.rfind("\f", start, end) + 1)
        match = _LINE.match(text, start, end)
        if match is not None:
            found.append(match)
        end = start - 1
    return found


def _taken(lines: list[re.Match[str]], shapes: _Shapes) -> list[Edit]:
    """Of the lines at one end of the text, those that a web page put there."""
    weight = 0
    found: list[Edit] = []
    for match in lines:
        line = match.group()
        if len(line) > _LONGEST:
            continue
        own = _weight(line.strip(), shapes)
        if own:
            weight += own
            start = match.start() + len(line) - len(line.lstrip())
            found.append(Edit(start, start + len(line.strip())))
    return found if weight >= _ENOUGH else []


def _weight(line: str, shapes: _Shapes) -> int:
    """How plainly the whole line is a web page's: 0 if it holds anything else."""
    if shapes.path.fullmatch(line):
        return _ENOUGH
    footers = shapes.footer.findall(line)
    if footers and not _HAN_SENTENCE.search(line):
        return 2 * len(footers)
    weight = at = 0
    while (at := _behind(_BETWEEN_ITEMS, line, at)) < len(line):
        found = shapes.key.match(line, at)
        if found is not None:
            strong = shapes.control.match(line, at) is not None
            weight += _ENOUGH if strong else 1
            following = shapes.key.search(line, found.end())
            end = following.start() if following is not None else len(line)
            value = line[found.end() : end]
            if len(value) > _LONGEST_VALUE or _SENTENCE.search(value):
                return 0
            at = end
            continue
        found = _TIME.match(line, at)
        if found is None:
            found = shapes.button.match(line, at)
            if found is None:
                return 0
            # 大 中 小: a single character is a button only beside others.
            length = len(found.group())
            weight += 2 if length > (6 if found.group().isascii() else 3) else length > 1
        at = found.end()
    return weight


def _behind(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return at if found is None else found.end()
