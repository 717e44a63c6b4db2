"""The loader of profiles: `tests/profiles/faults.toml`; inheritance; where families come from; rules of their own."""

from __future__ import annotations

import importlib.metadata
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from reportparse import cli, profiles
from reportparse.patterns import fault, finds
from reportparse.profiles import catalogue, loader

CASES = tomllib.loads((Path(__file__).parent / "profiles" / "faults.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"][:40] for case in CASES])
def test_all_faults_at_once(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(case["text"], "utf-8")
    with pytest.raises(rp.ProfileError) as caught:
        profiles.load(str(path))
    for say in case["says"]:
        assert say in str(caught.value)


def test_faults_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('status = "new"\n[matter]\nclosing = "("\ntitel = ""\n[outlin]\n', "utf-8")
    with pytest.raises(rp.ProfileError) as caught:
        profiles.load(str(path))
    lines = [line.strip().partition(":")[0] for line in str(caught.value).splitlines()[1:]]
    assert lines == ["line 1", "line 3", "line 4", "line 5"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('parent = "generic"\n[matter]\ntitle = "报告$"\n', "utf-8-sig")
    assert profiles.load(str(path)).matter.title == "报告$"


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes('parent = "generic"\n[matter]\ntitle = "报告$"\n'.encode("gbk"))
    with pytest.raises(rp.ProfileError, match="line 3 is not UTF-8; save the file as UTF-8"):
        profiles.load(str(path))


def test_what_comes_with_the_package_loads() -> None:
    assert profiles.unusable() == ()
    for profile in profiles.available():
        assert profile.home == "reportparse"
        assert profile.title
        assert profile.name == "generic" or profile.ancestors[-1].name == "generic"


def test_the_patterns_of_the_package_compile() -> None:
    """Loading them does not say so: each is compiled when it is first used."""
    for profile in profiles.available():
        matter = profile.matter
        words = (matter.title, matter.issuer, matter.addressing, matter.after_sections, matter.closing, matter.contents)
        for pattern in (*(clue.find for clue in profile.detect), *profile.furniture, *filter(None, words)):
            assert fault(pattern) is None, (profile.name, pattern)
            assert not finds(pattern, ""), (profile.name, pattern)


# Inheritance


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def test_several_levels(tmp_path: Path) -> None:
    """What a file says stands before what its parent says; web words add up."""
    write(
        tmp_path,
        a='languages = ["en"]\ndisable = ["notes"]\n[matter]\nclosing = "A"\ntitle = "T$"\n[web]\nbuttons = ["One"]',
        b='parent = "a.toml"\n[matter]\nclosing = "B"\n[web]\nbuttons = ["Two"]',
        c='parent = "./b.toml"\ndisable = []',
    )
    made = profiles.load(str(tmp_path / "c.toml"))
    assert [one.name for one in made.lineage()] == ["c", "b", "a"]
    assert (made.matter.closing, made.matter.title, made.languages, made.disable) == ("B", "T$", ("en",), ())
    assert made.web.buttons == ("One", "Two")
    page = profiles.show(made)
    assert 'closing = "B"  # from b' in page
    assert 'title = "T$"  # from a' in page


def test_what_is_shown_loads_again(tmp_path: Path) -> None:
    for profile in profiles.available():
        path = write(tmp_path, **{profile.name: profiles.show(profile)}) / f"{profile.name}.toml"
        again = profiles.load(str(path))
        for what in ("languages", "disable", "detect", "outline", "matter", "web", "status", "title"):
            assert getattr(again, what) == getattr(profile, what), (profile.name, what)


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"a": 'parent = "a.toml"'}, "a circle of parents: a -> a"),
        ({"a": 'parent = "b.toml"', "b": 'parent = "c.toml"', "c": 'parent = "a.toml"'}, "a -> b -> c -> a"),
        ({"a": 'parent = "b.toml"', "b": "[matter]\nclosing = '('"}, "matter.closing: not a pattern"),
        ({"a": 'parent = "nowhere.toml"'}, "cannot read the profile"),
    ],
)
def test_parents_that_are_wrong(texts: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(rp.ProfileError, match="parent: ") as caught:
        profiles.load(str(write(tmp_path, **texts) / "a.toml"))
    assert says in str(caught.value)


# Where families come from


@pytest.fixture
def fresh() -> Iterator[Callable[[], None]]:
    """Families are looked for again, before and after the test."""

    def clear() -> None:
        catalogue._catalogue.cache_clear()
        loader._named.cache_clear()
        loader._all.cache_clear()

    clear()
    yield clear
    clear()


COUNTY = 'parent = "en-report"\ntitle = "County report"\n[detect]\npatterns = [{ find = "^County of", weight = 3 }]'
TEXT = "County of Kent\n\nThe roads were mended."


def test_a_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, county=COUNTY)
    assert rp.parse(TEXT).profile == "generic"
    monkeypatch.setenv("REPORTPARSE_PROFILES", str(tmp_path))
    document = rp.parse(TEXT)
    assert document.profile == "county"
    assert profiles.load("county").home == str(tmp_path)
    assert not [one for one in document.diagnostics if one.code == "profile-unusable"]


