"""Run-in heads of which an extractor dropped half of the doubling, or all of it."""

from __future__ import annotations

import reportparse as rp

# Heads and texts by turns. W: whole, struck where it stands; A: its first line lost the copy; P: all of it was lost.
_BODY = [
    ("W", "筑牢服务阵地", "就社区食堂运营和养老机构建设开展调研，推动建成一批便民设施。"),
    ("W", "深化交流合作", "先后组织考察团赴外地学习，引进一批合作项目并且签订框架协议。"),
    ("W", "紧盯重点环节", "对工程招标和资金使用环节跟踪监督，发现问题及时反馈督促整改。"),
    ("A", "注重结果运用", "把监督意见纳入年度考核，推动形成闭环管理促进各项工作落实。"),
    ("W", "办好交流活动", "组织读书会和座谈会报告会，邀请委员讲述身边故事增进相互了解。"),
    ("P", "用好宣传平台", "在报纸电台和网络开设专栏，广泛宣传履职故事讲好本地新发展。"),
    ("W", "加强学习培训", "举办专题培训班和读书班，帮助委员提高建言资政凝聚共识的本领。"),
    ("A", "改进工作作风", "深入基层一线和田间地头，倾听群众呼声回应各方面的重大关切。"),
    ("W", "完善各项制度", "修订提案办法和视察办法，使得各项经常工作有章可循有据可依。"),
]


def _text(kinds: str = "") -> str:
    lines: list[str] = []
    open_line = "全年任务顺利完成，群众较为满意。"
    for at, (kind, head, text) in enumerate(_BODY * max(1, len(kinds) // len(_BODY))):
        kind = kinds[at] if kinds else kind
        if kind == "A":
            lines += [open_line + head[:3], head[3:], f"{head[3:]}。"]
            open_line = f"。{text}"
        elif kind == "W":
            lines += [open_line + head, f"{head}。"]
            open_line = f"。{text}"
        else:
            lines.append(f"{open_line}{head}。{text[:8]}")
            open_line = text[8:]
    return "\n".join([*lines, open_line])


def _heads(text: str) -> list[str]:
    report = rp.parse(text).report
    return [item.heading.text.rstrip("。") for item in report.find(rp.Item) if item.heading]


def test_lost_bold() -> None:
    """Two heads show that the extractor drops copies, so that a third that looks like them is one."""
    document = rp.parse(_text())
    assert _heads(_text()) == [head for _, head, _ in _BODY]
    told = {
        item.heading.text: item.evidence for item in document.report.find(rp.Item) if item.heading and item.evidence
    }
    assert told["用好宣传平台。"].reasons == ("rhythm",)
    assert told["用好宣传平台。"].cert < told["筑牢服务阵地。"].cert
    assert "heads-by-shape" in {one.code for one in document.diagnostics}


def test_bold_that_is_whole() -> None:
    """Where every bold head is whole, a short sentence without bold is one."""
    heads = _heads(_text("WWWWWPWWW"))
    assert heads == [head for _, head, _ in _BODY if head != "用好宣传平台"]


def test_bold_that_is_rare() -> None:
    """Where most sentences of the shape are plain, the shape says nothing of the others."""
    items = [item for item in rp.parse(_text("WPWAPPWAPPPWPPWPPP")).report.find(rp.Item) if item.heading]
    assert len(items) == 7
    assert {item.evidence.reasons for item in items if item.evidence} == {("bold",)}
