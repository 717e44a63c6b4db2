"""Government work reports of the State Council and of cities: title, salutation, and run-in heads in bold.

A title is printed if one of the first lines below the file's head ends as titles of reports do, a salutation if one
is a known one alone; both must be found where they are printed, and no salutation where none is. Reports without a
printed title have it in the head of their file.
A run-in head is bold in the Markdown, ends in a full stop (bold or not), opens its paragraph or a sentence in it, and has text
behind it; read with the marks, and without any. Of the heads found, those of labelled items that are not bold are
left out: most reports have bold heads in some of their parts, and numbers in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.table import Row, f1
from reportparse.chars import spaceless
from reportparse.nodes import Addressing, FrontLine, Heading, Item

FOLDER = "zh-clean"
FAMILY = "cn-gov-work-report"

_FILE_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"报告(?:（[^）]*）)?(?:\[\^\d\])?$|报告(?=[ ]*——\d{4}年)")
_SALUTATION = re.compile(r"(?:各位代表|各位委员|同志们)[：:！，,]$")
_HEAD_LINES = 24
_RUN_IN = re.compile(
    r"(?:^|(?<=[。！？]))[^\w\n]{0,2}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.])?"
    r"\*\*([^*\n]{2,60}(?:。\*\*(?=[^\s*])|\*\*。(?=[^\s*])))"
)
_LABEL = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]\s*|^——")
_FEWEST = 5  # run-in heads of a report that has them


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """1 or 0 for each title and salutation; F1 of run-in heads that end with a full stop, by their words.

    Bold runs that end with a colon are the terms of a glossary behind the report (219 of 220, as read): heads as well, but
    the marks of the files tell them from a sentence's lead-in no better than we do, so neither side counts them.
    """
    for path in sorted(folder.glob("*/*.md")):
        text = path.read_text("utf-8")
        report = rp.parse(text, profile).report
        body = _FILE_HEAD.sub("", text)
        head = [line.strip("*# ") for line in body.splitlines() if line.strip()][:_HEAD_LINES]
        title = next((line for line in head if len(line) <= 60 and (ended := _TITLE.search(line))), None)
        printed = spaceless(
            "".join(one.text for one in report.front.content if isinstance(one, FrontLine) and one.kind == "title")
        )
        if title is not None:
            wanted = spaceless(title[: ended.end()]) if (ended := _TITLE.search(title)) else ""
            yield Row(path.stem, "title printed", float(bool(printed) and wanted in printed), 1)
        else:
            yield Row(path.stem, "title of the file's head", float(report.meta.title is not None), 1)
        greeted = any(_SALUTATION.match(line) for line in head)
        found = any(isinstance(one, Addressing) for one in report.front.content)
        yield Row(path.stem, "salutation, or none", float(greeted == found), 1)
        gold = [_words(one) for line in body.splitlines() for one in _RUN_IN.findall(line)]
        if len(gold) < _FEWEST:
            continue
        for what, one in (("with marks", report), ("without", rp.parse(text.replace("**", ""), profile).report)):
            wanted_heads = set(gold)
            labelled = {id(item.heading) for item in one.find(Item) if item.numbering is not None}
            heads = [
                words
                for head in one.find(Heading)
                if head.run_in
                and not head.text.endswith("：")
                and ((words := _words(head.text)) in wanted_heads or not (head.numbering or id(head) in labelled))
            ]
            yield Row(path.stem, f"run-in heads F1, {what}", f1(gold, heads), len(gold))


def _words(text: str) -> str:
    return _LABEL.sub("", spaceless(text).replace("*", "")).strip("。：:；")
