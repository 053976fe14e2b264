"""Two administrators at one proposal in the same second: one act counts, nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.deployment import proposals, publishing
from server.actions.deployment.folder_lint import FolderAsked, judge_folder
from server.domain.deployment.proposals import seal_of
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from tests.actions.deployment.proposing import WHY, administrator, proposed
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.year import BEGINS, Year

pytestmark = pytest.mark.slow
Act = Callable[[Session, Actor], object]


def at_once(year: Year, *acts: tuple[Act, Actor]) -> list[str]:
    """Do each act in a transaction of its own, all in the same moment; name what came of each."""
    ready = Barrier(len(acts))

    def do(act: Act, actor: Actor) -> str:
        ready.wait()
        try:
            with year.begin() as session:
                act(session, actor)
        except Refusal as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(do, *zip(*acts, strict=True)))


def prepared(year: Year) -> tuple[UUID, Act, list[Actor]]:
    """Propose a process; answer it, the act that publishes it, and its three administrators."""
    with year.begin() as session:
        people = [administrator(session, f"quan.tri.{n}") for n in (1, 2, 3)]
        proposal = proposed(session, UnknownProcess().files, people[0])
    with year.begin() as session:
        seen = seal_of(proposals.seen_by(session, proposal, actor=people[1]).versions)
        asked, newest = publishing.asked_again(
            session, proposal, seen=seen, actor=people[1], now=BEGINS
        )
    judged = judge_folder(asked)

    def publish(session: Session, actor: Actor) -> object:
        return publishing.publish(session, proposal, judged, beside_newest=newest, seen=seen,
                                  actor=actor, now=BEGINS)  # fmt: skip

    return proposal, publish, people


def test_of_two_who_publish_one_does(committed: Year) -> None:
    proposal, publish, (_, second, third) = prepared(committed)
    assert at_once(committed, (publish, second), (publish, third)) == ["ProposalSettled", "done"]
    with committed.begin() as session:
        query = text("SELECT count(*) FROM definition WHERE proposal_id = :p")
        assert session.execute(query, {"p": proposal}).scalar() == 1


def test_of_several_uploads_of_one_person_one_stays(committed: Year) -> None:
    with committed.begin() as session:
        first = administrator(session, "quan.tri.1")
        asked = [
            proposals.asked_of(session, texts, {}, actor=first)
            for texts in (
                {n: d.decode() for n, d in UnknownProcess().files.items()} for _ in range(6)
            )
        ]

    def keep(asked: FolderAsked) -> Act:
        judged = judge_folder(asked)
        return lambda session, actor: proposals.keep_draft(
            session, asked, judged, actor=actor, now=BEGINS
        )

    assert at_once(committed, *((keep(each), first) for each in asked)) == ["done"] * 6
    with committed.begin() as session:
        assert session.execute(text("SELECT count(*) FROM definition_proposal")).scalar() == 1


def test_what_is_published_is_not_withdrawn_or_rejected_too(committed: Year) -> None:
    proposal, publish, (first, second, third) = prepared(committed)

    def reject(session: Session, actor: Actor) -> None:
        publishing.reject(session, proposal, reason=WHY, actor=actor, now=BEGINS)

    def withdraw(session: Session, actor: Actor) -> None:
        proposals.withdraw(session, proposal, actor=actor, now=BEGINS)

    found = at_once(committed, (publish, second), (reject, third), (withdraw, first))
    assert found == ["ProposalSettled", "ProposalSettled", "done"]
