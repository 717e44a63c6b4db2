"""All measures of one document: `score(gold, found)`."""

from __future__ import annotations

from attrs import frozen

from eval import measures
from eval.form import Tree
from eval.measures import Pair, Rate, Repeats, alike, alike_paths, bags, nearly
from eval.trees import ced, steds

# What is pinned and printed, in this order. Each is between 0 and 1; gold against itself is 1.
PINNED = (
    "chars",
    "para_boundary",
    "block_boundary",
    "heading",
    "path",
    "path_fuzzy",
    "typed",
    "natural_repeats",
    "ced",
    "steds",
)


@frozen
class Score:
    """The measures of one document."""

    rates: dict[str, Rate]
    repeats: Repeats
    steds: float
    leftover_doublings: int

    def values(self) -> dict[str, float]:
        """All that lies between 0 and 1, by name: F1 where a measure has precision and recall."""
        return {name: rate.f1 for name, rate in self.rates.items()} | {
            "natural_repeats": self.repeats.rate,
            "steds": self.steds,
        }


def score(gold: Tree, found: Tree) -> Score:
    """What `found` has of `gold`, in every measure.

    >>> one = Tree(type="report", heading="Plan", children=(Tree(type="paragraph", text="It is short."),))
    >>> set(score(one, one).values().values())
    {1.0}
    """
    pair = Pair.of(gold, found)
    para, block = measures.boundaries(pair)
    heads, major, paths = measures.headings(pair), measures.headings(pair, items=False), measures.paths(pair)
    return Score(
        rates={
            "chars": measures.characters(pair),
            "para_boundary": para,
            "block_boundary": block,
            "heading": bags(*heads),
            "heading_fuzzy": nearly(*heads, lambda one, other: alike(one, other, 0.85)),
            "heading_major": bags(*major),
            "path": bags(*paths),
            "path_fuzzy": nearly(*paths, alike_paths),
            "typed": measures.types(pair),
            "spaces": measures.spaces(pair),
            "ced": ced(pair),
        },
        repeats=measures.repeats(pair),
        steds=steds(gold, found),
        leftover_doublings=measures.doublings(pair),
    )
