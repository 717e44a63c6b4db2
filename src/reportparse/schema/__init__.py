"""The grammar of the own XML: `report.rnc`, which people read and edit, and `report.rng`, made from it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import RelaxNG


@cache
def relaxng() -> RelaxNG:
    """The compiled grammar: `relaxng().validate(lxml_tree)`, then `relaxng().error_log`.

    >>> from lxml import etree
    >>> relaxng().validate(etree.fromstring("<report/>"))
    False
    """
    from lxml import etree

    return etree.RelaxNG(etree.fromstring(schema_text("rng").encode()))


def schema_text(kind: Literal["rnc", "rng"] = "rnc") -> str:
    """The grammar as text: compact syntax, or XML. Raises `ValueError` for another kind."""
    if kind not in ("rnc", "rng"):
        raise ValueError(f'there is "rnc" (compact syntax) and "rng" (XML), not {kind!r}')
    return files(__name__).joinpath(f"report.{kind}").read_text(encoding="utf-8")
