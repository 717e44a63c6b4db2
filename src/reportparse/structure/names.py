"""How bodies, places, meetings and kinds of report are named, language by language: `names()`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

_NEVER = "(?!)"


class Names:
    """The patterns of one language, from `names.toml`; what a language does not have matches nothing.

    Each is compiled when it is first asked for: a report needs a few.
    """

    titles: re.Pattern[str]
    joins: re.Pattern[str]
    issuer: re.Pattern[str]
    occasion: re.Pattern[str]
    greeting: re.Pattern[str]
    notice: re.Pattern[str]
    speaker: re.Pattern[str]
    office: re.Pattern[str]
    letter: re.Pattern[str]
    number: re.Pattern[str]
    region: re.Pattern[str]
    term: re.Pattern[str]
    session: re.Pattern[str]
    meeting: re.Pattern[str]
    on_behalf: re.Pattern[str]
    review: re.Pattern[str]
    plan: re.Pattern[str]
    past: re.Pattern[str]
    past_years: re.Pattern[str]
    ahead: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], str], ...]
    levels: tuple[tuple[re.Pattern[str], str], ...]

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table

    def __getattr__(self, name: str) -> Any:
        if name not in Names.__annotations__:
            raise AttributeError(name)
        value = self._table.get(name, () if name in ("kinds", "levels") else _NEVER)
        made: Any
        if isinstance(value, str):
            made = re.compile(value)
        else:
            made = tuple((re.compile(one["find"]), one[name[:-1]]) for one in value)
        setattr(self, name, made)
        return made


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
        return tuple(Names(table[one]) for one in table["latin"])
    found = table.get(language.partition("-")[0])
    return () if not isinstance(found, dict) else (Names(found),)


@cache
def _table() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))
