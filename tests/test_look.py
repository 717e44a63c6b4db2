"""What a text shows of its making: `look.toml`."""

from __future__ import annotations

import json
from typing import Any

import pytest

import reportparse as rp
from conftest import case_file
from reportparse.look import look

CASES = [pytest.param(case, id=case["why"][:50]) for case in case_file("look.toml")["case"]]


@pytest.mark.parametrize("case", CASES)
def test_facts(case: dict[str, Any]) -> None:
    found = look(rp.parse(case["given"]))
    best = found.extractors[0].name if found.extractors else ""
    if case["extractor"]:
        assert best == case["extractor"]
    page = found.to_text()
    for part in case["has"]:
        assert part in page
    assert json.loads(json.dumps(found.to_dict()))["characters"] == len(case["given"])


def test_a_document_without_its_source_cannot_be_looked_at() -> None:
    document = rp.read_xml(rp.parse("一、主要工作\n\n建议。").to_xml())
    with pytest.raises(ValueError, match="standoff"):
        look(document)
