"""What the documentation shows works: its Python runs, its commands exist, its generated pages are current."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from conftest import ROOT, SEEDS
from reportparse import cli, profiles
from reportparse.cli.arguments import parser

PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
BLOCK = re.compile(r"^```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def blocks(page: Path, language: str) -> list[tuple[int, str]]:
    """Line number and content of the fenced blocks in a language."""
    text = page.read_text("utf-8")
    return [
        (text.count("\n", 0, found.start()) + 2, found["code"])
        for found in BLOCK.finditer(text)
        if found["language"] == language
    ]


@each_page
def test_python_runs(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The blocks of a page run one after the other; those with `>>>` also have to print what they say."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    names: dict[str, Any] = {"__name__": "__main__"}
    for line, code in blocks(page, "python"):
        if ">>>" not in code:
            exec(compile("\n" * (line - 1) + code, str(page), "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), line - 1)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        told: list[str] = []
        runner.run(test, out=told.append, clear_globs=False)
        names.update(test.globs)
        assert not runner.failures, "".join(told)


@each_page
def test_commands_exist(page: Path) -> None:
    """Each `reportparse ...` line of a shell block has arguments that the program takes."""
    asked = parser()
    for line, code in [*blocks(page, "sh"), *blocks(page, "console")]:
        for command in re.findall(r"(?:^|[ /])reportparse ([a-z-][^|>&#\n]*)", code, re.MULTILINE):
            try:
                asked.parse_args(shlex.split(command))
            except SystemExit as left:
                if left.code:
                    pytest.fail(f"{page.name}:{line}: reportparse {command}")


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@each_page
def test_modules_that_are_named_exist(page: Path) -> None:
    """`structure/heads.py`: a module of the package, or a file of the project."""
    for name in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|toml|rnc))`", page.read_text("utf-8")):
        assert any((ROOT / folder / name).exists() for folder in ("src/reportparse", "src", ".")), name


def test_the_sample_is_what_the_program_makes() -> None:
    """Three lines of the seed before and after, and lines of the XML; an ellipsis stands for what is left out."""
    (_, before), (_, after) = blocks(ROOT / "README.md", "text")
    document = rp.parse_file(SEEDS[0])
    assert document.source is not None
    assert before.strip() in document.source.text.replace("\n\n", "\n")
    assert after.strip() in document.text
    xml, at = document.to_xml(), 0
    ((_, sample),) = blocks(ROOT / "README.md", "xml")
    for line in sample.split("\n"):
        for piece in line.split("…"):
            at = xml.find(piece.strip(), at)
            assert at >= 0, f"not there, or not in this order: {piece}"


def test_both_readmes_show_the_same_code() -> None:
    english, chinese = (
        [(found["language"], found["code"]) for found in BLOCK.finditer((ROOT / name).read_text("utf-8"))]
        for name in ("README.md", "README.zh.md")
    )
    without_remarks = [
        [(language, re.sub(r"#[^\n]*", "", code)) for language, code in page] for page in (english, chinese)
    ]
    assert without_remarks[0] == without_remarks[1]


def test_the_rule_catalogue_is_current() -> None:
    """Run `python docs/make_rules.py` after changing a rule's docstring."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_rules.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_table_of_profiles_is_complete(name: str) -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| [^|]+ \| (tested|untested) \|$", (ROOT / name).read_text("utf-8"), re.MULTILINE
    )
    assert sorted(rows) == [(profile.name, profile.status) for profile in profiles.available()]


OWN = ROOT / "docs" / "own-family.md"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the report that docs/own-family.md works on, and a profile that is wrong."""
    (tmp_path / "kontrola.txt").write_bytes((OWN.with_suffix("") / "kontrola.txt").read_bytes())
    wrong = 'name = "wrong"\nparent = "genric"\n\n[matter]\ntitel = "x"\nclosing = "(Dziękujemy kie"\n'
    (tmp_path / "wrong.toml").write_text(wrong, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTPARSE_PROFILES", raising=False)
    return tmp_path


def test_the_commands_of_the_walk_say_what_is_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each `$ command` prints the lines below it, in this order; an ellipsis stands for what is left out."""
    ran = 0
    for line, code in blocks(OWN, "console"):
        for command, shown in re.findall(r"^\$ reportparse ([^\n]*)\n((?:(?!\$ ).*\n?)*)", code, re.MULTILINE):
            cli.main(shlex.split(command))
            told = capsys.readouterr()
            told_all, at = told.out + told.err, 0
            for piece in shown.split("…"):
                at = told_all.find(piece.strip("\n"), at)
                assert at >= 0, f"own-family.md:{line}: {command} does not print\n{piece}\nbut\n{told_all}"
                at += len(piece.strip("\n"))
            ran += 1
    assert ran >= 5
    assert (desk / "kontrola.xml").read_text("utf-8").count("<closing") == 1


def test_the_profiles_that_are_shown_load(desk: Path) -> None:
    for at, (_, text) in enumerate(blocks(OWN, "toml")):
        path = desk / f"shown{at}.toml"
        path.write_text(text, "utf-8")
        profiles.load(str(path))


def test_the_draft_has_what_is_shown_of_it(desk: Path) -> None:
    """The lines of the first profile on the page are lines of the draft, in this order."""
    cli.main(["profiles", "new", "pl-kontrola", "--from", "kontrola.txt", "-o", "draft.toml"])
    draft = (desk / "draft.toml").read_text("utf-8")
    at = 0
    for wanted in filter(None, blocks(OWN, "toml")[0][1].split("\n")):
        at = draft.find(f"\n{wanted}", at)
        assert at >= 0, wanted
