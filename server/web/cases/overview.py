"""The overview of a case: where it stands, its steps, its ranking in short, its diagram."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import sent_back
from server.domain.cases.case_steps import CaseStepState
from server.form_shape.outcomes import DONE
from server.store.cases import case_progress
from server.store.cases.case_pages import CaseHead
from server.store.tasks.work import own_open_tasks
from server.web.cases import catalogue, deadlines, priority, rulings, tabs
from server.web.cases.case_access import (
    Sight,
    visible,
)
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.of_case import drawn_for
from server.web.cases.history import events_of
from server.web.cases.steps import marks, step_list
from server.web.names.form_words import task_words
from server.web.names.history_words import outcome_words
from server.web.names.retention_words import retention_words
from server.web.names.rule_names import unit_names
from server.web.requests.context import actor, now, session
from server.web.words.catalogue import gettext as _

RECENT = 5


def values(sight: Sight) -> dict[str, object]:
    """Gather what the overview shows."""
    case = sight.case
    drawn = drawn_for(session(), case)
    tallies = _told(sight, drawn, _tallies(sight))
    summaries = tabs.summaries(sight)
    done = step_list(
        session(),
        tallies,
        diagram=drawn,
        rules=sight.rules,
        opener=case.opened_post or "",
        taken_out=sum(each.units_out for each in summaries),
        closed=case.state == "closed",
        untold=sight.untold,
    )
    current = [line.element for line in done.current]
    dues = [line.due for line in done.current if line.due]
    return {
        "steps": done,
        "own": _own(case.id) if current else {},
        "done": done.count(CaseStepState.DONE, CaseStepState.SKIPPED),
        "due": min(dues, default=None),
        "marks": marks(case_progress.passed(session(), case.id), drawn, current, sight.untold),
        "summaries": summaries,
        "rulings": rulings.standing(sight) if drawn.asks_tables else (),
        "names": unit_names(sight.rules),
        "events": events_of(sight, before=None, limit=RECENT)[0],
        "opens": catalogue.next_of(sight),
        "ranks": priority.offered(sight),
        "retention": retention_words(session(), case, now=now()),
        "extends": deadlines.offered(sight),
        "relatives": _relatives(sight),
    }


def _own(case_id: UUID) -> Mapping[str, UUID]:
    """Return by element the open tasks of a case that wait for the reader."""
    who = actor()
    return own_open_tasks(session(), case_id, post_id=who.post_id, person_id=who.person_id)


def _relatives(sight: Sight) -> Sequence[CaseHead]:
    """List the other cases of the chain that the reader may know of."""
    return [other for other in sight.relatives if visible(session(), other, actor=actor())]


def _tallies(sight: Sight) -> Sequence[case_progress.ElementTally]:
    case = sight.case
    back = sent_back(deployed(session(), case.definition_hash))
    return case_progress.elements(session(), [case.id], sent_back=back)[case.id]


def _told(
    sight: Sight, drawn: Diagram, tallies: Sequence[case_progress.ElementTally]
) -> list[case_progress.ElementTally]:
    """Say how a step came out, but to whom history does not tell it of every key.

    What is done once is about the unit that the case is about.
    """
    once = {task.id for task in drawn.tasks if not task.each}
    return [
        replace(tally, outcome=_came_out(sight, tally))
        if sight.history(tally.element, unit=sight.about if tally.element in once else "")
        else replace(tally, outcome=_silent(tally), returns=0)
        for tally in tallies
    ]


def _silent(tally: case_progress.ElementTally) -> str:
    """Say that an outcome is not told, where there is more than one way to come out."""
    return "" if tally.outcome in {"", DONE} else _("kết quả không mở cho bạn")


def _came_out(sight: Sight, tally: case_progress.ElementTally) -> str:
    words = task_words(session(), sight.case.definition_hash, tally.element)
    return outcome_words(tally.outcome, words)
