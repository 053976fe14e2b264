"""Open a case of a bloc-year: its rules and its definition are frozen from now on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import deployed, rules_of
from server.actions.people.acting_for import check_stands
from server.actions.steps.step import Step
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.case_kinds import CaseKind
from server.domain.cases.opening import (
    DefinitionFails,
    NobodyNominated,
    NoSuchBlocYear,
    NotTheBlocsLeader,
    PostsMissing,
    Stage,
    check_order,
    may_open,
)
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.lane_posts import needed_posts
from server.domain.people.posts import (
    Position,
    nominee_id,
    post_id,
)
from server.domain.texts.words import Words
from server.engine import EngineRefusal
from server.processes.award_review.tables import results
from server.store import Session
from server.store.blocs import bloc_years
from server.store.blocs.bloc_years import CaseRef
from server.store.cases import cases
from server.store.database.ids import new_id
from server.store.history.journal import Fact
from server.store.people import vacancies

_BEFORE = {
    CaseKind.EVALUATION: None,
    CaseKind.AWARD_REVIEW: CaseKind.EVALUATION,
    CaseKind.SUBMISSION: CaseKind.AWARD_REVIEW,
}


def open_case(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    *,
    bloc_year_id: str,
    kind: str,
    actor: Actor,
    now: datetime,
    simulated: bool = False,
) -> UUID:
    """Open a case and start its main process; return the case's id.

    Raises NoSuchBlocYear, NotTheBlocsLeader, AlreadyOpened, ScoresNotAdopted, ReviewNotClosed,
    NobodyNominated, PostsMissing, NotYourPost, DefinitionFails or CaseBroken.
    """
    wanted = CaseKind(kind)
    digest = _rules_today(session, bloc_year_id, now)
    earlier = bloc_years.cases_of(session, bloc_year_id, simulated=simulated)
    previous = earlier.get(_BEFORE[wanted] or "")
    _check_opener(session, wanted, rules_of(session, digest), actor=actor, now=now)
    check_order(kind=wanted, stages=_stages(earlier), simulated=simulated)
    if previous is not None:  # a year ends by the rules it began with
        digest = cases.rules_digest(session, previous.id)
    case_id = _insert(
        session,
        row={
            "bloc_year_id": bloc_year_id,
            "kind": wanted.value,
            "rules_digest": digest,
            "previous_id": previous.id if previous else None,
            "simulated": simulated,
            "opened_at": now,
        },
        rules=rules_of(session, digest),
        now=now,
    )
    nominees = []
    if wanted is CaseKind.SUBMISSION and previous is not None:
        nominees = _nominate(session, case_id, previous)
    _begin(session, case_id, nominees, actor=actor, now=now)
    return case_id


def _check_opener(
    session: Session, kind: CaseKind, rules: CaseRules, *, actor: Actor, now: datetime
) -> None:
    """Raise NotTheBlocsLeader, and NotYourPost where the actor's delegation stands no more."""
    if not may_open(rules=rules, post=actor.post_id) or not actor.eyes(kind):
        raise NotTheBlocsLeader
    check_stands(session, actor=actor, now=now)


def _rules_today(session: Session, bloc_year_id: str, now: datetime) -> str:
    if not bloc_years.lock_bloc_year(session, bloc_year_id):
        raise NoSuchBlocYear(bloc_year_id)
    version = bloc_years.version_on(session, bloc_year_id, local_day(now))
    if version is None:
        raise NoSuchBlocYear(bloc_year_id)
    return version.rules_digest


def _stages(earlier: Mapping[str, CaseRef]) -> dict[str, Stage]:
    return {
        name: Stage(adopted=ref.adopted_at is not None, closed=ref.state == "closed")
        for name, ref in earlier.items()
    }


def _insert(session: Session, *, row: dict[str, object], rules: CaseRules, now: datetime) -> UUID:
    definition = bloc_years.newest_definition(session, str(row["kind"]))
    if definition is None:
        raise LookupError(row["kind"])
    case_id = new_id(now)
    _check_posts(session, definition, rules)
    bodies = rules.bodies
    roster = [
        *({"unit_id": unit.id, "role": unit.role.value} for unit in rules.units),
        {"unit_id": bodies.home_affairs.id, "role": "home_affairs"},
        {"unit_id": bodies.council.id, "role": "council"},
        {"unit_id": bodies.chairman.id, "role": "chairman"},
    ]
    bloc_years.open_case(session, {**row, "id": case_id, "definition_hash": definition}, roster)
    return case_id


def vacant_posts(
    session: Session, kind: str, rules: CaseRules, *, now: datetime
) -> Sequence[Words]:
    """Name the posts a case of this kind will have tasks for and nobody holds today."""
    definition = bloc_years.newest_definition(session, kind)
    if definition is None:
        return ()
    needed = _posts_of(session, definition, rules)
    return vacancies.vacant(session, needed, today=local_day(now))


def _posts_of(session: Session, definition: str, rules: CaseRules) -> frozenset[str]:
    model = deployed(session, definition).definition
    roles = {item.role for item in model.elements.values() if item.role and item.form}
    return needed_posts(roles, rules)


def _check_posts(session: Session, definition: str, rules: CaseRules) -> None:
    """Every lane must mean a post that exists, for every unit, before the year begins."""
    needed = _posts_of(session, definition, rules)
    missing = needed - bloc_years.known_posts(session, needed)
    if missing:
        raise PostsMissing(tuple(sorted(missing)))


def _nominate(session: Session, case_id: UUID, review: CaseRef) -> list[str]:
    """Write who the review nominated; return the nominees' ids."""
    rows = [
        {
            "id": nominee_id(row.award_id, row.unit_id),
            "award_id": row.award_id,
            "unit_id": row.unit_id,
        }
        for row in results.candidates(session, review.id)
        if row.result in {"nominated", "for_council"}
    ]
    if not rows:
        raise NobodyNominated
    results.write(session, "nominee", case_id, rows)
    return [row["id"] for row in rows]


def _begin(
    session: Session, case_id: UUID, nominees: list[str], *, actor: Actor, now: datetime
) -> None:
    case = cases.lock(session, case_id)
    assert case is not None  # noqa: S101 - inserted above
    step = Step.on(session, case, actor=actor, now=now)
    try:
        step.start(step.deployed.definition.main, "", 1, None, None)
        step.settle()
    except EngineRefusal as refusal:
        raise DefinitionFails(type(refusal).__name__, str(refusal)) from refusal
    payload: dict[str, Json] = {
        "kind": case.kind,
        "bloc_year": case.bloc_year_id,
        "rules": case.rules_digest,
        "previous": str(case.previous_id) if case.previous_id else None,
        "nominees": [*nominees],
        "moved": step.moved_json(),
    }
    step.facts.insert(
        0,
        Fact(
            kind="case.opened",
            object=f"case/{case_id}",
            actor=actor,
            definition_hash=case.definition_hash,
            payload=payload,
        ),
    )
    step.flush()


def leader_post(session: Session, bloc_year_id: str, *, now: datetime) -> str:
    """Return the post that opens cases of a bloc-year today; raises NoSuchBlocYear."""
    version = bloc_years.version_on(session, bloc_year_id, local_day(now))
    if version is None:
        raise NoSuchBlocYear(bloc_year_id)
    return post_id(rules_of(session, version.rules_digest).leader.id, Position.HEAD)
