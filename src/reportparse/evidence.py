"""`Evidence`: by what a node was told, and how surely; and the one list of reasons."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attrs import field, frozen


class Reason(NamedTuple):
    """One way to tell what a stretch of text is: how often it is right, and what it means."""

    cert: float  # of 100 nodes told by this reason, so many are right
    meaning: str
    measured: bool = True  # on documents with gold (docs/evidence.md); else an estimate


REASONS: dict[str, Reason] = {
    "label": Reason(0.97, "A label that counts: it begins with the first, or goes on from that of its last sibling."),
    "label-alone": Reason(0.52, "A label that does not count with its siblings: there is a gap, or it is no number."),
    "bullet": Reason(0.98, "A bullet opens the line."),
    "bold": Reason(0.96, "Bold that opens a sentence and ends with it."),
    "lead": Reason(
        0.94, "A first sentence as short as a heading, before text and run-in items, or behind a label as its siblings."
    ),
    "rhythm": Reason(0.98, "A short sentence before a longer one, in a text most of whose paragraphs are made so."),
    "shape": Reason(0.80, "Its shape: short, without a final mark or a count, and followed by longer text."),
    "siblings": Reason(0.91, "It looks like the headings beside it."),
    "marks": Reason(0.98, "The text itself marks it as a heading, as Markdown does.", measured=False),
    "contents": Reason(0.95, "A table of contents lists it.", measured=False),
    "position": Reason(0.84, "Its place: at the head of the text, or where the divisions below it begin anew."),
    "form": Reason(0.97, "The form of what it says: a date, an occasion with its date, a name behind its office."),
    "words": Reason(0.99, "Words that the profile's family uses there: how titles end, how meetings are addressed."),
    "note": Reason(0.95, "A label that counts at the foot of a page, or that the text calls.", measured=False),
    "columns": Reason(0.80, "Lines with the same columns.", measured=False),
    "leaders": Reason(0.95, "Lines that end in page numbers which do not fall.", measured=False),
    "inferred": Reason(0.75, "Not printed: inferred from the division that follows.", measured=False),
    "displaced": Reason(0.95, "Printed out of its place: after the text, or in the middle of it."),
}

_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _two_digits(cert: float) -> float:
    return round(cert, 2)


@frozen
class Evidence:
    """By which reasons a node was told, strongest first, and how sure that is.

    `cert` is between 0 and 1, with two digits: the share of nodes told so that are right (docs/evidence.md). It is that
    of the surest reason, unless whoever told the node knew better. Nodes share instances, and equality of nodes
    does not look at them.

    >>> Evidence.of("label", "contents")
    Evidence(reasons=('label', 'contents'), cert=0.97)
    >>> Evidence.of("shape", cert=0.6).cert
    0.6
    """

    reasons: tuple[str, ...]  # ("label", "contents"): keys of REASONS
    cert: float = field(converter=_two_digits)  # 0.97

    def __attrs_post_init__(self) -> None:
        wrong = [name for name in self.reasons if _NAME.fullmatch(name) is None]
        if wrong or not self.reasons:
            raise ValueError(f"reasons are names in small letters, such as 'label', not {wrong or 'none at all'}")
        if not 0 <= self.cert <= 1:
            raise ValueError(f"cert is a share between 0 and 1, not {self.cert}")

    @staticmethod
    def of(*reasons: str, cert: float | None = None) -> Evidence:
        """The shared instance for these reasons; `cert` where the place itself is more or less sure than they are.

        Raises `ValueError` for a reason that is not in `REASONS`.
        """
        return _shared(reasons, cert)


@cache
def _shared(reasons: tuple[str, ...], cert: float | None) -> Evidence:
    for name in reasons:
        if name not in REASONS:
            from difflib import get_close_matches

            close = get_close_matches(name, list(REASONS), n=1)
            meant = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(REASONS)}"
            raise ValueError(f"no reason {name!r}{meant}")
    return Evidence(reasons, max(REASONS[name].cert for name in reasons) if cert is None else cert)
