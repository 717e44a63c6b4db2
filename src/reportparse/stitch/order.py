"""Which stretches go together, and in which order: by their jump lines, else by the numbers of their divisions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportparse.stitch.stretches import Stretch, names_of


def linked(stretches: Sequence[Stretch]) -> tuple[dict[int, int], str]:
    """Which stretch goes on in which one, by their jump lines; and what is unsure about it."""
    links: dict[int, int] = {}
    goes = [at for at, one in enumerate(stretches) if one.goes is not None]
    comes = [at for at, one in enumerate(stretches) if one.comes is not None]
    while True:
        open_ends = {
            at: [to for to in comes if to not in links.values() and _leads(stretches[at], stretches[to])]
            for at in goes
            if at not in links
        }
        for at, found in open_ends.items():
            named = [to for to in found if stretches[at].title and stretches[at].title in stretches[to].heads]
            open_ends[at] = named or found
        sure = [
            (at, found[0])
            for at, found in open_ends.items()
            if len(found) == 1 and sum(found[0] in other for other in open_ends.values()) == 1
        ]
        if not sure:
            break
        at, to = sure[0]
        links[at] = to
        one, other = stretches[at], stretches[to]
        assert one.goes is not None
        assert other.comes is not None
        one.linked = True
        one.page = one.page or other.comes.page or None
        other.page = other.page or one.goes.page or None
    unsure = [(at, found) for at, found in open_ends.items() if found]
    if not unsure:
        return links, ""
    at, found = unsure[0]
    return (
        links,
        f"{names_of([stretches[at]])} may go on in {names_of([stretches[to] for to in found])}, or others in it",
    )


def _leads(one: Stretch, other: Stretch) -> bool:
    """May the jump line at the end of one lead to the one at the head of the other?"""
    assert one.goes is not None
    assert other.comes is not None
    to, origin = one.goes.page, other.comes.page
    if one is other or (to and to == origin):
        return False
    if one.file == other.file and one.title not in other.heads:
        here, there = (stretch.piece.page for stretch in (one, other))
        if here == there:
            return False
    for known, named in ((one.ends_on or one.page, origin), (other.begins_on or other.page, to)):
        if known and named and known.upper().lstrip("0") != named:
            return False
    return not (to.isdecimal() and origin.isdecimal() and int(to) < int(origin))


def chained(stretches: Sequence[Stretch], links: dict[int, int]) -> list[list[Stretch]]:
    """The stretches of each report, in their order; reports in the order in which they begin."""
    made: list[list[Stretch]] = []
    inner = set(links.values())
    seen: set[int] = set()
    for first in [at for at in range(len(stretches)) if at not in inner] + list(range(len(stretches))):
        chain: list[Stretch] = []
        at: int | None = first
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(stretches[at])
            at = links.get(at)
        if chain:
            made.append(chain)
    return made


def by_numbers(chains: list[list[Stretch]]) -> list[list[Stretch]]:
    """The chains in the order of the numbers of their divisions, if these leave one order only; else as they are."""
    if len(chains) == 2 and _comes_only(chains[0]) and chains[1][0].comes is None:
        return chains[::-1]
    if len(chains) < 2 or all(continues(one[-1], other[0]) for one, other in pairwise(chains)):
        return chains
    after = {
        at: [to for to in range(len(chains)) if to != at and continues(chains[at][-1], chains[to][0])]
        for at in range(len(chains))
    }
    first = [at for at in after if not any(at in found for found in after.values())]
    if len(first) != 1 or any(len(found) > 1 for found in after.values()):
        return chains
    order = first
    while after[order[-1]] and len(order) < len(chains):
        order.append(after[order[-1]][0])
    return [chains[at] for at in order] if len(set(order)) == len(chains) else chains


def _comes_only(chain: Sequence[Stretch]) -> bool:
    return chain[0].comes is not None and chain[-1].goes is None


def continues(one: Stretch, other: Stretch) -> bool:
    """Do the divisions of one count on in the other?"""
    if not other.numbers or other.numbers[0].ordinal < 2:
        return False
    form, ordinal = other.numbers[0]
    last = next((number.ordinal for number in reversed(one.numbers) if number.form == form), None)
    return last == ordinal - 1
