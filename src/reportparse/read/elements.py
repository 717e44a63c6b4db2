"""What one element of the own XML says: its text with the marks, its attributes, its offsets; and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

from attrs import define, field

from reportparse.errors import ReadError
from reportparse.provenance import Mark, kinds_first
from reportparse.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ALTERED = "its offsets or its text were altered; write the file anew"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MARKS = {"b": "bold", "i": "italic", "ref": "ref", "seg": "seg"}
_VALUES = {"ref": "target", "seg": "n"}  # the attribute that holds what a mark says


def text_of(element: Element, *, after_label: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """The text of an element and its marks; without what was removed from it."""
    if not len(element):
        return element.text or "", ()
    reader = _TextReader()
    reader.read(element, after_label)
    return "".join(reader.pieces), tuple(sorted(reader.marks, key=kinds_first))


@define
class _TextReader:
    """The mixed content of one leaf, being read."""

    pieces: list[str] = field(factory=list)
    marks: list[Mark] = field(factory=list)  # in order of opening
    length: int = 0

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def read(self, element: Element, after_label: bool = False) -> None:
        if not after_label:
            self.add(element.text)
        for child in element:
            tail = child.tail
            match child.tag:
                case "char":
                    self.add(_characters(child))
                case "pb":
                    values = values_of(child)
                    number, label = values.get("page", ""), values.get("n")
                    value = number if label is None else f"{number} {label}"
                    self.marks.append(Mark(self.length, self.length, "page", value))
                case "b" | "i" | "mark" | "ref" | "seg":
                    self._mark(child)
                case "num" if after_label:
                    tail = (tail or "").removeprefix(" ")
                    after_label = False
                case "edit" | "ws" | "kept" | "now":
                    pass
                case _:
                    unknown(child)
            self.add(tail)

    def _mark(self, element: Element) -> None:
        values = values_of(element)
        kind = _MARKS.get(str(element.tag)) or values.get("kind", "")
        value = values.get(_VALUES.get(str(element.tag), "value"), "")
        start, at = self.length, len(self.marks)
        if element.get("continued") == "true":
            ended = [turn for turn, one in enumerate(self.marks) if one[1:] == (start, kind, value)]
            at = ended[-1] if ended else at
        if at == len(self.marks):
            self.marks.append(Mark(start, start, kind, value))
        self.read(element)
        self.marks[at] = self.marks[at]._replace(end=self.length)


def _characters(element: Element) -> str:
    try:
        return "".join([chr(int(code, 16)) for code in element.get("cp", "").split()])
    except (ValueError, OverflowError):
        fail(element, f"cp={element.get('cp')!r} is no list of code points", 'hexadecimal, such as cp="D800"')


def values_of(element: Element) -> dict[str, str]:
    """The attributes of an element, with what `@cp` stands for put back."""
    values = {str(name).replace(_XML, "xml:"): str(value) for name, value in element.attrib.items()}
    if "cp" in values and element.tag != "char":
        codes = iter(_characters(element))
        del values["cp"]
        for name in sorted(values):
            values[name] = re.sub("\N{REPLACEMENT CHARACTER}", lambda found: next(codes, found[0]), values[name])
    return values


def integer(element: Element, name: str, default: int | None = None) -> int | None:
    """The number that an attribute holds; `default` where there is no such attribute."""
    value = element.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        fail(element, f"{name}={value!r} is no number", "write an integer, or leave it out")


def place_of(element: Element) -> Span:
    """`@start` and `@end`: in the source."""
    return Span(integer(element, "start", 0) or 0, integer(element, "end", 0) or 0)


def ranges(element: Element, value: str) -> Iterator[Span]:
    """What `@spans` and `@clean` hold: `0-5 9-12`."""
    for one in value.split():
        start, dash, end = one.partition("-")
        if not (dash and start.isdecimal() and end.isdecimal()):
            fail(element, f"{one!r} is no range", 'write offsets like "0-5 9-12"')
        yield Span(int(start), int(end))


def unknown(element: Element) -> NoReturn:
    """Raise `ReadError`: the element is none of ours, or stands where it cannot."""
    parent = element.getparent()
    where = "" if parent is None else f" in <{parent.tag!s}>"
    fail(element, f"<{element.tag!s}> has no place{where}", "validate the file with the schema (report.rnc)")


def fail(element: Element, what: str, cure: str) -> NoReturn:
    """Raise `ReadError`, with the line of the file, what is wrong there and how to cure it."""
    line = f"line {element.sourceline}: " if element.sourceline else ""
    raise ReadError(f"{line}{what}; {cure}")
