"""The first draft of a profile, from the facts of one document: `draft()`."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs
from attrs import frozen

from reportparse.chars import em_width, shortened
from reportparse.fit import FEWEST_REPEATS, SHARES, fit
from reportparse.look import Form, RepeatedLine, look, reasons, runs_of
from reportparse.nodes import (
    Addressing,
    Closing,
    Division,
    FrontLine,
    Heading,
    Item,
    Node,
    Paragraph,
    Report,
    TableOfContents,
)
from reportparse.numbering import label_at
from reportparse.patterns import finds, opens
from reportparse.pipeline import Document
from reportparse.profiles import Profile, load, quoted
from reportparse.structure import MatterOptions, build

_NUMBER = re.compile(r"[0-9０-９]+")
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_LONGEST = 60  # characters of a line that a pattern is made of
_FIRST_BLOCKS = 12  # in which title and salutation are looked for
_SHORTEST = 8  # characters of the words that open something
_MARKS = ",，:：!！?？"
_WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_HEAD_AND_NUMBER = re.compile(r"\S.*\S\s{3,}\d{1,4}|\d{1,4}\s{3,}\S.*")
_WIDE = re.compile(r"[\u2e80-\uffdc]")


@frozen(kw_only=True)
class _Candidate:
    """A line of `[matter]`, as taken from the file."""

    key: str  # "title"
    pattern: str
    seen: str  # the words it was made of
    holds: bool  # does the file parse at least as well with it?
    tells: bool  # does it parse otherwise?


def draft(name: str, document: Document, file: str = "the file") -> str:
    """A commented profile in TOML, from a document that was parsed with its family detected.

    It names the family as its parent. What it says beyond that was tried: a line with which the document parses less
    well stands in it as a remark. Raises `ValueError` without provenance.

    >>> from reportparse import parse
    >>> page = draft("mine", parse("Report on Bridges 2033\\n\\nI. State\\n\\nThey are old.\\n\\nII. Cost\\n\\nIt is high."))
    >>> 'parent = "generic"' in page, "Report on Bridges [0-9]+" in page
    (True, True)
    """
    return "\n".join(_page(name, document, file)) + "\n"


def _page(name: str, document: Document, file: str) -> Iterator[str]:
    facts = look(document)
    parent = load(document.profile)
    language = document.report.language
    yield f"# The first draft of a profile, from {file}. A line that begins with # is a remark: take the # away to use it."
    yield "# What it makes of a file:  reportparse check --profile THIS.toml FILE"
    yield "# What a profile can say:   reportparse profiles show generic"
    yield f"name = {quoted(name)}"
    yield f"parent = {quoted(parent.name)}  # what is not said here is as there; why this one:"
    yield from (f"#     {one}" for one in reasons(document))
    yield 'title = ""  # what the family is called, for people'
    yield 'status = "untested"'
    known = (language,) if language else ()
    if known and known != parent.languages:
        yield f"languages = {_list(known)}  # as the letters and small words of the text tell"
    else:
        yield f"# languages = {_list(known or ('en',))}"
    yield ""
    yield "# Rules to leave out. What each did to this file:"
    yield from (f"#   {count:6}  {rule}" for rule, count in facts.repairs)
    yield "# disable = []"
    yield ""
    yield from _furniture(facts.repeated)
    yield ""
    yield from _detect(document)
    yield ""
    yield from _outline(document, facts.forms)
    yield ""
    yield from _matter(document, parent)


def _furniture(repeated: tuple[RepeatedLine, ...]) -> Iterator[str]:
    yield "# Lines that recur (# is a number). What was kept and is no part of the text, such as a running head, goes if"
    yield "# it is named:"
    for line in repeated:
        yield f"#   {line.count:6}  {line.text}  [{f'{line.removed} taken out' if line.removed else 'kept'}]"
    yield from ["#   none"] * (not repeated)
    kept = [line.text for line in repeated if line.count - line.removed >= FEWEST_REPEATS]
    yield "# furniture = ["
    yield from (f"#     {quoted(f'^{_recurring(text)}$')}," for text in kept or ["Report #"])
    yield "# ]"


def _recurring(text: str) -> str:
    """A line with # for its numbers, as the pattern of its likes."""
    return "[0-9]+".join(_SPECIAL.sub(r"\\\g<0>", piece) for piece in " ".join(text.split()).split("#"))


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(quoted, values))}]"


