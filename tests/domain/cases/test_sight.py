"""Who sees what: levels, milestones of keys and rounds, panels; circles are a table elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from uuid import UUID

import pytest

from server.domain.cases.case_marks import Mark, RecordFacts
from server.domain.cases.sight import (
    UNDECLARED,
    CaseSight,
    bloc_year_known,
    case_known,
    levels,
    of_matter,
    of_task,
    sees,
    withheld,
)
from server.domain.manifest import Grant, Level, Moment, closed_manifest
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import TaskFacts, panel_visible, task_visible
from server.domain.texts.words import Words
from tests.domain.five_units import DEPUTY, LEADER, RADIO, SCHOOL, rules
from tests.workflows.product import manifest

AT = datetime(2024, 11, 4, 2, 0, tzinfo=UTC)
SHEET = frozenset({"officer", "head", "appraiser"})
MEMBER, COUNCIL, AUDITOR = f"{RADIO}/head", "p/hd/secretary", "p/tt/auditor"


def case(kind: str, *marks: Mark) -> CaseSight:
    return CaseSight(rules=rules(), manifest=manifest(kind), marks=marks)


def actor(post: str) -> Actor:
    unit = post.rpartition("/")[0]
    return Actor(
        person_id=UUID(int=1),
        name="A",
        post_id=post,
        post_title=Words("A", "A"),
        unit_id=unit,
        unit_ids=frozenset({unit}),
        positions=frozenset({post}),
    )


def signed(post: str) -> TaskFacts:
    return TaskFacts(
        id=UUID(int=2),
        case_kind="submission",
        element="sign",
        bars="",
        key="",
        post_id=post,
        unit_id="",
        assignee_id=None,
        open=False,
    )


def test_the_leading_units_own_sheet_is_worked_on_by_the_deputys_appraiser() -> None:
    sheet = RecordFacts(key=LEADER, unit=LEADER, lanes=SHEET)
    found = {post: levels(post, sheet, case("evaluation")) for post in
             (f"{DEPUTY}/appraiser", f"{LEADER}/appraiser")}  # fmt: skip
    assert {"workers", "role:appraiser"} <= found[f"{DEPUTY}/appraiser"]
    assert not {"workers", "role:appraiser"} & found[f"{LEADER}/appraiser"]


def test_a_milestone_of_one_key_opens_nothing_of_another() -> None:
    told = case("submission", Mark("submission", "told", f"flag/{SCHOOL}", AT))
    circle = of_task(told.manifest, "decide")
    own = RecordFacts(key=f"flag/{SCHOOL}", unit=SCHOOL)
    other = RecordFacts(key=f"flag/{RADIO}", unit=RADIO)
    assert sees(circle, own, posts={MEMBER}, case=told)
    assert not sees(circle, other, posts={MEMBER}, case=told)
    assert not sees(circle, RecordFacts(), posts={MEMBER}, case=told)


@pytest.mark.parametrize("kind", ["evaluation", "submission"])
def test_a_milestone_is_that_of_the_process_it_is_asked_of(kind: str) -> None:
    asked = case("award_review", Mark(kind, "submitted", "", AT))
    circle = of_task(asked.manifest, "minutes")
    assert sees(circle, RecordFacts(), posts={COUNCIL}, case=asked) is (kind == "submission")


@pytest.mark.parametrize(("minutes", "seen"), [(-1, True), (0, False), (1, False)])
def test_a_round_that_closed_with_the_opening_of_the_next_opens_nothing_of_it(
    minutes: int, *, seen: bool
) -> None:
    closed = case("award_review", Mark("award_review", "round_closed", "", AT))
    record = RecordFacts(opened_at=AT + timedelta(minutes=minutes))
    assert sees(of_matter(closed.manifest, "ballot"), record, posts={MEMBER}, case=closed) is seen


def test_offices_see_in_their_own_province_alone() -> None:
    anything = case("evaluation")
    assert levels(AUDITOR, RecordFacts(), anything) == {"auditor"}
    assert levels("q/tt/auditor", RecordFacts(), anything) == frozenset()


def test_bodies_see_only_the_processes_they_take_part_in() -> None:
    said = replace(manifest("submission"), bodies=("home_affairs",))
    assert not case_known({COUNCIL}, rules(), said)
    assert case_known({"p/snv/head"}, rules(), said)
    assert bloc_year_known({COUNCIL}, rules())
    assert not bloc_year_known({"p/xd/head"}, rules())


def test_a_process_that_cannot_be_read_shows_its_tasks_to_workers_and_the_auditor() -> None:
    said = closed_manifest("evaluation")
    assert of_task(said, "score") == UNDECLARED
    assert case_known({MEMBER}, rules(), said)


def test_a_case_about_who_opened_it_is_known_to_its_unit_and_need_not_be_to_others() -> None:
    made = manifest("evaluation")
    known = (Grant(Level.OPENER), Grant(Level.OWN_UNIT))
    said = replace(made, known=known, open=replace(made.open, about_opener=True))
    opener = f"{SCHOOL}/officer"
    assert case_known({f"{SCHOOL}/head"}, rules(), said, opener=opener)
    assert not case_known({MEMBER}, rules(), said, opener=opener)
    apart = replace(said, open=replace(made.open, about_opener=False))
    assert case_known({opener}, rules(), apart, opener=opener)
    assert not case_known({f"{SCHOOL}/head"}, rules(), apart, opener=opener)


def test_a_matter_nobody_named_is_the_auditors() -> None:
    asked = case("evaluation")
    circle = of_matter(asked.manifest, "unheard_of")
    assert sees(circle, RecordFacts(), posts={AUDITOR}, case=asked)
    assert not sees(circle, RecordFacts(), posts={f"{LEADER}/head", MEMBER}, case=asked)


def test_a_ballot_is_kept_from_the_auditor_and_a_count_until_the_counts_agree() -> None:
    before = case("award_review")
    after = case("award_review", Mark("award_review", "counts_agreed", "", AT))
    assert withheld(before, "vote", made_at=AT)
    assert withheld(after, "vote", made_at=AT)
    assert withheld(before, "count", made_at=AT)
    assert not withheld(after, "count", made_at=AT)
    assert withheld(after, "count", made_at=AT + timedelta(minutes=1))
    assert not withheld(before, "minutes", made_at=AT)


def test_what_stands_beside_a_task_is_not_seen_with_its_page_alone() -> None:
    """The signed submission is everybody's; what the bodies say of each nominee is theirs."""
    sent = case("submission", Mark("submission", "submitted", "", AT))
    task = signed(f"{LEADER}/head")
    assert task_visible(task=task, actor=actor(MEMBER), case=sent)
    seen = {
        post: panel_visible("nominee_list", task=task, actor=actor(post), case=sent)
        for post in (MEMBER, COUNCIL, f"{LEADER}/head")
    }
    assert seen == {MEMBER: False, COUNCIL: True, f"{LEADER}/head": True}
    assert panel_visible("papers", task=task, actor=actor(MEMBER), case=sent)


