"""What the award review's forms mean: candidates, opinions, meeting, votes, counts, minutes."""

import json
import secrets
from collections.abc import Iterable
from uuid import UUID

from server.actions.steps.handling import FilledForm, Outcome
from server.domain import canonical
from server.domain.answers import Answers
from server.domain.blocs.quorum import (
    SUMMARY_LIMIT,
    check_meeting,
    check_minutes,
    check_two_persons,
)
from server.domain.history import seals
from server.domain.people.lane_posts import post_for
from server.processes.award_review import rounds
from server.processes.award_review.rules import (
    consultation,
    eligibility,
    voting,
)
from server.processes.award_review.tables import results
from server.processes.award_review.tables.results import CandidateRow
from server.store.cases import registers
from server.store.database.ids import new_id
from server.store.people import holders


def candidates(given: FilledForm) -> Outcome:
    """The secretary names the candidates, eligible units only."""
    rows = results.candidates(given.session, given.case_id)
    eligible = {
        award.id: [row.unit_id for row in rows if row.award_id == award.id and row.eligible]
        for award in given.rules.awards
    }
    named = eligibility.check_candidates(eligible=eligible, value=given.value)
    proposed = {(item.award, item.unit): item.reason for item in named}
    results.write(
        given.session,
        "candidate",
        given.case_id,
        [_proposed(row, proposed) for row in rows],
    )
    return Outcome(
        changes=tuple(
            {"path": f"{award}.{unit}", "old": "", "new": "proposed", "reason": reason}
            for (award, unit), reason in proposed.items()
        )
    )


def opinion(given: FilledForm) -> Outcome:
    """A unit says what it thinks of each candidate before the vote."""
    known = {
        (row.award_id, row.unit_id)
        for row in results.candidates(given.session, given.case_id)
        if row.proposed
    }
    answers = consultation.check_opinions(candidates=known, value=given.value)
    comment = Answers.of(given.value).only_text("comment")
    results.write(
        given.session,
        "opinion",
        given.case_id,
        [
            {
                "by_unit_id": given.task.key,
                "award_id": item.award,
                "unit_id": item.unit,
                "answer": item.answer.value,
            }
            for item in answers
        ],
    )
    return Outcome(reason=comment)


def meeting(given: FilledForm) -> Outcome:
    """The meeting's attendance, and on paper its two scrutineers."""
    held = check_meeting(rules=given.rules, value=given.value, today=given.today)
    if held.scrutineers:
        check_two_persons(_who_counts(given, held.scrutineers))
    registers.add_meeting(
        given.session,
        given.case_id,
        "review",
        held_on=held.held_on,
        present=held.present,
        at=given.step.now,
    )
    return Outcome(
        routes={"present": list(held.present), "scrutineers": list(held.scrutineers)},
    )


def reconvene(given: FilledForm) -> Outcome:
    """The meeting is called again on a coming day."""
    answers = Answers.of(given.value)
    answers.coming_date("date", given.today)
    reason = answers.reason()
    answers.found.refuse()
    return Outcome(reason=reason)


def vote(given: FilledForm) -> Outcome:
    """One unit's open ballot."""
    poll = rounds.current(given.step)
    held = rounds.as_round(given.step, poll)
    voting.check_voter(voting=given.rules.voting, unit=given.task.key, acted_for=poll.acted_for)
    ballot = voting.check_ballot(
        voting=given.rules.voting, held=held, voter=given.task.key, value=given.value
    )
    salt = secrets.token_hex(seals.SALT_BYTES)
    results.write(
        given.session,
        "vote",
        given.case_id,
        [
            {
                "round": held.number,
                "by_unit_id": ballot.voter,
                "award_id": item.award,
                "unit_id": item.unit,
                "choice": item.choice.value,
                "salt": salt,
            }
            for item in ballot.votes
        ],
    )
    lines = [
        seals.ballot_line(award=item.award, unit=item.unit, choice=item.choice.value)
        for item in ballot.votes
    ]
    return Outcome(confidential=True, sealed=seals.seal(lines, salt=salt))


def count(given: FilledForm) -> Outcome:
    """One scrutineer's count, entered without sight of the other's."""
    poll = rounds.current(given.step)
    voting.check_scrutineer(unit=given.task.key, acted_for=poll.acted_for)
    held = rounds.as_round(given.step, poll)
    counted = voting.check_counts(voting=given.rules.voting, held=held, value=given.value)
    value, salt = json.dumps(canonical.plain(counted)), secrets.token_hex(seals.SALT_BYTES)
    results.write(
        given.session,
        "count_entry",
        given.case_id,
        [
            {
                "id": new_id(given.step.now),
                "round": held.number,
                "scrutineer_unit_id": given.task.key,
                "value": value,
                "at": given.step.now,
                "salt": salt,
            }
        ],
    )
    return Outcome(confidential=True, sealed=seals.seal([value], salt=salt))


def minutes(given: FilledForm) -> Outcome:
    """The minutes of the review: number and date where the register says neither, summary."""
    if given.asks("minutes_no"):
        return Outcome(reason=check_minutes(value=given.value, today=given.today).summary)
    answers = Answers.of(given.value)
    summary = answers.text("summary", SUMMARY_LIMIT)
    answers.found.refuse()
    return Outcome(reason=summary)


def sign_minutes(given: FilledForm) -> Outcome:
    """The leader signs the minutes: an act, not a digital signature."""
    answers = Answers.of(given.value)
    answers.date("signed_on", given.today)
    comment = answers.text("comment")
    answers.found.refuse()
    return Outcome(reason=comment)


def _who_counts(given: FilledForm, units: Iterable[str]) -> list[set[UUID]]:
    """List for each scrutineer's unit who may act in its post today."""
    posts = [post_for("scrutineer", unit, given.rules) for unit in units]
    kind = given.step.case.kind
    people = holders.of_posts(given.session, posts, kind=kind, today=given.today)
    return [{each.person_id for each in people if each.post_id == post} for post in posts]


def _proposed(row: CandidateRow, proposed: dict[tuple[str, str], str]) -> dict[str, object]:
    key = row.award_id, row.unit_id
    return {
        "award_id": row.award_id,
        "unit_id": row.unit_id,
        "eligible": row.eligible,
        "ineligible_because": row.ineligible_because,
        "proposed": key in proposed,
        "reason": proposed.get(key, ""),
    }
