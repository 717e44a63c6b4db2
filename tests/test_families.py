"""Which family a text is told to be of: `profiles/families.toml`; and that detection says why."""

from __future__ import annotations

from typing import Any

import pytest

import reportparse as rp
from conftest import case_file
from reportparse import profiles

FAMILIES = case_file("profiles/families.toml")["family"]


@pytest.mark.parametrize("case", FAMILIES, ids=[case["name"] for case in FAMILIES])
def test_an_example_is_told(case: dict[str, Any]) -> None:
    document = rp.parse(case["is"])
    assert document.profile == case["name"], document.detection


@pytest.mark.parametrize("case", FAMILIES, ids=[case["name"] for case in FAMILIES])
def test_a_near_miss_is_not(case: dict[str, Any]) -> None:
    document = rp.parse(case["not"])
    assert document.profile != case["name"], document.detection


def test_every_family_has_an_example() -> None:
    named = [case["name"] for case in FAMILIES]
    assert sorted(named) == sorted({profile.name for profile in profiles.available()} - {"generic"})


def test_every_clue_of_an_example_is_kept_with_the_document() -> None:
    found = rp.parse("区政协常务委员会工作报告\n\n各位委员：\n\n请予审议。").detection
    assert found is not None
    assert found.chosen is not None
    assert found.chosen.weight == pytest.approx(sum(one.weight for one in found.chosen.reasons))
    assert {one.profile for one in found.chosen.reasons} == {"cn-cppcc", "cn-report"}
    assert "各位委员" in {one.matched for one in found.chosen.reasons}
    assert found.runner_up is not None
    assert found.runner_up.weight <= found.chosen.weight


@pytest.mark.parametrize("words", ["Annual Report of the County", "Rapport annuel de la Cour des comptes"])
def test_families_of_other_languages_are_not_looked_at(words: str) -> None:
    """A German report whose first line quotes an English title, with enough German to tell."""
    text = f"{words}\n\n" + "Die Brücken des Landes sind alt, und der Zustand der Straßen ist nicht gut. " * 12
    document = rp.parse(text)
    assert (document.report.language, document.profile) == ("de", "generic")


def test_a_profile_that_was_asked_for_is_not_detected() -> None:
    document = rp.parse("区政协常务委员会工作报告\n\n各位委员：", "generic")
    assert (document.profile, document.detection) == ("generic", None)


def test_no_profile_lists_more_than_it_may() -> None:
    """Facts of front and back matter, numbering and detection; no words that open headings of the body."""
    for profile in profiles.available():
        keys = {key.partition(".")[0] for key in profile.own}
        assert keys <= {"name", "title", "status", "parent", "languages", "detect", "outline", "matter", "web"}
