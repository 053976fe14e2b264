"""Open a case of a bloc-year: its rules, its definition and its title are frozen from now on."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from server.actions.blocs.carrying import check_carries
from server.actions.blocs.form_context import form_context
from server.actions.cases.new_case import NewCase, judged
from server.actions.cases.opening_form import Typed, typed
from server.actions.cases.opening_posts import posts_of_all
from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.people.acting_for import check_stands
from server.actions.steps import answered_once, routing
from server.actions.steps.process_code import code_of
from server.actions.steps.step import Step
from server.domain.blocs.parties import names_with
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.opening import (
    DefinitionFails,
    NoSuchBlocYear,
    NoSuchProcess,
    NotYoursToOpen,
    PostsMissing,
    may_open,
)
from server.domain.deadlines import local_day
from server.domain.documents.registers import check_register
from server.domain.manifest.roles import taking_part
from server.domain.people.actors import Actor
from server.domain.people.posts import Position, post_id, unit_of
from server.domain.texts.lists import found_case
from server.engine import EngineRefusal
from server.store import Session
from server.store.blocs import bloc_years
from server.store.cases import cases, openings
from server.store.database.ids import new_id
from server.store.history.journal import Fact
from server.store.tasks.acts import Act


def open_case(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    *,
    bloc_year_id: str,
    kind: str,
    actor: Actor,
    now: datetime,
    opening: Mapping[str, Json] = MappingProxyType({}),
    act: Act | None = None,
    simulated: bool = False,
) -> UUID:
    """Open a case and start its main process; return its id, for the same `act` the first one's.

    `opening` is the value of the process's opening form.
    Raises NoSuchBlocYear, NoSuchProcess, NotYoursToOpen, AlreadyOpened, MilestoneMissing,
    FormRefused, KeyUsed, PostsMissing, RulesNotCarried, NotYourPost, DefinitionFails, CaseBroken,
    or what the process's own code refuses.
    """
    if not bloc_years.lock_bloc_year(session, bloc_year_id):
        raise NoSuchBlocYear(bloc_year_id)
    place = openings.place(
        session, bloc_year_id, day=local_day(now), act=act, person_id=actor.person_id
    )
    if place is None:
        raise NoSuchBlocYear(bloc_year_id)
    if (before := answered_once.earlier_answer(act, place.earlier)) is not None:
        return UUID(before.rpartition("/")[2])
    model, rules = newest(session, kind), rules_of(session, place.rules_digest)
    if not may_open(model.manifest, rules=rules, actor=actor):
        raise NotYoursToOpen
    check_stands(session, actor=actor, now=now)
    filled = typed(model, opening, form_context(rules, local_day(now)))
    new = judged(session, filled, bloc_year_id, place.rules_digest, actor, simulated=simulated)
    return begun(session, new, opener=actor.post_id, actor=actor, act=act, now=now)


def newest(session: Session, kind: str) -> Deployed:
    """Return the newest version of a process; raises NoSuchProcess and CaseBroken."""
    version = bloc_years.newest_definition(session, kind)
    if version is None:
        raise NoSuchProcess(kind)
    return deployed(session, version)


def begun(  # noqa: PLR0913 - one beginning, named part by part
    session: Session,
    new: NewCase,
    *,
    opener: str,
    actor: Actor | None,
    act: Act | None,
    now: datetime,
) -> UUID:
    """Insert a case that was judged, and start its main process; `opener` is the post it is of."""
    case_id, row = _insert(session, new, opener=opener, now=now)
    told = {**_told(row), **_prepared(session, new.typed.model, case_id, new.previous)}
    _begin(session, case_id, new.typed, told, actor=actor, act=act, now=now)
    return case_id


def _insert(
    session: Session, new: NewCase, *, opener: str, now: datetime
) -> tuple[UUID, Mapping[str, object]]:
    """Insert the case; return its key and its row."""
    model, rules = new.typed.model, rules_of(session, new.rules_digest)
    check_register(model.manifest, rules)  # a case that follows another has the other's rules
    check_carries(model, rules)
    _check_posts(session, model, rules, opener=opener)
    case_id, title = new_id(now), new.typed.title(rules=rules, number=new.number)
    row = {
        "id": case_id,
        "bloc_year_id": new.bloc_year_id,
        "kind": model.key,
        "definition_hash": model.hash,
        "rules_digest": new.rules_digest,
        "previous_id": new.previous,
        "simulated": new.simulated,
        "opened_at": now,
        "title_vi": title.vi,
        "title_en": title.en,
        "short_vi": model.short.vi,
        "short_en": model.short.en,
        "slot": new.slot,
        "opening": new.typed.kept,
        "opened_post": opener,
        "search": found_case(title, model.short, names=names_with(rules, unit_of(opener))),
    }
    bloc_years.open_case(session, row, _roster(model, rules))
    return case_id, row


def _told(row: Mapping[str, object]) -> dict[str, Json]:
    """Say what history tells of a row: its names, what of its kind it is, whose post opened it."""
    said = {name: None if value is None else str(value) for name, value in row.items()}
    return {
        "title": {"vi": said["title_vi"], "en": said["title_en"]},
        "short": {"vi": said["short_vi"], "en": said["short_en"]},
        "slot": said["slot"],
        "opened_post": said["opened_post"],
    }


def _roster(model: Deployed, rules: CaseRules) -> list[dict[str, str]]:
    return [
        *({"unit_id": unit.id, "role": unit.role.value} for unit in rules.units),
        *(
            {"unit_id": body, "role": role}
            for body, role in taking_part(rules, model.manifest.bodies)
        ),
    ]


def _check_posts(session: Session, model: Deployed, rules: CaseRules, *, opener: str) -> None:
    """Every lane must mean a post that exists, for every unit, before the year begins."""
    needed = posts_of_all(model, rules, opener)
    missing = needed - bloc_years.known_posts(session, needed)
    if missing:
        raise PostsMissing(tuple(sorted(missing)))


def _prepared(
    session: Session, model: Deployed, case_id: UUID, previous: UUID | None
) -> Mapping[str, Json]:
    """Let the process's own code have its part."""
    prepare = code_of(model.key).prepare
    return prepare(session, case_id, previous) if prepare else {}


