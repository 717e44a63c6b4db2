"""Ladders of decimal labels: 1, 1.1, 1.2, 2 …: `climbing()`."""

from __future__ import annotations

from collections.abc import Sequence


def climbing(labels: Sequence[tuple[int, ...]]) -> list[bool]:
    """Which of the decimal labels found in a text climb a ladder from its first rung; none if fewer than two do.

    A text may hold more than one ladder: its table of contents climbs it too. A rung or two may be missing, where
    its line was not found. Numbers that happen to stand at the start of a line do not climb.

    >>> climbing([(1,), (1, 1), (87, 2), (1, 2), (5,), (2,)])
    [True, True, False, True, False, True]
    >>> climbing([(1,), (1, 1), (2,), (1,), (1, 1), (1, 3), (2,)])
    [True, True, True, True, True, True, True]
    """
    taken = [False] * len(labels)
    while True:
        chain = _longest_climb(labels, taken)
        fewest = 2 if chain and _begins(labels[chain[0]]) == 1 else 3
        if len(chain) < fewest or (any(taken) and all(len(labels[at]) == 1 for at in chain)):
            return taken
        for at in chain:
            taken[at] = True


def _longest_climb(labels: Sequence[tuple[int, ...]], taken: Sequence[bool]) -> list[int]:
    """The labels, not taken yet, of the ladder that reaches furthest; each looks back a while for the one before."""
    free = [at for at in range(len(labels)) if not taken[at]]
    best: dict[int, float] = {}
    before: dict[int, int] = {}
    first = 0  # of the free ones in sight
    for number, at in enumerate(free):
        label = labels[at]
        most, last = _begins(label), -1
        while free[first] <= at - _LOOK_BACK:
            first += 1
        for other in reversed(free[first:number]):
            if (height := best[other]) and height + 1 > most:
                reached = height + _climb(labels[other], label)
                if reached > max(most, height):
                    most, last = reached, other
        best[at] = most
        before[at] = last
    at = max(free, key=best.__getitem__, default=-1)
    chain: list[int] = []
    while at >= 0 and best[at]:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _begins(label: tuple[int, ...]) -> float:
    """How well a ladder begins with a label: with 1 or 1.1; less well with 2.1, where chapters stand as Chapter 2."""
    if any(rung != 1 for rung in label[1:]):
        return 0.0
    return 1.0 if label[0] == 1 else 0.5 if len(label) > 1 else 0.0


_LOOK_BACK = 80  # labels
_MOST_MISSING = 2  # rungs between two that were found


def _climb(path: tuple[int, ...], to: tuple[int, ...]) -> float:
    """What one more label adds to a ladder: 1 where it is the next, less where rungs are missing, 0 where it is none."""
    at = 0
    for one, other in zip(path, to, strict=False):
        if one != other:
            break
        at += 1
    if at == len(to) or any(rung != 1 for rung in to[at + 1 :]):
        return 0.0
    step = to[at] - (path[at] if at < len(path) else 0)
    if step == 1:
        return 1.0 - 0.1 * (len(to) - at - 1)
    return 0.7 if 1 < step <= 1 + _MOST_MISSING and len(to) > 1 else 0.0
