"""A process is published by two administrators, and it is what both have looked at."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from server.actions.definitions.deployed import files_hash
from server.actions.deployment import deploy, proposals, publishing
from server.actions.deployment.folder_lint import judge_folder
from server.actions.installation.check_invariants import check
from server.domain.deployment.proposals import (
    DeployedMeanwhile,
    LintFindsNow,
    LookedAtOther,
    NothingNew,
    NotYourProposal,
    ProposalOutdated,
    PublishedBefore,
    SeveralProvinces,
    seal_of,
)
from server.domain.people.actors import Actor
from server.domain.people.appointments import NotAdministrator
from server.domain.people.lineage import Reach
from server.domain.people.second_person import (
    OwnProposal,
    ProposalExpired,
    ProposalSettled,
    SameHands,
)
from server.domain.tasks.work import NotThere
from server.store.deployment import versions
from tests.actions.deployment.proposing import WHY, draft, proposed, publish
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, Year

pytestmark = pytest.mark.slow


def texts(process: UnknownProcess) -> dict[str, str]:
    return {name: data.decode() for name, data in process.files.items()}


def deployed(session: Session, process: UnknownProcess) -> list[tuple[object, ...]]:
    return rows(session, "SELECT hash, proposal_id FROM definition WHERE key = :k", k=process.key)


def unsound(session: Session) -> list[str]:
    return [f"{each.invariant}: {each.where}" for each in check(session, now=BEGINS)
            if "proposal" in each.invariant or "definition" in each.invariant]  # fmt: skip


def test_what_one_proposed_another_publishes_to_the_byte(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    assert deployed(session, process) == []
    done = publish(session, proposal, second)
    assert done == [files_hash(texts(process))]
    assert deployed(session, process) == [(done[0], proposal)]
    line = next(
        each for each in versions.listed(session, Reach(("bac-giang",))) if each.key == process.key
    )
    assert (line.proposed_name, line.published_name, line.note) == (first.name, second.name, WHY)
    assert unsound(session) == []


def test_the_same_bytes_by_the_command_are_the_same_version(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    publish(session, proposed(session, process.files, first), second)
    _, added = deploy.deploy(session, process.key, texts(process), actor=None, now=BEGINS)
    assert not added
    with pytest.raises(NothingNew):
        draft(session, process.files, first)


def test_the_proposer_publishes_and_rejects_nothing_of_their_own(
    session: Session, process: UnknownProcess, first: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    with pytest.raises(OwnProposal):
        publish(session, proposal, first)
    with pytest.raises(OwnProposal):
        publishing.reject(session, proposal, reason=WHY, actor=first, now=BEGINS)
    assert deployed(session, process) == []


@pytest.mark.usefixtures("unsound")
def test_the_proposer_in_another_post_is_still_the_proposer(
    year: Year, session: Session, process: UnknownProcess, first: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    head = year.holder("bac-giang/so-gddt/head")
    elsewhere = replace(first, post_id="bac-giang/so-gddt/administrator", unit_id=head.unit_id)
    with pytest.raises(OwnProposal):
        publishing.reject(session, proposal, reason=WHY, actor=elsewhere, now=BEGINS)


def test_who_was_lent_the_post_publishes_nothing(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    lent = replace(second, delegation_id=proposal, giver_id=first.person_id)
    for act in (publishing.reject,):
        with pytest.raises(NotAdministrator):
            act(session, proposal, reason=WHY, actor=lent, now=BEGINS)
    with pytest.raises(NotAdministrator):
        publish(session, proposal, lent)


def test_two_accounts_that_went_through_the_same_hands_are_no_two_persons(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    rows(
        session,
        "WITH link AS (INSERT INTO invite(token_hash, person_id, expires_at, used_at, made_by)"
        " VALUES ('x', :p, :now, :now, :by) RETURNING token_hash, person_id)"
        " UPDATE person SET handed_link = 'x' FROM link WHERE person.id = link.person_id"
        " RETURNING 1",
        p=second.person_id,
        by=first.person_id,
        now=BEGINS,
    )
    proposal = proposed(session, process.files, first)
    with pytest.raises(SameHands):
        publish(session, proposal, second)


def test_a_draft_is_its_uploaders_alone_and_the_next_takes_its_place(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    earlier = draft(session, process.files, first)
    with pytest.raises(NotThere):
        proposals.seen_by(session, earlier, actor=second)
    with pytest.raises(NotThere):
        publishing.reject(session, earlier, reason=WHY, actor=second, now=BEGINS)
    draft(session, UnknownProcess().files, first)
    with pytest.raises(NotThere):
        proposals.seen_by(session, earlier, actor=first)


def test_a_proposal_is_outdated_once_another_version_was_published(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    other = replace(process, short="Tên khác")
    deploy.deploy(session, process.key, texts(other), actor=None, now=BEGINS)
    with pytest.raises(ProposalOutdated):
        publish(session, proposal, second)
    publishing.reject(session, proposal, reason=WHY, actor=second, now=BEGINS)
    assert unsound(session) == []


def test_what_was_deployed_while_the_linter_looked_is_looked_at_again(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    seen = seal_of(proposals.seen_by(session, proposal, actor=second).versions)
    asked, newest = publishing.asked_again(session, proposal, seen=seen, actor=second, now=BEGINS)
    judged = judge_folder(asked)
    other = UnknownProcess()
    deploy.deploy(session, other.key, texts(other), actor=None, now=BEGINS)
    with pytest.raises(DeployedMeanwhile):
        publishing.publish(session, proposal, judged, beside_newest=newest, seen=seen,
                           actor=second, now=BEGINS)  # fmt: skip


def test_other_bytes_than_those_looked_at_are_not_published(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    with pytest.raises(LookedAtOther):
        publishing.asked_again(session, proposal, seen="0" * 64, actor=second, now=BEGINS)


def test_what_is_no_longer_clean_beside_the_others_is_not_published(
    session: Session, first: Actor, second: Actor
) -> None:
    before = UnknownProcess(one=False)
    deploy.deploy(session, before.key, texts(before), actor=None, now=BEGINS)
    after = UnknownProcess(after=f'{{ {before.key} = "{before.milestone}" }}')
    proposal = proposed(session, after.files, first)
    renamed = replace(before, milestone="khac")
    deploy.deploy(session, before.key, texts(renamed), actor=None, now=BEGINS)
    with pytest.raises(LintFindsNow):
        publish(session, proposal, second)


def test_what_the_linter_finds_something_in_is_not_kept(
    session: Session, process: UnknownProcess, first: Actor
) -> None:
    broken = texts(process) | {f"{process.key}.toml": "x = 1"}
    asked = proposals.asked_of(session, broken, {}, actor=first)
    with pytest.raises(LintFindsNow):
        proposals.keep_draft(session, asked, judge_folder(asked), actor=first, now=BEGINS)


def test_a_proposal_ends_once(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    publishing.reject(session, proposal, reason=WHY, actor=second, now=BEGINS)
    with pytest.raises(ProposalSettled):
        publish(session, proposal, second)
    with pytest.raises(ProposalSettled):
        proposals.withdraw(session, proposal, actor=first, now=BEGINS)
    with pytest.raises(ProposalSettled):
        proposals.propose(session, proposal, note=WHY, actor=first, now=BEGINS)
    assert unsound(session) == []


def test_a_proposal_is_withdrawn_by_its_proposer_alone(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    with pytest.raises(NotYourProposal):
        proposals.withdraw(session, proposal, actor=second, now=BEGINS)
    proposals.withdraw(session, proposal, actor=first, now=BEGINS)
    assert unsound(session) == []


def test_what_nobody_settled_in_time_is_not_published(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    late = proposals.seen_by(session, proposal, actor=second).expires_at
    seen = seal_of(proposals.seen_by(session, proposal, actor=second).versions)
    with pytest.raises(ProposalExpired):
        publishing.asked_again(session, proposal, seen=seen, actor=second, now=late)
    other = draft(session, UnknownProcess().files, second)
    proposals.propose(session, other, note=WHY, actor=second, now=late)
    assert proposals.seen_by(session, proposal, actor=first).state == "expired"
    assert unsound(session) == []


def test_an_older_version_is_published_once(
    session: Session, process: UnknownProcess, first: Actor
) -> None:
    for each in (process, replace(process, short="Tên khác")):
        deploy.deploy(session, process.key, texts(each), actor=None, now=BEGINS)
    with pytest.raises(PublishedBefore) as refused:
        draft(session, process.files, first)
    assert refused.value.version == 1


@pytest.mark.usefixtures("unsound")
def test_an_installation_of_several_provinces_is_its_operators(
    session: Session, process: UnknownProcess, first: Actor
) -> None:
    rows(session, "INSERT INTO bloc(id, province) VALUES ('ha-giang/x', 'ha-giang') RETURNING 1")
    with pytest.raises(SeveralProvinces):
        draft(session, process.files, first)


def test_the_other_administrators_are_told_and_so_is_the_proposer(
    session: Session, process: UnknownProcess, first: Actor, second: Actor
) -> None:
    proposal = proposed(session, process.files, first)
    publish(session, proposal, second)
    told = rows(session, "SELECT person_id, path FROM mail WHERE kind = 'definition' ORDER BY seq")
    path = f"/operations/proposals/{proposal}"
    assert {at for _, at in told} == {path}
    *others, last = [to for to, _ in told]
    assert last == first.person_id
    assert second.person_id in others
    assert first.person_id not in others


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE definition_proposal SET note = 'x'",
        "UPDATE definition_proposal SET proposed_name = 'x'",
        "UPDATE definition_proposal SET state = 'waiting'",
        "UPDATE definition_proposal SET state = 'rejected', reason = 'x'",
        "UPDATE definition_proposal SET settled_name = 'x'",
        "UPDATE definition_proposal SET expires_at = expires_at + interval '1 day'",
        "DELETE FROM definition_proposal_version",
    ],
)
def test_a_proposal_that_is_not_as_it_was_told_is_a_breach(
    session: Session, process: UnknownProcess, first: Actor, second: Actor, change: str
) -> None:
    publish(session, proposed(session, process.files, first), second)
    assert unsound(session) == []
    rows(session, f"{change} RETURNING 1")
    assert [each for each in unsound(session) if "propos" in each]
