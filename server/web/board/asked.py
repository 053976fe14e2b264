"""Which bloc-year a page of the board is asked for, and what of it the reader is told."""

from collections.abc import Sequence

from flask import request

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import local_day
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_pages import BlocYear
from server.web.board.reading import CasesShown, DutyLine, DutyReader, YearDuties, read
from server.web.cases.blocs import known_bloc_years
from server.web.requests.context import actor, calendar, now, session
from server.web.requests.installation import installation

ASKED = {"0": CasesShown.REAL, "1": CasesShown.SIMULATED}
"""What an address may say of simulated cases; without it a demonstration shows them, marked."""


def year_asked(years: Sequence[BlocYear] | None = None) -> tuple[BlocYear, CaseRules]:
    """Return the bloc-year that is asked for, the newest without a word; raises NotThere.

    `years` are those the reader may know of, where they were read already.
    """
    asked = request.values.get("bloc_year", "")
    known = known_bloc_years() if years is None else years
    year = next((each for each in known if asked in {"", each.id}), None)
    if year is None:
        raise NotThere
    return year, rules_of(session(), year.rules_digest)


def duties_of(year: BlocYear) -> YearDuties:
    """Read the duties of a bloc-year, of the cases that are asked for."""
    reader = DutyReader(actor=actor(), today=local_day(now()), calendar=calendar())
    return read(session(), year.id, reader=reader, shown=cases_shown())


def simulated() -> str:
    """Return what the address says of simulated cases, empty for nothing it may say."""
    asked = request.values.get("simulated", "")
    return asked if asked in ASKED else ""


def cases_shown() -> CasesShown:
    """Return whose duties are shown: what is asked for, else of both in a demonstration."""
    without = CasesShown.BOTH if installation().demonstration else CasesShown.REAL
    return ASKED.get(simulated(), without)


def urged_today(line: DutyLine) -> bool:
    """Tell whether a duty was urged on this day in Viet Nam already."""
    return line.urged is not None and local_day(line.urged.at) == local_day(now())