def test_what_is_wrong_in_a_folder_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, county=COUNTY, broken="name = 1\n[", generic="", other='name = "another"')
    monkeypatch.setenv("REPORTPARSE_PROFILES", f"{tmp_path}:{tmp_path / 'nowhere'}")
    document = rp.parse(TEXT)
    assert document.profile == "county"
    told = " | ".join(one.message for one in document.diagnostics if one.code == "profile-unusable")
    for say in ("broken: not TOML", "the name generic is taken by reportparse", "other.toml, the profile 'another'"):
        assert say in told
    assert "nowhere: No such file" in told


def entry(value: str, monkeypatch: pytest.MonkeyPatch, fresh: Callable[[], None]) -> None:
    """One entry point in the group, as if a package had it."""
    made = importlib.metadata.EntryPoint("county", value, catalogue.GROUP)
    entries = importlib.metadata.EntryPoints([made])
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **ask: entries.select(**ask))
    fresh()


def package(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str = "") -> None:
    """A package `county_reports` with a family in it, and modules."""
    (folder / "county_reports").mkdir()
    (folder / "county_reports" / "__init__.py").write_text(code, "utf-8")
    (folder / "county_reports" / "plain.py").write_text("HERE = __file__\nNUMBER = 1", "utf-8")
    write(folder / "county_reports", county=COUNTY)
    monkeypatch.syspath_prepend(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "county_reports"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize("value", ["county_reports", "county_reports:FOLDER", "county_reports:FILE"])
def test_families_in_another_package(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: Callable[[], None]
) -> None:
    code = "import pathlib\nFOLDER = pathlib.Path(__file__).parent\nFILE = str(FOLDER / 'county.toml')"
    package(tmp_path, monkeypatch, code)
    entry(value, monkeypatch, fresh)
    assert profiles.unusable() == ()
    assert rp.parse(TEXT).profile == "county"
    assert profiles.load("county").home == "package county"


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        ("county_nowhere", "", "No module named 'county_nowhere'"),
        ("county_reports", "raise RuntimeError('not today')", "RuntimeError: not today"),
        ("county_reports", "raise SystemExit(3)", "SystemExit"),
        ("county_reports:absent", "", "absent"),
        ("county_reports.plain", "", "a package with TOML files or a path is needed"),
        ("county_reports.plain:NUMBER", "", "it names int 1"),
        ("county_reports:EMPTY", "import pathlib\nEMPTY = pathlib.Path('/nowhere/at/all')", "cannot read /nowhere"),
    ],
)
def test_a_broken_entry_point_is_told(
    value: str, code: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: Callable[[], None]
) -> None:
    package(tmp_path, monkeypatch, code)
    entry(value, monkeypatch, fresh)
    document = rp.parse("County of Kent\n\n区政协工作报告")
    (told,) = [one.message for one in document.diagnostics if one.code == "profile-unusable"]
    assert says in told
    assert told.startswith("entry point county = ")
    assert "cn-cppcc" in {profile.name for profile in profiles.available()}


# Patterns and rules that a profile brings


