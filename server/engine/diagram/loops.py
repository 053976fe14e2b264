"""Which elements of a drawing stand in one loop: each leads to every other of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from server.engine.diagram.scopes import reachable_from


def loops(ahead: Mapping[str, Collection[str]]) -> Iterator[frozenset[str]]:
    """Give the elements that go round together, each group once.

    `ahead` gives the next elements of each. Time and space are linear in its steps.
    """
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for name, several in ahead.items():
        for each in several:
            behind[each].append(name)
    seen: set[str] = set()
    for name in reversed(_left(ahead)):
        if name not in seen:
            group = reachable_from((name,), behind, without=seen)
            seen |= group
            if len(group) > 1 or name in ahead.get(name, ()):
                yield frozenset(group)


def _left(ahead: Mapping[str, Collection[str]]) -> list[str]:
    """Name the elements in the order in which a walk in depth leaves them."""
    order: list[str] = []
    seen: set[str] = set()
    for first in ahead:
        if first in seen:
            continue
        seen.add(first)
        walk = [(first, iter(sorted(ahead.get(first, ()))))]
        while walk:
            name, onward = walk[-1]
            target = next((each for each in onward if each not in seen), None)
            if target is None:
                order.append(name)
                walk.pop()
            else:
                seen.add(target)
                walk.append((target, iter(sorted(ahead.get(target, ())))))
    return order
