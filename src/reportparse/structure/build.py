"""Clean text into a tree: `build()`."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from attrs import field, frozen

from reportparse.chars import em_width, spaceless
from reportparse.diagnostics import Diagnostic
from reportparse.evidence import Evidence
from reportparse.nodes import (
    Addressing,
    Back,
    Body,
    Closing,
    Displaced,
    FrontKind,
    FrontLine,
    Node,
    Note,
    Part,
    Report,
    Section,
    Signature,
)
from reportparse.nodes import Front as FrontMatter
from reportparse.numbering import Label
from reportparse.patterns import opens
from reportparse.provenance import Mark, Trace
from reportparse.span import Span, trimmed
from reportparse.structure import heads, matter, paragraphs
from reportparse.structure.articles import starts
from reportparse.structure.aside import asides, kind_of
from reportparse.structure.beside import besides
from reportparse.structure.blocks import Block, blocks
from reportparse.structure.columns import all_parts, parts_by_count, turns
from reportparse.structure.counted import ranked
from reportparse.structure.divisions import Divisions, Open, with_nested
from reportparse.structure.formorder import reorder
from reportparse.structure.front import Front, parted, set_apart
from reportparse.structure.front import front as read_front
from reportparse.structure.headranks import PART, placed
from reportparse.structure.insource import InSource
from reportparse.structure.kept import kept_blocks, kept_node, notes
from reportparse.structure.leads import first_sentences
from reportparse.structure.leaves import Leaves
from reportparse.structure.listed import Listed, bookmarked_title
from reportparse.structure.lostbold import with_lost_heads
from reportparse.structure.marks import with_marks
from reportparse.structure.matter import MatterOptions
from reportparse.structure.meta import read_meta
from reportparse.structure.names import names
from reportparse.structure.outline import (
    Ladder,
    OutlineOptions,
    division_class,
    is_heading,
    numbered_paragraphs,
    raise_annexes,
    rank_below_decimals,
    rank_runs,
    top_rank,
)
from reportparse.structure.over import part_behind
from reportparse.structure.parts import heads_nothing, part_headings, preface
from reportparse.structure.pointlists import led_in, unhead_points
from reportparse.structure.printed import Printed
from reportparse.structure.reading import Reading
from reportparse.structure.runin import colon_heads, shaped
from reportparse.structure.sequence import Run, settle
from reportparse.structure.squares import square_heads
from reportparse.structure.unfinished import Unfinished, halves_of_lines
from reportparse.structure.wrapped import wrapped

_DEEPEST = 100
_MOST_PARTED = 6  # blocks at the head of a text


@frozen
class ParseOptions:
    """What a profile tells the parser."""

    profile: str = "generic"
    language: str | None = None
    outline: OutlineOptions = field(factory=OutlineOptions)
    matter: MatterOptions = field(factory=MatterOptions)


def _crossed(marks: Sequence[Mark]) -> list[tuple[Span, Span]]:
    """The halves of printed lines that stand in the wrong order."""
    halves = [mark for mark in marks if mark.kind == "crossed"]
    return [
        (Span(one.start, one.end), Span(other.start, other.end))
        for one, other in itertools.pairwise(halves)
        if (one.value, other.value) == ("behind", "before")
    ]


def build(trace: Trace, options: ParseOptions | None = None) -> tuple[Report, tuple[Diagnostic, ...]]:
    """The tree of a clean text, and what there was to remark on it. Never raises on any text."""
    return _Builder(trace, options or ParseOptions()).report()


class _Builder:
    def __init__(self, trace: Trace, options: ParseOptions) -> None:
        self._trace = trace
        kinds = {mark.kind for mark in trace.marks}
        self._kept = kept_blocks(trace) if not kinds.isdisjoint(("toc", "table", "verbatim")) else {}
        self._notes = notes(trace) if "note" in kinds else []
        self._broken: list[tuple[Span, str]] = []  # the line ends inside headings that a table of contents lists
        self._calls = frozenset(mark.end for mark in trace.marks if mark.kind == "ref") if "ref" in kinds else ()
        self._aside: list[tuple[Span, str]] = []  # the lines beside the jump lines where pieces meet
        self._displaced_cut: list[tuple[Span, str]] = []  # the front lines printed in the middle of the text
        self._reread()
        self._options = options
        self._ladder = Ladder(options.outline)
        self._diagnostics: list[Diagnostic] = []
        self._divisions = Divisions()
        self._torn = False  # the text begins in the middle of a sentence
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._refused: list[tuple[int, Label]] = []
        self._doubtful: set[int] = set()  # where the blocks begin whose labels leave a gap or stand twice
        self._contents_heads: dict[int, Block] = {}  # of a table of contents, by where it begins
        self._listed = Listed()
        self._unfinished = Unfinished(trace.text)
        self._greeted = False  # a speech: a salutation stands before the text
        self._signs: frozenset[str] = frozenset()  # the lines that sign the report
        self._points: frozenset[int] = frozenset()  # where blocks begin that are points below a colon
        self._heads_inside: dict[int, Span] = {}  # first sentences that head their labelled paragraphs

    def report(self) -> tuple[Report, tuple[Diagnostic, ...]]:
        found = self._cut_up()
        options = self._options.matter
        jumps = [mark.value for mark in self._trace.marks_at(0) if mark.kind == "jump" and mark.value[:2] != "on"]
        torn = bool(jumps)
        self._torn = any(value.startswith("from sentence") for value in jumps)
        self._listed = Listed.of(found)
        if self._listed.titles:
            self._broken = self._listed.broken(found, self._reading)
            if self._broken:
                self._reread()
                found = self._cut_up()
            self._listed.locate(found)
            if self._listed.run_on(found):
                found = self._cut_up()
        listed = self._listed.places(found)
        words = names(self._options.language)
        front = read_front(
            [] if torn else found,
            options,
            words,
            listed,
            self._in_source.on_first_page(found),
            lambda count: set_apart(found[:count], self._reading, self._trace),
            bookmarked_title(found),
            self._in_source.title(found),
        )
        self._greeted = front.addressing is not None
        several = starts(found, self._reading, self._trace, options)
        if several:
            message = f"“{found[several[0]].text[:40]}” seems to begin another report"
            self._remark("several-reports", message, self._in_source.span(found[several[0]]))
        halves = list(halves_of_lines(found, front.length, self._unfinished, self._reading))
        halves += wrapped(found, front.length, self._in_source, self._reading)
        if halves:
            self._broken = sorted({*self._broken, *halves})
            self._reread()
            found = self._cut_up()
        displaced = self._set_aside(found, front)
        if displaced:
            found = self._cut_up()
        if not any(kind == "title" for _, kind in front.lines) and not any(map(_is_title, displaced)):
            cluster = matter.displaced(found, front.length, options, words)
            if cluster is None:
                # 工作报告（2015年3月8日在……会议上）: the title and the line below it in one, as at the head of a text.
                apart = [part for block in found for part in parted(block)]
                if len(apart) > len(found):
                    cluster = matter.displaced(apart, front.length, options, words)
                    found = apart if cluster is not None else found
            if cluster is not None:
                displaced += [self._displaced(block, kind) for block, kind in cluster.lines]
                if cluster.first + len(cluster.lines) < len(found):
                    self._cut(found, cluster)
                    found = self._cut_up()
                else:  # printed last: the blocks before it are what they were, and need no second look
                    found = found[: cluster.first]
        beside = {found[at].start for at in self._in_source.margin(found)}
        start, signed = matter.closing(
            found,
            front.length,
            options,
            self._heads,
            lambda block: self._listed.below(block) or block.start in beside,
            "" if front.addressing is None else front.addressing.text,
        )
        self._signs = frozenset(block.text for block in found[signed:])
        self._blocks = found[front.length : start]
        ranks = self._ranks(self._blocks)
        printed = Printed(
            leaves=self._leaves,
            blocks=self._blocks,
            torn=self._torn,
            colons=colon_heads(self._blocks),
            numbered=numbered_paragraphs(found),
            through=paragraphs.counted_through(self._blocks, ranks),
            doubtful=frozenset(self._doubtful),
            points=self._points,
        )
        before = self._front(front)
        if front.length:
            before += self._noted(found[front.length - 1].end)
        self._divide(printed, ranks, torn)
        self._remark_labels(found, front.length, torn)
        back = self._back(found[start:], signed - start)
        rest = list(self._noted(len(self._reading.text)))
        (back if back else self._divisions.content).extend(rest)
        front_nodes = [*before, *displaced]
        shaped_block = next((block for block in found if block.shaped), None)
        if shaped_block is not None:
            left = "some" if self._reading.bold else "no"
            message = f"{left} bold is left in the text; run-in heads were told by their length and place"
            self._remark("heads-by-shape", message, self._in_source.span(shaped_block))
        if not any(map(_is_title, front_nodes)) and found:
            self._remark("no-title", "no title was found", None)
        report = Report(
            meta=read_meta(front_nodes, self._divisions.content, back, self._options.language),
            front=FrontMatter(content=tuple(front_nodes)),
            body=Body(content=with_nested(self._divisions.content)),
            back=Back(content=tuple(back)),
            profile=self._options.profile,
            language=self._options.language,
        )
        return with_marks(report, self._trace), tuple(self._diagnostics)

    def _heads(self, block: Block) -> bool:
        """Could the block be a heading of any kind?"""
        return self._rank(block) is not None or (block.is_line and not matter.is_signature(block))

    def _cut(self, found: Sequence[Block], cluster: matter.Cluster) -> None:
        """Take lines printed out of place out of the reading; what they interrupt goes on behind them."""
        first, last = cluster.first, cluster.first + len(cluster.lines)
        before = found[first - 1] if first else None
        after = found[last] if last < len(found) else None
        start = before.end if before else 0
        end = after.start if after else len(self._reading.text)
        glue = "\n\n" if before and after else ""
        if before and after and before.goes_on and not after.is_line and after.label is None:
            glue = " " if before.text[-1].isascii() and after.text[0].isascii() else ""
        pieces = self._reading.spans(Span(start, end))
        self._displaced_cut = [(Span(pieces[0].start, pieces[-1].end), glue)]
        self._reread()

    def _set_aside(self, found: Sequence[Block], front: Front) -> list[Node]:
        """Take the lines beside the jump lines where pieces meet out of the reading."""
        groups = asides(found, self._reading, self._trace)
        if not groups:
            return []
        made: list[Node] = []
        titles = frozenset(spaceless(block.text) for block, kind in front.lines if kind == "title")
        for block in (block for group in groups for block in group.blocks):
            kind = kind_of(block, titles, self._options.matter)
            if kind is None:
                made.append(Displaced(role="jump-head", **self._leaves.leaf(block, Span(block.start, block.end))))
            else:
                made.append(self._displaced(block, kind))
        self._aside = [(group.cut, group.glue) for group in groups]
        self._reread()
        return made

    def _reread(self) -> None:
        """Read the clean text without all that has been found to stand out of the flow so far."""
        cuts = self._displaced_cut
        out = [(note.cut, note.glue) for note in self._notes] + self._broken + self._aside
        out = [(one, glue) for one, glue in out if not any(_overlap(one, cut) for cut, _ in cuts)]
        beside = besides(self._trace, [cut for cut, _ in (*out, *cuts)])
        out += [cut for one in beside for cut in one.cuts]
        bold = [mark for mark in self._trace.marks if mark.kind == "bold"]
        self._reading = Reading(
            self._trace.text,
            bold,
            sorted((*out, *cuts)),
            _crossed(self._trace.marks),
            [(one.lines, one.at) for one in beside],
        )
        self._leaves = Leaves(self._reading)
        self._in_source = InSource(self._trace, self._reading)
        # Notes still to be put into the tree, and where in the reading each was taken out; the last one first.
        self._placed = [(self._reading.offset(group.cut.start), note) for group in self._notes for note in group.notes][
            ::-1
        ]

    def _noted(self, end: int) -> Iterator[Note]:
        """The notes that were taken out before this place in the reading, each once."""
        while self._placed and self._placed[-1][0] <= end:
            yield self._placed.pop()[1]

    def _cut_up(self) -> list[Block]:
        """The blocks of the reading; a table of contents has taken the line that heads it."""
        found = self._listed.parted(blocks(self._reading, self._kept, self._calls))
        found[:_MOST_PARTED] = [part for block in found[:_MOST_PARTED] for part in parted(block)]
        found, self._runs, self._refused = settle(found)
        self._doubtful = {found[doubt.at].start for run in self._runs for doubt in run.doubts}
        if not self._reading.bold and em_width(self._trace.text[:500]) > 350:  # Han and kana
            found = shaped(found)
        elif torn := sum(mark.kind == "torn" for mark in self._trace.marks):
            found = with_lost_heads(found, torn)
        if not self._kept:
            return found
        pattern = self._options.matter.contents
        made: list[Block] = []
        for block in found:
            if block.kept is not None and block.kept.kind == "toc" and made and pattern is not None:
                above = made[-1]
                if above.is_line and opens(pattern, above.text):
                    self._contents_heads[block.kept.span.start] = made.pop()
            made.append(block)
        return made

    def _plain(self, block: Block) -> Node:
        """A block that is no heading: a paragraph, or what is kept as printed."""
        if block.kept is None:
            return self._leaves.paragraph(block, Span(block.start, block.end), inline=False)
        head = self._contents_heads.get(block.kept.span.start)
        heading = None if head is None else self._leaves.heading(Span(head.start, head.end))
        return kept_node(block.kept, self._trace.text, heading)

    def _displaced(self, block: Block, kind: FrontKind) -> FrontLine:
        if kind == "title":
            self._remark("title-displaced", f"“{block.text}” is printed out of its place", self._in_source.span(block))
        told = block.evidence or matter.evidence(kind, block.text, self._options.matter, displaced=True)
        return FrontLine(
            kind=kind, displaced=True, evidence=told, **self._leaves.leaf(block, Span(block.start, block.end))
        )

    # Divisions

    def _rank(self, block: Block) -> int | None:
        """The rank of the division a block opens; None if it opens none."""
        if block.label is None or not (is_heading(block) or block in self._listed):
            return None
        return self._ladder.rank(block.label)

    def _ranks(self, body: list[Block]) -> list[int | None]:
        """The rank of the division that each block opens; blocks that head one say by what they were told."""
        ranks = [self._rank(block) for block in body]
        rank_runs(body, ranks, self._runs, self._ladder)
        paragraphs.unhead_torn(body, ranks)
        column = cache(lambda: self._in_source.column(body))
        paragraphs.unhead_short(body, ranks, column)
        marked = self._in_source.marked(body)
        points = paragraphs.unhead_lists(body, ranks, lambda at: at in marked or body[at] in self._listed)
        unhead_points(body, ranks)
        self._heads_inside = first_sentences(body, ranks, self._ladder)
        self._points = points | led_in(body, ranks, self._heads_inside)
        square_heads(body, ranks)
        rank_below_decimals(body, ranks)
        raise_annexes(body, ranks)
        reorder(body, ranks)
        ranks = ranked(body, ranks, is_heading)
        made = heads.unnumbered(
            body, ranks, self._listed.below, column, marked, self._in_source.margin(body), self._unfinished
        )
        made = [head for head in made if body[head.at].text not in self._signs]  # a foreword may be signed, too
        for head in made:
            body[head.at] = body[head.at]._replace(evidence=head.evidence)
        if not made and not marked:
            return ranks
        return placed(body, ranks, made, marked, lambda at: self._in_source.behind(body, at), self._greeted)

    def _divide(self, printed: Printed, ranks: Sequence[int | None], torn: bool) -> None:
        found = printed.blocks
        top = top_rank(ranks)
        at_foot = cache(lambda: self._in_source.at_foot(found))
        parts = {at for at in part_headings(found, ranks, at_foot) if found[at].text not in self._signs}
        by_turns = turns(found, ranks)
        more = all_parts(found, parts, by_turns.runs) if by_turns else parts_by_count(found, ranks, parts)
        if by_turns and len(more) > len(parts):
            wrong = found[by_turns.first]
            message = f"“{wrong.text[:20]}” goes on with no heading before it; columns may stand by turns"
            self._remark("order-doubtful", message, self._in_source.span(wrong))
        parts = part_behind(found, ranks, more, self._greeted)
        if heads_nothing(found, parts, ranks):
            parts = set()
        first = preface(found, parts, ranks)
        if first is not None:
            parts = set()
            # With no text around it: who publishes the report.
            if ranks[first + 1] is None or not all(block.is_line for block in found[:first]):
                ranks = [*ranks[:first], top, *ranks[first + 1 :]]
        parts |= self._in_source.articles(found)
        if torn:
            self._open_continued(found, ranks, parts, top)
        matter_options = self._options.matter
        after = matter_options.after_sections
        behind = _behind_sections(ranks, parts) if after else frozenset()
        for at, block in enumerate(found):
            rank = ranks[at]
            if at in parts:
                self._divisions.close_to(PART)
                heading = self._leaves.heading(Span(block.start, block.end))
                told = block.evidence or Evidence.of("position", "shape")
                self._divisions.open(Open(Part, PART, heading=heading, evidence=told))
            elif rank is not None and not self._is_open(block, rank):
                self._open(block, rank, top, self._heads_inside.get(at))
                if at in self._heads_inside:
                    self._divisions.add(printed.behind(at, self._heads_inside[at].end))
            else:
                if after and block.label is None and at in behind and opens(after, block.text):
                    self._divisions.close_to(0)
                side = self._listed.side_head(block)
                if side is not None:
                    self._open_side(block, side, 0 if top is None else top)
                else:
                    self._divisions.add([self._plain(block)] if block.kept is not None else printed.content(at))
            if self._placed:
                self._divisions.add(list(self._noted(block.end)))
        self._divisions.close_to(-20_000)

    def _open_continued(
        self, found: Sequence[Block], ranks: Sequence[int | None], parts: set[int], top: int | None
    ) -> None:
        """The text goes on from another page: open what its first words stand in."""
        first_part = min(parts, default=len(found))
        first = next((at for at in range(first_part) if ranks[at] is not None and ranks[at] == top), None)
        if parts or first is not None:
            self._divisions.open(Open(Part, PART, continued=True, evidence=Evidence.of("inferred")))
        ordinal = None
        if first is not None:
            label = found[first].label
            if label is not None and label.ordinal is not None and label.ordinal > 1:
                ordinal = label.ordinal - 1
        if ordinal is not None and top is not None:
            told = Evidence.of("inferred")
            self._divisions.open(Open(Section, top, ordinal=ordinal, continued=True, evidence=told))
        if self._divisions.depth:
            start = self._trace.source_span(Span(0, 1)).start
            self._remark("continued-division", "the text goes on from another page", Span(start, start + 1))

    def _is_open(self, block: Block, rank: int) -> bool:
        """Does a labelled line repeat the heading of the division it stands in, as running heads do?"""
        above = self._divisions.headings(rank)
        if block.label is None or not above:
            return False
        words = spaceless(block.text)
        repeats = any(one.numbering and spaceless(one.numbering.text + one.text) == words for one in above)
        if repeats and self._texts[words] < 3:
            return False  # printed twice, it may be a second piece of the report
        if repeats and block.start not in self._doubtful:
            self._remark("ordinal-duplicate", f"{block.label.text} repeats its heading", self._in_source.span(block))
        return repeats

    @cached_property
    def _texts(self) -> Counter[str]:
        """How often the words of each block of the body stand in it."""
        return Counter(spaceless(block.text) for block in self._blocks)

    def _open(self, block: Block, rank: int, top: int | None, head: Span | None = None) -> None:
        label = block.label
        self._divisions.close_to(rank)
        if self._divisions.depth >= _DEEPEST:
            self._remark("too-deep", f"“{block.text[:20]}” is below level {_DEEPEST}", self._in_source.span(block))
            self._divisions.add([self._leaves.paragraph(block, Span(block.start, block.end), inline=False)])
            return
        counts = block.start not in self._doubtful
        self._divisions.open(
            Open(
                division_class(rank, top),
                rank,
                heading=self._leaves.heading(
                    head or Span(block.body, block.end),
                    numbering=self._leaves.numbering(block),
                    run_in=head is not None,
                ),
                ordinal=label.ordinal or None if label is not None else None,
                name=label.kind if label is not None else "",
                evidence=block.evidence
                or (Evidence.of("label", "lead") if head else self._head_evidence(block, counts)),
            )
        )

    def _head_evidence(self, block: Block, counts: bool) -> Evidence:
        """Of a heading on a line of its own, unless its block knows better."""
        label = () if block.label is None else ("label",) if counts else ("label-alone",)
        listed = ("contents",) if block in self._listed else ()
        if not label and not listed:  # one line alone before the first section: a third of them head what follows
            return Evidence.of("position", "shape", cert=0.33)
        return Evidence.of(*label, *listed)

    def _open_side(self, block: Block, head: Span, rank: int) -> None:
        self._divisions.close_to(rank)
        heading = self._leaves.heading(head, run_in=True)
        self._divisions.open(Open(Section, rank, heading=heading, evidence=Evidence.of("contents")))
        self._listed.found(heading.text)
        body = trimmed(self._reading.text, head.end, block.end)
        self._divisions.add([self._leaves.paragraph(block, body, inline=True)])

    def _remark_labels(self, found: Sequence[Block], first: int, torn: bool) -> None:
        """Labels that fit no rung, and those that leave a gap or stand twice; they stay where they are."""
        for at, label in self._refused:
            if first <= at < len(found):
                message = f"{label.text} goes on with nothing: it stays text"
                self._remark("label-not-accepted", message, self._in_source.span(found[at]))
        started: set[object] = set()
        for run in self._runs:
            for doubt in run.doubts:
                cut_off = torn and doubt.at == run.places[0] and run.key not in started
                if first <= doubt.at < len(found) and found[doubt.at].run >= 0 and not cut_off:
                    self._remark(doubt.code, doubt.message, self._in_source.span(found[doubt.at]))
            started.add(run.key)

    # Front and back

    def _back(self, found: Sequence[Block], signed: int) -> list[Node]:
        closing: list[Node] = []
        after: list[Node] = []
        for at, block in enumerate(found):
            span = Span(block.start, block.end)
            if block.kept is not None:
                after.append(self._plain(block))
            elif at >= signed:
                told = block.evidence or Evidence.of("form")
                after.append(Signature(evidence=told, **self._leaves.leaf(block, span)))
            else:
                closing.append(self._plain(block))
            after += self._noted(block.end)
        told = Evidence.of("words") if self._options.matter.closing is not None else Evidence.of("position")
        return ([Closing(content=tuple(closing), evidence=told)] if closing else []) + after

    def _front(self, front: Front) -> list[Node]:
        nodes: list[Node] = []
        for block, kind in front.lines:
            if kind is None:
                nodes.append(self._plain(block))
                continue
            told = block.evidence or matter.evidence(kind, block.text, self._options.matter)
            nodes.append(FrontLine(kind=kind, evidence=told, **self._leaves.leaf(block, Span(block.start, block.end))))
        if front.addressing is not None:
            block = front.addressing
            told = block.evidence or matter.evidence("addressing", block.text, self._options.matter)
            nodes.append(Addressing(evidence=told, **self._leaves.leaf(block, Span(block.start, block.end))))
        return nodes

    def _remark(self, code: str, message: str, span: Span | None) -> None:
        self._diagnostics.append(Diagnostic(code=code, message=message, span=span))


def _behind_sections(ranks: Sequence[int | None], parts: set[int]) -> frozenset[int]:
    """The blocks behind which no further section stands before the part ends."""
    made: list[int] = []
    ends = True
    for at in range(len(ranks) - 1, -1, -1):
        if ends:
            made.append(at)
        rank = ranks[at]
        if at in parts or (rank is not None and rank < 0):
            ends = True
        elif rank is not None:
            ends = False
    return frozenset(made)


def _is_title(node: Node) -> bool:
    return isinstance(node, FrontLine) and node.kind == "title"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
