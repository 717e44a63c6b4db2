"""How well a profile fits, and the draft of one from a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from conftest import ROOT, SEEDS, case_file
from reportparse import cli, profiles
from reportparse.draft import draft
from reportparse.fit import SHARES, fit
from reportparse.nodes import Heading

SAMPLE = ROOT / "docs" / "own-family" / "kontrola.txt"
TEXTS = [SAMPLE.read_text("utf-8"), *(path.read_text("utf-8") for path in SEEDS[:1])]
TEXTS += [case["is"] for case in case_file("profiles/families.toml")["family"]]
TEXTS += ["", "Words.", "1. One\n\n2. Two\n\n4. Four", "{x}\\d+ 'a' \"b\"\n\n(I) [x]*\n\nIt was \\so.\n\nEnd."]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_draft_loads_and_parses_at_least_as_well(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(draft("mine", rp.parse(text)), "utf-8")
    made = profiles.load(str(path))
    assert made.name == "mine"
    plain, mine = rp.parse(text, "generic"), rp.parse(text, str(path))
    assert mine.report.title is not None or plain.report.title is None
    assert len(list(mine.report.find(Heading))) >= len(list(plain.report.find(Heading)))
    assert fit(mine, made).understood >= fit(plain).understood


def test_a_draft_says_what_it_saw() -> None:
    page = draft("pl-kontrola", rp.parse(SAMPLE.read_text("utf-8")), "kontrola.txt")
    for line in (
        'name = "pl-kontrola"',
        'languages = ["pl"]',
        '{ find = "^INFORMACJA O WYNIKACH KONTROLI$", weight = 1.0 }',
        "#        4  {roman}.      1-4   I. Założenia kontroli   [4 headings]",
        '# forms = ["{roman}.", "{arabic}.", "{arabic})", "{letter})"]',
        'closing = "Dziękujemy kierownikom"',
    ):
        assert line in page


def test_a_candidate_that_does_harm_is_a_remark(tmp_path: Path) -> None:
    """A last paragraph behind the heading of the last division is that division's, and no closing."""
    page = draft("mine", rp.parse("Report on Bridges\n\nI. State\n\nThey are old.\n\nII. Cost\n\nThe cost is high."))
    (line,) = [line for line in page.splitlines() if line.lstrip("# ").startswith("closing =")]
    assert line.startswith("# ") or "changes nothing" in line


def test_a_running_head_on_the_last_line_opens_no_closing() -> None:
    """Its number stands behind a wide gap, so that it is no line as others are."""
    head = "Court of Audit" + " " * 60 + "2"
    page = draft(
        "mine", rp.parse(f"Report on Bridges\n\nI. State\n\nThey are old.\n\nII. Cost\n\nIt is high.\n\n{head}\n")
    )
    assert "Court of Audit" not in page.partition("[matter]")[2]


BLUE_BOOK = "\n\n".join(
    f"Blue Book 2033, {page}12\n\n{page}             {head}\n\n{page}.1           State\n\n"
    f"The {head.lower()} are in order, and will be for some years to come, since they were mended last year."
    f"\n\n{page}.2           Cost\n\nThe {head.lower()} cost more than in the year before, and less than in the next."
    for page, head in enumerate(("Roads", "Bridges", "Ferries"), 1)
)


def test_the_forms_of_a_draft_make_the_same_tree(tmp_path: Path) -> None:
    """2 before a wide gap is a label by what stands around it; the draft names its form, too."""
    document = rp.parse(BLUE_BOOK, disable=("running-heads",))
    page = draft("mine", document)
    assert '# forms = ["{arabic}", "{decimal}"]' in page
    path = tmp_path / "mine.toml"
    path.write_text(page.replace("# forms", "forms"), "utf-8")
    assert rp.parse(BLUE_BOOK, str(path), disable=("running-heads",)).report.body == document.report.body


