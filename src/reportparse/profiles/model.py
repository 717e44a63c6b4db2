"""`Profile`: the facts about one family of reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import field, frozen

from reportparse.clean import WebWords
from reportparse.profiles.skill import Skill
from reportparse.structure import MatterOptions, OutlineOptions, ParseOptions


class Clue(NamedTuple):
    """A pattern that speaks for a family, or against it, where its weight is below zero."""

    find: str  # searched in both ends of the clean text; ^ and $ are the edges of a line
    weight: float


@frozen(kw_only=True)
class Profile:
    """The facts about one family of reports, those of its parents included, but for its clues."""

    name: str  # "cn-cppcc"
    title: str = ""
    status: str = "untested"
    languages: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()  # rules that are off
    furniture: tuple[str, ...] = ()  # patterns of lines that its pages have, and that are no part of the text
    skill: Skill | None = None  # a rule of its own
    detect: tuple[Clue, ...] = ()
    outline: OutlineOptions = OutlineOptions()
    matter: MatterOptions = MatterOptions()
    web: WebWords = field(factory=WebWords)
    ancestors: tuple[Profile, ...] = field(default=(), repr=False)  # the nearest first
    own: frozenset[str] = field(default=frozenset(), repr=False)  # what its own file says: "matter.title"
    home: str = ""  # where its file comes from: "reportparse", a package, a folder

    @property
    def parent(self) -> str | None:
        """The name of the family that it differs from."""
        return self.ancestors[0].name if self.ancestors else None

    @property
    def language(self) -> str | None:
        """The family's language, if it has one only."""
        return self.languages[0] if len(self.languages) == 1 else None

    def lineage(self) -> Iterator[Profile]:
        """The profile and those it inherits from, up to the root."""
        yield self
        yield from self.ancestors

    @property
    def cleans(self) -> bool:
        """Does it clean in its own way: rules that are off, furniture, a rule of its own?"""
        return bool(self.disable or self.furniture or self.skill)

    def parse_options(self, language: str | None) -> ParseOptions:
        """What the parser needs of the profile."""
        return ParseOptions(profile=self.name, language=language, outline=self.outline, matter=self.matter)
