"""A post is lent for a kind of case the code has never heard of, and for no other."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.people.delegations import Scope
from server.domain.tasks.work import NotThere
from tests.actions.refused import refused
from tests.worlds.processes.unknown_inquiry import UnknownInquiry
from tests.worlds.year import BEGINS, LEADER, RADIO, SCHOOL, Year


@pytest.fixture
def unknown(session: Session, tmp_path: Path) -> UnknownInquiry:
    made = UnknownInquiry()
    deploy.deploy_ours(session, workflows=made.write(tmp_path), forms=tmp_path, now=BEGINS)
    return made


@pytest.fixture
def answered(year: Year, unknown: UnknownInquiry) -> Year:
    """Answer a year in which the school's head is to sign in such a case."""
    opening: dict[str, Json] = {unknown.subject: "Một việc", unknown.chosen: [SCHOOL]}
    year.open(unknown.key, post=f"{LEADER}/secretary", opening=opening)
    year.do(unknown.ask, {unknown.text: "Xin ý kiến"})
    year.do(unknown.answer, {unknown.text: "Nhất trí"})
    return year


def signing_for(answered: Year, kind: str) -> Actor:
    """Answer the radio's head, who acts for the school's in cases of a kind."""
    scope = Scope(kinds=frozenset({kind}))
    return answered.lent(f"{SCHOOL}/head", to=f"{RADIO}/head", scope=scope)


def test_who_acts_for_another_in_its_cases_works_its_task(
    answered: Year, unknown: UnknownInquiry
) -> None:
    lent = signing_for(answered, unknown.key)
    answered.complete(answered.task(unknown.sign), {unknown.verdict: unknown.yes}, by=lent)
    assert [task.element for task in answered.tasks()] == [unknown.opinion]


def test_who_acts_for_another_in_other_cases_does_not(
    answered: Year, unknown: UnknownInquiry, session: Session
) -> None:
    lent = signing_for(answered, "evaluation")
    with refused(session, NotThere):
        answered.complete(answered.task(unknown.sign), {unknown.verdict: unknown.yes}, by=lent)
