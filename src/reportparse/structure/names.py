"""How bodies, places, meetings and kinds of report are named, language by language: `names()`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from attrs import frozen

_NEVER = re.compile(r"(?!)")


@frozen
class Names:
    """The patterns of one language, from `names.toml`; what a language does not have matches nothing."""

    titles: re.Pattern[str] = _NEVER
    joins: re.Pattern[str] = _NEVER
    issuer: re.Pattern[str] = _NEVER
    occasion: re.Pattern[str] = _NEVER
    greeting: re.Pattern[str] = _NEVER
    notice: re.Pattern[str] = _NEVER
    speaker: re.Pattern[str] = _NEVER
    office: re.Pattern[str] = _NEVER
    letter: re.Pattern[str] = _NEVER
    number: re.Pattern[str] = _NEVER
    region: re.Pattern[str] = _NEVER
    term: re.Pattern[str] = _NEVER
    session: re.Pattern[str] = _NEVER
    meeting: re.Pattern[str] = _NEVER
    on_behalf: re.Pattern[str] = _NEVER
    review: re.Pattern[str] = _NEVER
    plan: re.Pattern[str] = _NEVER
    past: re.Pattern[str] = _NEVER
    past_years: re.Pattern[str] = _NEVER
    ahead: re.Pattern[str] = _NEVER
    kinds: tuple[tuple[re.Pattern[str], str], ...] = ()
    levels: tuple[tuple[re.Pattern[str], str], ...] = ()


@cache
def names(language: str | None) -> tuple[Names, ...]:
    """The names of a language (BCP 47), or, where it is None, of every language in letters of western Europe.

    >>> [one.issuer.fullmatch("Gemeinde- und Kreistag") is not None for one in names("de")]
    [True]
    >>> names("fo")
    ()
    """
    table = _table()
    if language is None:
        return tuple(_names(table[one]) for one in table["latin"])
    found = table.get(language.partition("-")[0])
    return () if not isinstance(found, dict) else (_names(found),)


@cache
def _table() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))


def _names(table: dict[str, Any]) -> Names:
    made: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, str):
            made[key] = re.compile(value)
        else:
            made[key] = tuple((re.compile(one["find"]), one[key[:-1]]) for one in value)
    return Names(**made)
