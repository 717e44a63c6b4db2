"""What may be looked for in the whole text is looked for within bounds, so that a text ten times as long takes ten times as long."""

from __future__ import annotations

import importlib

import pytest

import reportparse as rp

TITLES = ("Roads of the county", "Wells of the county", "Schools of the county", "Bridges of the county")
LIST = "".join(f"{title} {3 + 2 * at}\n" for at, title in enumerate(TITLES))
BODY = "".join(f"{title}\nThe council mended what was broken, and it did so in time.\n" for title in TITLES)


def test_lists_of_contents_are_looked_for_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{LIST}\n{BODY}"
    assert "toc" in rp.parse(text).to_outline()
    monkeypatch.setattr(importlib.import_module("reportparse.clean.contents"), "_MOST_READ", 10)
    assert "toc" not in rp.parse(text).to_outline()
