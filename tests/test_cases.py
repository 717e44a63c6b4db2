"""The case files of the cleaning rules, `cases/<rule>.toml`; `cases/chain.toml` is for the whole chain.

    [[fires]]            # why, given, want; of a rule that marks what it finds, marks: "kind value: text";
                         # bold: what rules before it have marked, each where it first stands
    [[leaves-alone]]     # why, given; want, if the thing that stays stands in a text that does not
    [[known-failure]]    # why, given, want; strict: the day it passes, the suite says so

Each case runs alone, twice in a row, and in the full pipeline, where it gives `full` (`want` if there
is none: a rule's own words are then clean already).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import laws
import reportparse as rp
from conftest import TESTS, case_file
from reportparse.clean import RULES, View, run_rule
from reportparse.profiles import web_words
from reportparse.provenance import Mark

CHAIN = "chain"
ONLY_MARK = {"file-head", "contents", "tables", "notes", "torn-bold"}
KEYS = {
    "fires": {"why", "given", "want", "full", "marks", "bold"},
    "leaves-alone": {"why", "given", "want", "full", "bold"},  # want: what becomes of the rest of a longer text
    "known-failure": {"why", "given", "want", "full"},
}
FILES = sorted((TESTS / "cases").glob("*.toml"))
CASES = [
    pytest.param(path.stem, table, case, id=f"{path.stem} {table}: {case['why']}")
    for path in FILES
    for table, cases in case_file(f"cases/{path.name}").items()
    for case in cases
]
each_case = pytest.mark.parametrize(("rule", "table", "case"), CASES)


def wanted(case: dict[str, Any]) -> str:
    return str(case.get("want", case["given"]))


NAMED = ("^Blue Book [0-9]+( [0-9]+)?$", "^REGISTERED$")  # as a family may name its furniture


def alone(rule: str, text: str) -> str:
    return whole(text) if rule == CHAIN else run_rule(rule, text, web_words(), NAMED)


def whole(text: str) -> str:
    trace = rp.parse(text).trace
    assert trace is not None
    return trace.text


@each_case
def test_keys(rule: str, table: str, case: dict[str, Any]) -> None:
    assert table in KEYS, f"{table} is none of {', '.join(KEYS)}"
    assert not case.keys() - KEYS[table], f"unknown keys {case.keys() - KEYS[table]}"
    if table == "fires":
        assert case.get("marks") or case["want"] != case["given"], "this belongs to leaves-alone"


@each_case
def test_alone(rule: str, table: str, case: dict[str, Any]) -> None:
    got = alone(rule, case["given"])
    if table == "known-failure":
        assert got != wanted(case), "this passes now: move it to fires or leaves-alone"
    else:
        assert got == wanted(case)


@pytest.mark.parametrize(("rule", "table", "case"), [case for case in CASES if case.values[0] in ONLY_MARK])
def test_marks(rule: str, table: str, case: dict[str, Any]) -> None:
    """A rule that only marks what it finds marks what the case says, or nothing."""
    before = [Mark(at := case["given"].index(bold), at + len(bold), "bold") for bold in case.get("bold", [])]
    found = next(one for one in RULES if one.name == rule).run(View(case["given"], before))
    marks = [
        f"{mark.kind} {mark.value}: {case['given'][mark.start : mark.end]}" for mark in found if isinstance(mark, Mark)
    ]
    assert sorted(marks) == sorted(case.get("marks", []))


@each_case
def test_twice(rule: str, table: str, case: dict[str, Any]) -> None:
    once = alone(rule, case["given"])
    if table == "known-failure" and rule == CHAIN:
        pytest.skip("the chain learns a document's habits, and cleaning changes them")
    assert alone(rule, once) == once


@each_case
def test_in_the_full_pipeline(rule: str, table: str, case: dict[str, Any]) -> None:
    document = rp.parse(case["given"])
    assert document.trace is not None
    laws.changes_rebuild_both_ways(document.trace)
    laws.leaves_partition(document)
    if table == "known-failure":
        if "full" in case:
            assert document.text != case["full"], "this passes now: move it to fires or leaves-alone"
        return
    assert document.text == case.get("full", wanted(case))
    laws.cleaning_is_idempotent(document.trace)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_has_cases(rule: str) -> None:
    """Each fires somewhere, and somewhere it must not."""
    path = TESTS / "cases" / f"{rule}.toml"
    assert path.exists(), f"tests/cases/{rule}.toml is missing"
    tables = case_file(f"cases/{rule}.toml")
    assert tables.get("fires")
    assert tables.get("leaves-alone")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_has_a_rule(path: Path) -> None:
    assert path.stem in {CHAIN, *(rule.name for rule in RULES)}
