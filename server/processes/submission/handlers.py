"""The duties of the submission: dossier, Home Affairs, Council, Chairman, publication."""

from server.actions.duties.duty import Duty, Outcome
from server.domain.answers import Answers
from server.domain.canonical import Json
from server.domain.documents.making import Made
from server.domain.people import posts
from server.domain.people.posts import BarredAct
from server.processes.award_review.tables import results
from server.processes.submission.rules import (
    council,
    decisions,
    dossier,
)
from server.store.database.ids import new_id


def file_dossier(duty: Duty) -> Outcome:
    """The secretary files the dossier: every document with number, date and file."""
    nominees = [row.id for row in results.nominees(duty.session, duty.case_id)]
    files = results.kept_files(duty.session, duty.case_id)
    for kind, number in duty.files().items():
        files[kind] = files.get(kind, 0) + number
    signed = results.signed_minutes(duty.session, duty.case_id)
    documents = dossier.check_dossier(
        nominees=nominees,
        value=duty.value,
        files=files,
        minutes=dossier.signed_minutes(signed),
        today=duty.today,
    )
    changes: tuple[Json, ...] = tuple(
        {"path": item.kind, "old": "", "new": f"{item.number}, {item.date.isoformat()}"}
        for item in documents
    )
    return Outcome(
        changes=changes,
        routes={"nominees": list(nominees)},
        documents=tuple(_made(item) for item in documents),
    )


def sign_submission(duty: Duty) -> Outcome:
    """The leader signs the submission and sends it; history tells a number the dossier had not."""
    return _numbered(duty, dossier.SUBMISSION, old=_filed(duty, dossier.SUBMISSION))


def check_received(duty: Duty) -> Outcome:
    """Home Affairs receives the dossier, or returns it with a reason."""
    nominees = [row.id for row in results.nominees(duty.session, duty.case_id)]
    answer = dossier.check_received(nominees=nominees, value=duty.value)
    changes: tuple[Json, ...] = tuple(
        {"path": item.kind, "old": "", "new": "not_ok", "reason": item.remark}
        for item in answer.documents
        if not item.ok
    )
    return Outcome(
        routes={"verdict": answer.verdict.value, "reason": answer.reason},
        changes=changes,
        reason=answer.reason,
    )


def appraise_dossier(duty: Duty) -> Outcome:
    """Home Affairs gives its opinion on each nominee."""
    nominees = [row.id for row in results.nominees(duty.session, duty.case_id)]
    answer = decisions.check_nominee_opinions(nominees=nominees, value=duty.value)
    rows = [
        {"id": item.nominee, "opinion": item.opinion.value, "reason": item.reason}
        for item in answer
    ]
    results.write(duty.session, "nominee_opinion", duty.case_id, rows)
    return Outcome(
        changes=tuple(
            {"path": item.nominee, "old": "", "new": item.opinion.value, "reason": item.reason}
            for item in answer
        )
    )


def sign_to_council(duty: Duty) -> Outcome:
    """The head of Home Affairs signs the submission to the Council."""
    return _numbered(duty, "to_trinh_snv")


def council_vote(duty: Duty) -> Outcome:
    """The Council's vote on every nominee; one that misses the threshold is dropped."""
    nominees = [row.id for row in results.nominees(duty.session, duty.case_id)]
    answer = council.check_council_vote(
        council=duty.rules.council, nominees=nominees, value=duty.value, today=duty.today
    )
    rows = [
        {
            "id": item.nominee,
            "yes": item.yes,
            "base": item.base,
            "passed": item.passed,
            "reason": item.reason,
        }
        for item in answer.results
    ]
    results.write(duty.session, "nominee_council", duty.case_id, rows)
    meeting = {
        "id": new_id(duty.step.now),
        "kind": "council",
        "held_on": answer.held_on,
        "present": str(answer.present),
        "minutes_no": answer.minutes_no,
        "minutes_date": answer.held_on,
        "at": duty.step.now,
    }
    results.write(duty.session, "meeting", duty.case_id, [meeting])
    return Outcome(
        changes=tuple(
            {
                "path": item.nominee,
                "old": "",
                "new": "passed" if item.passed else "dropped",
                "yes": item.yes,
                "base": item.base,
                "reason": item.reason,
            }
            for item in answer.results
        )
    )


def decide(duty: Duty) -> Outcome:
    """The Chairman decides on one nominee: approve, refuse or return."""
    unit = posts.unit_of_nominee(duty.task.key)
    posts.check_own_unit(BarredAct.DECIDE_AWARD, unit, duty.own_units)
    answer = decisions.check_decision(value=duty.value)
    results.set_nominees(
        duty.session,
        duty.case_id,
        [duty.task.key],
        {"decision": answer.verdict.value, "decision_reason": answer.reason},
    )
    return Outcome(reason=answer.reason)


def issue_decision(duty: Duty) -> Outcome:
    """The decision gets its number and date, and is public from now."""
    document = dossier.check_numbered(kind="quyet_dinh", value=duty.value, today=duty.today)
    results.set_nominees(
        duty.session,
        duty.case_id,
        [duty.task.key],
        {
            "decision_number": document.number,
            "decision_date": document.date,
            "published_at": duty.step.now,
        },
    )
    return Outcome(changes=({"path": duty.task.key, "old": "", "new": document.number},))


def notify_refusal(duty: Duty) -> Outcome:
    """The unit is told of the refusal, with its reason."""
    answers = Answers.of(duty.value)
    reason = answers.reason()
    answers.found.refuse()
    dossier.check_numbered(kind="thong_bao", value=duty.value, today=duty.today)
    results.set_nominees(
        duty.session, duty.case_id, [duty.task.key], {"notified_at": duty.step.now}
    )
    return Outcome(reason=reason)


def supplement(duty: Duty) -> Outcome:
    """Home Affairs supplements what the Chairman asked for."""
    return Outcome(reason=Answers.of(duty.value).text("comment"))


def announce(duty: Duty) -> Outcome:
    """Home Affairs tells the bloc the results; who was dropped is told with the reason."""
    rows = results.nominees(duty.session, duty.case_id)
    dropped = [row.id for row in rows if row.council_passed is False]
    results.set_nominees(duty.session, duty.case_id, dropped, {"notified_at": duty.step.now})
    return Outcome(
        changes=tuple(
            {"path": row.id, "old": "", "new": "dropped", "reason": row.council_reason}
            for row in rows
            if row.council_passed is False
        ),
        reason=Answers.of(duty.value).text("comment"),
    )


def _filed(duty: Duty, kind: str) -> str:
    filed = results.newest_document(duty.session, duty.case_id, kind)
    return "" if filed is None else f"{filed[0]}, {filed[1].isoformat()}"


def _made(document: dossier.Document) -> Made:
    kind, _, subject = document.kind.partition("/")
    return Made(kind=kind, subject=subject, number=document.number, dated=document.date)


def _numbered(duty: Duty, kind: str, *, old: str = "") -> Outcome:
    document = dossier.check_numbered(kind=kind, value=duty.value, today=duty.today)
    number = f"{document.number}, {document.date.isoformat()}"
    before = old if old != number else ""
    return Outcome(changes=({"path": kind, "old": before, "new": number},))
