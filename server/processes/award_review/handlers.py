"""The duties of the award review: candidates, opinions, the meeting, votes, counts, minutes."""

import json
import secrets
from collections.abc import Iterable
from uuid import UUID

from server.actions.duties.duty import Duty, Outcome
from server.domain import canonical
from server.domain.answers import Answers
from server.domain.blocs.quorum import (
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
from server.store.database.ids import new_id
from server.store.people import holders


def candidates(duty: Duty) -> Outcome:
    """The secretary names the candidates, eligible units only."""
    rows = results.candidates(duty.session, duty.case_id)
    eligible = {
        award.id: [row.unit_id for row in rows if row.award_id == award.id and row.eligible]
        for award in duty.rules.awards
    }
    named = eligibility.check_candidates(eligible=eligible, value=duty.value)
    proposed = {(item.award, item.unit): item.reason for item in named}
    results.write(
        duty.session,
        "candidate",
        duty.case_id,
        [_proposed(row, proposed) for row in rows],
    )
    return Outcome(
        changes=tuple(
            {"path": f"{award}.{unit}", "old": "", "new": "proposed", "reason": reason}
            for (award, unit), reason in proposed.items()
        )
    )


def opinion(duty: Duty) -> Outcome:
    """A unit says what it thinks of each candidate before the vote."""
    known = {
        (row.award_id, row.unit_id)
        for row in results.candidates(duty.session, duty.case_id)
        if row.proposed
    }
    answers = consultation.check_opinions(candidates=known, value=duty.value)
    results.write(
        duty.session,
        "opinion",
        duty.case_id,
        [
            {
                "by_unit_id": duty.task.key,
                "award_id": item.award,
                "unit_id": item.unit,
                "answer": item.answer.value,
            }
            for item in answers
        ],
    )
    return Outcome(reason=Answers.of(duty.value).text("comment"))


def meeting(duty: Duty) -> Outcome:
    """The meeting's attendance, and on paper its two scrutineers."""
    held = check_meeting(rules=duty.rules, value=duty.value, today=duty.today)
    if held.scrutineers:
        check_two_persons(_who_counts(duty, held.scrutineers))
    _meeting(duty, "review", present=held.present, held_on=held.held_on)
    return Outcome(
        routes={"present": list(held.present), "scrutineers": list(held.scrutineers)},
    )


def reconvene(duty: Duty) -> Outcome:
    """The meeting is called again on a coming day."""
    answers = Answers.of(duty.value)
    answers.coming_date("date", duty.today)
    reason = answers.reason()
    answers.found.refuse()
    return Outcome(reason=reason)


def vote(duty: Duty) -> Outcome:
    """One unit's open ballot."""
    poll = rounds.current(duty.step)
    held = rounds.as_round(duty.step, poll)
    voting.check_voter(voting=duty.rules.voting, unit=duty.task.key, acted_for=poll.acted_for)
    ballot = voting.check_ballot(
        voting=duty.rules.voting, held=held, voter=duty.task.key, value=duty.value
    )
    salt = secrets.token_hex(seals.SALT_BYTES)
    results.write(
        duty.session,
        "vote",
        duty.case_id,
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


def count(duty: Duty) -> Outcome:
    """One scrutineer's count, entered without sight of the other's."""
    poll = rounds.current(duty.step)
    voting.check_scrutineer(unit=duty.task.key, acted_for=poll.acted_for)
    held = rounds.as_round(duty.step, poll)
    counted = voting.check_counts(voting=duty.rules.voting, held=held, value=duty.value)
    value, salt = json.dumps(canonical.plain(counted)), secrets.token_hex(seals.SALT_BYTES)
    results.write(
        duty.session,
        "count_entry",
        duty.case_id,
        [
            {
                "id": new_id(duty.step.now),
                "round": held.number,
                "scrutineer_unit_id": duty.task.key,
                "value": value,
                "at": duty.step.now,
                "salt": salt,
            }
        ],
    )
    return Outcome(confidential=True, sealed=seals.seal([value], salt=salt))


def minutes(duty: Duty) -> Outcome:
    """The minutes of the review: number, date, summary."""
    answer = check_minutes(value=duty.value, today=duty.today)
    return Outcome(reason=answer.summary)


def sign_minutes(duty: Duty) -> Outcome:
    """The leader signs the minutes: an act, not a digital signature."""
    answers = Answers.of(duty.value)
    answers.date("signed_on", duty.today)
    comment = answers.text("comment")
    answers.found.refuse()
    return Outcome(reason=comment)


def _who_counts(duty: Duty, units: Iterable[str]) -> list[set[UUID]]:
    """List for each scrutineer's unit who may act in its post today."""
    posts = [post_for("scrutineer", unit, duty.rules) for unit in units]
    kind = duty.step.case.kind
    people = holders.of_posts(duty.session, posts, kind=kind, today=duty.today)
    return [{each.person_id for each in people if each.post_id == post} for post in posts]


def _meeting(duty: Duty, kind: str, *, present: tuple[str, ...], held_on: object) -> None:
    results.write(
        duty.session,
        "meeting",
        duty.case_id,
        [
            {
                "id": new_id(duty.step.now),
                "kind": kind,
                "held_on": held_on,
                "present": results.listed(present),
                "at": duty.step.now,
            }
        ],
    )


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
