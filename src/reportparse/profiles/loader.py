"""From TOML to `Profile`: `load()`. A wrong file raises once, with everything that is wrong in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import attrs

from reportparse.clean import RULES, WebWords
from reportparse.errors import ProfileError, suggestion
from reportparse.numbering import Style
from reportparse.patterns import fault, finds
from reportparse.profiles.catalogue import FOLDERS, OURS, catalogue
from reportparse.profiles.lines import lines_of
from reportparse.profiles.model import Clue, Profile
from reportparse.profiles.skill import DEFAULT_AFTER, Skill, wrong_target
from reportparse.structure import MatterOptions, OutlineOptions

_STATUSES = ("tested", "untested")
_TABLES = ("detect", "outline", "matter", "web")
_KEYS = ("name", "parent", "title", "status", "languages", "disable", "furniture", "rule", "rule_after", *_TABLES)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")

O = TypeVar("O", OutlineOptions, MatterOptions, WebWords)  # noqa: E741


def load(name: str) -> Profile:
    """A profile by name, or from a TOML file by its path. Raises `ProfileError` with every fault at once.

    >>> load("cn-cppcc").parent
    'cn-report'
    """
    if is_path(name):
        return _of_path(Path(name), ())  # read anew each time: its writer is at work on it
    return _named(name, os.environ.get(FOLDERS, ""))


@lru_cache(maxsize=256)
def _named(name: str, folders: str) -> Profile:
    return _of_name(name, ())


def is_path(name: str) -> bool:
    """Does a name lead to a file, and not to a family of the catalogue?"""
    return name.endswith(".toml") or "/" in name or "\\" in name


def _of_name(name: str, below: tuple[str, ...]) -> Profile:
    places = catalogue().places
    if name not in places:
        raise ProfileError(f"no profile {name!r}{suggestion(name, places)}; there are: {', '.join(places)}")
    place = places[name]
    return _read(place.file, name, name, place.home, below)


def _of_path(path: Path, below: tuple[str, ...]) -> Profile:
    return _read(path, str(path), path.stem, str(path.parent), below)


def _read(file: Traversable, origin: str, stem: str, home: str, below: tuple[str, ...]) -> Profile:
    """`below` are the files that inherit from this one, the first asked for first."""
    import tomllib

    here = str(file.resolve()) if isinstance(file, Path) else origin
    if here in below:
        circle = " -> ".join(Path(one).stem for one in (*below[below.index(here) :], here))
        raise ProfileError(f"a circle of parents: {circle}")
    try:
        text = file.read_text("utf-8-sig")  # some editors write a byte order mark, which TOML does not know
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ProfileError(
            f"cannot read the profile {origin}: line {line} is not UTF-8; save the file as UTF-8"
        ) from error
    except OSError as error:
        raise ProfileError(f"cannot read the profile {origin}: {error.strerror or error}") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{origin}: not TOML: {error}") from error
    faults = _Faults(trusted=home == OURS)
    parent = _parent(values.get("parent"), file, (*below, here), faults)
    profile = _profile(values, stem, home, parent, faults)
    if faults.found:
        raise ProfileError(f"{origin}:\n{faults.told(text)}")
    return profile


class _Faults:
    """What is wrong, each with the path of the value it is about.

    The patterns of a `trusted` file, which are this package's own, are compiled when they are first used, not to see
    whether they can be: most are for other languages, and a test compiles them.
    """

    def __init__(self, *, trusted: bool) -> None:
        self.trusted = trusted
        self.found: list[tuple[str, str]] = []

    def add(self, path: str, message: str) -> None:
        """The first fault of a value; others may only follow from it."""
        if all(path != told for told, _ in self.found):
            self.found.append((path, message))

    def unknown(self, path: str, known: Iterable[str]) -> None:
        """A key that nothing reads; perhaps one of another place: in TOML all below a [table] belongs to it."""
        table, _, key = path.rpartition(".")
        if table in _TABLES and key in _KEYS:
            self.add(path, f"unknown here; write {key} above the first [table]")
        else:
            self.add(path, f"unknown{suggestion(key, known)}")

    def told(self, text: str) -> str:
        """A line each, in the order of the file: `  line 7: matter.title: not a pattern: missing )`."""
        lines = lines_of(text)
        numbered = sorted(((lines.get(path, 0), at) for at, (path, _) in enumerate(self.found)))
        return "\n".join(
            f"  {f'line {line}: ' if line else ''}{self.found[at][0]}: {self.found[at][1]}" for line, at in numbered
        )


def _parent(value: object, file: Traversable, below: tuple[str, ...], faults: _Faults) -> Profile | None:
    if value is None:
        return None
    if not isinstance(value, str):
        faults.add("parent", f"a string is needed, not {value!r}")
        return None
    try:
        if is_path(value):
            beside = file.parent if isinstance(file, Path) else Path()
            return _of_path(beside / value, below)
        place = catalogue().places.get(value)
        if place is not None and place.home == OURS:  # no circle can lead through this package's own
            return load(value)
        return _of_name(value, below)
    except ProfileError as error:
        faults.add("parent", str(error).replace("\n", "\n  "))
        return None


def _profile(values: dict[str, Any], stem: str, home: str, parent: Profile | None, faults: _Faults) -> Profile:
    for key in values:
        if key not in _KEYS:
            faults.unknown(key, _KEYS)
    status = _string(values, "status", "untested", faults)
    if status not in _STATUSES:
        faults.add("status", f"{status!r} is not one of {', '.join(_STATUSES)}{suggestion(status, _STATUSES)}")
    name = _string(values, "name", stem, faults)
    wrong = wrong_name(name)
    if wrong is not None:
        faults.add("name", f"{wrong}, not {name!r}")
    base = parent or Profile(name="")
    tables = {key: _table(values, key, faults) for key in _TABLES}
    for key in tables["detect"]:
        if key != "patterns":
            faults.unknown(f"detect.{key}", ("patterns",))
    return Profile(
        name=name,
        title=_string(values, "title", "", faults),
        status=status,
        languages=_languages(values, base.languages, faults),
        disable=_disable(values, base.disable, faults),
        furniture=_patterns(values.get("furniture"), base.furniture, "furniture", faults),
        skill=_skill(values, base.skill, faults),
        detect=_clues(tables["detect"].get("patterns", []), faults),
        outline=_outline(tables["outline"], base.outline, faults),
        matter=_options(tables["matter"], "matter", base.matter, faults),
        web=base.web + _options(tables["web"], "web", WebWords(), faults),
        ancestors=tuple(parent.lineage()) if parent else (),
        own=frozenset(
            [key for key in values if key not in _TABLES] + [f"{key}.{one}" for key in _TABLES for one in tables[key]]
        ),
        home=home,
    )


def wrong_name(name: str) -> str | None:
    """Why a family cannot be called so; None if it can."""
    return None if _NAME.fullmatch(name) else "small letters a-z, digits and hyphens are needed"


def _table(values: dict[str, Any], key: str, faults: _Faults) -> dict[str, Any]:
    value = values.get(key, {})
    if not isinstance(value, dict):
        faults.add(key, f"a table is needed, not {value!r}; write [{key}] on a line of its own")
        return {}
    return value


def _string(values: dict[str, Any], key: str, default: str, faults: _Faults) -> str:
    value = values.get(key, default)
    if not isinstance(value, str):
        faults.add(key, f"a string is needed, not {value!r}")
        return default
    return value


def _strings(value: object, default: tuple[str, ...], path: str, faults: _Faults) -> tuple[str, ...]:
    if value is None:
        return default
    if not isinstance(value, list):
        cure = f"; write [{value!r}]" if isinstance(value, str) else ""
        faults.add(path, f"a list of strings is needed, not {value!r}{cure}")
        return default
    for at, one in enumerate(value):
        if not isinstance(one, str):
            faults.add(f"{path}[{at}]", f"a string is needed, not {one!r}")
    return tuple(map(str, value))


def _languages(values: dict[str, Any], default: tuple[str, ...], faults: _Faults) -> tuple[str, ...]:
    tags = _strings(values.get("languages"), default, "languages", faults)
    for at, tag in enumerate(tags):
        if not _TAG.fullmatch(tag):
            faults.add(f"languages[{at}]", f"a tag such as en or zh-Hans is needed, not {tag!r}")
    return tags


def _disable(values: dict[str, Any], default: tuple[str, ...], faults: _Faults) -> tuple[str, ...]:
    names = [rule.name for rule in RULES]
    off = _strings(values.get("disable"), default, "disable", faults)
    for at, name in enumerate(off):
        if name not in names:
            faults.add(f"disable[{at}]", f"no rule {name!r}{suggestion(name, names)}; there are: {', '.join(names)}")
    return off


def _skill(values: dict[str, Any], default: Skill | None, faults: _Faults) -> Skill | None:
    names = [rule.name for rule in RULES]
    after = _string(values, "rule_after", default.after if default else DEFAULT_AFTER, faults)
    if after not in names:
        faults.add("rule_after", f"no rule {after!r}{suggestion(after, names)}; there are: {', '.join(names)}")
    target = _string(values, "rule", default.target if default else "", faults)
    if not target:
        if "rule_after" in values:
            faults.add("rule_after", "it places a rule, and there is no rule = …")
        return None
    wrong = wrong_target(target)
    if wrong is not None:
        faults.add("rule", wrong)
    skill = Skill(target=target, after=after)
    if skill.name in names:
        faults.add("rule", f"there is a rule {skill.name!r} already; give the function another name")
    return skill


def _pattern(value: object, path: str, faults: _Faults) -> str | None:
    if not isinstance(value, str):
        faults.add(path, f"a pattern (string) is needed, not {value!r}")
        return None
    if faults.trusted:
        return value
    wrong = fault(value)
    if wrong is not None:
        faults.add(path, f"not a pattern: {wrong}")
        return None
    if finds(value, ""):
        faults.add(path, f"{value!r} fits any text, an empty one, too")
        return None
    return value


def _patterns(value: object, default: tuple[str, ...], path: str, faults: _Faults) -> tuple[str, ...]:
    found = _strings(value, default, path, faults)
    return tuple(one for at, one in enumerate(found) if _pattern(one, f"{path}[{at}]", faults) is not None)


def _clues(values: object, faults: _Faults) -> tuple[Clue, ...]:
    if not isinstance(values, list):
        faults.add("detect.patterns", f"a list of tables with find and weight is needed, not {values!r}")
        return ()
    made: list[Clue] = []
    for at, entry in enumerate(values):
        path = f"detect.patterns[{at}]"
        if not isinstance(entry, dict):
            faults.add(path, f"a table with find and weight is needed, not {entry!r}")
            continue
        for key in entry:
            if key not in Clue._fields:
                faults.unknown(f"{path}.{key}", Clue._fields)
        if "find" not in entry:
            faults.add(path, "there is no find = …")
        pattern = _pattern(entry["find"], f"{path}.find", faults) if "find" in entry else None
        weight = entry.get("weight", 1.0)
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            faults.add(f"{path}.weight", f"a number is needed, not {weight!r}")
        elif pattern is not None:
            made.append(Clue(pattern, float(weight)))
    return tuple(made)


_STYLES = tuple(style.value for style in Style)


def _outline(values: dict[str, Any], parent: OutlineOptions, faults: _Faults) -> OutlineOptions:
    made = _options(values, "outline", parent, faults)
    if "forms" in values:
        for at, form in enumerate(made.forms):
            if form.count("{") != form.count("}"):
                faults.add(f"outline.forms[{at}]", f"a brace is missing in {form!r}")
            for style in re.findall(r"\{(\w*)\}", form):
                if style not in _STYLES:
                    faults.add(f"outline.forms[{at}]", f"no style {style!r}{suggestion(style, _STYLES)}")
    return made


def _options(values: dict[str, Any], path: str, parent: O, faults: _Faults) -> O:
    """The options of one stage: each field of its class is a key; what its type says is what the value has to be."""
    kinds = {one.name: str(one.type) for one in attrs.fields(type(parent))}
    made: dict[str, Any] = {}
    for key, value in values.items():
        here = f"{path}.{key}"
        if key not in kinds:
            faults.unknown(here, kinds)
        elif kinds[key] == "str | None":
            # `closing = false`: the family has none, whatever its parent says.
            made[key] = None if value is False else _pattern(value, here, faults)
        elif kinds[key] == "bool":
            if not isinstance(value, bool):
                faults.add(here, f"true or false is needed, not {value!r}")
            made[key] = bool(value)
        else:
            made[key] = _strings(value, getattr(parent, key), here, faults)
    return attrs.evolve(parent, **made)


def available() -> tuple[Profile, ...]:
    """Every family that can be named, sorted by name; those whose files are wrong are left out (`unusable()`)."""
    return _all(os.environ.get(FOLDERS, ""))[0]


def unusable() -> tuple[str, ...]:
    """What is wrong with families from outside this package, a message each."""
    return _all(os.environ.get(FOLDERS, ""))[1]


def web_words() -> WebWords:
    """The words of web pages of every family, for a text whose family is not known yet."""
    return _all(os.environ.get(FOLDERS, ""))[2]


@lru_cache(maxsize=8)
def _all(folders: str) -> tuple[tuple[Profile, ...], tuple[str, ...], WebWords]:
    found, faults = catalogue()
    made: list[Profile] = []
    told = list(faults)
    for name, place in found.items():
        try:
            profile = load(name)
            if profile.name != name:
                raise ProfileError(f"{name}:\n  name: the file is called {name}.toml, the profile {profile.name!r}")
            made.append(profile)
        except ProfileError as error:
            told.append(f"{place.home}: {error}")
    words = WebWords()
    for profile in made:
        words += profile.web
    return tuple(made), tuple(told), words
