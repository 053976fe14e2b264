"""One person with posts of two units: ballots by the bloc's rule, counts never."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.definitions import deployed
from server.domain.blocs.rules import CaseRules, SeveralBallots
from server.domain.canonical import canonical
from server.domain.mistakes import Mistakes
from server.processes.award_review.rules.voting import BallotOfAnother, SameScrutineer
from tests.actions.refused import codes, refused
from tests.worlds.handing import entrusted
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year


@pytest.fixture
def voting(year: Year) -> Year:
    """Answer the plan's year when every unit is to vote, openly."""
    return year.through("award_review", "vote")


def test_one_person_does_not_cast_the_ballots_of_two_units(voting: Year, session: Session) -> None:
    head = voting.holder(f"{SCHOOL}/head")
    other = voting.lent(f"{PRESS}/head", to=f"{SCHOOL}/head")
    assert other.person_id == head.person_id
    voting.complete(voting.task("vote", SCHOOL))
    task = voting.task("vote", PRESS)
    with refused(session, BallotOfAnother):
        voting.complete(task, by=other)
    voting.complete(task)


def test_a_bloc_may_allow_it_and_rules_from_before_the_question_did(
    voting: Year, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = session.execute(
        text("SELECT rules_digest FROM case_ WHERE id = :id"), {"id": voting.case_id}
    ).scalar_one()
    rules = deployed.rules_of(session, digest)
    assert rules.voting.several_ballots is SeveralBallots.FORBID
    for said, unit in ((None, PRESS), (SeveralBallots.ALLOW, RADIO)):
        changed = replace(rules, voting=replace(rules.voting, several_ballots=said))
        monkeypatch.setitem(deployed._RULES, digest, changed)  # noqa: SLF001 - what a case froze
        voting.complete(
            voting.task("vote", unit), by=voting.lent(f"{unit}/head", to=f"{SCHOOL}/head")
        )
    voting.complete(voting.task("vote", SCHOOL))


def test_rules_from_before_the_question_keep_their_bytes(voting: Year, session: Session) -> None:
    content = session.execute(text("SELECT content FROM ruleset LIMIT 1")).scalar_one()
    rules = voting.scene.rules
    old = replace(rules, voting=replace(rules.voting, several_ballots=None))
    assert "several_ballots" in content
    assert b"several_ballots" not in canonical(old.to_json())
    assert CaseRules.from_json(old.to_json()) == old


@pytest.fixture
def counting(second: Year) -> Year:
    """Answer the second bloc's year when the two scrutineers count."""
    return second.through("award_review", "count")


@pytest.mark.usefixtures("unsound")
def test_no_count_is_made_in_the_stead_of_who_counts_for_the_other_unit(
    counting: Year, session: Session
) -> None:
    one, two = counting.tasks("count")
    session.execute(
        text("""UPDATE appointment SET person_id = (SELECT person_id FROM appointment
          WHERE post_id = :one) WHERE post_id = :two"""),
        {"one": one.post_id, "two": two.post_id},
    )
    value = counting.value(one)
    friend = entrusted(counting, session, two, to=f"{two.key}/head")
    counting.complete(two, value, by=friend)
    with refused(session, SameScrutineer):
        counting.complete(one, value)


@pytest.mark.usefixtures("unsound")
def test_a_meeting_names_no_two_scrutineers_of_one_person(second: Year, session: Session) -> None:
    second.through("award_review", "meeting")
    task = second.task("meeting")
    value = second.value(task)
    one, two = [unit for unit, row in value["scrutineers"].items() if row["chosen"]]
    session.execute(
        text("""UPDATE appointment SET person_id = (SELECT person_id FROM appointment
          WHERE post_id = :one) WHERE post_id = :two"""),
        {"one": f"{one}/officer", "two": f"{two}/officer"},
    )
    with refused(session, Mistakes) as found:
        second.complete(task, value)
    assert codes(found) == {"scrutineers": "scrutineers_one_person"}
