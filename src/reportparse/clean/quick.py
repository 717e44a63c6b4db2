"""Quick looks by which rules see that a text has nothing for them."""

from __future__ import annotations


def holds_byte(text: str, leads: bytes) -> bool:
    """Does a character of the text begin with one of these bytes in UTF-8? Far quicker than the search for a class.

    >>> holds_byte("Größe", bytes([0xE3])), holds_byte("大小", bytes(range(0xE3, 0xEA)))
    (False, True)
    """
    if text.isascii():
        return False
    data = text.encode("utf-8", "surrogatepass")
    return any(lead in data for lead in leads)
