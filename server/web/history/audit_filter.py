"""What an auditor asked for, read from an address or a form; what cannot be read asks nothing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict

from server.domain.deadlines import VIET_NAM
from server.store.history.history_pages import EventFilter
from server.web.names.act_filter import CHOICES, acts_of
from server.web.requests.typed_values import id_of

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

    def in_province(self, province: str) -> EventFilter:
        """Turn it into what the store asks for."""
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
        first=text("from") if _day(text("from")) else "",
        last=text("to") if _day(text("to")) else "",
    )


def _day(text: str) -> dt.datetime | None:
    """Return the first instant of an ISO day in Viet Nam."""
    try:
        found = dt.date.fromisoformat(text)
        first = dt.datetime.combine(found, dt.time(), VIET_NAM)
    except ValueError:
        return None
    return first if MINIMUM < found.year < dt.MAXYEAR else None
