"""The score table as a tree that is edited: sections, parts within them, criteria.

A place says how to get to an item: `s0.p1.c2` is the third criterion of the second part of the
first section. Every function returns a new table and leaves the old one as it was; fields nobody
here knows stay in their item.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from server.domain.refusals import Refusal

Item: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[tuple[str, int], ...]
Move: TypeAlias = Callable[[Item, Place], Item]
LISTS: Final = {"s": "sections", "p": "parts", "c": "criteria"}
_STEP = re.compile(r"([spc])(\d{1,4})")


@dataclass(eq=False)
class NoSuchItem(Refusal):
    """The score table has no item at this place, or none can go there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """One line of the tree; `most` is what a heading comes to under its cap, or a criterion has."""

    place: Place
    item: Item
    most: Decimal
    kind: str
    """The section's: normal, bonus or deduction."""

    @property
    def depth(self) -> int:
        """How far the line stands in."""
        return len(self.place) - 1

    @property
    def criterion(self) -> bool:
        """Tell whether it is a criterion, and not a heading."""
        return self.place[-1][0] == "c"


def read_place(text: str) -> Place:
    """Read a place; raises NoSuchItem for what is none."""
    found = [_STEP.fullmatch(step) for step in text.split(".")]
    place = tuple((step[1], int(step[2])) for step in found if step)
    letters = "".join(step for step, _n in place)
    if len(place) != len(found) or not re.fullmatch("sp*c?", letters):
        raise NoSuchItem
    return place


def written(place: Place) -> str:
    """Write a place as `read_place` reads it."""
    return ".".join(f"{step}{n}" for step, n in place)


def field_of(place: Place) -> str:
    """Name an item as mistakes of a bloc-year file do: `score_table.sections[1].criteria[3]`."""
    return "score_table." + ".".join(f"{LISTS[step]}[{n + 1}]" for step, n in place)


def rows(table: Item) -> Iterator[TreeRow]:
    """List the lines of the tree from the top."""
    for n, section in enumerate(_list(table, "s")):
        yield from _rows(section, (("s", n),), str(section.get("kind", "")))


def _rows(item: Item, place: Place, kind: str) -> Iterator[TreeRow]:
    yield TreeRow(place=place, item=item, most=most_of(item), kind=kind)
    for n, criterion in enumerate(_list(item, "c")):
        here = (*place, ("c", n))
        yield TreeRow(place=here, item=criterion, most=_number(criterion, "max_points"), kind=kind)
    for n, part in enumerate(_list(item, "p")):
        yield from _rows(part, (*place, ("p", n)), kind)


def most_of(heading: Item) -> Decimal:
    """Return what a heading's criteria and parts come to, under its cap."""
    parts = sum((most_of(part) for part in _list(heading, "p")), Decimal(0))
    total = sum((_number(each, "max_points") for each in _list(heading, "c")), parts)
    return min(total, _number(heading, "cap")) if _is_number(heading.get("cap")) else total


def scale(table: Item) -> Mapping[str, Decimal]:
    """Add up the sections by their kind."""
    found = dict.fromkeys(("normal", "bonus", "deduction"), Decimal(0))
    for section in _list(table, "s"):
        kind = str(section.get("kind", ""))
        found[kind] = found.get(kind, Decimal(0)) + most_of(section)
    return found


def item_at(table: Item, place: Place) -> Item:
    """Return an item; raises NoSuchItem."""
    for step, n in place:
        found = _list(table, step)
        if n >= len(found):
            raise NoSuchItem
        table = found[n]
    return table


def replaced(table: Item, place: Place, item: Item) -> Item:
    """Put another item in a place. Raises NoSuchItem."""
    item_at(table, place)
    (step, n), above = place[-1], place[:-1]
    siblings = [*_list(item_at(table, above), step)]
    siblings[n] = item
    return _with_list(table, above, step, siblings)


def inserted(table: Item, place: Place, item: Item) -> Item:
    """Put an item before what is in a place, or at the end of its list. Raises NoSuchItem."""
    (step, n), above = place[-1], place[:-1]
    siblings = [*_list(item_at(table, above), step)]
    siblings.insert(n, item)
    return _with_list(table, above, step, siblings)


def removed(table: Item, place: Place) -> Item:
    """Take an item out with all that is in it. Raises NoSuchItem."""
    item_at(table, place)
    (step, n), above = place[-1], place[:-1]
    siblings = [*_list(item_at(table, above), step)]
    del siblings[n]
    return _with_list(table, above, step, siblings)


def end_of(table: Item, above: Place, step: str) -> Place:
    """Return the place behind the last item of a list. Raises NoSuchItem."""
    return (*above, (step, len(_list(item_at(table, above), step))))


def moved(table: Item, place: Place, by: int) -> Item:
    """Move an item up (-1) or down (1) among its own; raises NoSuchItem where it cannot."""
    (step, n), above = place[-1], place[:-1]
    to = n + by
    item = item_at(table, place)
    if not 0 <= to < len(_list(item_at(table, above), step)):
        raise NoSuchItem
    return inserted(removed(table, place), (*above, (step, to)), item)


def indented(table: Item, place: Place) -> Item:
    """Move an item a level in: a part into the one before it, a criterion into the first part.

    Raises NoSuchItem where there is none.
    """
    (step, n), above = place[-1], place[:-1]
    item = item_at(table, place)
    if step == "p" and n > 0:
        into = (*above, ("p", n - 1))
        return inserted(removed(table, place), end_of(table, into, "p"), item)
    if step == "c" and _list(item_at(table, above), "p"):
        return inserted(removed(table, place), (*above, ("p", 0), ("c", 0)), item)
    raise NoSuchItem


def outdented(table: Item, place: Place) -> Item:
    """Move an item a level out: a part behind the one it was in, a criterion to the end above.

    Raises NoSuchItem for what stands in a section itself.
    """
    step, above = place[-1][0], place[:-1]
    if len(above) < 2:  # noqa: PLR2004 - a section and a part
        raise NoSuchItem
    item, outer, n = item_at(table, place), above[:-1], above[-1][1]
    without = removed(table, place)
    to = (*outer, ("p", n + 1)) if step == "p" else end_of(without, outer, "c")
    return inserted(without, to, item)


def free_id(table: Item, wanted: str) -> str:
    """Return an id that no item has yet, made of the wanted one."""
    used = {str(row.item.get("id", "")) for row in rows(table)}
    if wanted not in used:
        return wanted
    return next(each for n in range(2, len(used) + 3) if (each := f"{wanted}-{n}") not in used)


def _with_list(table: Item, above: Place, step: str, siblings: Sequence[Item]) -> Item:
    """Give the item `above` another list; a list that is empty goes, but that of sections."""
    item = item_at(table, above)
    name = LISTS[step]
    after = {key: value for key, value in item.items() if key != name}
    if siblings or step == "s":
        after[name] = list(siblings)
    return after if not above else replaced(table, above, after)


def _list(item: Item, step: str) -> Sequence[Item]:
    found = item.get(LISTS[step], ())
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else ()


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _number(item: Item, key: str) -> Decimal:
    value = item.get(key)
    return Decimal(value) if _is_number(value) else Decimal(0)  # type: ignore[arg-type]
