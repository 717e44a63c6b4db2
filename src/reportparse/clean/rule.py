"""What a cleaning rule is, and what it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define, field, frozen

from reportparse.provenance import Edit, Mark


@define
class Note:
    """A remark a rule makes on the document, in the coordinates of the text it was shown."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@define
class View:
    """What a rule sees: the present text, the marks made so far, and where to put its remarks."""

    text: str
    marks: list[Mark] = field(factory=list)
    notes: list[Note] = field(factory=list)

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
