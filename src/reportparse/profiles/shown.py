"""A profile as TOML, with what it inherits and from whom: `show()`."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from reportparse.profiles.model import Profile
from reportparse.structure import MatterOptions, OutlineOptions


def show(profile: Profile) -> str:
    """The whole profile as TOML that loads; a remark says which parent a value comes from.

    >>> from reportparse.profiles import load
    >>> page = show(load("cn-cppcc"))
    >>> 'parent = "cn-report"' in page, "# from cn-report" in page
    (True, True)
    """
    return "\n".join(_page(profile)) + "\n"


def _page(profile: Profile) -> Iterator[str]:
    chain = " -> ".join(one.name for one in profile.lineage())
    yield f"# {chain}" if profile.ancestors else "# no parent"
    yield f"# of {profile.home}"
    yield f"name = {_toml(profile.name)}"
    if profile.parent:
        yield f"parent = {_toml(profile.parent)}"
    yield f"title = {_toml(profile.title)}"
    yield f"status = {_toml(profile.status)}"
    yield f"languages = {_toml(profile.languages)}{_from(profile, 'languages')}"
    if profile.disable:
        yield f"disable = {_toml(profile.disable)}{_from(profile, 'disable')}"
    if profile.furniture:
        yield f"furniture = {_toml(profile.furniture)}{_from(profile, 'furniture')}"
    if profile.skill is not None:
        yield f"rule = {_toml(profile.skill.target)}{_from(profile, 'rule')}"
        yield f"rule_after = {_toml(profile.skill.after)}{_from(profile, 'rule_after')}"
    yield from _clues(profile)
    yield from _options(profile, "outline", OutlineOptions())
    yield from _options(profile, "matter", MatterOptions())
    for turn, one in enumerate(attrs.fields(type(profile.web))):
        words = getattr(profile.web, one.name)
        if not turn:
            yield ""
            yield "[web] # the words of all parents and its own"
        if words:
            yield f"{one.name} = {_toml(words)}"


def _clues(profile: Profile) -> Iterator[str]:
    yield ""
    yield "[detect]"
    yield "patterns = ["
    yield from (f"    {{ find = {_toml(find)}, weight = {weight:g} }}," for find, weight in profile.detect)
    yield "]"
    for parent in profile.ancestors:
        if parent.detect:
            yield f"# Counted too, once the family's own patterns reach 1.0, from {parent.name}:"
            yield from (f"#   {{ find = {_toml(find)}, weight = {weight:g} }}" for find, weight in parent.detect)


def _options(profile: Profile, table: str, default: object) -> Iterator[str]:
    """The keys of a table; those that nobody sets, as remarks."""
    yield ""
    yield f"[{table}]"
    options = getattr(profile, table)
    for one in attrs.fields(type(options)):
        value = getattr(options, one.name)
        path = f"{table}.{one.name}"
        owner = next((ancestor.name for ancestor in profile.lineage() if path in ancestor.own), None)
        if value is None and owner is not None:
            yield f"{one.name} = false{_from(profile, path)}"
        elif value is None:
            yield f"# {one.name}: not set"
        elif owner is not None:
            yield f"{one.name} = {_toml(value)}{_from(profile, path)}"
        elif value == getattr(default, one.name):
            yield f"# {one.name} = {_toml(value)} # the program's own"


def _from(profile: Profile, path: str) -> str:
    """`  # from cn-report`, if the value is a parent's."""
    owner = next((one for one in profile.lineage() if path in one.own), None)
    return "" if owner is None or owner is profile else f"  # from {owner.name}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)


def quoted(text: str) -> str:
    """A TOML string: as it stands in single quotes where that can be, since patterns are full of backslashes.

    >>> print(quoted(r"(\\d+)$"), quoted("it's"), quoted('plain'))
    '(\\d+)$' "it's" "plain"
    """
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    made = "".join(
        f"\\{one}" if one in '"\\' else one if one.isprintable() or one == "\u3000" else f"\\U{ord(one):08X}"
        for one in text
    )
    return f'"{made}"'
