"""How bodies, places, meetings and kinds of report are named, language by language: `names()`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

_NEVER = "(?!)"
_LONGEST = 120  # characters of a line that names a speaker
_HONOURS = r"(?:Mme|Mlle|MM?\.|Mrs?\.?|Ms\.?|Dra?\.?|Sra?\.?|Eng\.|Ing\.|Ir\.|Lic\.|Prof\.|Herrn?|Frau|Dott\.|Dña\.|D\.|Hon\.|Pani|Pan)"
_NO_OFFICE = "(?i:conta[ck]t|enquir|inquir|photo|foto|cover|design|edit|print|att|to[ ]?:|dear|from)"
_NAME = r"[A-ZÀ-Þ][\w.’'-]+(?:[ ](?:(?:de|da|do|di|del|dos|la|van|von|zu|af|al)[ ]){0,2}[A-ZÀ-Þ][\w.’'-]*){1,4}"


class Names:
    """The patterns of one language, from `names.toml`; what a language does not have matches nothing.

    Each is compiled when it is first asked for: a report needs a few.
    """

    titles: re.Pattern[str]
    joins: re.Pattern[str]
    joined: re.Pattern[str]
    issuer: re.Pattern[str]
    occasion: re.Pattern[str]
    greeting: re.Pattern[str]
    notice: re.Pattern[str]
    speaker: re.Pattern[str]
    offices: re.Pattern[str]
    by: re.Pattern[str]
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
        self._spoken: tuple[re.Pattern[str], ...] | None = None

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

    def spoken(self, line: str) -> re.Match[str] | None:
        """A line that says who gave the report; groups `name` and `role`, which may be None.

        >>> [one.spoken("présenté par Mme Claire Dubois, maire")["name"] for one in names("fr")]
        ['Claire Dubois']
        >>> [one.spoken("Alcalde: Juan Pérez")["role"] for one in names("es")]
        ['Alcalde']
        >>> [one.spoken("Por Una Vida Mejor") for one in names("es")]
        [None]
        """
        found = self.speaker.fullmatch(line)
        if found is not None or "offices" not in self._table or len(line) > _LONGEST:
            return found
        if self._spoken is None:
            offices, by = self._table["offices"], self._table["by"]
            self._spoken = (
                re.compile(
                    rf"(?P<role>(?!{_NO_OFFICE})[A-ZÀ-Þ][\w-]+(?:[ ][\w-]+){{0,4}})[ ]?:[ ]*{_HONOURS}[ ](?P<name>{_NAME})"
                ),
                re.compile(
                    rf"(?P<role>(?i:{offices})(?:[ ][^:,;.]{{1,40}})?)[ ]?:[ ]*(?:{_HONOURS}[ ])?(?P<name>{_NAME})"
                ),
                re.compile(rf"(?i:{by})[ ]{_HONOURS}[ ](?P<name>{_NAME})(?:,[ ](?P<role>[^.;:]{{3,80}}))?"),
                re.compile(rf"(?i:{by})[ ](?P<role>(?i:{offices}))[ ](?:{_HONOURS}[ ])?(?P<name>{_NAME})"),
                re.compile(rf"(?i:{by})[ ](?P<name>{_NAME}),[ ](?P<role>(?i:{offices})\b[^.;:]{{0,80}})"),
            )
        return next((found for one in self._spoken if (found := one.fullmatch(line)) is not None), None)


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
