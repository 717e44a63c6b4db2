"""Measures of whole trees: CED's exact nodes, and the tree edit distance."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen
from rapidfuzz.distance import Indel

from eval.form import Tree, Unit, plain
from eval.measures import Pair, Rate, bags


def ced(pair: Pair) -> Rate:
    """`ced`: nodes of which level, label (heading or text) and content are all exactly those of gold.

    The measure of catalog extraction from documents (Zhu et al. 2023, arXiv:2304.14662). The level is one more than
    the number of headings above; the title's is 0.
    """
    left, right = ([_exact(unit) for unit in side] for side in (pair.gold, pair.found))
    return bags(left, right)


def _exact(unit: Unit) -> tuple[int, bool, str]:
    return (0 if unit.type == "report" else len(unit.path) + 1), unit.heads, unit.text


@frozen
class Ordered:
    """A tree as the algorithm wants it: nodes in postorder, each with its leftmost leaf."""

    labels: list[tuple[str, str]]  # type, and number, heading and text as one
    leftmost: list[int]

    @classmethod
    def of(cls, tree: Tree) -> Ordered:
        made = cls([], [])
        made._add(_with_notes_last(tree))
        return made

    def _add(self, node: Tree) -> int:
        first = -1
        for child in node.children:
            leaf = self._add(child)
            first = leaf if first < 0 else first
        first = len(self.labels) if first < 0 else first
        self.labels.append((node.type, plain(" ".join((node.number, node.heading, node.text)))))
        self.leftmost.append(first)
        return first

    def keyroots(self) -> list[int]:
        """The last node of each chain that shares a leftmost leaf."""
        return sorted({leaf: at for at, leaf in enumerate(self.leftmost)}.values())


def _with_notes_last(tree: Tree) -> Tree:
    """The tree with all its notes behind one another below the root, wherever it has them, as in the other measures."""
    notes: list[Tree] = []

    def without(node: Tree) -> Tree:
        notes.extend(child for child in node.children if child.type == "note")
        return evolve(node, children=tuple(without(child) for child in node.children if child.type != "note"))

    bare = without(tree)
    return evolve(bare, children=(*bare.children, *notes))


def difference(one: tuple[str, str], other: tuple[str, str]) -> float:
    """What it costs to make one node another: 1 if their types differ, else the share of their text that does."""
    if one == other:
        return 0.0
    return 1.0 if one[0] != other[0] else float(Indel.normalized_distance(one[1], other[1]))


def edit_distance(
    one: Ordered, other: Ordered, cost: Callable[[tuple[str, str], tuple[str, str]], float] = difference
) -> float:
    """The least cost of deletions and insertions of nodes (1 each) and of changes that make one tree the other.

    K. Zhang, D. Shasha: Simple fast algorithms for the editing distance between trees and related problems (1989).

    >>> a = Ordered.of(Tree(type="report", children=(Tree(type="item"), Tree(type="part"))))
    >>> b = Ordered.of(Tree(type="report", children=(Tree(type="part"),)))
    >>> edit_distance(a, b)
    1.0
    """
    change = [[cost(a, b) for b in other.labels] for a in one.labels]
    trees = [[0.0] * len(other.labels) for _ in one.labels]
    for i in one.keyroots():
        for j in other.keyroots():
            _forests(one.leftmost, other.leftmost, i, j, change, trees)
    return trees[-1][-1]


def _forests(
    left: list[int], right: list[int], i: int, j: int, change: list[list[float]], trees: list[list[float]]
) -> None:
    """Fill `trees` for all pairs of subtrees whose leftmost leaves are those of the keyroots `i` and `j`."""
    top, side = left[i], right[j]
    above = [float(at) for at in range(j - side + 2)]
    rows = [above]
    for x in range(top, i + 1):
        row = [above[0] + 1.0]
        whole_left = left[x] == top
        costs, done, start = change[x], trees[x], rows[left[x] - top]
        for at, y in enumerate(range(side, j + 1)):
            least = min(above[at + 1], row[at]) + 1.0
            if whole_left and right[y] == side:
                least = min(least, above[at] + costs[y])
                done[y] = least
            else:
                least = min(least, start[right[y] - side] + done[y])
            row.append(least)
        rows.append(row)
        above = row


def steds(gold: Tree, found: Tree) -> float:
    """`steds`: 1 less the edit distance, divided by the nodes of the larger tree (HRDoc, arXiv:2303.13839)."""
    one, other = Ordered.of(gold), Ordered.of(found)
    return max(0.0, 1.0 - edit_distance(one, other) / max(len(one.labels), len(other.labels)))
