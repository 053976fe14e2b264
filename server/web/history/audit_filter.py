"""What an auditor asked for, read from an address or a form."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict

from server.domain.deadlines import VIET_NAM
from server.domain.refusals import NotADay
from server.store.history.history_pages import EventFilter
from server.web.frame.formats import day
from server.web.names.act_filter import CHOICES, acts_of
from server.web.requests.typed_values import id_of, read_day

STREAMS = ("people", "security", "definitions", "blocs")
LONGEST = 200
MINIMUM = 1900
"""Days of years before this one, and of the calendar's very last, are no days of any history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """The filter as it was typed, to be shown again and to be asked."""

    case: str
    who: str
    unit: str
    acts: tuple[str, ...]
    first: str
    last: str

    @property
    def case_id(self) -> UUID | None:
        """The case asked for, where it is one."""
        return id_of(self.case)

    @property
    def stream(self) -> str:
        """The chain asked for; empty for all of them."""
        if self.case in STREAMS:
            return self.case
        return f"case/{self.case_id}" if self.case_id else ""

    @property
    def unread(self) -> Sequence[tuple[str, NotADay]]:
        """Which of its fields hold something that is no day, and why."""
        found = []
        for field, text in (("from", self.first), ("to", self.last)):
            try:
                _day(text)
            except NotADay as refusal:
                found.append((field, refusal))
        return found

    def in_province(self, province: str) -> EventFilter:
        """Turn it into what the store asks for; raises NotADay."""
        last = _day(self.last)
        return EventFilter(
            province=province,
            streams=frozenset({self.stream}) if self.stream else None,
            who=self.who,
            subject_unit_id=self.unit,
            acts=tuple(acts_of(name) for name in self.acts),
            since=_day(self.first),
            until=last + dt.timedelta(days=1) if last else None,
        )

    def query(self) -> Mapping[str, object]:
        """Return it as the values of an address."""
        return {
            "case": self.case or None,
            "who": self.who or None,
            "unit": self.unit or None,
            "act": list(self.acts) or None,
            "from": self.first or None,
            "to": self.last or None,
        }


def read(values: MultiDict[str, str]) -> AuditFilter:
    """Read a filter from an address or a form."""

    def text(name: str) -> str:
        return values.get(name, "").strip()[:LONGEST]

    return AuditFilter(
        case=text("case"),
        who=text("who"),
        unit=text("unit"),
        acts=tuple(name for name in CHOICES if name in values.getlist("act")),
        first=_as_typed(text("from")),
        last=_as_typed(text("to")),
    )


def _as_typed(text: str) -> str:
    """Write a day as days are typed, also one of an older address; no day stays as it is."""
    try:
        return day(read_day(text))
    except NotADay:
        return text


def _day(text: str) -> dt.datetime | None:
    """Return the first instant of a day in Viet Nam; None for nothing, raises NotADay."""
    found = read_day(text)
    if found is None:
        return None
    if not MINIMUM < found.year < dt.MAXYEAR:
        raise NotADay(text)
    return dt.datetime.combine(found, dt.time(), VIET_NAM)
