"""Open the cases whose day has come: each once, whoever dies, however far the clock jumps."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from server import engine
from server.actions.blocs.form_context import form_context
from server.actions.cases.awaited import awaited, source_of
from server.actions.cases.new_case import judged
from server.actions.cases.open_case import begun, newest
from server.actions.cases.opening_form import typed
from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.definitions.processes import short_name
from server.actions.steps.case_facts import year_facts
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.carrying import RulesNotCarried
from server.domain.cases.opening import (
    AlreadyOpened,
    DefinitionFails,
    MilestoneMissing,
    NoSuchBlocYear,
    NoSuchProcess,
    PostsMissing,
    post_of_system,
)
from server.domain.cases.timed import (
    DONE,
    AwaitedCase,
    TimedName,
    TimedState,
    TimedWish,
    first_reached,
    planned,
)
from server.domain.cases.titles import filled
from server.domain.deadlines import local_day
from server.domain.manifest import TimedOpening
from server.domain.manifest.taken import SOURCE
from server.domain.refusals import Refusal
from server.domain.tasks.work import FormRefused
from server.engine import EngineRefusal
from server.store import Session
from server.store.blocs import bloc_years
from server.store.cases import timed_openings
from server.store.cases.timed_openings import NewestVersion, YearInForce

AGAIN: Final = timedelta(minutes=10)
"""After so long an opening that was refused is tried again."""
_LONGEST: Final = 500


def due(session: Session, *, now: datetime) -> list[TimedName]:
    """Bring the plan up to date, and list the openings whose day has come."""
    versions = timed_openings.newest_versions(session)
    known = timed_openings.known(session)
    done = {name for name, each in known.items() if each.state in DONE}
    wishes = dict(_wishes(session, versions, local_day(now), done))
    if changed := list(planned(wishes, known)):
        timed_openings.plan(session, changed)
    if not wishes:
        return []
    return [*timed_openings.due(session, day=local_day(now), now=now, again=AGAIN)]


def open_on_time(session: Session, name: TimedName, *, now: datetime) -> UUID | None:
    """Open a case whose day has come; None where another worker does, or why not is written down.

    What stands once and is there already is not opened again.
    """
    if not timed_openings.lock(session, name):
        return None
    try:
        with session.begin_nested():
            case_id = _opened(session, name, now=now)
    except AlreadyOpened:
        timed_openings.close(session, name, TimedState.TAKEN, None)
        return None
    except Refusal as refusal:
        error, detail = type(refusal).__name__, _detail(refusal)[:_LONGEST]
        timed_openings.refused(session, name, error=error, detail=detail, now=now)
        return None
    timed_openings.close(session, name, TimedState.OPENED, case_id)
    return case_id


def _opened(session: Session, name: TimedName, *, now: datetime) -> UUID:
    bloc_years.lock_bloc_year(session, name.bloc_year_id)
    version = bloc_years.version_on(session, name.bloc_year_id, local_day(now))
    if version is None:
        raise NoSuchBlocYear(name.bloc_year_id)
    model, rules = newest(session, name.kind), rules_of(session, version.rules_digest)
    timed = dict(_named(model)).get((name.at, name.number))
    if timed is None:
        raise NoSuchProcess(name.kind)
    today = local_day(now)
    upon = _upon(session, timed, name.bloc_year_id, rules)
    form = typed(model, _value(timed, rules, upon, today), form_context(rules, today))
    new = judged(session, form, name.bloc_year_id, version.rules_digest, None, simulated=False)
    opener = post_of_system(model.manifest, rules)
    return begun(session, new, opener=opener, actor=None, act=None, now=now)


def _upon(
    session: Session, timed: TimedOpening, bloc_year_id: str, rules: CaseRules
) -> AwaitedCase | None:
    """Return the case that opens this one, None for its day; raises MilestoneMissing in between."""
    stand = awaited(session, timed, {bloc_year_id: rules}).get(bloc_year_id, ())
    first = first_reached(stand)
    if stand and first is None and timed.after:
        before = short_name(session, timed.after.kind)
        raise MilestoneMissing(timed.after.kind, timed.after.milestone, before)
    return first


def _wishes(
    session: Session,
    versions: Sequence[NewestVersion],
    today: date,
    done: Collection[TimedName],
) -> Iterator[tuple[TimedName, TimedWish]]:
    """Give what the newest manifests ask for in the bloc-years in force; costs nothing without.

    What came about stays so: of it nothing is asked any more.
    """
    found = [(each, model) for each in versions if (model := _timed(session, each))]
    years = timed_openings.years_in_force(session, today) if found else ()
    rules = {year.id: rules_of(session, year.rules_digest) for year in years}
    for version, model in found:
        for (at, number), each in _named(model):
            names = {year.id: TimedName(year.id, model.key, at, number) for year in years}
            left = {year: rules[year] for year, name in names.items() if name not in done}
            stand = awaited(session, each, left)
            for year in years:
                since = max(_since(year), local_day(version.deployed_at))
                day = _day(at, rules[year.id])
                if year.id in stand:
                    first = first_reached(stand[year.id])
                    day = first.reached if first else None
                yield names[year.id], TimedWish(day=day, since=since)


def _timed(session: Session, version: NewestVersion) -> Deployed | None:
    """Read a version that opens cases by itself; None for any other, and for one that is broken."""
    try:
        model = deployed(session, version.hash)
    except CaseBroken:
        return None  # the check names it
    return model if model.manifest.open.timed else None


def _since(year: YearInForce) -> date:
    return max(year.effective_from, local_day(year.imported_at))


def _named(model: Deployed) -> Iterator[tuple[tuple[str, int], TimedOpening]]:
    """Give a manifest's openings, each by its expression and its number among the same ones."""
    counted: dict[str, int] = {}
    for each in model.manifest.open.timed:
        counted[each.at] = counted.get(each.at, 0) + 1
        yield (each.at, counted[each.at]), each


def _day(at: str, rules: CaseRules) -> date | None:
    """Return the day of an opening; none where the expression fails in this bloc-year."""
    try:
        day = engine.evaluated_day(at, year_facts(rules))
    except EngineRefusal:
        return None
    return date.fromisoformat(day) if day else None


def _value(
    timed: TimedOpening, rules: CaseRules, upon: AwaitedCase | None, today: date
) -> dict[str, Json]:
    """Fill in the form; a field whose expression gives None is left out. Raises DefinitionFails."""
    year = {"year": str(rules.year)}
    value = {
        name: filled(each, year) if isinstance(each, str) else each
        for name, each in timed.values.items()
    }
    facts = {**year_facts(rules), "opened_on": today.isoformat()}
    try:
        found = {
            name: engine.evaluate(source, {**facts, SOURCE: source_of(source, upon)})
            for name, source in timed.computed.items()
        }
    except EngineRefusal as refusal:
        raise DefinitionFails(type(refusal).__name__, str(refusal)) from refusal
    return {**value, **{name: each for name, each in found.items() if each is not None}}


def _detail(refusal: Refusal) -> str:
    """Say what a refusal is about, in plain technical words."""
    match refusal:
        case MilestoneMissing():
            return f"{refusal.kind}.{refusal.milestone}"
        case FormRefused():
            return ", ".join(f"{path}: {code}" for path, code, _ in refusal.fields)
        case PostsMissing():
            return ", ".join(refusal.posts)
        case RulesNotCarried():
            return refusal.lacking.vi
        case DefinitionFails() | CaseBroken():
            return f"{refusal.error}: {refusal.detail}"
        case _:
            return ""
