"""The loader of profiles: `tests/profiles/*.toml`; detection; user patterns bounded in time."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from reportparse import profiles

CASES = tomllib.loads((Path(__file__).parent / "profiles" / "faults.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"][:40] for case in CASES])
def test_all_faults_at_once(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(case["text"], "utf-8")
    with pytest.raises(rp.ProfileError) as caught:
        profiles.load(str(path))
    for say in case["says"]:
        assert say in str(caught.value)


def test_what_comes_with_the_package_loads() -> None:
    assert {"generic", "cn-report", "cn-cppcc"} <= {profile.name for profile in profiles.available()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区政协常务委员会工作报告\n\n各位委员：\n\n请予审议。", "cn-cppcc"),
        ("区人民政府工作报告\n\n各位代表：\n\n区政协委员列席，请予审议。", "cn-report"),
        ("Annual Report\n\nThe council met.", "generic"),
    ],
)
def test_detection(text: str, name: str) -> None:
    assert rp.parse(text).profile == name


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\nparent = "generic"\n[matter]\nclosing = "Yours"', "utf-8")
    document = rp.parse("I. One\n\nIt was done.\n\nYours sincerely and with thanks.", str(path))
    assert document.profile == "mine"
    assert [node.text for node in document.report.back.content] == ["Yours sincerely and with thanks."]


def test_a_pattern_that_explodes_is_the_profiles_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportparse.patterns.TIMEOUT", 0.05)
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\n[matter]\nclosing = ".*.*.*.*,.*;.*z$"', "utf-8")
    with pytest.raises(rp.ProfileError, match="takes more than"):
        rp.parse("I. One\n\nDone.\n\n" + "a,;" * 1000 + "d.", str(path))