HEADED = "Blue Book  2033\n\nI. Roads\n\nThe roads were\nBlue Book 2033\nmended. See the Blue Book 2033.\n"


def test_furniture_that_a_family_names(tmp_path: Path) -> None:
    """Lines that two pages are too few to tell by; a sentence that names the same stays."""
    write(tmp_path, mine="furniture = ['^Blue Book [0-9]+$']")
    assert rp.parse(HEADED, "generic").text.count("Blue Book") == 3
    document = rp.parse(HEADED, str(tmp_path / "mine.toml"))
    assert document.text.count("Blue Book") == 1
    assert document.trace is not None
    assert sum("furniture" in change.rules for change in document.trace.changes()) == 2
    assert rp.parse(HEADED, str(tmp_path / "mine.toml"), disable=("furniture",)).text.count("Blue Book") == 3


def test_furniture_is_inherited_and_replaced(tmp_path: Path) -> None:
    write(
        tmp_path,
        one="furniture = ['^Blue Book']",
        two="parent = './one.toml'",
        three="parent = './one.toml'\nfurniture = []",
    )
    named = [profiles.load(str(tmp_path / f"{name}.toml")).furniture for name in ("one", "two", "three")]
    assert named == [("^Blue Book",), ("^Blue Book",), ()]
    assert 'furniture = ["^Blue Book"]  # from one' in profiles.show(profiles.load(str(tmp_path / "two.toml")))


def test_a_detected_family_names_furniture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, mine="furniture = ['^Blue Book [0-9]+$']\n[detect]\npatterns = [{ find = 'the Blue Book' }]")
    monkeypatch.setenv("REPORTPARSE_PROFILES", str(tmp_path))
    document = rp.parse(HEADED)
    assert (document.profile, document.text.count("Blue Book")) == ("mine", 1)


def test_one_word_for_all_decimals(tmp_path: Path) -> None:
    """`{decimal}` has a rung where it is named; 1 and 1. are the first of them."""
    write(tmp_path, mine='[outline]\nforms = ["chapter", "{decimal}"]')
    text = "Chapter I Roads\n\n1. State\n\nThey are old.\n\n1.1 Paving\n\nIt is worn.\n\nChapter II Ferries\n\n2. Cost\n\nHigh."
    report = rp.parse(text, str(tmp_path / "mine.toml")).report
    assert [type(node).__name__ for node in report.body.content] == ["Section", "Section"]
    assert [node.numbering.text for node in report.find(rp.Subsection) if node.numbering] == ["1.", "1.1", "2."]


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\nparent = "generic"\n[matter]\nclosing = "Yours"', "utf-8")
    document = rp.parse("I. One\n\nIt was done.\n\nYours sincerely and with thanks.", str(path))
    assert document.profile == "mine"
    assert [node.text for node in document.report.back.content] == ["Yours sincerely and with thanks."]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, mine='title = "One"')
    assert profiles.load(str(tmp_path / "mine.toml")).title == "One"
    write(tmp_path, mine='title = "Two"')
    assert profiles.load(str(tmp_path / "mine.toml")).title == "Two"


def test_a_pattern_that_explodes_is_the_profiles_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportparse.patterns.TIMEOUT", 0.05)
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\n[matter]\nclosing = ".*.*.*.*,.*;.*z$"', "utf-8")
    with pytest.raises(rp.ProfileError, match="takes more than"):
        rp.parse("I. One\n\nDone.\n\n" + "a,;" * 1000 + "d.", str(path))


def test_a_clue_that_explodes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A family that nobody asked for by name fails no document."""
    monkeypatch.setattr("reportparse.patterns.TIMEOUT", 0.05)
    write(tmp_path, slow="[detect]\npatterns = [{ find = '(?s).*.*.*.*,.*;.*z$' }]")
    monkeypatch.setenv("REPORTPARSE_PROFILES", str(tmp_path))
    document = rp.parse("I. One\n\nDone.\n\n" + "\n\n".join(["a,;" * 40 + "d."] * 40))
    assert [one.message[:32] for one in document.diagnostics if one.code == "profile-unusable"] == [
        "slow: the pattern '(?s).*.*.*.*,"
    ]


RULES = '''
from reportparse.provenance import Edit, Mark
import re

def seal_lines(view):
    """The line that the seal's text became."""
    for found in re.finditer(r"(?m)^SEAL\\n?", view.text):
        yield Edit(found.start(), found.end())