def _detect(document: Document) -> Iterator[str]:
    yield "[detect]"
    yield "# With --profile auto the family with the most weight is taken, from 1.0 on. ^ and $ are the edges of a line."
    yield "# Write what all reports of the family say on their first page, and no other report does."
    yield "patterns = ["
    for at, (kind, text) in enumerate(itertools.islice(_first_page(document), 6)):
        pattern = f"^{_pattern(text)}$"
        if finds(pattern, document.text):
            yield f"    {'# ' if at else ''}{{ find = {quoted(pattern)}, weight = {0.5 if at else 1.0} }},  # {kind}"
    yield "]"


def _first_page(document: Document) -> Iterator[tuple[str, str]]:
    """What of the first page may name the family: the title and whose report it is; the salutation."""
    lines: list[tuple[str, str]] = [(node.kind, node.text) for node in document.report.find(FrontLine)]
    lines += [("salutation", node.text) for node in document.report.find(Addressing)]
    if document.report.title is None:
        lines += [("title", block) for block in document.text.split("\n\n")[:_FIRST_BLOCKS] if _is_line(block)]
    for wanted in ("title", "issuer", "salutation"):
        yield from ((kind, text) for kind, text in lines if kind == wanted and _is_line(text))


def _pattern(text: str) -> str:
    """The words as a pattern, any number for each number: `Report 2033 (draft)`: `Report [0-9]+ \\(draft\\)`."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _NUMBER.sub("[0-9]+", _YEAR.sub("[〇零一二三四五六七八九]{4}", escaped))


def _outline(document: Document, forms: tuple[Form, ...]) -> Iterator[str]:
    """The forms of labels: those that head divisions in the order that was inferred, then the others."""
    fates, depths = _fates(document.report)
    told = {one.form for one in forms}
    forms += tuple(one for one in _of_tree(document.report) if one.form not in told)
    ordered = sorted(forms, key=lambda one: (_usual(depths.get(one.form, ())), one.form == "{decimal}", -one.count))
    yield "[outline]"
    yield "# Labels at the heads of lines, from the top rung of the order that was inferred for this file; how they count,"
    yield "# the first, and what became of them:"
    for one in ordered:
        fate = ", ".join(f"{count} {what}" for what, count in fates.get(one.form, Counter()).most_common()) or "text"
        yield f"#   {one.count:6}  {one.form:12}  {one.ordinals or '-'}   {one.sample}   [{fate}]"
    yield from ["#   none"] * (not ordered)
    names = dict.fromkeys(_rung(one) for one in ordered if one.form in fates)
    yield "# The order is inferred for each file. If that goes wrong, give it, from the top rung down; then no other counts."
    yield f"# forms = {_list(tuple(names))}"


def _usual(depths: Sequence[int]) -> int:
    """The depth in the middle; of labels that head no division, one below all."""
    return sorted(depths)[len(depths) // 2] if depths else 99


def _of_tree(report: Report) -> Iterator[Form]:
    """The labels of the tree: some are told by what stands around them, such as 2 before a wide gap."""
    found: dict[str, list[Node]] = {}
    for node in report.body.walk():
        if isinstance(node, Division | Item | Paragraph) and node.numbering is not None:
            found.setdefault(node.numbering.form, []).append(node)
    for form, nodes in found.items():
        labels = [node.numbering for node in nodes if isinstance(node, Division | Item | Paragraph) and node.numbering]
        sample = " ".join(leaf.text for leaf in itertools.islice(nodes[0].leaves(), 2))
        yield Form(form=form, count=len(nodes), ordinals=runs_of(one.ordinal for one in labels), sample=sample[:40])


def _rung(form: Form) -> str:
    """What `outline.forms` calls a form: 章 for 第{han}章, else the form itself."""
    label = label_at(form.sample)
    return label.kind if label is not None and label.kind else form.form


def _fates(report: Report) -> tuple[dict[str, Counter[str]], dict[str, list[int]]]:
    """What the labels of each form became, and at which depth those stand that head divisions."""
    fates: dict[str, Counter[str]] = {}
    depths: dict[str, list[int]] = {}
    stack: list[tuple[Node, int]] = [(report.body, 0)]
    while stack:
        node, depth = stack.pop()
        deeper = depth + isinstance(node, Division)
        stack.extend((child, deeper) for child in node.children)
        if not isinstance(node, Division | Item | Paragraph) or node.numbering is None:
            continue
        label = node.numbering
        what = "headings" if isinstance(node, Division) else "items" if isinstance(node, Item) else "paragraphs"
        fates.setdefault(label.form, Counter())[what] += 1
        if isinstance(node, Division):
            depths.setdefault(label.form, []).append(depth)
    return fates, depths


# Front and back matter


def _matter(document: Document, parent: Profile) -> Iterator[str]:
    yield "[matter]"
    yield "# Patterns of the first and last page. A line that is a remark did this file no good, or is left for you."
    said = {
        "title": "how titles end, searched in a line",
        "addressing": "opens the salutation",
        "closing": "opens the closing words, behind the last division",
        "contents": "the line above a table of contents",
    }
    found = {one.key: one for one in _tried(document, parent)}
    for key, meaning in said.items():
        one = found.get(key)
        inherited = getattr(parent.matter, key)
        if one is not None:
            alike = "" if one.tells else " (changes nothing in this file)"
            yield f"{'' if one.holds else '# '}{key} = {quoted(one.pattern)}  # {meaning}: {_short(one.seen)}{alike}"
        elif inherited:
            yield f"# {key} = …  # {meaning}; {parent.name} says it: reportparse profiles show {parent.name}"
        else:
            yield f"# {key} = ''  # {meaning}"


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST)


def _tried(document: Document, parent: Profile) -> Iterator[_Candidate]:
    """The candidates of the file, one after the other: those with which it parses at least as well stay."""
    matter = parent.matter
    before = _goodness(document, parent, matter)
    for key, pattern, seen in _candidates(document, parent):
        tried = attrs.evolve(matter, **{key: pattern})
        after = _goodness(document, parent, tried)
        holds = all(new >= old for new, old in zip(after, before, strict=True))
        yield _Candidate(key=key, pattern=pattern, seen=seen, holds=holds, tells=after != before)
        if holds:
            matter, before = tried, after


def _goodness(document: Document, parent: Profile, matter: MatterOptions) -> tuple[float, ...]:
    """What must not become less: the title, headings, front matter, and the share that is understood."""
    assert document.trace is not None
    profile = attrs.evolve(parent, matter=matter)
    report, _ = build(document.trace, profile.parse_options(document.report.language))
    found = fit(attrs.evolve(document, report=report), profile)
    shares = dict(found.shares)
    title = document.report.title
    return (
        float(title is None or report.title == title),
        sum(1 for _ in report.find(Heading)),
        shares[SHARES[2]],
        found.understood,
    )


def _candidates(document: Document, parent: Profile) -> Iterator[tuple[str, str, str]]:
    """What the first and the last lines of the text may be, where the family does not say it."""
    report = document.report
    blocks = document.text.split("\n\n")
    first = [block for block in blocks[:_FIRST_BLOCKS] if _is_line(block)]
    if parent.matter.title is None:
        line = next((node.text for node in report.find(FrontLine) if node.kind == "title"), None)
        line = line or next((one for one in first if one[-1] not in _MARKS), None)
        if line is not None and _is_line(line):
            yield "title", f"^{_pattern(line)}$", line
    if parent.matter.addressing is None:
        greeting = next((node.text for node in report.find(Addressing)), None)
        greeting = greeting or next((one for one in first if one[-1] in ",，:：!！" and em_width(one) <= 30), None)
        if greeting is not None:
            yield "addressing", _opening(greeting, 2), greeting
    if parent.matter.closing is None and next(report.find(Closing), None) is None and len(blocks) > 2:
        last = next(one for one in reversed(blocks) if not _is_line(one) or one is blocks[0])
        # A running head with its number, wider than a line may be, says nothing at the end.
        if label_at(last) is None and last is not blocks[0] and not _is_furniture(last):
            words = _own_opening(last, blocks)
            if words is not None:
                yield "closing", words, last
    toc = next(report.find(TableOfContents), None)
    if toc is not None and toc.heading is not None and parent.matter.contents is not None:
        words = toc.heading.text
        if not finds(parent.matter.contents, words):
            yield "contents", f"{parent.matter.contents}|^{_pattern(words)}$", words


def _own_opening(last: str, blocks: Sequence[str]) -> str | None:
    """The first words of the last block, if no other block opens with them: The County spent … opens any paragraph."""
    words = _opening(last, 2)
    return None if sum(opens(words, block) for block in blocks) > 1 else words


def _is_furniture(block: str) -> bool:
    """A running head and a page number with a wide gap between them, which stayed in the text."""
    return "\n" not in block and _HEAD_AND_NUMBER.fullmatch(block) is not None


def _is_line(block: str) -> bool:
    """A line that is no sentence, and bears no label."""
    return 2 < len(block) <= _LONGEST and "\n" not in block and block[-1] not in ".。；;" and label_at(block) is None


def _opening(text: str, words: int) -> str:
    """The first words as a pattern; of a text without spaces, the first four characters for two words."""
    if _WIDE.match(text):
        return _pattern(re.split(r"[，,。：:！!]", text)[0][: 2 * words])
    ends = [one.end() for one in _WORDS.finditer(text)]
    enough = [end for end in ends[words - 1 :] if end >= _SHORTEST]  # É o would open any sentence
    return _pattern(text[: (enough or ends or [12])[0]])
