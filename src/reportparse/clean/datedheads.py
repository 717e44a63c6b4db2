"""Heads of newspaper pages that name the paper and the date alone: 湾区时报　2022年1月17日.

Nothing in such a line tells it from a date that somebody has signed; but it opens the text, above the title, and
stands again, with another page's number perhaps, where a later page begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.chars import HAN
from reportparse.provenance import Edit

_FIRST = re.compile(
    rf"\s*(?P<head>[{HAN}]{{2,12}}[ \u3000]*\d{{4}}[ ]?年[ ]?\d{{1,2}}[ ]?月[ ]?\d{{1,2}}[ ]?日)(?P<rest>[^\n。，；：！？]{{0,16}})(?=\n)"
)


def dated_heads(text: str) -> Iterator[Edit]:
    """The line that opens the text, and each like it; nothing if it stands there once.

    >>> list(dated_heads("湾区时报 2022年1月17日\\n工作报告\\n全年\\n湾区时报 2022年1月17日 2\\n完成。"))
    [Edit(start=0, end=15, now=''), Edit(start=24, end=41, now='')]
    """
    first = _FIRST.match(text)
    if first is None:
        return
    head = first["head"]
    pattern = (
        rf"(?m)^[ \u3000]*{re.escape(head)}(?:[ \u3000]*[{HAN}]{{0,4}}[ \u3000]*(?:第?[A-Z]?\d{{0,3}}版?))[ \u3000]*$"
    )
    found = [Edit(one.start(), one.end()) for one in re.finditer(pattern, text)]
    if len(found) > 1:
        yield from found
