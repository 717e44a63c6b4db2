"""The facts of a document that one wants to see before trusting its tree: `look()`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import asdict, frozen

from reportparse.chars import em_width
from reportparse.clean.habits import column_width
from reportparse.extractors import Likely, habits, recognised
from reportparse.numbering import Style, label_at, opens_division
from reportparse.pipeline import Document
from reportparse.provenance import Change, text_before

_SETTING = frozenset({"characters", "spaces", "lines"})  # rules that take out no words
_LONGEST_LINE = 80  # characters of a line that may be furniture
_MOST_LINES = 12  # repeated lines shown
_STEP = 2  # em of a bar of the histogram
_BAR = 40  # characters of the longest bar


@frozen(kw_only=True)
class RepeatedLine:
    """A line that the text repeats, its numbers apart."""

    text: str  # with # for each number
    count: int
    removed: int  # how many of them were taken out as furniture


@frozen(kw_only=True)
class Form:
    """A form of label at the start of lines."""

    form: str  # （{han}）
    count: int
    ordinals: str  # "1-5, 1-4, 7": how they count, in printed order
    sample: str  # the first such line


@frozen(kw_only=True)
class Look:
    """What `look()` found. `width` is the column in em, None where the lines are paragraphs."""

    extractors: tuple[Likely, ...]
    profile: str
    reasons: tuple[str, ...]  # why this family, and which is the next: ("+2 'Annual Report' (en-report)", …)
    language: str | None
    characters: int  # of the source, in code points
    lines: int  # with text
    pages: int | None
    page_labels: tuple[str, ...]  # the numbers printed, first and last
    repairs: tuple[tuple[str, int], ...]  # rule and number of changes, the most first
    doubling: tuple[str, ...]  # how bold was struck, in words
    repeated: tuple[RepeatedLine, ...]
    widths: tuple[tuple[int, int], ...]  # em (the lower bound of the bar), lines
    width: float | None
    forms: tuple[Form, ...]

    def to_dict(self) -> dict[str, Any]:
        """The facts as plain values, for JSON."""
        made = asdict(self, filter=lambda field, _: field.name != "extractors")
        made["extractors"] = [one._asdict() for one in self.extractors]
        return made

    def to_text(self) -> str:
        """The facts as a page to read."""
        return "\n".join(_page(self)) + "\n"


def look(document: Document) -> Look:
    """The facts of a parsed document: extractor, pages, repeated lines, doubling, line widths, label forms.

    Raises `ValueError` for a document that was read back without provenance.

    >>> from reportparse import parse
    >>> found = look(parse("一、主要工作\\n\\n全年提出意见 108条。\\n\\n二、今后任务\\n\\n继续努力。"))
    >>> [(one.form, one.count, one.ordinals) for one in found.forms]
    [('{han}、', 2, '1-2')]
    """
    if document.trace is None or document.source is None:
        raise ValueError('no source: this document was read without provenance; write it with provenance="standoff"')
    trace, source = document.trace, document.source.text
    changes = trace.changes()
    repairs = Counter(change.rules[0] for change in changes)
    printed = [
        line.strip()
        for line in text_before(trace, "fragments", "lines").replace("\f", "\n").split("\n")
        if line.strip()
    ]
    pages = [page for _, found in document.report.leaf_pages() for page in found]
    labels = [page.label for page in pages if page.label]
    widths = Counter(int(em_width(line) // _STEP) * _STEP for line in printed)
    return Look(
        extractors=recognised(habits(source), repairs),
        profile=document.profile,
        reasons=tuple(reasons(document)),
        language=document.report.language,
        characters=len(source),
        lines=sum(1 for line in source.split("\n") if line.strip()),
        pages=max((page.number for page in pages), default=None),
        page_labels=(labels[0], labels[-1]) if labels else (),
        repairs=tuple(sorted(repairs.items(), key=_most_first)),
        doubling=tuple(one.message for one in document.diagnostics if one.code == "overstruck"),
        repeated=tuple(_repeated(source, changes)),
        widths=tuple(sorted(widths.items())),
        width=column_width("\n".join(printed)),
        forms=tuple(_forms(printed)),
    )


def reasons(document: Document) -> Iterator[str]:
    """Why the document was read with its profile: a line for each clue that was found, then the runner-up."""
    found = document.detection
    if found is None:
        yield "asked for"
        return
    if found.chosen is None:
        yield "no family's clues reach 1.0"
    else:
        yield from (f"{one.weight:+g} {one.matched!r} ({one.profile})" for one in found.chosen.reasons)
    if found.runner_up is not None:
        words = ", ".join(repr(one.matched) for one in found.runner_up.reasons)
        yield f"runner-up {found.runner_up.profile}, {found.runner_up.weight:g}: {words}"


def _most_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


def _key(line: str) -> str:
    """As `running-heads` counts lines: # for each number."""
    return _NUMBER.sub("#", line.strip())


