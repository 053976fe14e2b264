"""What a delegation covers, and handing one task to a colleague."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from server.domain.cases.case_marks import Mark
from server.domain.cases.sight import CaseSight
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    AdministratorApart,
    DocumentMissing,
    HeldAlready,
    NoSuchPerson,
    PeriodPast,
)
from server.domain.people.delegations import (
    EVERYTHING,
    Scope,
    ScopeMissing,
    scope_of,
)
from server.domain.people.lineage import Reach
from server.domain.refusals import OwnUnit, Refusal
from server.domain.tasks.entrusting import (
    Colleague,
    Handed,
    LastDayMissing,
    NoteMissing,
    OnlyLent,
    Terms,
    check_entrusting,
    needs_document,
)
from server.domain.tasks.task_access import (
    Standing,
    TaskFacts,
    remarks_visible,
    standing,
    task_visible,
)
from server.domain.tasks.work import (
    NotYours,
    SamePerson,
    TakenByOther,
)
from tests.domain.five_units import LEADER, RADIO, SCHOOL, rules
from tests.domain.people.actors import actor
from tests.workflows.product import manifest

AT = datetime(2024, 12, 1, tzinfo=UTC)
TODAY = date(2024, 12, 9)
GIVER, RECEIVER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
TASK, OTHER = UUID(int=10), UUID(int=11)


def task(post_id: str = f"{SCHOOL}/officer", **more: object) -> TaskFacts:
    facts = TaskFacts(
        id=TASK,
        case_kind="evaluation",
        element="score",
        bars="",
        key=SCHOOL,
        post_id=post_id,
        unit_id=SCHOOL,
        assignee_id=None,
        open=True,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def colleague(*posts: str) -> Colleague:
    return Colleague(
        kin=Reach(("p",)), person_id=RECEIVER, posts=frozenset(posts or {f"{SCHOOL}/head"})
    )


def check(
    found: TaskFacts,
    *,
    by: Actor | None = None,
    to: Colleague | None = None,
    prepared_by: frozenset[UUID] = frozenset(),
    **terms: object,
) -> None:
    said = replace(Terms(last=TODAY, note="Đi công tác", document="GUQ 3"), **terms)  # type: ignore[arg-type]
    check_entrusting(
        Handed(task=found, signed=False, prepared_by=prepared_by),
        to=to or colleague(),
        terms=said,
        actor=by or actor(found.post_id),
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (EVERYTHING, {("evaluation", TASK), ("evaluation", None), ("submission", OTHER)}),
        (Scope(kinds=frozenset({"evaluation"})), {("evaluation", TASK), ("evaluation", None)}),
        (Scope(task_id=TASK), {("evaluation", TASK)}),
    ],
)
def test_a_scope_covers_its_kinds_of_case_or_its_one_task_and_no_more(
    scope: Scope, covered: set[tuple[str, UUID | None]]
) -> None:
    asked = {("evaluation", TASK), ("evaluation", None), ("submission", OTHER)}
    assert {(kind, of) for kind, of in asked if scope.covers(kind, of)} == covered


KINDS = ("evaluation", "submission")


@pytest.mark.parametrize("kinds", [(), ("x",), ("evaluation", "x")])
def test_a_scope_of_no_kind_or_an_unknown_one_is_refused(kinds: tuple[str, ...]) -> None:
    with pytest.raises(ScopeMissing):
        scope_of(kinds, known=KINDS, everything=False)
    assert scope_of(kinds, known=KINDS, everything=True) == EVERYTHING
    assert scope_of(("submission",), known=KINDS, everything=False).kinds == frozenset(
        {"submission"}
    )


@pytest.mark.parametrize("scope", [Scope(kinds=frozenset({"submission"})), Scope(task_id=OTHER)])
def test_beyond_the_scope_a_lent_post_sees_and_does_nothing(scope: Scope) -> None:
    marks = [Mark("evaluation", "handed_in", SCHOOL, AT), Mark("evaluation", "adopted", "", AT)]
    every = CaseSight(rules=rules(), manifest=manifest("evaluation"), marks=marks)
    found = task(f"{SCHOOL}/head", element="approve")
    acting = actor(f"{SCHOOL}/head", positions=frozenset(), delegation_id=OTHER, scope=scope)
    assert not task_visible(task=found, actor=acting, case=every)
    assert not remarks_visible(task=found, actor=acting, case=every)
    assert standing(task=found, actor=acting) is Standing.OTHER_POST
    covering = replace(acting, scope=EVERYTHING)
    assert task_visible(task=found, actor=covering, case=every)
    assert standing(task=found, actor=covering) is Standing.WORKS


def test_an_officers_task_goes_to_a_colleague_of_the_unit_with_a_note_alone() -> None:
    check(task(), document="")


@pytest.mark.parametrize(
    ("post", "signed", "to", "needed"),
    [
        ("officer", False, SCHOOL, False),
        ("secretary", False, SCHOOL, False),
        ("officer", True, SCHOOL, True),
        ("head", False, SCHOOL, True),
        ("chairman", False, SCHOOL, True),
        ("officer", False, RADIO, True),
    ],
)
def test_a_paper_is_needed_for_a_head_a_signature_and_another_unit(
    *, post: str, signed: bool, to: str, needed: bool
) -> None:
    handed = Handed(task=task(f"{SCHOOL}/{post}"), signed=signed, prepared_by=frozenset())
    assert needs_document(handed, units={to}) is needed


@pytest.mark.parametrize(
    ("refusal", "more"),
    [
        (OnlyLent, {"by": actor(f"{SCHOOL}/officer", delegation_id=OTHER)}),
        (NotYours, {"by": actor(f"{SCHOOL}/head")}),
        (
            NoSuchPerson,
            {"to": Colleague(kin=Reach(("p",)), person_id=RECEIVER, posts=frozenset())},
        ),
        (HeldAlready, {"to": colleague(f"{SCHOOL}/officer")}),
        (AdministratorApart, {"to": colleague("p/snv/administrator")}),
        (LastDayMissing, {"last": None}),
        (PeriodPast, {"last": TODAY - timedelta(days=1)}),
        (NoteMissing, {"note": " "}),
        (DocumentMissing, {"document": " ", "to": colleague(f"{RADIO}/officer")}),
    ],
)
def test_a_handover_is_refused_by_name(refusal: type[Refusal], more: dict[str, object]) -> None:
    with pytest.raises(refusal):
        check(task(), **more)  # type: ignore[arg-type]


def test_what_somebody_else_has_claimed_is_not_handed_over() -> None:
    with pytest.raises(TakenByOther):
        check(task(assignee_id=THIRD))


@pytest.mark.parametrize("prepared_by", [GIVER, RECEIVER])
def test_who_prepared_a_thing_neither_gives_nor_gets_its_approval(prepared_by: UUID) -> None:
    found = task(f"{SCHOOL}/head", element="approve_sheet", bars="")
    with pytest.raises(SamePerson):
        check(found, to=colleague(f"{SCHOOL}/officer"), prepared_by=frozenset({prepared_by}))
    check(found, to=colleague(f"{SCHOOL}/officer"), prepared_by=frozenset({THIRD}))


def test_an_appraisal_is_neither_given_nor_got_by_who_belongs_to_the_unit() -> None:
    found = task(f"{LEADER}/appraiser", element="appraise", bars="appraise")
    with pytest.raises(OwnUnit):
        check(found, to=colleague(f"{SCHOOL}/officer"))
    with pytest.raises(OwnUnit):
        check(found, by=actor(found.post_id, unit_ids=frozenset({LEADER, SCHOOL})))
    check(found, to=colleague(f"{RADIO}/officer"))
