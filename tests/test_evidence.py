"""Evidence: by what nodes were told, and how it goes through the formats."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import reportparse as rp
from conftest import ROOT
from reportparse.errors import ReadError
from reportparse.evidence import REASONS, Evidence
from reportparse.nodes import Node, Report
from reportparse.origin import Origin
from reportparse.read.json import read_json
from reportparse.read.xml import read_xml
from reportparse.schema import relaxng
from reportparse.write.json import to_json
from reportparse.write.xml import Provenance, to_xml
from trees import Parsed, parsed

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def told(report: Report) -> list[Evidence | None]:
    return [node.evidence for node in report.walk()]


@quick
@given(parsed(), st.sampled_from(("none", "standoff", "inline")))
def test_xml_says_it_on_request_and_reads_it_back(made: Parsed, mode: Provenance) -> None:
    origin = Origin.of(made.trace.source, version="1")
    xml = to_xml(made.report, trace=made.trace, origin=origin, provenance=mode, evidence=True)
    relaxng().assertValid(etree.fromstring(xml.encode()))
    back = read_xml(xml)
    assert told(back.report) == told(made.report)
    assert to_xml(back.report, trace=back.trace, origin=back.origin, provenance=mode, evidence=True) == xml


@quick
@given(parsed())
def test_json_always_says_it(made: Parsed) -> None:
    assert told(read_json(to_json(made.report, None, Origin())).report) == told(made.report)


def test_equality_ignores_it_and_xml_is_silent_unless_asked() -> None:
    document = rp.parse("一、主要工作\n\n全年提出意见。")
    section = document.report["sec_1"]
    assert section.evidence == Evidence.of("label")
    assert evolve(section, evidence=None) == section
    assert "cert=" not in document.to_xml()
    assert '<section xml:id="sec_1" cert="' in document.to_xml(evidence=True)


def test_instances_are_shared() -> None:
    assert Evidence.of("label", "contents") is Evidence.of("label", "contents")
    assert Evidence.of("label", "contents").cert == max(REASONS["label"].cert, REASONS["contents"].cert)


def test_a_reason_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no reason 'labell'; did you mean 'label'"):
        Evidence.of("labell")


@pytest.mark.parametrize(("reasons", "cert"), [(("A label",), 1.0), ((), 1.0), (("label",), 1.5), (("label",), -0.1)])
def test_what_is_no_evidence_is_refused(reasons: tuple[str, ...], cert: float) -> None:
    with pytest.raises(ValueError, match=r"reasons are names|cert is a share"):
        Evidence(reasons, cert)


@pytest.mark.parametrize("attributes", ['evidence="label"', 'evidence="label" cert="high"', 'evidence="" cert="1"'])
def test_a_file_with_half_of_it_is_refused(attributes: str) -> None:
    xml = f'<report version="1"><meta/><body><section {attributes}/></body></report>'
    with pytest.raises(ReadError, match=r"line 1: .*leave both out"):
        read_xml(xml)


CASES = [
    ("A label that begins with the first.", "一、主要工作\n\n全年提出意见。", "sec_1", ("label",)),
    ("Labels with a gap.", "一、主要工作\n\n全年提出意见。\n\n三、安排\n\n明年再提。", "sec_2", ("label-alone",)),
    ("A bullet.", "The wards asked for:\n\n• roads of stone\n\n• bridges", "item_1", ("bullet",)),
    ("A date alone under the text.", "全年提出意见，办理完毕。\n\n2024年1月9日", "signature_1", ("form",)),
    (
        "The line above the text.",
        "某某区工作报告\n\n（2024年1月9日在大会上）\n\n各位委员：\n\n全年。",
        "title_1",
        ("words",),
    ),
    (
        "An occasion has a date.",
        "某某区工作报告\n\n（2024年1月9日在大会上）\n\n各位委员：\n\n全年。",
        "occasion_1",
        ("form",),
    ),
    ("Running text.", "一、主要工作\n\n全年提出意见。", "sec_1__p_1", None),
]


@pytest.mark.parametrize(("text", "name", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reasons(text: str, name: str, reasons: tuple[str, ...] | None) -> None:
    node: Node = rp.parse(text).report[name]
    assert (node.evidence and node.evidence.reasons) == reasons


def test_the_table_in_the_docs_is_the_list() -> None:
    page = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    rows = [
        f"| `{name}` | {one.cert:.2f}{'' if one.measured else ' *est.*'} | {one.meaning} |"
        for name, one in REASONS.items()
    ]
    assert "\n".join(rows) in page
