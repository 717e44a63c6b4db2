"""Chinese prospectuses: 第X节, 一、 and （一） as headings, against the table of contents that each prints.

The entries are read from the source, where the extractor often left several on a line; gold is what they list. A table
of contents is no perfect gold. Both figures stand in the table: with nothing but the forms that it never lists left
out of what is found, and with what follows.

Most tables list 一、 in some chapters and not in others (the notice before the first, annexes), and （一） in one
only. What a chapter holds in a form that its entries leave out is left out of what is found.
Some entries stand nowhere in the text, which was changed after the contents were made, or has a word more or less.
Such an entry is equal to a heading with its label and most of its words, and left out where there is none. An entry
that the text prints is never left out, and its heading has to have all its words: what we cut short stays wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import reportparse as rp
from real.markdown import outline
from real.table import Row, f1
from reportparse.chars import spaceless

FOLDER = "zh-prospectus"
FAMILY = "cn-prospectus"

_ENTRY = re.compile(r"([^.…·\n][^…·\n]{0,160}?)[ \t]*(?:[.·]{2,}|…{2,})[ .·…]*[0-9]{1,3}")
_FORMS = (r"第[一二三四五六七八九十]+[节章]", r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）")
_NUMBER = re.compile("第?[一二三四五六七八九十]+")
_SAME = 0.8  # share of the characters

Title = tuple[int, str]


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 of (form, words)."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        titles = [one for title in _ENTRY.findall(text) if (one := _formed(title)) is not None]
        if len(titles) < 5:
            continue
        document = rp.parse(text, profile)
        heads = [one for _, title in outline(document.report) if (one := _formed(title)) is not None]
        forms = {form for form, count in Counter(form for form, _ in titles).items() if count > 2}
        gold = [one for one in titles if one[0] in forms]
        yield Row(path.stem, "against its contents", f1(gold, [one for one in heads if one[0] in forms]), len(gold))
        gold, found = compared(document, titles, heads)
        yield Row(path.stem, "by chapters, of entries printed", f1(gold, found), len(gold))


def compared(document: rp.Document, titles: Sequence[Title], heads: Sequence[Title]) -> tuple[list[Title], list[Title]]:
    """Gold and found, as the module's head says."""
    listed: dict[str, set[int]] = {}
    for chapter, (form, _) in zip(_chapters(titles), titles, strict=True):
        listed.setdefault(chapter, set()).add(form)
    found = [one for chapter, one in zip(_chapters(heads), heads, strict=True) if one[0] in listed.get(chapter, {0})]
    printed = [_plain(one) for one in _without_contents(document)]
    rest = list((Counter(found) - Counter(titles)).elements())
    gold: list[Title] = []
    for form, words in titles:
        like = (form, words)
        if like not in found and not any(_plain(words) in one for one in printed):
            like = next((one for one in rest if _alike(like, one)), like)
            if like not in rest:
                continue
            rest.remove(like)
        gold.append(like)
    return gold, found


def _without_contents(document: rp.Document) -> Iterator[str]:
    """The source and the clean text, without the lines of tables of contents."""
    trace = document.trace
    assert trace is not None
    yield "\n".join(line for line in trace.source.text.split("\n") if not _ENTRY.search(line))
    clean, at = trace.text, 0
    for mark in trace.marks:
        if mark.kind == "toc":
            yield clean[at : mark.start]
            at = mark.end
    yield clean[at:]


def _chapters(titles: Sequence[Title]) -> Iterator[str]:
    """The number of the chapter that each title stands in: 第八; nothing before the first."""
    chapter = ""
    for form, words in titles:
        if form == 0:
            chapter = _number(words)
        yield chapter


def _alike(one: Title, other: Title) -> bool:
    same = one[0] == other[0] and _number(one[1]) == _number(other[1])
    return same and SequenceMatcher(None, one[1], other[1], autojunk=False).ratio() >= _SAME


def _number(words: str) -> str:
    found = _NUMBER.match(words)
    return found.group() if found is not None else ""


def _plain(text: str) -> str:
    """Letters and digits alone, and no letter twice: bold is often printed twice."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"\W", "", text))


def _formed(title: str) -> Title | None:
    words = spaceless(title)
    form = next((at for at, form in enumerate(_FORMS) if re.match(form, words)), None)
    return None if form is None else (form, re.sub(r"[^\w]", "", words))
