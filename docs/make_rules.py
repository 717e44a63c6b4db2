"""Write docs/rules.md, the catalogue of cleaning rules, from their docstrings.

python docs/make_rules.py            write it
python docs/make_rules.py --check    exit with 1 if it is not what would be written
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from reportparse.clean import RULES, Rule

PAGE = Path(__file__).with_name("rules.md")

_OPENING = """\
# The cleaning rules

Made from the docstrings of the rules by `docs/make_rules.py`; edit those. In running order. Each is left out
with `--disable NAME` or `parse(text, disable=("NAME",))`; what one did to a file is said by
`reportparse explain FILE --rule NAME`. The model behind them is described in [cleaning.md](cleaning.md); more
examples, with those a rule must leave alone and those it is known to fail, stand in `tests/cases/`.
"""


def catalogue() -> str:
    """The whole page."""
    rows = "\n".join(f"| [`{rule.name}`](#{rule.name}) | {rule.summary} |" for rule in RULES)
    return "\n".join((_OPENING, f"| rule | artifact |\n|---|---|\n{rows}", *map(_chapter, RULES))) + "\n"


def _chapter(rule: Rule) -> str:
    return f"\n## {rule.name}\n\n" + "\n".join(_fenced(inspect.cleandoc(rule.doc)))


def _fenced(doc: str) -> Iterator[str]:
    """The lines of a docstring, its examples in code blocks."""
    inside = False
    for line in doc.splitlines():
        if line.startswith(">>>") and not inside:
            inside = True
            yield "```python"
        if inside and not line.strip():
            inside = False
            yield "```"
        yield line
    if inside:
        yield "```"


def main() -> int:
    """Write the page, or compare it."""
    page = catalogue()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, "utf-8", newline="\n")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == page:
        return 0
    print("docs/rules.md is not current: python docs/make_rules.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
