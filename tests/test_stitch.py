"""Several pieces, one report; several reports, one text."""

from __future__ import annotations

import hashlib
import pickle
import tomllib
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import laws
import reportparse as rp
from conftest import SEEDS, TESTS
from reportparse.schema import relaxng
from reportparse.source import Piece
from reportparse.span import Span
from test_laws import TEXTS


def cases(name: str) -> list[Any]:
    found = tomllib.loads((TESTS / "stitch" / name).read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"][:60]) for case in found]


def joined_laws(document: rp.Document, pieces: list[str]) -> None:
    """Every law over the whole; the pieces are verbatim, one behind the other, and every place leads into one."""
    source = document.source
    assert source is not None
    assert document.trace is not None
    assert source.text == "".join(pieces)
    laws.edits_are_well_formed(document.trace)
    laws.changes_rebuild_both_ways(document.trace)
    laws.leaves_partition(document)
    laws.text_is_in_blocks(document.trace)
    laws.pieces_partition(document)
    laws.is_written_and_read_back(document)


@pytest.mark.parametrize("case", cases("parts.toml"))
def test_parts(case: dict[str, Any]) -> None:
    pieces = case["pieces"]
    document = rp.parse_parts(pieces, profile=case.get("profile", "auto"))
    assert document.to_outline() == case["outline"].lstrip("\n")
    assert sorted(one.code for one in document.diagnostics) == sorted(case["codes"])
    assert document.source is not None
    made = document.source.pieces
    if len(case["order"]) > len(pieces):  # one of them holds two reports, between which another piece is read
        assert [
            piece.name or str(pieces.index(text) + 1) for piece in made for text in pieces if whose(piece, text)
        ] == [str(at) for at in case["order"]]
        every_character_is_in_one([document], pieces)
        joined_laws(document, [document.source.text[piece.start : piece.end] for piece in made])
    else:
        joined_laws(document, [pieces[at - 1] for at in case["order"]])
    from lxml import etree

    for provenance in ("none", "standoff", "inline"):
        relaxng().assertValid(etree.fromstring(document.to_xml(provenance=provenance).encode()))


def whose(piece: Piece, text: str) -> bool:
    return piece.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_another_article_on_the_page_is_named() -> None:
    """It stands behind the report; that nothing shows how it goes on is no matter."""
    head = "政协青山市第八届委员会常务委员会工作报告\n\n——2024年1月9日在政协青山市第八届委员会第三次会议上\n\n李　明\n\n各位委员：\n\n"
    work = "一年来，常委会坚持团结和民主两大主题，围绕中心、服务大局，认真履行政治协商职能。"
    page1 = (
        f"青山日报　2024年1月12日　星期五 要闻　1\n\n{head}一、工作\n\n{work}\n\n（一）加强引领。组织座谈12次，引导委员增进共识。\n\n"
        "（二）聚焦中心。开展调研，形成报告18份，提出建议96条，得到市委\n市政府主要领导批示（下转第四版）\n\n我市召开春节前安全生产会议\n\n"
        "本报讯（记者　王芳）1月11日，全市安全生产会议召开，部署春节前安全生产工作。会议要求，各县区要落实责任，排查隐患，"
        "确保群众过一个平安祥和的春节。\n\n会议强调，要加强值班值守。\n"
    )
    document = rp.parse_parts([page1, "（上接第一版）的有18件。\n\n二、安排\n\n做好协商。"], names=["p1", "p4"])
    (told,) = [one for one in document.diagnostics if one.code == "several-reports"]
    assert "我市召开春节前安全生产会议" in told.message
    assert not {"pieces-unfit", "piece-missing"} & {one.code for one in document.diagnostics}
    assert len(rp.parse_all([page1, "（上接第一版）的有18件。\n\n二、安排\n\n做好协商。"])) == 2


@pytest.mark.parametrize("case", cases("all.toml"))
def test_all(case: dict[str, Any]) -> None:
    texts = case["given"] if isinstance(case["given"], list) else [case["given"]]
    documents = rp.parse_all(texts)
    assert [document.text.partition("\n\n")[0] for document in documents] == case["begin"]
    assert len(documents) == case["reports"]
    every_character_is_in_one(documents, texts)
    for document in documents:
        joined_laws(document, [document.source.text] if document.source else [])
    if len(texts) == 1:
        whole = rp.parse(texts[0])
        assert ("several-reports" in [one.code for one in whole.diagnostics]) == (len(documents) > 1)
        if len(documents) == 1:
            assert documents == [whole]


def every_character_is_in_one(documents: list[rp.Document], texts: list[str]) -> None:
    """The stretches of all documents cover each text, without overlap, and hold what stands there."""
    found: dict[str, list[tuple[int, int]]] = {}
    by_hash = {hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(): text for text in texts}
    for document in documents:
        source = document.source
        assert source is not None
        if not source.pieces:
            found.setdefault(source.sha256, []).append((0, len(source.text)))
        for piece in source.pieces:
            end = piece.offset + piece.length
            assert source.text[piece.start : piece.end] == by_hash[piece.sha256][piece.offset : end]
            found.setdefault(piece.sha256, []).append((piece.offset, end))
    assert found.keys() == by_hash.keys()
    for name, stretches in found.items():
        stretches.sort()
        assert stretches[0][0] == 0
        assert stretches[-1][1] == len(by_hash[name])
        assert all(one[1] == other[0] for one, other in pairwise(stretches))


def test_provenance_names_the_piece(tmp_path: Path) -> None:
    one, other = "一、工作\n\n组织学习（下转第四版）\n", "（上接第一版）讨论。\n\n二、安排\n\n意见 5条。\n"
    (tmp_path / "page1.txt").write_bytes(one.encode())
    document = rp.parse_parts([tmp_path / "page1.txt", other], names=[None, "page4.txt"])
    assert document.source is not None
    leaf = document.report["sec_1__p_1"]
    there = document.source.in_pieces(document.source_span(leaf))
    # The jump lines stand between the two parts of the sentence.
    assert [(piece.name, span) for piece, span in there] == [("page1.txt", Span(6, 18)), ("page4.txt", Span(0, 10))]
    assert document.place(document.report["sec_2"]) == rp.parse(other).place(other.index("二"))._replace(  # type: ignore[union-attr]
        piece="page4.txt"
    )
    first, second = document.source.pieces
    assert first.sha256 == hashlib.sha256(one.encode()).hexdigest()
    assert second.sha256 == hashlib.sha256(other.encode()).hexdigest()
    assert (first.encoding, second.encoding, second.start) == ("utf-8", None, len(one))
    xml = document.to_xml(provenance="standoff")
    assert f'<source name="page4.txt" sha256="{second.sha256}" start="{len(one)}" length="{len(other)}"' in xml
    for back in (rp.read_xml(xml), rp.read_json(document.to_json())):
        assert back.source == document.source
        assert back.place(len(one) + 3) == document.place(len(one) + 3)
        assert back.origin == document.origin
    with pytest.raises(rp.ReadError, match="the pieces before it end"):
        rp.read_xml(xml.replace(f'start="{len(one)}" length', 'start="3" length'))


def test_pages_count_through_and_bear_the_numbers_of_the_jump_lines() -> None:
    document = rp.parse_parts(["一、工作\n\n组织学习（下转第四版）\n", "（上接第一版）讨论。\n\n二、安排\n\n做好。\n"])
    pages = document.report.pages(document.report["sec_1__p_1"])
    assert [(page.number, page.label) for page in pages] == [(1, "1"), (2, "4")]


def test_notes_count_through() -> None:
    page = "We answered all.1 It was said.2\nAnd more was said there.\n1 The first note.\n2 The second note.\n\f"
    document = rp.parse_parts(
        [page + "1. Roads\n\nMended.\n", page.replace("answered", "asked") + "2. Bridges\n\nPainted.\n"]
    )
    joined_laws(document, [document.source.text] if document.source else [])
    targets = [mark.value for leaf in document.report.leaves() for mark in leaf.marks if mark.kind == "ref"]
    assert len(set(targets)) == len(targets)
    for target in targets:
        assert document.report[target]


def test_bad_calls() -> None:
    with pytest.raises(TypeError, match="takes several texts"):
        rp.parse_parts("one text")
    with pytest.raises(ValueError, match="no pieces"):
        rp.parse_parts([])
    with pytest.raises(ValueError, match="3 names for 1 pieces"):
        rp.parse_parts(["a"], names=["a", "b", "c"])
    with pytest.raises(TypeError, match="str or bytes"):
        rp.parse_parts([5])  # type: ignore[list-item]
    with pytest.raises(rp.ProfileError):
        rp.parse_parts(["a", "b"], profile="nobody")


def test_disabling_a_rule() -> None:
    joined_laws_but_blocks = rp.parse_parts(["组织学习\n", "讨论 5条。\n"], disable=("spaces",))
    assert "讨论 5条" in joined_laws_but_blocks.text


def test_documents_pickle_and_repeat() -> None:
    pieces = ["一、工作\n\n组织学习（下转第四版）\n", "（上接第一版）讨论。\n"]
    document = rp.parse_parts(pieces)
    assert pickle.loads(pickle.dumps(document)) == document
    assert rp.parse_parts(pieces) == document


@given(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_any_pieces(pieces: list[str]) -> None:
    """Laws 1, 2, 3, 5, 6, 8 and 9 over the whole, whatever the pieces are."""
    document = rp.parse_parts(pieces)
    assert document.source is not None
    assert document.trace is not None
    assert sorted(document.source.text) == sorted("".join(pieces))
    laws.edits_are_well_formed(document.trace)
    laws.changes_rebuild_both_ways(document.trace)
    laws.leaves_partition(document)
    laws.pieces_partition(document)
    laws.is_written_and_read_back(document)


@given(st.lists(TEXTS, min_size=1, max_size=2, unique=True))
def test_all_of_anything(texts: list[str]) -> None:
    """Each character belongs to one report."""
    documents = rp.parse_all(texts)
    every_character_is_in_one(documents, texts)
    for document in documents:
        laws.leaves_partition(document)


# Random cuts

_WORDS = (
    "加强",
    "推进",
    "落实",
    "完善",
    "项目",
    "民生",
    "改革",
    "环境",
    "服务",
    "城乡",
    "开放",
    "产业",
    "水平",
    "机制",
)


def _paragraph(seed: int) -> str:
    """Words in the order of a dice: a text that says one word again and again looks like a struck one, whole or cut."""
    dice = Random(seed)
    words = dice.choices(_WORDS, k=dice.randint(40, 90))
    return "，".join("".join(words[at : at + 4]) for at in range(0, len(words), 4)) + "。"


_PARAGRAPH = st.integers(0, 2**32).map(_paragraph)
_NUMBERS = "一二三四五六七八九"


def printed(text: str, width: int = 20) -> list[str]:
    """The lines of a paragraph in a column, its first one indented."""
    text = "\u3000\u3000" + text
    lines: list[str] = []
    while text:
        end = width
        while end < len(text) and text[end] in "，。":
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return lines


@given(st.lists(st.lists(_PARAGRAPH, min_size=1, max_size=3), min_size=2, max_size=4), st.data())
def test_a_made_report_cut_anywhere_in_its_paragraphs(sections: list[list[str]], data: st.DataObject) -> None:
    """The tree of the pieces is that of the whole, at whatever line inside a paragraph the page ends."""
    lines = ["县政府工作报告", "（2024年1月9日在第三次会议上）"]
    inside: list[int] = []
    for number, paragraphs in zip(_NUMBERS, sections, strict=False):
        lines.append(f"{number}、做好第{number}项工作")
        for paragraph in paragraphs:
            own = printed(paragraph)
            inside += range(len(lines) + 2, len(lines) + len(own) - 1)
            lines += own
    cut = data.draw(st.sampled_from(inside))
    assume(cut > 12 and len(lines) - cut > 12)
    whole = rp.parse("\n".join(lines) + "\n")
    one = "\n".join(lines[:cut]) + "（下转第四版）\n"
    other = "（上接第一版）" + "\n".join(lines[cut:]) + "\n"
    pieces = [one, other]
    document = rp.parse_parts(pieces if data.draw(st.booleans()) else pieces[::-1])
    assert document.to_outline() == whole.to_outline()
    joined_laws(document, pieces)


_SEED = SEEDS[0].read_text("utf-8")
_LINES = _SEED.split("\n\n")


def _cuts() -> list[int]:
    """Where a newspaper may have ended the seed's page: between full lines in mid-sentence, none of which is struck."""
    found = []
    for at in range(60, len(_LINES) - 60):
        one, other = _LINES[at - 1], _LINES[at]
        whole = one + other
        if "\n" in whole or one[-1] in "。；：”" or other[0] in "一二三四五六（" or len(one) < 17 or len(other) < 17:
            continue
        struck = any(one == other for one, other in pairwise(whole) if one in "。，、”“：")
        if not struck and any(mark in _LINES[at - 2] for mark in "，、"):
            found.append(at)
    return found


@example(132, False)  # behind the first line of a paragraph
@example(333, False)
@given(st.sampled_from(_cuts()), st.booleans())
@settings(max_examples=15, deadline=None)
def test_the_seed_cut_in_two(at: int, turned: bool) -> None:
    whole = rp.parse(_SEED).to_outline()
    pieces = ["\n\n".join(_LINES[:at]) + "（下转第五版）\n", "（上接第四版）" + "\n\n".join(_LINES[at:])]
    document = rp.parse_parts(pieces[::-1] if turned else pieces)
    assert document.to_outline() == whole
    joined_laws(document, pieces)
