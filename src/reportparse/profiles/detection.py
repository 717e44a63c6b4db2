"""Which family a text is of, and why: `detect()`."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from reportparse.chars import shortened
from reportparse.errors import ProfileError
from reportparse.patterns import found
from reportparse.profiles.loader import available
from reportparse.profiles.model import Profile

ENOUGH = 1.0  # the weight from which a family is taken
_LONGEST_LOOK = 2000  # characters at either end of a text that detection reads
_LONGEST_LINE = 160  # of a line, the characters that are read: a title and a salutation are shorter
_LONGEST_QUOTE = 60
# Languages that a script tells; a text of none of them is in other letters.
_SCRIPTS = frozenset({"zh-Hans", "zh-Hant", "ja", "ko", "ru", "el", "th"})


@frozen(kw_only=True)
class Reason:
    """A clue that was found."""

    profile: str  # whose clue: that of the family or of one it inherits from
    find: str
    weight: float
    matched: str  # the words, on one line; a long stretch without its end


@frozen(kw_only=True)
class Candidate:
    """A family for which something speaks."""

    profile: str
    weight: float
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Detection:
    """What `detect()` found: the family to read the text with, and every family that something speaks for."""

    profile: str = "generic"
    candidates: tuple[Candidate, ...] = ()  # the most weight first
    faults: tuple[str, ...] = ()  # families that could not be looked at

    @property
    def chosen(self) -> Candidate | None:
        """The candidate that was taken; None for `generic`."""
        return next((one for one in self.candidates if one.profile == self.profile), None)

    @property
    def runner_up(self) -> Candidate | None:
        """The best of the others."""
        return next((one for one in self.candidates if one.profile != self.profile), None)


def detect(text: str, language: str | None = None) -> Detection:
    """The family whose clues a clean text shows most of; `generic` if none reaches `ENOUGH`.

    Reads both ends of the text only, and of each line the beginning. A family sure of itself inherits what speaks for its parents, so that it stands
    above them. `language` is that of the text, where it can be told: families of others are not looked at.

    >>> made = detect("区政协常务委员会工作报告\\n\\n各位委员：", "zh-Hans")
    >>> made.profile, made.chosen.reasons[0].matched, made.runner_up.profile
    ('cn-cppcc', '政协常务委员会工作报告', 'cn-report')
    """
    look = _ends(text)
    reasons: dict[str, tuple[Reason, ...]] = {}
    faults: list[str] = []
    made: list[Candidate] = []
    for profile in available():
        if profile.languages and not _may_be(profile.languages, language):
            continue
        try:
            mine = _reasons(profile, look, reasons)
            if _weight(mine) >= ENOUGH:
                for ancestor in profile.ancestors:
                    mine += _reasons(ancestor, look, reasons)
        except ProfileError as error:  # a pattern that takes too long
            faults.append(f"{profile.name}: {error}")
            continue
        if mine and _weight(mine) > 0:
            made.append(Candidate(profile=profile.name, weight=_weight(mine), reasons=mine))
    made.sort(key=_most_first)
    best = made[0].profile if made and made[0].weight >= ENOUGH else "generic"
    return Detection(profile=best, candidates=tuple(made), faults=tuple(faults))


def _ends(text: str) -> str:
    """Both ends of a text; a long line without its end, and with an ellipsis, so that no pattern takes it for one."""
    ends = text if len(text) <= 2 * _LONGEST_LOOK else f"{text[:_LONGEST_LOOK]}…\n\n…{text[-_LONGEST_LOOK:]}"
    lines = ends.split("\n")
    return "\n".join([shortened(line, _LONGEST_LINE) for line in lines])


def _most_first(one: Candidate) -> tuple[float, str]:
    return -one.weight, one.profile


def _weight(reasons: Sequence[Reason]) -> float:
    return round(sum(one.weight for one in reasons), 6)


def _may_be(languages: Sequence[str], language: str | None) -> bool:
    """Can a text be in one of these languages? One of unknown language is in letters of western Europe."""
    return language in languages if language is not None else not _SCRIPTS.issuperset(languages)


def _reasons(profile: Profile, text: str, known: dict[str, tuple[Reason, ...]]) -> tuple[Reason, ...]:
    if profile.name not in known:
        made: list[Reason] = []
        for find, weight in profile.detect:
            matched = found(find, text)
            if matched is not None:
                words = " ".join(matched.split())
                quote = shortened(words, _LONGEST_QUOTE)
                made.append(Reason(profile=profile.name, find=find, weight=weight, matched=quote))
        known[profile.name] = tuple(made)
    return known[profile.name]
