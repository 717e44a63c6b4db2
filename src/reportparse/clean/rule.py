"""What a cleaning rule is, and what it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define, field, frozen

from reportparse.clean.apart import Line, printed_lines, printed_texts
from reportparse.provenance import Edit, Mark


@define
class Note:
    """A remark a rule makes on the document, in the coordinates of the text it was shown."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@frozen
class WebWords:
    """The words by which a family's web pages are known; profiles hold them."""

    buttons: tuple[str, ...] = ()  # "打印本页", "Share"
    controls: tuple[str, ...] = ()  # before a colon, on web pages only: "字体", "浏览次数"
    data: tuple[str, ...] = ()  # before a colon, elsewhere too: "来源", "Published"
    home: tuple[str, ...] = ()  # where a breadcrumb begins: "首页"
    places: tuple[str, ...] = ()  # before a breadcrumb: "当前位置"
    footers: tuple[str, ...] = ()  # "版权所有", "All rights reserved"

    def __bool__(self) -> bool:
        return bool(self.buttons or self.controls or self.data or self.home or self.footers)

    def __add__(self, other: WebWords) -> WebWords:
        """The words of both, each once."""
        names = ("buttons", "controls", "data", "home", "places", "footers")
        return WebWords(*(tuple(dict.fromkeys((*getattr(self, name), *getattr(other, name)))) for name in names))


@define
class View:
    """What a rule sees: the present text, the marks made so far, words of its family, and where to put remarks."""

    text: str
    marks: list[Mark] = field(factory=list)
    notes: list[Note] = field(factory=list)
    web: WebWords = WebWords()
    furniture: tuple[str, ...] = ()  # patterns of lines that the family's pages have: "^BBl [0-9]+ [0-9]+$"
    kin: str = ""  # other pages of the same report, as the rule `lines` finds them: they show how lines are set

    _lines: list[Line] | None = None
    _printed: list[str] | None = None

    @property
    def lines(self) -> list[Line]:
        """The printed lines of the text, which rules that only mark something share."""
        if self._lines is None:
            self._lines = printed_lines(self.text)
        return self._lines

    @property
    def printed(self) -> list[str]:
        """The same without their places: what a quick look needs, by which a rule sees that a text has nothing for it."""
        if self._printed is None:
            self._printed = printed_texts(self.text)
        return self._printed

    def behind(self, text: str, marks: list[Mark]) -> View:
        """What the next rule sees: `text` is what this one has left of the text, perhaps all of it."""
        lines, printed = (self._lines, self._printed) if text is self.text else (None, None)
        return View(text, marks, web=self.web, furniture=self.furniture, kin=self.kin, lines=lines, printed=printed)

    def note(self, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
        """Leave a remark on the document."""
        self.notes.append(Note(code, message, start, end))


@frozen
class Rule:
    """A named pure function from a view to edits and marks. Its docstring is its explanation."""

    name: str
    run: Callable[[View], Iterable[Edit | Mark]]

    @property
    def doc(self) -> str:
        """Why the rule exists, when it does not fire, and two examples."""
        return (self.run.__doc__ or "").strip()

    @property
    def summary(self) -> str:
        """The artifact, in one line."""
        return self.doc.partition("\n")[0]
