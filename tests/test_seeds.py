"""Every document of `seeds/`: the laws strictly; those that are `strict`, clean text and tree to the character.

A document says `strict = true` in its about.toml once the program gives its gold exactly. The others are held by the
floors of the evaluation (docs/evaluation.md).
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import laws
import reportparse as rp
from conftest import SEEDS
from eval.corpus import Document
from neutral import neutral

STRICT = [path for path in SEEDS if Document(path).strict]
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
each_strict_seed = pytest.mark.parametrize("seed", STRICT, ids=lambda path: path.stem)


@cache
def document(seed: Path) -> rp.Document:
    return rp.parse_file(seed)


def raw(seed: Path) -> str:
    return seed.read_bytes().decode()


def differences(want: str, got: str) -> str:
    """The first lines that differ, for the message of a failed test."""
    return "\n".join(
        list(difflib.unified_diff(want.splitlines(), got.splitlines(), "gold", "got", lineterm="", n=1))[:40]
    )


def test_there_are_seeds() -> None:
    assert SEEDS
    assert STRICT


@each_seed
def test_laws(seed: Path) -> None:
    laws.hold(document(seed), raw(seed))


@each_strict_seed
def test_clean_text(seed: Path) -> None:
    """`gold.txt` is written by a reader, never by the program, so `--accept` leaves it alone."""
    want = (seed.with_suffix("") / "gold.txt").read_text("utf-8").removesuffix("\n")
    assert document(seed).text == want, differences(want, document(seed).text)


@each_strict_seed
def test_tree(seed: Path) -> None:
    """`gold.json` and `bold.txt` are written by a reader too: every heading, path, class and text, every bold run."""
    folder = seed.with_suffix("")
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    want, got = list(lines_of(gold)), list(lines_of(neutral(document(seed).report)))
    assert got == want, differences("\n".join(want), "\n".join(got))
    trace = document(seed).trace
    assert trace is not None
    bold = [trace.text[mark.start : mark.end] for mark in trace.marks if mark.kind == "bold"]
    assert bold == (folder / "bold.txt").read_text("utf-8").splitlines()


def lines_of(node: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """A neutral node and all below it, a line each, so that a failed test shows where they part."""
    fields = (node.get(key, "") for key in ("type", "number", "heading", "text"))
    yield "  " * depth + " | ".join(fields)
    for child in node.get("children", ()):
        yield from lines_of(child, depth + 1)


@each_strict_seed
def test_outline(seed: Path, accept: bool) -> None:
    golden = seed.with_suffix("") / "outline.txt"
    got = document(seed).to_outline().rstrip("\n") + "\n"
    if accept:
        laws.hold(document(seed), raw(seed))
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, "utf-8", newline="\n")
    want = golden.read_text("utf-8")
    assert got == want, differences(want, got)


@each_seed
def test_bytes_and_text_give_the_same_tree(seed: Path) -> None:
    assert rp.parse(raw(seed)).report == document(seed).report
