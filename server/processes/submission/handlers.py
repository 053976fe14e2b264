"""What the submission's forms mean: dossier, Home Affairs, Council, Chairman, publication."""

from server.actions.steps.handling import FilledForm, Outcome
from server.domain.answers import Answers
from server.domain.canonical import Json
from server.domain.documents.making import Made
from server.domain.people import posts
from server.processes.award_review.rules.documents import MINUTES, Document
from server.processes.submission.rules import (
    council,
    decisions,
    dossier,
)
from server.processes.submission.tables import dossier as dossier_table
from server.processes.submission.tables import nominees as nominees_table
from server.store.cases import registers


def file_dossier(given: FilledForm) -> Outcome:
    """The secretary files the dossier: every document with number, date and file."""
    nominees = [row.id for row in nominees_table.nominees(given.session, given.case_id)]
    files = dossier_table.kept_files(given.session, given.case_id)
    for kind, number in given.files().items():
        files[kind] = files.get(kind, 0) + number
    signed = dossier_table.signed_minutes(given.session, given.case_id)
    documents = dossier.check_dossier(
        nominees=nominees,
        value=given.value,
        files=files,
        minutes=dossier.signed_minutes(signed),
        today=given.today,
        unasked=[
            kind
            for kind in (dossier.SUBMISSION, MINUTES)
            if not given.asks(f"documents.{kind}.number")
        ],
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


def sign_submission(given: FilledForm) -> Outcome:
    """The leader signs the submission and sends it; history tells a number the dossier had not.

    One of the bloc's register is told with the document it is for.
    """
    if not given.asks("number"):
        return Outcome()
    return _numbered(given, dossier.SUBMISSION, old=_filed(given, dossier.SUBMISSION))


def check_received(given: FilledForm) -> Outcome:
    """Home Affairs receives the dossier, or returns it with a reason."""
    nominees = [row.id for row in nominees_table.nominees(given.session, given.case_id)]
    answer = dossier.check_received(nominees=nominees, value=given.value)
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


def appraise_dossier(given: FilledForm) -> Outcome:
    """Home Affairs gives its opinion on each nominee."""
    nominees = [row.id for row in nominees_table.nominees(given.session, given.case_id)]
    answer = decisions.check_nominee_opinions(nominees=nominees, value=given.value)
    rows = [
        {"id": item.nominee, "opinion": item.opinion.value, "reason": item.reason}
        for item in answer
    ]
    nominees_table.write(given.session, "nominee_opinion", given.case_id, rows)
    return Outcome(
        changes=tuple(
            {"path": item.nominee, "old": "", "new": item.opinion.value, "reason": item.reason}
            for item in answer
        )
    )


def sign_to_council(given: FilledForm) -> Outcome:
    """The head of Home Affairs signs the submission to the Council."""
    return _numbered(given, "to_trinh_snv")


def council_vote(given: FilledForm) -> Outcome:
    """The Council's vote on every nominee; one that misses the threshold is dropped."""
    nominees = [row.id for row in nominees_table.nominees(given.session, given.case_id)]
    answer = council.check_council_vote(
        council=given.rules.council, nominees=nominees, value=given.value, today=given.today
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
    nominees_table.write(given.session, "nominee_council", given.case_id, rows)
    registers.add_meeting(
        given.session,
        given.case_id,
        "council",
        held_on=answer.held_on,
        present=answer.present,
        at=given.step.now,
        minutes=(answer.minutes_no, answer.held_on),
    )
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


def decide(given: FilledForm) -> Outcome:
    """The Chairman decides on one nominee: approve, refuse or return."""
    unit = posts.unit_of_nominee(given.task.key)
    posts.check_own_unit(unit, given.own_units)
    answer = decisions.check_decision(value=given.value)
    nominees_table.set_nominees(
        given.session,
        given.case_id,
        [given.task.key],
        {"decision": answer.verdict.value, "decision_reason": answer.reason},
    )
    return Outcome(reason=answer.reason)


def issue_decision(given: FilledForm) -> Outcome:
    """The decision gets its number and date, and is public from now."""
    document = dossier.check_numbered(kind="quyet_dinh", value=given.value, today=given.today)
    nominees_table.set_nominees(
        given.session,
        given.case_id,
        [given.task.key],
        {
            "decision_number": document.number,
            "decision_date": document.date,
            "published_at": given.step.now,
        },
    )
    return Outcome(changes=({"path": given.task.key, "old": "", "new": document.number},))


def notify_refusal(given: FilledForm) -> Outcome:
    """The unit is told of the refusal, with its reason."""
    answers = Answers.of(given.value)
    reason = answers.reason()
    answers.found.refuse()
    dossier.check_numbered(kind="thong_bao", value=given.value, today=given.today)
    nominees_table.set_nominees(
        given.session, given.case_id, [given.task.key], {"notified_at": given.step.now}
    )
    return Outcome(reason=reason)


def supplement(given: FilledForm) -> Outcome:
    """Home Affairs supplements what the Chairman asked for."""
    return Outcome(reason=Answers.of(given.value).only_text("comment"))


def announce(given: FilledForm) -> Outcome:
    """Home Affairs tells the bloc the results; who was dropped is told with the reason."""
    comment = Answers.of(given.value).only_text("comment")
    rows = nominees_table.nominees(given.session, given.case_id)
    dropped = [row.id for row in rows if row.council_passed is False]
    nominees_table.set_nominees(
        given.session, given.case_id, dropped, {"notified_at": given.step.now}
    )
    return Outcome(
        changes=tuple(
            {"path": row.id, "old": "", "new": "dropped", "reason": row.council_reason}
            for row in rows
            if row.council_passed is False
        ),
        reason=comment,
    )


def _filed(given: FilledForm, kind: str) -> str:
    filed = registers.newest_document(given.session, given.case_id, kind)
    return "" if filed is None else f"{filed[0]}, {filed[1].isoformat()}"


def _made(document: Document) -> Made:
    kind, _, subject = document.kind.partition("/")
    return Made(kind=kind, subject=subject, number=document.number, dated=document.date)


def _numbered(given: FilledForm, kind: str, *, old: str = "") -> Outcome:
    document = dossier.check_numbered(kind=kind, value=given.value, today=given.today)
    number = f"{document.number}, {document.date.isoformat()}"
    before = old if old != number else ""
    return Outcome(changes=({"path": kind, "old": before, "new": number},))