def test_a_case_may_be_known_from_a_milestone_on() -> None:
    known = (Grant(Level.ORGANISER), Grant(Level.BODIES, Moment("submitted")))
    said = replace(manifest("submission"), known=known)
    sent = [Mark("submission", "submitted", "", AT)]
    assert not case_known({COUNCIL}, rules(), said)
    assert case_known({COUNCIL}, rules(), said, marks=sent)
    assert not case_known({MEMBER}, rules(), said, marks=sent)


def test_whom_a_case_concerns_is_told_by_a_milestone_of_their_own_unit() -> None:
    asked = (Grant(Level.CONCERNED, Moment("asked")),)
    said = replace(manifest("submission"), known=asked)
    marks = [Mark("submission", "asked", SCHOOL, AT), Mark("report", "asked", RADIO, AT)]
    of_school = CaseSight(rules=rules(), manifest=said, marks=marks)
    for post, seen in (
        (f"{SCHOOL}/head", True),
        (f"{SCHOOL}/officer", True),
        (MEMBER, False),
        (f"{LEADER}/head", False),
        (COUNCIL, False),
        (f"{SCHOOL}/administrator", False),
    ):
        assert sees(asked, RecordFacts(), posts={post}, case=of_school) is seen
    assert case_known({f"{SCHOOL}/head"}, rules(), said, marks=marks)
    assert not case_known({f"{SCHOOL}/head"}, rules(), said)


def test_a_role_of_a_unit_is_nobody_where_nothing_is_about_one() -> None:
    of_head = (Grant(Level.ROLE, role="head"),)
    anything = case("evaluation")
    posts = {f"{SCHOOL}/head"}
    assert sees(of_head, RecordFacts(key=SCHOOL, unit=SCHOOL), posts=posts, case=anything)
    assert not sees(of_head, RecordFacts(), posts=posts, case=anything)


class Untouched(tuple[Mark, ...]):  # noqa: SLOT001 - made once
    """Milestones that nobody may go through."""

    def __iter__(self) -> NoReturn:
        raise AssertionError


def test_milestones_are_gone_through_only_for_a_circle_that_waits_for_one() -> None:
    unread = CaseSight(rules=rules(), manifest=manifest("submission"), marks=Untouched())
    assert sees((Grant(Level.BLOC),), RecordFacts(), posts={MEMBER}, case=unread)
