"""How many of a report's labels the ladder explains: `explained()`."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.diagnostics import Diagnostic
from reportparse.nodes import Heading, Item, Paragraph, Report
from reportparse.numbering import Style

_UNEXPLAINED = ("ordinal-gap", "ordinal-duplicate", "label-not-accepted")


def explained(report: Report, diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """How many labels count on or begin to count, and how many labels the report prints; bullets are none.

    A label that leaves a gap or stands twice, and one that was not accepted, is not explained.

    >>> import reportparse as rp
    >>> document = rp.parse("一、任务\\n\\n完成任务。\\n\\n三、措施\\n\\n采取措施。")
    >>> explained(document.report, document.diagnostics)
    (1, 2)
    """
    labels = sum(
        isinstance(node, Heading | Item | Paragraph)
        and node.numbering is not None
        and node.numbering.style is not Style.BULLET
        and not (isinstance(node, Item) and node.inline)
        for node in report.walk()
    )
    refused = sum(one.code == "label-not-accepted" for one in diagnostics)
    doubtful = sum(one.code in _UNEXPLAINED for one in diagnostics)
    return max(0, labels + refused - doubtful), labels + refused
