"""Profiles: the facts about families of reports, from TOML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from attrs import field, frozen

from reportparse.clean import WebWords
from reportparse.errors import ProfileError
from reportparse.numbering import Style
from reportparse.patterns import fault, finds
from reportparse.structure import MatterOptions, OutlineOptions, ParseOptions

__all__ = ["Profile", "available", "detect", "load", "web_words"]

_KEYS = {"name", "parent", "title", "status", "languages", "disable", "detect", "outline", "matter", "web"}
_MATTER_KEYS = ("title", "issuer", "addressing", "after_sections", "closing", "contents")
_WEB_KEYS = ("buttons", "controls", "data", "home", "places", "footers")
_STATUSES = ("tested", "untested")
_LONGEST_LOOK = 2000  # characters at either end of a text that detection reads


@frozen(kw_only=True)
class Profile:
    """The facts about one family of reports."""

    name: str  # "cn-cppcc"
    title: str = ""
    status: str = "untested"
    parent: str | None = None
    languages: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()  # rules that are off
    detect: tuple[tuple[str, float], ...] = ()  # pattern and weight
    outline: OutlineOptions = OutlineOptions()
    matter: MatterOptions = MatterOptions()
    web: WebWords = field(factory=WebWords)  # those of its parent included

    @property
    def language(self) -> str | None:
        """The family's language, if it has one only."""
        return self.languages[0] if len(self.languages) == 1 else None

    def parse_options(self, language: str | None) -> ParseOptions:
        """What the parser needs of the profile."""
        return ParseOptions(profile=self.name, language=language, outline=self.outline, matter=self.matter)