_NUMBER = re.compile(r"\d+")


def _repeated(source: str, changes: Iterable[Change]) -> Iterator[RepeatedLine]:
    """The lines that recur most, of the source; with how many of them were taken out."""
    lines = [line.strip() for line in source.replace("\f", "\n").split("\n")]
    counts = Counter(_key(line) for line in lines if 2 < len(line) <= _LONGEST_LINE)
    removed: Counter[str] = Counter()
    for change in changes:
        for line in change.was.replace("\f", "\n").split("\n"):
            if len(line.strip()) > 2 and not change.now.strip() and not _SETTING.issuperset(change.rules):
                removed[_key(line)] += 1
    for text, count in sorted(counts.items(), key=_most_first)[:_MOST_LINES]:
        if count > 1 and any(character.isalnum() or character == "#" for character in text):
            yield RepeatedLine(text=text, count=count, removed=min(count, removed[text]))


def _forms(printed: Iterable[str]) -> Iterator[Form]:
    found: dict[str, list[int | None]] = {}
    samples: dict[str, str] = {}
    for line in printed:
        label = label_at(line) if opens_division(line) else None
        if label is None:
            continue
        form = label.text if label.style is Style.BULLET else label.form
        found.setdefault(form, []).append(label.ordinal)
        samples.setdefault(form, line)
    for form, ordinals in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Form(form=form, count=len(ordinals), ordinals=runs_of(ordinals), sample=samples[form][:40])


def runs_of(ordinals: Iterable[int | None]) -> str:
    """`1-5, 1-4, 7`: ordinals that count up by one are a run."""
    runs: list[list[int]] = []
    for ordinal in ordinals:
        if ordinal is None:
            continue
        if runs and ordinal == runs[-1][-1] + 1:
            runs[-1].append(ordinal)
        else:
            runs.append([ordinal])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:12]]
    return ", ".join(shown) + (", …" if len(runs) > 12 else "")


def _page(found: Look) -> Iterator[str]:
    """The lines of the page; sections without facts say so, so that nothing seems to be missing."""
    yield f"text        {found.characters:,} characters, {found.lines:,} line{'s' * (found.lines != 1)}"
    yield f"profile     {found.profile}{f', {found.language}' if found.language else ''}"
    yield from (f"{'':12}{one}" for one in found.reasons)
    if found.extractors:
        for turn, one in enumerate(found.extractors[:3]):
            yield f"{'extractor' if not turn else '':12}{one.name} ({one.fit:.2f}): {'; '.join(one.reasons)}"
    else:
        yield "extractor   not recognised"
    labels = f", printed numbers {found.page_labels[0]} to {found.page_labels[-1]}" if found.page_labels else ""
    yield f"pages       {found.pages if found.pages is not None else 'none show'}{labels}"
    yield f"column      {f'{found.width:g} em' if found.width is not None else 'none: lines are not wrapped'}"
    yield ""
    yield "repairs by rule"
    yield from (f"  {count:6}  {rule}" for rule, count in found.repairs)
    yield from (f"  {said}" for said in found.doubling)
    yield from ["  none"] * (not found.repairs)
    yield ""
    yield "repeated lines (# is a number)"
    for line in found.repeated:
        fate = f"{line.removed} taken out" if line.removed else "kept"
        yield f"  {line.count:6}  {line.text}  [{fate}]"
    yield from ["  none"] * (not found.repeated)
    yield ""
    yield "line widths, em"
    most = max((count for _, count in found.widths), default=1)
    for start, count in found.widths:
        yield f"  {start:4}-{start + _STEP:<4}{count:6}  {'█' * round(count * _BAR / most)}"
    yield from ["  none"] * (not found.widths)
    yield ""
    yield "labels at line starts"
    for form in found.forms:
        yield f"  {form.count:6}  {form.form:14}{f'  {form.ordinals}' if form.ordinals else ''}  {form.sample}"
    yield from ["  none"] * (not found.forms)
