"""Line-end hyphens that only the words of a long document decide; the texts are made here, since they are long."""

from __future__ import annotations

import pytest

import reportparse as rp

LINE = "Der Ausschuss hat im Winter und im Sommer getagt und die Berichte der Gemeinden und der Kreise geprüft,\n"


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("in allen Fragen der Kinder-\nund Jugendarbeit", "der Kinder- und Jugendarbeit"),
        ("in allen Fragen des Kinder-\ngartens der Gemeinde", "des Kindergartens der"),
        ("im Winter und bei dem Aus-\nschuss der Gemeinden", "dem Ausschuss der"),
    ],
)
def test_a_suspended_compound_keeps_its_hyphen_in_a_long_text(torn: str, whole: str) -> None:
    """`und` is among the commonest words of the text, so what stands before it is no part of a word."""
    assert whole in rp.parse(LINE * 150 + torn).text


def test_a_capital_behind_the_hyphen_keeps_it() -> None:
    text = (
        LINE * 20
        + "die Freiflächenphotovoltaik und im Winter und im Sommer die neue Freiflächen-\nPhotovoltaik der Gemeinde"
    )
    assert "neue Freiflächen-Photovoltaik der" in rp.parse(text).text