@cache
def _names() -> tuple[str, ...]:
    folder = resources.files("reportparse.profiles") / "data"
    return tuple(sorted(entry.name[: -len(".toml")] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def available() -> tuple[Profile, ...]:
    """Every profile that comes with the package, sorted by name."""
    return tuple(load(name) for name in _names())


@cache
def web_words() -> WebWords:
    """The words of web pages of every family, for a text whose family is not known yet."""
    words = WebWords()
    for profile in available():
        words += profile.web
    return words


@lru_cache(maxsize=64)
def load(name: str) -> Profile:
    """A profile by name, or from a TOML file by its path. Raises `ProfileError` with every fault at once.

    >>> load("cn-cppcc").parent
    'cn-report'
    """
    import tomllib

    if name in _names():
        text = (resources.files("reportparse.profiles") / "data" / f"{name}.toml").read_text("utf-8")
    elif name.endswith(".toml") or "/" in name or "\\" in name:
        try:
            text = Path(name).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError(f"cannot read the profile {name}: {error}") from error
    else:
        raise ProfileError(f"no profile {name!r}{_suggestion(name, _names())}; there are: {', '.join(_names())}")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{name}: not TOML: {error}") from error
    return _profile(name, values)


def _profile(origin: str, values: dict[str, Any]) -> Profile:
    faults: list[str] = []
    for key in values:
        if key not in _KEYS:
            faults.append(f"{key}: unknown{_suggestion(key, _KEYS)}")
    parent_name = values.get("parent")
    parent: Profile | None = None
    if parent_name is not None:
        try:
            parent = load(str(parent_name))
        except ProfileError as error:
            faults.append(f"parent: {error}")
    name = _value(values, "name", str, Path(origin).stem, faults)
    status = _value(values, "status", str, "untested", faults)
    if status not in _STATUSES:
        faults.append(f"status: {status!r} is not one of {', '.join(_STATUSES)}{_suggestion(status, _STATUSES)}")
    profile = Profile(
        name=name,
        title=_value(values, "title", str, "", faults),
        status=status,
        parent=None if parent is None else parent.name,
        languages=_strings(values, "languages", parent.languages if parent else (), faults),
        disable=_strings(values, "disable", parent.disable if parent else (), faults),
        detect=_detect(values.get("detect", {}), faults),
        outline=_outline(values.get("outline", {}), parent.outline if parent else OutlineOptions(), faults),
        matter=_matter(values.get("matter", {}), parent.matter if parent else MatterOptions(), faults),
        web=(parent.web if parent else WebWords()) + _web(values.get("web", {}), faults),
    )
    if faults:
        raise ProfileError(f"{origin}:\n" + "\n".join(f"  {fault}" for fault in faults))
    return profile


def _value(values: dict[str, Any], key: str, kind: type[str], default: str, faults: list[str]) -> str:
    value = values.get(key, default)
    if not isinstance(value, kind):
        faults.append(f"{key}: a string is needed, not {value!r}")
        return default
    return value


def _strings(
    values: dict[str, Any], key: str, default: tuple[str, ...], faults: list[str], path: str = ""
) -> tuple[str, ...]:
    value = values.get(key)
    if value is None:
        return default
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        faults.append(f"{path}{key}: a list of strings is needed, not {value!r}")
        return default
    return tuple(value)


def _pattern(value: object, path: str, faults: list[str]) -> str | None:
    if not isinstance(value, str):
        faults.append(f"{path}: a pattern (string) is needed, not {value!r}")
        return None
    wrong = fault(value)
    if wrong is not None:
        faults.append(f"{path}: not a pattern: {wrong}")
        return None
    return value


def _detect(values: object, faults: list[str]) -> tuple[tuple[str, float], ...]:
    if not isinstance(values, dict):
        faults.append("detect: a table is needed")
        return ()
    made: list[tuple[str, float]] = []
    for at, entry in enumerate(values.get("patterns", [])):
        if not isinstance(entry, dict) or "find" not in entry:
            faults.append(f"detect.patterns[{at}]: a table with find and weight is needed")
            continue
        pattern = _pattern(entry["find"], f"detect.patterns[{at}].find", faults)
        weight = entry.get("weight", 1.0)
        if not isinstance(weight, int | float):
            faults.append(f"detect.patterns[{at}].weight: a number is needed, not {weight!r}")
        elif pattern is not None:
            made.append((pattern, float(weight)))
    return tuple(made)


def _outline(values: object, parent: OutlineOptions, faults: list[str]) -> OutlineOptions:
    if not isinstance(values, dict):
        faults.append("outline: a table is needed")
        return parent
    for key in values:
        if key not in ("forms", "parts"):
            faults.append(f"outline.{key}: unknown{_suggestion(key, ('forms', 'parts'))}")
    forms = _strings(values, "forms", parent.forms, faults, "outline.")
    for at, form in enumerate(forms):
        for style in re.findall(r"\{(\w*)\}", form):
            if style not in _STYLES:
                faults.append(f"outline.forms[{at}]: no style {style!r}{_suggestion(style, _STYLES)}")
    return OutlineOptions(forms=forms, parts=_strings(values, "parts", parent.parts, faults, "outline."))


_STYLES = tuple(style.value for style in Style)


def _matter(values: object, parent: MatterOptions, faults: list[str]) -> MatterOptions:
    if not isinstance(values, dict):
        faults.append("matter: a table is needed")
        return parent
    patterns: dict[str, str | None] = {key: getattr(parent, key) for key in _MATTER_KEYS}
    for key, value in values.items():
        if key not in _MATTER_KEYS:
            faults.append(f"matter.{key}: unknown{_suggestion(key, _MATTER_KEYS)}")
        else:
            patterns[key] = _pattern(value, f"matter.{key}", faults)
    return MatterOptions(**patterns)


def _web(values: object, faults: list[str]) -> WebWords:
    if not isinstance(values, dict):
        faults.append("web: a table is needed")
        return WebWords()
    for key in values:
        if key not in _WEB_KEYS:
            faults.append(f"web.{key}: unknown{_suggestion(key, _WEB_KEYS)}")
    return WebWords(*(_strings(values, key, (), faults, "web.") for key in _WEB_KEYS))


def _suggestion(word: str, known: Any) -> str:
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def detect(text: str, language: str | None = None) -> Profile:
    """The profile whose patterns a clean text shows most of; `generic` if none reaches 1.0.

    Reads both ends of the text only, line by line. `language` is that of the text, where its script tells it:
    families of other scripts are not looked at.
    """
    look = text if len(text) <= 2 * _LONGEST_LOOK else f"{text[:_LONGEST_LOOK]}\n{text[-_LONGEST_LOOK:]}"
    best, most = load("generic"), 0.99
    for profile in available():
        if profile.languages and not _may_be(profile.languages, language):
            continue
        weight = _weight(profile, look)
        if weight >= 1.0 and profile.parent is not None and profile.parent != "generic":
            # Sure in its own right, a family inherits what speaks for its parent.
            weight += _weight(load(profile.parent), look)
        if weight > most:
            best, most = profile, weight
    return best


def _may_be(languages: Sequence[str], language: str | None) -> bool:
    """Can a text be in one of these languages? One of unknown language is in letters of western Europe."""
    return language in languages if language is not None else not _SCRIPTS.issuperset(languages)


_SCRIPTS = frozenset({"zh-Hans", "zh-Hant", "ja", "ko", "ru", "el", "th"})  # languages that a script tells


def _weight(profile: Profile, text: str) -> float:
    return sum(amount for pattern, amount in profile.detect if finds(pattern, text))
