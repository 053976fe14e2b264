"""Whole subtrees that stand in for leaves one does not have: the tree told from left to right."""

from collections.abc import Iterable, Iterator


def subtrees(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the fewest complete subtrees over the leaves from `low` until before `high`.

    Each as the number of its first leaf and its level.
    """
    while low < high:
        level = (high - low).bit_length() - 1
        if low:
            level = min(level, (low & -low).bit_length() - 1)
        yield low, level
        low += 1 << level


def between(held: Iterable[int], cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the subtrees over all leaves that are not held, in the order of the log.

    `held` are numbers of leaves, ascending and below the last cut. `cuts` are sizes, ascending: no
    subtree reaches across one, so that the root at each of them can be told.
    """
    at, leaves = 0, iter(held)
    leaf = next(leaves, None)
    for cut in cuts:
        while leaf is not None and leaf < cut:
            yield from subtrees(at, leaf)
            at, leaf = leaf + 1, next(leaves, None)
        yield from subtrees(at, cut)
        at = max(at, cut)
