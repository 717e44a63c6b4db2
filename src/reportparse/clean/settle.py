"""For rules whose edits may leave something that the same rule would look at again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportparse.provenance import Edit, Mark, Trace, TraceBuilder, applied
from reportparse.source import Source

_MOST_ROUNDS = 16


def settled(text: str, first: Sequence[Edit], edits_of: Callable[[str], Sequence[Edit]]) -> Iterator[Edit]:
    """The edits `first`, and those that `edits_of` then finds in what they leave, until it finds no more.

    All in the coordinates of `text`; edits of several rounds that touch the same characters are one. So a rule
    that yields them changes nothing when it is run again.

    >>> drop = lambda text: [Edit(at, at + 2) for at in [text.find("()")] if at >= 0]
    >>> list(settled("a(())b", drop("a(())b"), drop))
    [Edit(start=1, end=5, now='')]
    """
    if not first:
        return
    again = edits_of(applied(text, first))
    if not again:
        yield from first
        return
    builder = TraceBuilder(Source(text=text))
    builder.apply("settle", first)
    builder.apply("settle", again)
    yield from edits_to(_settle(builder, lambda left, _: edits_of(left)))


def settled_with(text: str, marks: Sequence[Mark], edits_of: Callable[[str, Sequence[Mark]], Sequence[Edit]]) -> Trace:
    """The same for a rule that looks at marks, too: they move with the text from round to round."""
    builder = TraceBuilder(Source(text=text))
    builder.apply("settle", marks)
    return _settle(builder, edits_of)


def edits_to(trace: Trace) -> Iterator[Edit]:
    """All that was done on the way to a trace's text, in the coordinates of its source."""
    steps = [step.edits for step in trace.steps if step.edits]
    if len(steps) < 2:  # mostly: nothing to put together
        yield from (edit for edits in steps for edit in edits)
        return
    for change in trace.changes():
        yield Edit(change.span.start, change.span.end, change.now)


def _settle(builder: TraceBuilder, edits_of: Callable[[str, Sequence[Mark]], Sequence[Edit]]) -> Trace:
    for _ in range(_MOST_ROUNDS):
        found = edits_of(builder.text, builder.marks)
        if not found:
            break
        builder.apply("settle", found)
    return builder.trace()
