"""Patterns that come from profiles: compiled once, bounded in time.

A profile may be a user's file, and `(a+)+$` on thirty characters takes `re` minutes. `regex` gives up
after `TIMEOUT` seconds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportparse.errors import ProfileError

if TYPE_CHECKING:
    from regex import Pattern

TIMEOUT = 1.0  # seconds for one search in one text


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Pattern[str]:
    import regex  # loaded here so that `import reportparse` stays quick

    return regex.compile(pattern, regex.MULTILINE)


def fault(pattern: str) -> str | None:
    """What is wrong with a pattern; None if it compiles.

    >>> fault("报告$") is None, fault("(报告")
    (True, 'missing ) at position 3')
    """
    import regex

    try:
        _compiled(pattern)
    except regex.error as error:
        return str(error)
    return None


def finds(pattern: str, text: str) -> bool:
    """Does the pattern occur in the text? Raises `ProfileError` if it takes too long to say.

    >>> finds("工作报告$", "区政协工作报告")
    True
    """
    return _bounded(_compiled(pattern).search, pattern, text) is not None


def found(pattern: str, text: str) -> str | None:
    """The first stretch of the text that the pattern matches; None if there is none. Raises as `finds` does.

    >>> found("政协.*报告$", "区政协工作报告"), found("报告$", "报告如下")
    ('政协工作报告', None)
    """
    match = _bounded(_compiled(pattern).search, pattern, text)
    return None if match is None else str(match.group())


def opens(pattern: str, text: str) -> bool:
    """Does the text begin with the pattern? Raises `ProfileError` if it takes too long to say.

    >>> opens("各位(委员|代表)", "各位委员："), opens("委员", "各位委员：")
    (True, False)
    """
    return _bounded(_compiled(pattern).match, pattern, text) is not None


def _bounded(look: Any, pattern: str, text: str) -> Any:
    try:
        return look(text, timeout=TIMEOUT)
    except TimeoutError:
        raise ProfileError(
            f"the pattern {pattern!r} takes more than {TIMEOUT:g} s on {text[:20]!r}…; "
            "write it without a repeat inside a repeat"
        ) from None
