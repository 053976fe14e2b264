"""The board of a bloc-year, a unit's own, and their download."""

import csv
import io
from collections.abc import Collection, Sequence
from datetime import UTC
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.cases import export_board
from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.duties import LATE, MISSING, UNDONE, DutyState
from server.domain.cases.sight import CaseSight, of_task, sees
from server.domain.deadlines import local_day
from server.domain.tasks.work import NotThere
from server.store.cases import duties
from server.store.cases.duties import OpenStep
from server.web.board import dated_rows, duty_workbook, letter, words
from server.web.board.asked import duties_of, simulated, urged_today, year_asked
from server.web.board.reading import THE_BLOC, DutyLine, YearDuties
from server.web.board.shown import shared
from server.web.board.table import (
    MOST_ROWS,
    ONLY,
    DutyCounts,
    board,
    by_quarter,
    narrowed,
    of_the_bloc,
    of_units,
    own_of_units,
)
from server.web.board.urging import is_late
from server.web.board.year_line import year_line
from server.web.cases.blocs import known_bloc_years
from server.web.downloads import sent_files
from server.web.history.export_csv import cell
from server.web.names.case_titles import case_title
from server.web.names.rule_names import unit_names
from server.web.requests import keyset
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import chosen
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

blueprint = Blueprint("board", __name__)
COLUMNS = (
    "case", "duty", "whose", "due", "state", "done_on", "working_days_late", "simulated",
)  # fmt: skip
_LATENESS = frozenset({DutyState.DONE_LATE, DutyState.OVERDUE})


@blueprint.get("/board")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show unit by unit how the duties of a bloc-year stand, as far as the reader is told."""
    years = known_bloc_years()
    if not years:
        return render_template("board/none.html")
    year, rules = year_asked(years)
    found = duties_of(year)
    only = chosen("only", ONLY)
    here = {"bloc_year": year.id, "only": only or None, "simulated": simulated() or None}
    lines = narrowed(found.lines, only)
    table = board(lines, rules, first=_first_row())
    dated = dated_rows.read(session(), found, actor=actor()) if not only else []
    return render_template(
        "board/index.html",
        year=year,
        line=year_line(year.year, found.lines, dated, local_day(now())) if not only else None,
        years=[(each.id, rules_of(session(), each.rules_digest)) for each in years],
        rules=rules,
        board=table,
        first=keyset.address("board.index", **here) if table.first else "",
        next=keyset.address("board.index", **here, **{"from": str(table.next)})
        if table.next
        else "",
        most_rows=MOST_ROWS,
        of_the_bloc=of_the_bloc(lines),
        own_of_units=own_of_units(lines),
        urgent=_urgent(lines, only),
        dated=dated,
        counts=DutyCounts.of(found.lines),
        sizes={name: len(narrowed(found.lines, name)) for name in ONLY},
        only=only,
        letter_offered=bool(letter.late(found.lines)),
        letter_missing=letter.missing(rules),
        to_urge=sum(line.urges and is_late(line) and not urged_today(line) for line in found.lines),
        **shared(found, rules),
    )


@blueprint.get("/board/<path:unit_id>")
@access(SIGNED_IN)
def unit(unit_id: str) -> ResponseReturnValue:
    """Show the duties of one unit or body in order of their days."""
    year, rules = year_asked()
    found = duties_of(year)
    names = unit_names(rules)
    lines = [line for line in found.lines if unit_id in {line.whose, line.own_of} and line.standing]
    if unit_id not in names:
        raise NotThere
    return render_template(
        "board/unit.html",
        year=year,
        unit_id=unit_id,
        quarters=by_quarter(lines, local_day(now())),
        tasks=_next_steps(found, lines),
        letter_offered=bool(letter.late(found.lines, unit_id)),
        letter_missing=letter.missing(rules),
        counts=DutyCounts.of(lines),
        **shared(found, rules),
    )


@blueprint.post("/board/export")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export() -> ResponseReturnValue:
    """Record the download, then send the lines the reader is told of."""
    year, rules = year_asked()
    unit_id = request.form.get("unit", "")
    lines = [
        line
        for line in duties_of(year).lines
        if line.standing and unit_id in {"", line.whose, line.own_of}
    ]  # fmt: skip
    export_board.note(session(), year.id, lines=len(lines), actor=actor(), now=now())
    if request.form.get("form") == "xlsx":
        return duty_workbook.send(lines, year, rules)
    name = f"theo-doi-{year.year}-{now().astimezone(UTC):%Y%m%dT%H%M%SZ}.csv"
    answer = Response(_csv(lines, rules), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = sent_files.saved_as(name)
    return answer


def _first_row() -> int:
    """Return how many rows of the table come before the page asked for. Raises NotAPlace."""
    return keyset.read_number(request.args.get("from", ""), digits=6) or 0


def _urgent(lines: Sequence[DutyLine], only: str) -> list[tuple[str, Sequence[DutyLine]]]:
    """List for a narrow screen what is late, what is not done yet, and what was late if asked."""
    groups = [
        (_("Quá hạn, hoặc thiếu"), MISSING),
        (_("Còn hạn"), frozenset({DutyState.LEFT})),
        (_("Xong trễ"), LATE if only else frozenset[DutyState]()),
    ]
    told = [(name, of_units(lines, states)) for name, states in groups]
    return [(name, each) for name, each in told if each]


def _next_steps(found: YearDuties, lines: Sequence[DutyLine]) -> dict[tuple[UUID, str], OpenStep]:
    """Return the open task by case and key, for what is not done: the reader's own before others'.

    What waits for somebody else is told to who may see its record.
    """
    undone = [line for line in lines if line.standing and line.standing.state in UNDONE]
    cases = {line.case.id: line.case.kind for line in undone if actor().eyes(line.case.kind)}
    who = actor()
    steps = duties.open_tasks(session(), cases, post_id=who.post_id, person_id=who.person_id)
    return {
        (case, key): step
        for (case, key), step in steps.items()
        if step.own or _seen(found.sights[case], key, step, who.eyes(cases[case]))
    }


def _seen(case: CaseSight, key: str, step: OpenStep, posts: Collection[str]) -> bool:
    lanes = case.lanes.get(step.element, frozenset())
    record = RecordFacts(element=step.element, key=key, unit=step.unit, lanes=lanes)
    return sees(of_task(case.manifest, step.element), record, posts=posts, case=case)


def _csv(lines: Sequence[DutyLine], rules: CaseRules) -> bytes:
    """Write a line a duty, days in ISO 8601, with a byte order mark for spreadsheets."""
    names = {THE_BLOC: _("Việc chung của Khối"), **unit_names(rules)}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        whose = line.own_of or line.whose
        writer.writerow([cell(value) for value in _cells(line, names.get(whose, whose))])
    return text.getvalue().encode("utf-8-sig")


def _cells(line: DutyLine, whose: str) -> list[object]:
    standing = line.standing
    assert standing is not None  # noqa: S101 - lines without a state are left out
    return [
        case_title(line.case),
        pick(line.name),
        whose,
        line.due.isoformat(),
        words.words(standing),
        line.reached.isoformat() if line.reached else "",
        standing.days if standing.state in _LATENESS else 0,
        int(line.case.simulated),
    ]
