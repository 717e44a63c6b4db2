"""The date below a title, written behind its last word: rule `glued-titles`.

Annual Statement of Kirkdale21 March 2018
Report on the Affairs of Port HavenLaid before the Assembly on 26 March 2013
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.provenance import Edit

_LINE = re.compile(r"[^\n]+")
_FIRST_LINES = 8
# A word goes on with a number or a capital, where a line begins that ends with a date.
_DATE = r"(?:[0-9]{1,2}\.? [^\W\d_]{3,10}|[^\W\d_]{3,10} [0-9]{1,2},) (?:19|20)[0-9]{2}$"
_GLUED = re.compile(
    rf"(?=[^\W\d_])[^\n,;:]{{10,160}}?[a-zß-öø-ÿ](?P<next>[0-9A-ZÀ-ÖØ-Þ](?<=(?={_DATE}).)|[A-ZÀ-ÖØ-Þ](?=[a-zß-öø-ÿ]+ [^\n;]{{0,80}}?\b{_DATE}))"
)


def glued_titles(view: View) -> Iterator[Edit]:
    """A line with a date that stands right behind the title above it, without a space: pypdf, where the type is smaller.

    Only in the first lines of the text, behind several words.

    >>> from reportparse.clean import run_rule
    >>> run_rule("glued-titles", "Annual Statement of Kirkdale21 March 2018\\nThe board met.")
    'Annual Statement of Kirkdale\\n\\n21 March 2018\\nThe board met.'
    >>> run_rule("glued-titles", "Report of the PayPal inquiry of 2018")
    'Report of the PayPal inquiry of 2018'
    """
    if not view.text[:1000].isascii() and max(view.text[:1000]) > "\u2e80":
        return  # no language whose words have capitals
    for at, line in enumerate(_LINE.finditer(view.text)):
        if at == _FIRST_LINES or not view.text[line.end() + 1 : line.end() + 2].strip():
            return  # this extractor leaves no line empty
        found = _GLUED.match(line.group())
        if found is not None and found.group().count(" ") > 1:
            start = line.start() + found.start("next")
            yield Edit(start, start + 1, "\n\n" + found["next"])
            return
