"""Cleaning: what the page and the extractor did to the text, undone rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportparse.clean.characters import characters
from reportparse.clean.contents import contents
from reportparse.clean.crossed import crossed_lines
from reportparse.clean.doubts import doubts
from reportparse.clean.emphasis import emphasis
from reportparse.clean.entries import glued_entries
from reportparse.clean.filehead import file_head
from reportparse.clean.fragments import fragments
from reportparse.clean.furniture import folios, jump_lines, mastheads
from reportparse.clean.gluedtitles import glued_titles
from reportparse.clean.glyphs import glyph_doubling
from reportparse.clean.headcopies import head_copies
from reportparse.clean.headingmarks import heading_marks
from reportparse.clean.labelcopies import label_copies
from reportparse.clean.linecopies import line_copies
from reportparse.clean.lines import lines
from reportparse.clean.margins import margin_heads
from reportparse.clean.movedcopies import moved_copies
from reportparse.clean.named import furniture
from reportparse.clean.notes import notes
from reportparse.clean.overstrike import overstrike
from reportparse.clean.pages import Removed, pages
from reportparse.clean.rule import Note, Rule, View, WebWords
from reportparse.clean.running import running_heads
from reportparse.clean.sentencecopies import sentence_copies
from reportparse.clean.sideheads import side_heads
from reportparse.clean.spaces import spaces
from reportparse.clean.staircase import staircase
from reportparse.clean.stretched import stretched_lines
from reportparse.clean.tables import tables
from reportparse.clean.tabs import side_tabs
from reportparse.clean.tornbold import torn_bold
from reportparse.clean.web import web_boilerplate
from reportparse.clean.wordcopies import word_copies
from reportparse.diagnostics import Diagnostic
from reportparse.provenance import Edit, Mark, Trace, TraceBuilder
from reportparse.source import Source
from reportparse.span import Span

__all__ = ["RULES", "Rule", "View", "WebWords", "clean", "run_rule"]

# In running order. Overstrike first sees the characters as printed; spaces and lines see each run once.
RULES: tuple[Rule, ...] = (
    Rule("characters", characters),
    Rule("file-head", file_head),
    Rule("heading-marks", heading_marks),
    Rule("emphasis", emphasis),
    Rule("staircase", staircase),
    Rule("stretched-lines", stretched_lines),
    Rule("head-copies", head_copies),
    Rule("label-copies", label_copies),
    Rule("line-copies", line_copies),
    Rule("glyph-doubling", glyph_doubling),
    Rule("word-copies", word_copies),
    Rule("sentence-copies", sentence_copies),
    Rule("overstrike", overstrike),
    Rule("moved-copies", moved_copies),
    Rule("crossed-lines", crossed_lines),
    Rule("web-boilerplate", web_boilerplate),
    Rule("side-tabs", side_tabs),
    Rule("jump-lines", jump_lines),
    Rule("folios", folios),
    Rule("mastheads", mastheads),
    Rule("furniture", furniture),
    Rule("running-heads", running_heads),
    Rule("glued-titles", glued_titles),
    Rule("glued-entries", glued_entries),
    Rule("contents", contents),
    Rule("tables", tables),
    Rule("notes", notes),
    Rule("side-heads", side_heads),
    Rule("margin-heads", margin_heads),
    Rule("torn-bold", torn_bold),
    Rule("spaces", spaces),
    Rule("fragments", fragments),
    Rule("lines", lines),
)

_NO_WORDS = WebWords()
# Rules that take out lines which may bear the number of their page.
_FURNITURE = frozenset({"folios", "mastheads", "furniture", "running-heads"})


def clean(
    source: Source,
    disable: Iterable[str] = (),
    web: WebWords = _NO_WORDS,
    extra: Iterable[tuple[str, Rule]] = (),
    *,
    named: tuple[str, ...] = (),
    kin: str = "",
) -> tuple[Trace, tuple[Diagnostic, ...]]:
    """Run every rule that is not disabled over the source; the trace and what the rules remarked.

    `extra` are rules of a family's own, each with the name of the one it runs behind. `named` are
    patterns of lines that the family names as furniture. `kin` is the text of other pages of the report, cleaned but
    for its lines: a short page shows too little of how its lines are set.

    >>> trace, _ = clean(Source(text="全年提出建议意见 108条，\\n11名委员发言。"))
    >>> trace.text
    '全年提出建议意见108条，11名委员发言。'
    """
    off = frozenset(disable)
    builder = TraceBuilder(source)
    noted: list[tuple[int, Note]] = []
    removed: list[tuple[int, Edit, str]] = []
    view = View(source.text, web=web, furniture=named, kin=kin)
    doubts(view)
    noted += [(0, note) for note in view.notes]
    for rule in _with(extra):
        if rule.name in off:
            continue
        view = view.behind(builder.text, builder.marks)
        found = list(rule.run(view))
        if rule.name in _FURNITURE:
            gone = [one for one in found if type(one) is Edit and not one.now.strip()]
            removed += [(builder.step_count, one, view.text[one.start : one.end]) for one in gone]
            # Where a page may end or begin: for the rules behind it.
            found += [Mark(one.start, one.start, "away") for one in gone]
        noted += [(builder.step_count, note) for note in view.notes]
        builder.apply(rule.name, found)
    builder.forget("away")
    trace = builder.trace()
    trace = trace.with_pages(pages(source.text, _removed(trace, removed)))
    return trace, tuple(_diagnostic(trace, steps, note) for steps, note in noted)


def _with(extra: Iterable[tuple[str, Rule]]) -> Iterator[Rule]:
    """The rules in running order, each with the extra ones behind it."""
    behind = tuple(extra)
    for rule in RULES:
        yield rule
        yield from (one for name, one in behind if name == rule.name)


def _removed(trace: Trace, removed: list[tuple[int, Edit, str]]) -> list[Removed]:
    """The lines of furniture, where they stood in the source."""
    found = [
        Removed(*trace.source_span(Span(edit.start, edit.end), steps=steps), text) for steps, edit, text in removed
    ]
    return sorted(found)


def _diagnostic(trace: Trace, steps: int, note: Note) -> Diagnostic:
    span = None
    if note.start is not None and note.end is not None:
        span = trace.source_span(Span(note.start, note.end), steps=steps)
    return Diagnostic(code=note.code, message=note.message, span=span)


def run_rule(name: str, text: str, web: WebWords = _NO_WORDS, named: tuple[str, ...] = ()) -> str:
    """What one rule alone makes of a text. KeyError names the rules there are.

    >>> run_rule("spaces", "意见 108条")
    '意见108条'
    """
    for rule in RULES:
        if rule.name == name:
            builder = TraceBuilder(Source(text=text))
            builder.apply(name, rule.run(View(text, web=web, furniture=named)))
            return builder.text
    raise KeyError(f"no rule {name!r}; there are: {', '.join(rule.name for rule in RULES)}")
