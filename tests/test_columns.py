"""Columns that were extracted by turns."""

from __future__ import annotations

import reportparse as rp

_P = "全年召开常委会会议六次，专题研究城乡建设、产业发展、民生保障等重大事项，形成一批意见。"
_FRONT = ("示例市政协常务委员会工作报告", "（2024年1月9日在示例市政协第三次会议上）", "各位委员：", _P)


def _text(*lines: str) -> str:
    return "\n\n".join([*_FRONT, *(line if line else _P for line in lines)])


def _over_text(*headings: str) -> str:
    """Each heading with a paragraph below it."""
    return _text(*(line for heading in headings for line in (heading, "")))


def _parts(text: str) -> list[str]:
    return [part.heading.text for part in rp.parse(text).report.find(rp.Part) if part.heading]


def _codes(text: str) -> set[str]:
    return {one.code for one in rp.parse(text).diagnostics}


def test_parts_by_turns() -> None:
    """Two counts go on by turns, so a part need not stand right before its first section."""
    text = _over_text("过去五年工作", "一、服务大局", "一、围绕中心", "今后五年任务", "二、建言资政", "二、民主监督")
    assert _parts(text) == ["过去五年工作", "今后五年任务"]
    assert "order-doubtful" in _codes(text)


def test_counts_in_order() -> None:
    """In a text in order, such a line inside a count is no part."""
    text = _over_text("过去五年工作", "一、服务大局", "二、围绕中心", "今后五年任务", "三、建言资政", "四、民主监督")
    assert "今后五年任务" not in _parts(text)
    assert "order-doubtful" not in _codes(text)


def test_too_many_lines() -> None:
    """More such lines than counts of sections: they are something else."""
    lines = ["过去五年工作", "", "一、服务大局", "", "一、围绕中心", "", "二、建言资政", "", "二、民主监督", ""]
    for name in ("示例程序一", "示例程序二", "示例程序三", "示例程序四"):
        lines += [name, ""]
    assert not {"示例程序一", "示例程序二"} & set(_parts(_text(*lines)))


def test_parts_by_count() -> None:
    """A count begins anew with no part before it, and one line stands where a part would: it is the part."""
    text = _over_text("过去五年工作", "一、服务大局", "一、围绕中心", "今后五年任务", "二、建言资政", "三、民主监督")
    assert _parts(text) == ["过去五年工作", "今后五年任务"]
    assert _parts(_text("一、服务大局", "", "二、围绕中心", "", "今后五年任务", "", "三、建言资政", "")) == []


def test_half_sentence_before_sections() -> None:
    """The line above the first section may be half a sentence; the part stands over it."""
    half = "2020年工作的总体要求是：坚持稳中求进"
    assert _parts(_text("过去五年工作", "", "一、服务大局", "", "今后五年任务", half, "一、建言资政", "")) == [
        "过去五年工作",
        "今后五年任务",
    ]
    half = "精特新”工作导向，牢牢把握总体思路"
    assert half not in _parts(_text("过去五年工作", "", "一、服务大局", "", half, "一、建言资政", ""))