def test_a_draft_names_the_furniture_that_was_kept(tmp_path: Path) -> None:
    """Above the first table, where it can be used as it stands."""
    page = draft("mine", rp.parse(BLUE_BOOK, disable=("running-heads",)))
    assert "#        3  Blue Book #, #  [kept]" in page
    path = tmp_path / "mine.toml"
    path.write_text(
        page.replace("# furniture = [", "furniture = [").replace('#     "^', '    "^').replace("# ]", "]"), "utf-8"
    )
    assert "Blue Book" not in rp.parse(BLUE_BOOK, str(path), disable=("running-heads",)).text


def test_a_family_knows_a_question_for_a_title(tmp_path: Path) -> None:
    """A question is a sentence, and no line, unless the family says that its titles end so."""
    text = "Court of Audit\n\nAre the roads in order?\n\nA study of upkeep\n\n1 State\n\nThey are old.\n\n2 Cost\n\nIt is high."
    (tmp_path / "asks.toml").write_text("parent = \"generic\"\n[matter]\ntitle = '^Are .*\\?$'", "utf-8")
    (tmp_path / "other.toml").write_text('parent = "generic"\n[matter]\ntitle = "Report$"', "utf-8")
    assert rp.parse(text, str(tmp_path / "asks.toml")).report.title == "Are the roads in order?"
    assert rp.parse(text, str(tmp_path / "other.toml")).report.title != "Are the roads in order?"


def test_the_draft_detects_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pl-kontrola.toml").write_text(draft("pl-kontrola", rp.parse(SAMPLE.read_text("utf-8"))), "utf-8")
    monkeypatch.setenv("REPORTPARSE_PROFILES", str(tmp_path))
    assert rp.parse(SAMPLE.read_text("utf-8")).profile == "pl-kontrola"


def shares(text: str, **more: Any) -> dict[str, int]:
    return {name: count for name, count in fit(rp.parse(text, "generic", **more)).shares if count}


def test_what_characters_belong_to() -> None:
    """Each character once; white space not at all."""
    text = "I. One\n\nIt was done.\n\n(a) a road;\n\n(b) a bridge.\n\nII. Two\n\nMore."
    assert shares(text) == {
        "headings": len("I.OneII.Two"),
        "labelled items and paragraphs": len("(a)aroad;(b)abridge."),
        "paragraphs inside a division": len("Itwasdone.More."),
    }


def test_what_stands_in_no_division_is_not_understood() -> None:
    found = fit(
        rp.parse("The roads were mended and the bridges painted. It went on.\n\nThat was all there was.", "generic")
    )
    assert found.understood == 0.0
    assert dict(found.shares)[SHARES[5]] == found.characters


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_shares_add_up(path: Path) -> None:
    document = rp.parse_file(path)
    found = fit(document)
    assert sum(count for _, count in found.shares) == found.characters == len("".join(document.text.split()))
    assert json.loads(json.dumps(found.to_dict(), ensure_ascii=False))["profile"] == document.profile


def test_a_form_that_the_ladder_lacks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[outline]\nforms = ["{roman}."]', "utf-8")
    text = "I. One\n\nA. Roads\n\nThey are good.\n\nB. Bridges\n\nThey are old.\n\nII. Two\n\nMore of it."
    document = rp.parse(text, str(path))
    (stray,) = [one for one in fit(document, profiles.load(str(path))).strays if one.form == "{letter}."]
    assert (stray.count, stray.line) == (2, 3)


def test_lines_that_recur_and_stay_are_told() -> None:
    page = "County of Kent, where the roads are long\n\n{}. Heading\n\nIt was done in year {}.\n\n"
    found = fit(rp.parse("".join(page.format(n, n) for n in range(1, 6)), "generic", disable=("running-heads",)))
    assert [(line.text, line.count) for line in found.kept if "Kent" in line.text] == [
        ("County of Kent, where the roads are long", 5)
    ]


def test_json_is_the_list_of_remarks(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--fit", "--format", "json", str(SAMPLE)]) == 2
    assert "--fit goes with --format full or concise" in capsys.readouterr().err
