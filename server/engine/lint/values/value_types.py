"""What a value of an expression may be, as far as it is known before a case runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from server.engine.expressions.comparison import is_day, is_integer, stands_for_number
from server.engine.values import JSON


class Sort(StrEnum):
    """The sorts of value; a day is a text of its own sort."""

    ANY = "any"
    TRUTH = "truth"
    WHOLE = "whole"
    TEXT = "text"
    DAY = "day"
    LIST = "list"
    RECORD = "record"
    NOTHING = "nothing"
    MIXED = "mixed"
    """Now of one sort, now of another."""


@dataclass(frozen=True, slots=True)
class Type:
    """A sort of value.

    `values` are all that a text may be, or a truth as it is written, None where it may be any;
    `item` is what a list holds, `fields` what a record has, None where nobody can tell; `maybe`: it
    may be None instead; `least` and `most` bound a whole number, or how much a list holds.
    `parties`: of what a text may be the id (`UNIT_IDS`), None where nobody can tell. `earliest` and
    `latest` bound a day as a form does: by a day, by `today`, by the field beside it of that name.
    `decimal`: a text that is a number, with a point or without. `entered`: the fields of forms that
    a number is typed into, each with its form's file; of what is made of it, none.
    """

    sort: Sort
    values: frozenset[str] | None = None
    item: "Type | None" = None
    fields: "Mapping[str, Type] | None" = None
    maybe: bool = False
    least: int | None = None
    most: int | None = None
    parties: frozenset[str] | None = None
    earliest: str | None = None
    latest: str | None = None
    decimal: bool = False
    entered: frozenset[str] = frozenset()

    def field(self, name: str) -> "Type":
        """Give a field of a record, ANY for one that is not known."""
        return (self.fields or {}).get(name, ANY)

    def bounds(self, number: int) -> bool:
        """Tell whether a number is within the bounds, both included."""
        above = self.least is None or number >= self.least
        return above and (self.most is None or number <= self.most)

    def or_nothing(self) -> "Type":
        """Give the same, but that it may be None."""
        return replace(self, maybe=True)

    def for_certain(self) -> "Type":
        """Give the same where it is known not to be None."""
        return replace(self, maybe=False)


ANY: Final = Type(Sort.ANY)
TRUTH: Final = Type(Sort.TRUTH)
WHOLE: Final = Type(Sort.WHOLE)
COUNT: Final = Type(Sort.WHOLE, least=0)
"""How many there are of something."""
TEXT: Final = Type(Sort.TEXT)
DECIMAL: Final = Type(Sort.TEXT, decimal=True)
DAY: Final = Type(Sort.DAY)
NOTHING: Final = Type(Sort.NOTHING, maybe=True)
TEXTS: Final = Type(Sort.LIST, item=TEXT)
UNIT_IDS: Final = frozenset({"units"})
PARTY_IDS: Final = frozenset({"units", "bodies"})
POST_IDS: Final = frozenset({"posts"})
WORDS: Final = frozenset({"words"})
"""Stands for texts that are the id of nothing, and no number or day either."""


def choice(values: Iterable[str]) -> Type:
    """Give a text that is one of these."""
    return Type(Sort.TEXT, values=frozenset(str(each) for each in values))


def whole(least: int | None, most: int | None) -> Type:
    """Give a whole number within bounds, None for an open end."""
    return Type(Sort.WHOLE, least=least, most=most)


def party(whose: frozenset[str]) -> Type:
    """Give a text that is the id of one of these."""
    return Type(Sort.TEXT, parties=whose)


def list_of(item: Type, least: int | None = None, most: int | None = None) -> Type:
    """Give a list of so many such values."""
    return Type(Sort.LIST, item=item, least=least, most=most)


def record(fields: Mapping[str, Type]) -> Type:
    """Give a record with these fields."""
    return Type(Sort.RECORD, fields=fields)


def of_constant(value: JSON) -> Type:
    """Give the type of a value written in an expression."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return replace(TRUTH, values=frozenset({str(value)}))
    return whole(value, value) if is_integer(value) else choice([str(value)])


