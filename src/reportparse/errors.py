"""What the caller did wrong. A bad document never raises; a bad call does, and says how to cure it."""

from __future__ import annotations

from collections.abc import Iterable


class ReportparseError(Exception):
    """Base of every error this package raises on purpose."""


class EncodingError(ReportparseError):
    """The bytes are not text in the encoding tried; says at which byte and what they may be."""


class ProfileError(ReportparseError):
    """A profile is unknown, or its file is wrong; lists everything that is wrong at once."""


class ReadError(ReportparseError):
    """XML or JSON that is not a reportparse document."""


class EngineError(ReportparseError):
    """A rule broke a law of the edit log (order, overlap, empty edit); names the rule."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'outline'?`, if something known is near; else nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
