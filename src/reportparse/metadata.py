"""What is known of a report as a whole, each fact with what told it and where: `Meta`, a row of `Value`s."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast, get_args

from attrs import field, frozen

from reportparse.span import Span

ValueName = Literal[
    "title",
    "subtitle",
    "number",
    "kind",
    "issuer",
    "region",
    "level",
    "occasion",
    "meeting",
    "term",
    "session",
    "speaker",
    "speaker_role",
    "date",
    "year_reported",
    "year_planned",
]
VALUE_NAMES: tuple[ValueName, ...] = get_args(ValueName)
# The elements of the XML: yearReported for year_reported.
VALUE_TAGS: dict[ValueName, str] = {
    name: "".join(word.title() if at else word for at, word in enumerate(name.split("_"))) for name in VALUE_NAMES
}


@frozen(kw_only=True)
class Value:
    """One fact about a report: as printed, as compared, what told it, and where.

    >>> Value(name="date", text="2024年1月9日", value="2024-01-09", cue="occasion")
    Value(name='date', value='2024-01-09', text='2024年1月9日', cue='occasion')
    """

    name: ValueName
    value: str  # normalised: no spaces inside names, dates as ISO 8601, ordinals as digits
    text: str = ""  # as printed
    cue: str = ""  # what told it: "title", "occasion", "heading", "heading and date"
    spans: tuple[Span, ...] = field(default=(), eq=False, repr=False)  # in the clean text


def _in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=lambda one: VALUE_NAMES.index(one.name)))


@frozen(kw_only=True)
class Meta:
    """What is known of a report as a whole: `Value`s, in the order of `VALUE_NAMES`.

    Each attribute is the normalised value, or None where nothing in the document tells it; `meta["date"]` is the
    `Value` with its printed text, its cue and its spans.

    >>> meta = Meta(values=(Value(name="date", text="9 January 2024", value="2024-01-09", cue="date"),))
    >>> meta.date, meta.region, meta["date"].text
    ('2024-01-09', None, '9 January 2024')
    >>> Meta.of(title="Annual Report", session="2").session
    2
    """

    values: tuple[Value, ...] = field(default=(), converter=_in_order)

    @classmethod
    def of(cls, **values: str | None) -> Meta:
        """A Meta of plain values, printed as they are compared: `Meta.of(title="工作报告")`."""
        for name in values:
            if name not in VALUE_NAMES:
                raise ValueError(f"no value {name!r}; there are: {', '.join(VALUE_NAMES)}")
        return cls(
            values=[
                Value(name=cast(ValueName, name), value=value, text=value)
                for name, value in values.items()
                if value is not None
            ]
        )

    def __getitem__(self, name: str) -> Value:
        """The first value of this name; KeyError if there is none."""
        for one in self.values:
            if one.name == name:
                return one
        raise KeyError(name)

    def all(self, name: str) -> tuple[Value, ...]:
        """Every value of this name, such as several speakers."""
        return tuple(one for one in self.values if one.name == name)

    def get(self, name: str) -> str | None:
        """The first normalised value of this name; None if there is none."""
        return next((one.value for one in self.values if one.name == name), None)

    def as_dict(self) -> dict[str, str | int | None]:
        """Every name with its first normalised value, in a fixed order: one row of a table of reports.

        Term and session are numbers, as in the attributes of these names.
        """
        row: dict[str, str | int | None] = {name: self.get(name) for name in VALUE_NAMES}
        return {**row, "term": self.term, "session": self.session}

    @property
    def title(self) -> str | None:
        """The title in one line."""
        return self.get("title")

    @property
    def subtitle(self) -> str | None:
        """The line below the title."""
        return self.get("subtitle")

    @property
    def number(self) -> str | None:
        """The reference number: "A/79/1", "GAO-06-282", "国发〔2024〕3号"."""
        return self.get("number")

    @property
    def kind(self) -> str | None:
        """The kind of report: "work-report", "annual-report", "plan"; all of them are in docs/metadata.md."""
        return self.get("kind")

    @property
    def issuer(self) -> str | None:
        """The body whose report it is."""
        return self.get("issuer")

    @property
    def region(self) -> str | None:
        """The place the report is about, by its full printed name: "重庆市南川区", "Landkreis Musterberg"."""
        return self.get("region")

    @property
    def level(self) -> str | None:
        """The level of government: "international", "national", "province", "prefecture", "city", "county", "township"."""
        return self.get("level")

    @property
    def occasion(self) -> str | None:
        """The line that says where, when or to whom the report was given."""
        return self.get("occasion")

    @property
    def meeting(self) -> str | None:
        """The meeting by name: "第十四届全国人民代表大会第二次会议"."""
        return self.get("meeting")

    @property
    def term(self) -> int | None:
        """The term of the body that met: 14 for 第十四届."""
        return _number(self.get("term"))

    @property
    def session(self) -> int | None:
        """The session or sitting: 2 for 第二次会议, 79 for "Seventy-ninth session"."""
        return _number(self.get("session"))

    @property
    def speaker(self) -> str | None:
        """Who gave it, without spaces inside a Chinese name."""
        return self.get("speaker")

    @property
    def speaker_role(self) -> str | None:
        """The office of the speaker."""
        return self.get("speaker_role")

    @property
    def date(self) -> str | None:
        """When it was given, ISO 8601, as exact as printed: "2024-01-09", "2024-01"."""
        return self.get("date")

    @property
    def year_reported(self) -> str | None:
        """The year the report looks back on: "2023"; of several "2018/2022"."""
        return self.get("year_reported")

    @property
    def year_planned(self) -> str | None:
        """The year it plans: "2024"; of several "2021/2025"."""
        return self.get("year_planned")


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() else None
