"""What an auditor asked for, read from an address or a form."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from werkzeug.datastructures import MultiDict

from server.domain.deadlines import VIET_NAM
from server.domain.history.asked import EndsBeforeItBegins, NotAChoice
from server.domain.history.oddities import Oddity
from server.domain.people.lineage import Reach
from server.domain.refusals import NotADay, Refusal
from server.store.history.event_questions import EventFilter
from server.web.frame.formats import day
from server.web.names.act_filter import CHOICES, acts_of
from server.web.requests.typed_values import id_of, read_day
from server.web.words.catalogue import lazy_gettext as _l

STREAMS: Final[Mapping[str, object]] = {
    "people": _l("Người dùng, chức vụ, ủy quyền"),
    "security": _l("An toàn, tải nhật ký"),
    "definitions": _l("Quy trình"),
    "blocs": _l("Năm thi đua đang lập"),
    "calendar": _l("Lịch làm việc"),
    "provinces": _l("Tỉnh kế tục"),
    "erasures": _l("Xóa dữ liệu theo luật"),
    "operations": _l("Vận hành, dọn dẹp"),
    "log": _l("Khóa ký nhật ký"),
}
"""The streams that are of no case and of no bloc, in words."""
RULES_OF, REGISTERS_OF = "bloc-year/", "registers/"
"""What the names of the streams of a bloc-year's rules and of a bloc's registers begin with."""
LONGEST = 200
SHOWN = 40
MINIMUM = 1900
"""Days of years before this one, and of the calendar's very last, are no days of any history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """The filter as it was typed, to be shown again and to be asked.

    `who` was typed, `person`, `post` and `behalf` were chosen from what that found.
    """

    case: str
    kind: str
    who: str
    person: str
    post: str
    behalf: str
    of: str
    unit: str
    acts: tuple[str, ...]
    oddities: tuple[str, ...]
    first: str
    last: str
    unknown: Sequence[tuple[str, str]] = ()
    """Fields that hold none of their choices, and what they hold."""

    @property
    def case_id(self) -> UUID | None:
        """The case asked for, where it is one."""
        return id_of(self.case)

    @property
    def of_bloc(self) -> bool:
        """Tell whether a stream of a bloc is asked for, be there such a bloc or not."""
        return _of_bloc(self.case)

    @property
    def stream(self) -> str:
        """The chain asked for; empty for all of them."""
        if self.case in STREAMS or self.of_bloc:
            return self.case
        return f"case/{self.case_id}" if self.case_id else ""

    @property
    def unread(self) -> Sequence[tuple[str, Refusal]]:
        """Which of its fields hold something that cannot be asked for, and why."""
        found: list[tuple[str, Refusal]] = [(at, NotAChoice(text)) for at, text in self.unknown]
        days = []
        for field, text in (("from", self.first), ("to", self.last)):
            try:
                days.append(_day(text))
            except NotADay as refusal:
                found.append((field, refusal))
        if len(days) == len(("from", "to")) and days[0] and days[1] and days[1] < days[0]:
            found.append(("to", EndsBeforeItBegins(first=self.first, last=self.last)))
        return found

    def in_reach(self, reach: Reach) -> EventFilter:
        """Turn it into what the store asks for; raises NotADay."""
        last = _day(self.last)
        return EventFilter(
            reach=reach,
            streams=frozenset({self.stream}) if self.stream else None,
            who=self.who,
            person_id=id_of(self.person),
            post_id=self.post,
            behalf_post_id=self.behalf,
            unit_id=self.of,
            subject_unit_id=self.unit,
            case_kind=self.kind,
            oddities=self.oddities,
            acts=tuple(acts_of(name) for name in self.acts),
            since=_day(self.first),
            until=last + dt.timedelta(days=1) if last else None,
        )

    def query(self) -> Mapping[str, object]:
        """Return it as the values of an address."""
        return {
            "case": self.case or None,
            "kind": self.kind or None,
            "who": self.who or None,
            "person": self.person or None,
            "post": self.post or None,
            "behalf": self.behalf or None,
            "of": self.of or None,
            "unit": self.unit or None,
            "act": list(self.acts) or None,
            "odd": list(self.oddities) or None,
            "from": self.first or None,
            "to": self.last or None,
        }

    def who_and_when(self) -> dict[str, object]:
        """Return the part of it that lists of persons' sign-ins and events ask by."""
        kept = ("who", "person", "from", "to")
        return {name: value for name, value in self.query().items() if name in kept}


def read(values: MultiDict[str, str]) -> AuditFilter:
    """Read a filter from an address or a form."""

    def text(name: str) -> str:
        return values.get(name, "").strip()[:LONGEST]

    person = id_of(text("person"))
    return AuditFilter(
        case=text("case"),
        kind=text("kind"),
        who=text("who"),
        person=str(person) if person else "",
        post=text("post"),
        behalf=text("behalf"),
        of=text("of"),
        unit=text("unit"),
        acts=tuple(name for name in CHOICES if name in values.getlist("act")),
        oddities=tuple(kind for kind in Oddity if kind in values.getlist("odd")),
        first=_as_typed(text("from")),
        last=_as_typed(text("to")),
        unknown=_unknown(values),
    )


def _unknown(values: MultiDict[str, str]) -> Sequence[tuple[str, str]]:
    """Find what is none of the choices of its field; the anchor leads to the nearest field."""
    case, person = values.get("case", "").strip(), values.get("person", "").strip()
    none_of = [
        *([("case", case)] if case and not _is_choice_of_case(case) else []),
        *([("who", person)] if person and id_of(person) is None else []),
        *[("", name) for name in values.getlist("act") if name and name not in CHOICES],
        *[("", name) for name in values.getlist("odd") if name and name not in set(Oddity)],
    ]
    return [(field, text[:SHOWN]) for field, text in none_of]


def _is_choice_of_case(text: str) -> bool:
    return text in STREAMS or _of_bloc(text) or id_of(text) is not None


def _of_bloc(text: str) -> bool:
    return text.startswith((RULES_OF, REGISTERS_OF))


def narrowed(wanted: EventFilter, asked: AuditFilter) -> EventFilter:
    """Narrow a question to the acts and the signs that are asked for."""
    acts = tuple(acts_of(name) for name in asked.acts)
    return replace(wanted, acts=acts, oddities=asked.oddities)


def _as_typed(text: str) -> str:
    """Write a day as days are typed, also one of an older address; no day stays as it is."""
    try:
        return day(read_day(text))
    except NotADay:
        return text


def _day(text: str) -> dt.datetime | None:
    """Return the first instant of a day in Viet Nam; None for nothing, raises NotADay."""
    found = history_day(text)
    return dt.datetime.combine(found, dt.time(), VIET_NAM) if found else None


def history_day(text: str) -> dt.date | None:
    """Read a day that a history can have; None for nothing, raises NotADay."""
    found = read_day(text)
    if found is not None and not MINIMUM < found.year < dt.MAXYEAR:
        raise NotADay(text.strip()[:SHOWN])
    return found