def either(one: Type, other: Type) -> Type:
    """Give what is known of a value that is one or the other."""
    maybe = one.maybe or other.maybe
    if Sort.NOTHING in {one.sort, other.sort}:
        known = other if one.sort is Sort.NOTHING else one
        return replace(known, maybe=True)
    if Sort.ANY in {one.sort, other.sort}:
        return replace(ANY, maybe=maybe)
    if {one.sort, other.sort} == {Sort.TEXT, Sort.DAY}:
        return _text_or_day(*((one, other) if one.sort is Sort.TEXT else (other, one)))
    if one.sort is not other.sort:
        return Type(Sort.MIXED, maybe=maybe)
    least = [each for each in (one.least, other.least) if each is not None]
    most = [each for each in (one.most, other.most) if each is not None]
    return Type(
        one.sort,
        _both(one.values, other.values),
        either(one.item, other.item) if one.item and other.item else None,
        _shared(one, other),
        maybe,
        min(least) if len(least) == 2 else None,  # noqa: PLR2004 - both of them
        max(most) if len(most) == 2 else None,  # noqa: PLR2004 - as above
        _ids(one, other),
        one.earliest if one.earliest == other.earliest else None,
        one.latest if one.latest == other.latest else None,
        one.decimal and other.decimal,
        one.entered | other.entered,
    )


def joined(several: Sequence[Type]) -> Type:
    """Give what is known of a value that is one of several."""
    together = several[0] if several else ANY
    for each in several[1:]:
        together = either(together, each)
    return together


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return one | other if one is not None and other is not None else None


def _text_or_day(text: Type, day: Type) -> Type:
    """Give what is known of a text or a day: a text that is written as a day is one."""
    maybe = text.maybe or day.maybe
    if text.values is not None and all(map(is_day, text.values)):
        return replace(DAY, maybe=maybe)
    return Type(Sort.TEXT, parties=WORDS | (text.parties or frozenset()), maybe=maybe)


def _ids(one: Type, other: Type) -> frozenset[str] | None:
    """Give of what the one or the other may be the id; of an id that is written out, of any."""
    if one.values is not None and other.values is not None:
        return None
    return _both(whose(one), whose(other))


def whose(text: Type) -> frozenset[str] | None:
    """Tell of what a text may be the id; of one that is written out only the bloc-year knows."""
    if text.values is None:
        return text.parties
    return WORDS if any("/" not in value for value in text.values) else frozenset()


def _shared(one: Type, other: Type) -> Mapping[str, Type] | None:
    if one.fields is None or other.fields is None:
        return None
    both = one.fields.keys() & other.fields.keys()
    return {name: either(one.fields[name], other.fields[name]) for name in sorted(both)}


def may_equal(one: Type, other: Type) -> bool:
    """Tell whether two values can be equal at all, by their sorts, and by whose ids they are."""
    if {one.sort, other.sort} & {Sort.ANY, Sort.MIXED} or (one.maybe and other.maybe):
        return True
    if {one.sort, other.sort} == {Sort.TEXT, Sort.DAY}:
        text = one if one.sort is Sort.TEXT else other
        return text.values is None or any(map(is_day, text.values))
    return one.sort is other.sort and not _of_others(one, other)


def _of_others(one: Type, other: Type) -> bool:
    """Tell the id of one sort of thing from that of another, and from a word that is none."""
    ids = _whose_all(one), _whose_all(other)
    known = all(ids) and any(each != WORDS for each in ids)
    return known and not (ids[0] or frozenset()) & (ids[1] or frozenset())


def _whose_all(text: Type) -> frozenset[str] | None:
    """Tell of what a text may be the id; None where one of those written out may be of anything."""
    written_out = any("/" in value for value in text.values or ())
    return None if written_out else whose(text)


def has_order(one: Type, other: Type) -> bool:
    """Tell whether two values can be put in order: two numbers, or two days."""
    as_days, as_numbers = (
        (_may(each, DAY) for each in (one, other)),
        (_may(each, WHOLE) for each in (one, other)),
    )
    return all(as_days) or all(as_numbers)


def _may(found: Type, wanted: Type) -> bool:
    """Tell whether a value stands for a day, or for a number written as a text."""
    if found.sort in {Sort.ANY, wanted.sort}:
        return True
    if found.sort is not Sort.TEXT or found.decimal:
        return found.decimal and wanted is WHOLE
    if found.values is None:
        return found.parties is None  # no id is a number, nor a day
    return all(
        is_day(value) if wanted is DAY else stands_for_number(value) for value in found.values
    )
