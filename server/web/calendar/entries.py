"""What stands on the days of a calendar: deadlines of the year, duties, dated rows, own tasks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from flask import url_for

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import UNDONE
from server.domain.deadlines import end_of_day
from server.store.blocs.bloc_pages import BlocYear
from server.store.cases import duties
from server.store.inbox.due_tasks import CalendarTask, due_tasks
from server.store.inbox.inbox import Eyes
from server.web.board import dated_rows, words
from server.web.board.reading import CasesShown, DutyLine, DutyReader, YearDuties, read
from server.web.board.table import DutyCounts
from server.web.frame.formats import due_day
from server.web.names.case_titles import case_title
from server.web.requests.transaction import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


class EntryKind(StrEnum):
    """What an entry is, in the order in which the entries of a day stand."""

    OF_YEAR = "of-year"
    """A deadline of the bloc-year itself."""
    ROW = "row"
    """A day that a record names: a wave begins, a programme has its day."""
    DUTY = "duty"
    TASK = "task"
    """An open task of the reader's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What stands on a day. `id` is the same as long as it is the same thing.

    `detail` says how it stands, `shape` is drawn for it (`board/words.SHAPES`), empty for none.
    """

    id: str
    kind: EntryKind
    day: date
    title: str
    detail: str
    address: str
    shape: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSpan:
    """The days that are asked for, the last one included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is one of them."""
        return day is not None and self.first <= day <= self.last


def entries(
    years: Sequence[BlocYear],
    eyes: Eyes,
    span: CalendarSpan,
    *,
    reader: DutyReader,
    shown: CasesShown,
) -> list[CalendarEntry]:
    """Gather what the reader is told of in these bloc-years, and their own tasks, day by day."""
    begins = end_of_day(span.first - timedelta(days=1))
    tasks = due_tasks(
        session(), eyes, begins=begins, ends=end_of_day(span.last), today=reader.today
    )
    found: list[CalendarEntry] = []
    for year in years:
        rules = rules_of(session(), year.rules_digest)
        read_duties = read(session(), year.id, reader=reader, shown=shown)
        lines = [line for line in read_duties.lines if span.holds(line.due) and line.standing]
        found += _deadlines(year, rules, span)
        found += _rows(read_duties, span, reader)
        found += _duties(lines, reader)
    there = {(each.day, each.address) for each in found}
    found += [each for each in map(_task, tasks) if (each.day, each.address) not in there]
    order = list(EntryKind)
    return sorted(found, key=lambda each: (each.day, order.index(each.kind)))


def _deadlines(year: BlocYear, rules: CaseRules, span: CalendarSpan) -> Iterator[CalendarEntry]:
    for each in rules.deadlines:
        if each.last_day is not None and span.holds(each.last_day):
            yield CalendarEntry(
                id=f"{year.id}/{each.id}",
                kind=EntryKind.OF_YEAR,
                day=each.last_day,
                title=pick(each.name),
                detail=_("%(bloc)s, năm %(year)s", bloc=pick(rules.bloc.short), year=year.year),
                address=url_for("cases.bloc", bloc_year_id=year.id),
            )


def _rows(found: YearDuties, span: CalendarSpan, reader: DutyReader) -> Iterator[CalendarEntry]:
    for row in dated_rows.read(session(), found, actor=reader.actor):
        ends = {row.days[0]: _("bắt đầu"), row.days[-1]: _("kết thúc")}
        for day, end in ends.items() if len(ends) > 1 else ((row.days[0], ""),):
            if span.holds(day):
                yield CalendarEntry(
                    id=f"{row.case.id}/{row.text}/{day}",
                    kind=EntryKind.ROW,
                    day=day,
                    title=row.text or pick(row.field),
                    detail=", ".join(filter(None, (end, case_title(row.case)))),
                    address=url_for("cases.show", case_id=row.case.id),
                    simulated=row.case.simulated,
                )


def _duties(lines: Sequence[DutyLine], reader: DutyReader) -> Iterator[CalendarEntry]:
    """Give one entry a milestone and day: how the reader's own stands, and how many are done."""
    together: dict[tuple[UUID, str, date], list[DutyLine]] = {}
    for line in lines:
        together.setdefault((*line.column, line.due), []).append(line)
    undone = {line.case.id for line in lines if _undone(line) and reader.actor.eyes(line.case.kind)}
    who = reader.actor
    steps = duties.open_tasks(session(), undone, post_id=who.post_id, person_id=who.person_id)
    tasks = {where: step.task_id for where, step in steps.items() if step.own}
    for group in together.values():
        yield _duty(group, [line for line in group if _own(line, reader)], tasks)


def _duty(
    group: Sequence[DutyLine], own: Sequence[DutyLine], tasks: Mapping[tuple[UUID, str], UUID]
) -> CalendarEntry:
    first, counts = group[0], DutyCounts.of(group)
    told = next((line for line in (*own, *group) if _undone(line)), (*own, *group)[0])
    several = _("%(done)s trên %(all)s xong", done=counts.done, all=counts.all)
    said = [words.words(told.standing)] if own or len(group) == 1 else []
    task = tasks.get((told.case.id, told.key)) if _undone(told) else None
    return CalendarEntry(
        id="/".join(map(str, (*first.column, first.due))),
        kind=EntryKind.DUTY,
        day=first.due,
        title=pick(first.name),
        detail=" · ".join([case_title(first.case), *said, *([several] if len(group) > 1 else [])]),
        address=url_for("tasks.page", task_id=task)
        if task
        else url_for("cases.show", case_id=first.case.id),
        shape=words.shape(told.standing),
        simulated=first.case.simulated,
    )


def _own(line: DutyLine, reader: DutyReader) -> bool:
    return reader.actor.unit_id in {line.whose, line.own_of}


def _undone(line: DutyLine) -> bool:
    return line.standing is not None and line.standing.state in UNDONE


def _task(task: CalendarTask) -> CalendarEntry:
    day = due_day(task.due)
    assert day is not None  # noqa: S101 - every one of them has a day
    return CalendarEntry(
        id=str(task.id),
        kind=EntryKind.TASK,
        day=day,
        title=pick(task.title),
        detail=pick(task.subject) if task.subject else "",
        address=url_for("tasks.page", task_id=task.id),
        shape="left",
        simulated=task.simulated,
    )
