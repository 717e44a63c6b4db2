"""The evaluation itself: its floors belong to the documents that are there, and its measures measure what they say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve

from eval import corpus
from eval.corpus import Document, corpus_hash, documents
from eval.floors import Floors
from eval.form import Tree, plain, units
from eval.make import make, manuscript
from eval.score import PINNED, score
from eval.trees import Ordered, edit_distance

DOCUMENTS = documents()
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
MADE = [one for one in DOCUMENTS if (one.folder / "manuscript.txt").exists()]


def paragraph(text: str, **fields: object) -> dict[str, object]:
    return {"type": "paragraph", "text": text, **fields}


def report(*children: Mapping[str, object], heading: str = "Yearly plan") -> Tree:
    return Tree.of({"type": "report", "heading": heading, "children": list(children)})


def section(heading: str, *children: dict[str, object], number: str = "") -> dict[str, object]:
    return {"type": "section", "number": number, "heading": heading, "children": list(children)}


ROADS, TREES = paragraph("We mended roads."), paragraph("We planted trees.")
GOLD = report(section("Past", ROADS, TREES, number="1."), section("Next", paragraph("We had had hope."), number="2."))


# The floors and their documents.


def test_floors_are_of_this_corpus() -> None:
    """Run `python tests/eval/run.py`, look at what changed, then take it in with `--pin`."""
    assert not Floors.read().changed(DOCUMENTS)


@each_document
def test_floors_are_complete(document: Document) -> None:
    least = Floors.read().least[document.name]
    assert tuple(least) == PINNED
    assert all(0.0 <= value <= 1.0 for value in least.values())
    assert not document.strict or set(least.values()) == {1.0}


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    floors = Floors.read()
    (tmp_path / "floors.toml").write_text(floors.written(), "utf-8")
    assert Floors.read(tmp_path / "floors.toml") == floors


def test_a_floor_rises_and_never_falls_by_itself(tmp_path: Path) -> None:
    document = _small(tmp_path, "a plan")
    first = Floors().pinned([document], {"a": dict.fromkeys(PINNED, 0.5)})
    mixed = {**dict.fromkeys(PINNED, 0.4), "path": 0.75}
    again = first.pinned([document], {"a": mixed})
    assert again.least["a"] == {**dict.fromkeys(PINNED, 0.5), "path": 0.75}
    assert [name for name, _, _ in again.missed("a", mixed)] == [name for name in PINNED if name != "path"]
    lowered = again.with_lowered("a", mixed, "the gold was wrong")
    assert not list(lowered.missed("a", mixed))
    assert {one.why for one in lowered.lowered} == {"the gold was wrong"}
    (tmp_path / "floors.toml").write_text(lowered.written(), "utf-8")
    assert Floors.read(tmp_path / "floors.toml") == lowered


def test_a_changed_document_is_told(tmp_path: Path) -> None:
    document = _small(tmp_path, "a plan")
    floors = Floors().pinned([document], {"a": dict.fromkeys(PINNED, 0.5)})
    assert not floors.changed([document])
    assert floors.changed([]) == ["a is gone"]
    document.path.write_text("another plan", "utf-8")
    assert floors.changed([document]) == ["a: text or gold has changed"]
    assert Floors().changed([document]) == ["a is new"]
    same = evolve(floors, hashes={"a": document.hash()})
    assert same.changed([document]) == ["the hash of the corpus does not fit those of its documents"]


def _small(folder: Path, text: str) -> Document:
    (folder / "a").mkdir()
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "a" / "gold.json").write_text('{"type": "report"}', "utf-8")
    return Document(folder / "a.txt")


def test_the_hash_of_a_corpus_knows_names_and_order() -> None:
    assert corpus_hash([("a", "1"), ("b", "2")]) == corpus_hash([("b", "2"), ("a", "1")])
    assert corpus_hash([("a", "1")]) != corpus_hash([("b", "1")])


# The documents.


@each_document
def test_gold_against_itself_is_one(document: Document) -> None:
    gold = document.gold
    assert set(score(gold, gold).values().values()) == {1.0}


@each_document
def test_a_document_says_what_it_is(document: Document) -> None:
    about = document.about
    assert about["name"] == document.name
    assert plain(about["title"]) == plain(document.gold.heading)
    for key in ("what", "language", "family", "extractor", "country", "checked"):
        assert about[key].strip(), key


@pytest.mark.parametrize("document", MADE, ids=lambda one: one.name)
def test_gold_is_made_from_the_manuscript(document: Document) -> None:
    """Run `python tests/eval/make/make.py --gold seeds/NNN_slug` after changing a manuscript."""
    blocks = manuscript.read(document.folder / "manuscript.txt")
    assert (document.folder / "gold.json").read_text("utf-8") == make.written(manuscript.gold(blocks))


def test_the_set_is_as_wide_as_it_says() -> None:
    abouts = [one.about for one in corpus.documents()]
    assert len(abouts) >= 24
    assert sum(one.stat().st_size for one in corpus.SEEDS.rglob("*") if one.is_file()) < 1_000_000


# The measures, each on a tree with one thing changed.


def test_a_lost_paragraph() -> None:
    values = score(GOLD, report(section("Past", ROADS, number="1."), _next())).values()
    lost, whole = len("We planted trees."), sum(len(unit.text) for unit in units(GOLD))
    assert values["chars"] == pytest.approx(2 * (whole - lost) / (2 * whole - lost))
    assert values["heading"] == 1.0
    assert values["path"] == pytest.approx(10 / 11)  # five of six units
    assert values["ced"] == pytest.approx(10 / 11)
    assert values["steds"] == pytest.approx(5 / 6)  # one deletion, six nodes


def _next() -> dict[str, object]:
    return section("Next", paragraph("We had had hope."), number="2.")


def test_a_joined_paragraph() -> None:
    joined = paragraph("We mended roads. We planted trees.")
    values = score(GOLD, report(section("Past", joined, number="1."), _next())).values()
    # Starts of blocks: two headings, "We planted"; what stands right behind a heading is no boundary on either side.
    assert values["para_boundary"] == pytest.approx(2 * 4 / (5 + 4))
    assert values["natural_repeats"] == 1.0


def test_a_heading_that_became_text() -> None:
    flat = report(section("Past", ROADS, TREES, paragraph("2. Next"), paragraph("We had had hope."), number="1."))
    values = score(GOLD, flat).values()
    assert values["chars"] > 0.98  # a label loses its mark, text keeps it
    assert values["heading"] == pytest.approx(4 / 5)  # with the title: two of three
    assert values["path"] == pytest.approx(8 / 12)
    assert values["typed"] < 1.0


def test_the_level_counts_for_ced_and_not_for_headings() -> None:
    deep = report(section("Past", ROADS, TREES, _next(), number="1."))
    values = score(GOLD, deep).values()
    assert values["heading"] == 1.0
    assert values["ced"] == pytest.approx(8 / 12)
    assert values["steds"] == pytest.approx(4 / 6)  # one node deleted above its text, one inserted
    assert values["typed"] == 1.0


def test_a_collapsed_repeat() -> None:
    gold = report(paragraph("他们谈心谈话，人人出力。"))
    found = report(paragraph("他们谈心谈话，人出力。"))
    assert score(gold, gold).repeats.kept == score(gold, found).repeats.total == 1
    assert score(gold, found).repeats.collapsed == 1
    assert score(found, gold).leftover_doublings == 1


def test_what_extractors_write_differently_is_equal() -> None:
    one = report(paragraph("全年提出意见 108 条，\n〇 ﬁne"), heading="工作 报告")
    other = report(paragraph("全年提出意见108条,〇fine"), heading="工作报告")
    assert set(score(one, other).values().values()) - {1.0} == {score(one, other).values()["spaces"]}


def test_notes_are_compared_apart() -> None:
    note = {"type": "note", "number": "1", "text": "Without the city."}
    early, late = report(ROADS, note, TREES), report(ROADS, TREES, note)
    assert set(score(early, late).values().values()) == {1.0}


def test_an_empty_result_scores_nothing_and_does_not_raise() -> None:
    values = score(GOLD, Tree(type="report")).values()
    assert values["chars"] == values["heading"] == values["path"] == values["typed"] == 0.0


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        # The example of Zhang and Shasha's paper: f(d(a, c(b)), e) and f(c(d(a, b)), e) are two operations apart.
        (
            ("f", ("d", ("a",), ("c", ("b",))), ("e",)),
            ("f", ("c", ("d", ("a",), ("b",))), ("e",)),
            2,
        ),
        (("a",), ("a",), 0),
        (("a",), ("b",), 1),
        (("a", ("b",), ("c",)), ("a", ("c",), ("b",)), 2),
        (("a", ("b", ("c", ("d",)))), ("a",), 3),
    ],
)
def test_tree_edit_distance(one: tuple[object, ...], other: tuple[object, ...], distance: int) -> None:
    left, right = Ordered.of(_lettered(one)), Ordered.of(_lettered(other))
    unit = lambda a, b: float(a != b)  # noqa: E731
    assert edit_distance(left, right, unit) == edit_distance(right, left, unit) == distance


def _lettered(tree: tuple[object, ...]) -> Tree:
    letter, *below = tree
    assert isinstance(letter, str)
    return Tree(type="item", text=letter, children=tuple(_lettered(one) for one in below if isinstance(one, tuple)))


def test_a_tree_of_another_tool_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "tree.json"
    path.write_text(json.dumps({"type": "report", "childs": []}), "utf-8")
    with pytest.raises(ValueError, match=r"tree.json: \$: no field 'childs'; there are bold, children, "):
        Tree.read(path)
