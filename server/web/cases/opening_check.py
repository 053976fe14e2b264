"""What is shown before a case opens: until when its tasks are due, and whether all units are in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.actions.definitions.deployed import Deployed
from server.domain.blocs.rules import CaseRules
from server.domain.cases import odd_days
from server.domain.cases.odd_days import OddDay
from server.domain.deadlines import end_of_day, local_day
from server.domain.manifest.outline import OPENING
from server.domain.texts.words import Words
from server.web.cases.diagram.model import Diagram
from server.web.forms.form_view import FormView
from server.web.requests.context import calendar, now
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDue:
    """A task whose last day the bloc-year gives; `ends` is the first instant after it."""

    task: Words
    day: date
    ends: datetime
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgain:
    """A day that may be a slip: what it is the day of, and what is odd about it, in words."""

    name: str
    day: date
    why: Sequence[str]


def look_again(
    view: FormView | None, value: Mapping[str, object], due: Sequence[TaskDue], rules: CaseRules
) -> list[LookAgain]:
    """List the days typed, and those of the bloc-year, that one should look at once more."""
    typed = _typed_days(view, value, rules.year) if view else ()
    by_name = [
        *typed,
        *((pick(row.task), row.day, _end(row.day, rules.year, into_next=True)) for row in due),
    ]
    return [
        LookAgain(name=name, day=day, why=[_words(each, rules.year) for each in odd])
        for name, day, odd in by_name
        if odd
    ]


def _typed_days(
    view: FormView, value: Mapping[str, object], year: int
) -> Iterator[tuple[str, date, list[OddDay]]]:
    """A day that may not be before another one is a last day; any other one begins something."""
    for name, schema in view.form.fields.items():
        if schema.get("format") == "date" and (text := value.get(name)):
            day = date.fromisoformat(str(text))
            odd = _end(day, year) if "x-min" in schema else [*odd_days.odd_start(day, year=year)]
            yield view.title(name), day, odd


def _end(day: date, year: int, *, into_next: bool = False) -> list[OddDay]:
    found = odd_days.odd_end(
        day, year=year, today=local_day(now()), calendar=calendar(), into_next=into_next
    )
    return list(found)


def _words(odd: OddDay, year: int) -> str:
    words = {
        OddDay.PAST: _("đã qua"),
        OddDay.NOT_WORKED: _("là ngày nghỉ"),
        OddDay.OTHER_YEAR: _("không thuộc năm %(year)s", year=year),
    }
    return words[odd]


def dues(model: Deployed, drawn: Diagram, rules: CaseRules) -> Sequence[TaskDue]:
    """List the tasks that are due on a day of the bloc-year, in the order of the diagram."""
    deadlines = {each.id: each for each in rules.deadlines}
    found = []
    for task in drawn.tasks:
        deadline = deadlines.get(model.definition.elements[task.id].due or "")
        if deadline and (day := deadline.last_day):
            name = drawn.words(task.name)
            ends = end_of_day(day)
            found.append(TaskDue(task=name, day=day, ends=ends, sample=deadline.sample))
    return found


def of_the_whole_bloc(model: Deployed) -> bool:
    """Tell whether all units of the bloc are in the case: its opening form chooses none."""
    chosen = (members.chosen for members in model.manifest.sets.values())
    return not any(each.startswith(f"{OPENING}.") for each in chosen)