def failing(view):
    raise KeyError("x")

def far(view):
    yield Edit(0, 10_000)

def odd(view):
    yield "SEAL"

number = 1
'''


def with_rule(target: str, folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> str:
    (folder / "site").mkdir()
    package(folder / "site", monkeypatch)
    (folder / "site" / "county_reports" / "rules.py").write_text(RULES, "utf-8")
    write(folder, mine=f'rule = "{target}"\n{more}')
    return str(folder / "mine.toml")


SEALED = "The roads were\nSEAL\nmended in the county."


def test_a_rule_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_rule("county_reports.rules:seal_lines", tmp_path, monkeypatch)
    document = rp.parse(SEALED, path)
    assert document.text == "The roads were mended in the county."
    assert document.trace is not None
    (change,) = [change for change in document.trace.changes() if "seal-lines" in change.rules]
    assert change.was.strip() == "SEAL"
    steps = [step.rule for step in document.trace.steps]
    assert steps.index("seal-lines") < steps.index("lines")
    assert "SEAL" in rp.parse(SEALED, path, disable=("lines",)).source.text  # type: ignore[union-attr]


def test_a_rule_of_ones_own_can_be_left_out_and_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the rules can that come with the package: its name is in the log."""
    path = with_rule("county_reports.rules:seal_lines", tmp_path, monkeypatch)
    assert "SEAL" in rp.parse(SEALED, path, disable=("seal-lines",)).text
    with pytest.raises(ValueError, match="no rule 'seal-lines' to disable"):
        rp.parse(SEALED, "generic", disable=("seal-lines",))
    (tmp_path / "sealed.txt").write_text(SEALED, "utf-8")
    assert cli.main(["explain", str(tmp_path / "sealed.txt"), "--profile", path, "--rule", "seal-lines"]) == 0
    assert "SEAL" in capsys.readouterr().out
    assert cli.main(["explain", "--profile", path, "--rule", "seal-lines"]) == 2
    assert "a family's own rule; name a file" in capsys.readouterr().err


def test_a_detected_family_cleans_in_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "[detect]\npatterns = [{ find = 'in the county' }]"
    with_rule("county_reports.rules:seal_lines", tmp_path, monkeypatch, more)
    monkeypatch.setenv("REPORTPARSE_PROFILES", str(tmp_path))
    document = rp.parse(SEALED)
    assert (document.profile, document.text) == ("mine", "The roads were mended in the county.")


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("county_reports.rules:absent", "has no function 'absent'"),
        ("county_reports.rules:number", "has no function 'number'"),
        ("county_reports.nowhere:seal", "cannot be imported: ModuleNotFoundError"),
        ("county_nowhere.rules:seal", "no installed package 'county_nowhere'"),
        ("os:remove", "no installed package 'os'"),
        ("county_reports.rules:failing", "failed: KeyError: 'x'"),
        ("county_reports.rules:far", "outside the text"),
        ("county_reports.rules:odd", "has to yield Edit and Mark"),
    ],
)
def test_rules_that_are_wrong(target: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_rule(target, tmp_path, monkeypatch)
    profiles.load(path)  # it loads: nothing is imported before a document is read
    with pytest.raises(rp.ProfileError) as caught:
        rp.parse(SEALED, path)
    assert says in str(caught.value)
    assert target in str(caught.value)


def test_no_rule_comes_from_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile and a module beside it, as in an archive that somebody sent."""
    (tmp_path / "sent_rules.py").write_text("raise SystemExit('it ran')", "utf-8")
    write(tmp_path, mine='rule = "sent_rules:seal"')
    monkeypatch.chdir(tmp_path)
    for entry_of_path in ("", str(tmp_path)):
        monkeypatch.setattr(sys, "path", [entry_of_path, *sys.path])
        with pytest.raises(rp.ProfileError, match="no installed package 'sent_rules'"):
            rp.parse(SEALED, "mine.toml")