def _begin(  # noqa: PLR0913 - one beginning, named part by part
    session: Session,
    case_id: UUID,
    filled: Typed,
    told: Mapping[str, Json],
    *,
    actor: Actor | None,
    act: Act | None,
    now: datetime,
) -> None:
    case = cases.lock(session, case_id)
    assert case is not None  # noqa: S101 - inserted above
    step = Step.on(session, case, actor=actor, now=now)
    try:
        step.start(step.deployed.definition.main, "", 1, None, None)
        routing.settle(step)
    except EngineRefusal as refusal:
        raise DefinitionFails(type(refusal).__name__, str(refusal)) from refusal
    step.facts.insert(0, _fact(step, filled, told))
    if actor is None:
        step.flush()
    else:
        answered_once.flush(step, act, actor=actor, location=f"/cases/{case_id}")


def _fact(step: Step, filled: Typed, told: Mapping[str, Json]) -> Fact:
    case = step.case
    payload: dict[str, Json] = {
        "kind": case.kind,
        "bloc_year": case.bloc_year_id,
        "rules": case.rules_digest,
        "previous": str(case.previous_id) if case.previous_id else None,
        "bodies": [*filled.model.manifest.bodies],
        "opening": {**filled.value},
        "nominees": [],
        **told,
        "moved": step.moved_json(),
    }
    return Fact(
        kind="case.opened",
        object=f"case/{case.id}",
        actor=step.actor,
        definition_hash=case.definition_hash,
        payload=payload,
    )


def leader_post(session: Session, bloc_year_id: str, *, now: datetime) -> str:
    """Return the post that opens cases of a bloc-year today; raises NoSuchBlocYear."""
    version = bloc_years.version_on(session, bloc_year_id, local_day(now))
    if version is None:
        raise NoSuchBlocYear(bloc_year_id)
    return post_id(rules_of(session, version.rules_digest).leader.id, Position.HEAD)
