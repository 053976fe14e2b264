"""The dossier, its check, the Council's vote, and one person's verdicts."""

import datetime as dt
from typing import Any

import pytest

from server.domain.blocs.rules import Base
from server.domain.mistakes import Mistakes
from server.domain.refusals import OwnUnit
from server.processes.evaluation.rules.approval import check_approval
from server.processes.evaluation.rules.late_units import Awaited, check_late
from server.processes.submission.rules.council import CouncilVote, check_council_vote
from server.processes.submission.rules.decisions import (
    AwardVerdict,
    check_decision,
    check_nominee_opinions,
)
from server.processes.submission.rules.dossier import (
    CheckVerdict,
    check_dossier,
    check_numbered,
    check_received,
    checklist,
)
from tests.domain.five_units import LEADER, RADIO, TODAY, found, rules, threshold

NOMINEES = ("flag/p/khcn", "merit/p/bdt")
KINDS = ("to_trinh", "bien_ban", "bao_cao/flag/p/khcn", "bao_cao/merit/p/bdt")


def test_the_checklist_has_a_report_for_each_nominee() -> None:
    assert checklist(NOMINEES) == KINDS


def documents(**changes: object) -> dict[str, Any]:
    """Make a complete dossier, with one field of the submission replaced."""
    full: dict[str, dict[str, object]] = {
        kind: {"number": "01/TTr-K1", "date": "2024-12-16"} for kind in KINDS
    }
    full["to_trinh"] |= changes
    return {"documents": full}


FILES = dict.fromkeys(KINDS, 1)


def test_a_complete_dossier_is_taken() -> None:
    taken = check_dossier(
        nominees=NOMINEES, value=documents(), files=FILES, minutes=None, today=TODAY
    )
    assert [(document.kind, document.date) for document in taken] == [
        (kind, TODAY) for kind in KINDS
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": ""}, "number:text_missing"),
        ({"number": "x" * 101}, "number:text_too_long"),
        ({"date": "2024-12-17"}, "date:date_in_future"),
        ({"date": None}, "date:date_missing"),
    ],
)
def test_each_document_has_a_number_and_a_date_that_has_come(
    change: dict[str, object], code: str
) -> None:
    with pytest.raises(Mistakes) as caught:
        check_dossier(
            nominees=NOMINEES, value=documents(**change), files=FILES, minutes=None, today=TODAY
        )
    field, _, mistake = code.partition(":")
    assert found(caught.value) == {f"documents.to_trinh.{field}": mistake}


def test_each_document_has_a_file() -> None:
    files = FILES | {"bao_cao/merit/p/bdt": 0}
    with pytest.raises(Mistakes) as caught:
        check_dossier(nominees=NOMINEES, value=documents(), files=files, minutes=None, today=TODAY)
    assert found(caught.value) == {"documents.bao_cao/merit/p/bdt.files": "file_missing"}


def test_a_report_for_somebody_who_is_no_nominee_is_refused() -> None:
    with pytest.raises(Mistakes) as caught:
        check_dossier(
            nominees=NOMINEES[:1], value=documents(), files=FILES, minutes=None, today=TODAY
        )
    assert found(caught.value) == {"documents.bao_cao/merit/p/bdt": "unknown_row"}


def test_an_issued_document_has_a_number_and_a_date() -> None:
    form = {"number": "9/QĐ-UBND", "date": "2024-12-15"}
    decision = check_numbered(kind="quyet_dinh", value=form, today=TODAY)
    assert (decision.number, decision.date) == ("9/QĐ-UBND", dt.date(2024, 12, 15))
    with pytest.raises(Mistakes) as caught:
        check_numbered(kind="quyet_dinh", value={}, today=TODAY)
    assert found(caught.value) == {"number": "text_missing", "date": "date_missing"}


def received(verdict: str, *bad: str, remark: str = "", reason: str = "") -> dict[str, str]:
    """Return the mistakes of Home Affairs' check."""
    rows = {kind: {"ok": kind not in bad, "remark": remark} for kind in KINDS}
    form = {"verdict": verdict, "reason": reason, "checklist": rows}
    try:
        check_received(nominees=NOMINEES, value=form)
    except Mistakes as refusal:
        return dict(found(refusal))
    return {}


def test_a_dossier_is_accepted_only_with_every_document_in_order() -> None:
    assert received("accept") == {}
    assert received("accept", "bien_ban", remark="x") == {
        "checklist.bien_ban.ok": "document_not_ok_but_accepted"
    }


def test_a_return_needs_its_reason_and_a_remark_at_each_bad_document() -> None:
    assert received("return", "bien_ban") == {
        "checklist.bien_ban.remark": "reason_missing",
        "reason": "reason_missing",
    }
    assert received("return", "bien_ban", remark="x", reason="y") == {}
    assert received("return", reason="y") == {}


def test_the_check_keeps_what_was_found() -> None:
    rows = {kind: {"ok": True} for kind in KINDS}
    form = {"verdict": "accept", "checklist": rows}
    check = check_received(nominees=NOMINEES, value=form)
    assert check.verdict is CheckVerdict.ACCEPT
    assert [document.kind for document in check.documents] == list(KINDS)


def vote(present: object = 9, first: object = 9, **second: object) -> dict[str, Any]:
    """Make a Council vote on two nominees."""
    return {
        "held_on": "2024-12-16",
        "minutes_no": "1/BB-HĐ",
        "present": present,
        "votes": {NOMINEES[0]: {"yes": first}, NOMINEES[1]: {"yes": 9} | second},
    }


def council(form: dict[str, Any], *, base: Base = Base.ALL) -> CouncilVote:
    """Take a vote of a Council of nine at 70 %, inclusive."""
    nine = rules().council
    changed = type(nine)(
        members=9,
        quorum=nine.quorum,
        threshold=threshold("70", base=base, inclusive=True),
        sample=True,
    )
    return check_council_vote(council=changed, nominees=NOMINEES, value=form, today=TODAY)


def test_the_council_passes_and_drops_nominees() -> None:
    taken = council(vote(yes=6, reason="Thiếu điều kiện"))
    assert (taken.passed, taken.dropped) == (NOMINEES[:1], NOMINEES[1:])
    assert taken.results[1].reason == "Thiếu điều kiện"


@pytest.mark.parametrize(
    ("base", "present", "least"),
    [(Base.ALL, 9, 7), (Base.ALL, 8, 7), (Base.PRESENT, 8, 6), (Base.VALID, 7, 5)],
)
def test_the_councils_threshold_goes_by_its_base(base: Base, present: int, least: int) -> None:
    form = vote(present, least, yes=least - 1, reason="x")
    assert council(form, base=base).passed == NOMINEES[:1]


@pytest.mark.parametrize(
    ("form", "mistakes"),
    [
        (vote(10), {"present": "more_present_than_members"}),
        (vote(5, 5, yes=5), {"present": "quorum_not_reached"}),
        (vote(8, 9, yes=8), {f"votes.{NOMINEES[0]}.yes": "more_yes_than_ballots"}),
        (vote(yes=6), {f"votes.{NOMINEES[1]}.reason": "reason_missing"}),
        (
            vote(yes=None),
            {
                f"votes.{NOMINEES[1]}.yes": "number_missing",
                f"votes.{NOMINEES[1]}.reason": "reason_missing",
            },
        ),
        (vote() | {"minutes_no": ""}, {"minutes_no": "text_missing"}),
        (vote() | {"held_on": "2024-12-17"}, {"held_on": "date_in_future"}),
    ],
)
def test_a_council_vote_that_cannot_be_is_refused(
    form: dict[str, Any], mistakes: dict[str, str]
) -> None:
    with pytest.raises(Mistakes) as caught:
        council(form, base=Base.PRESENT)
    assert found(caught.value) == mistakes


def test_six_of_nine_are_a_quorum_of_two_thirds() -> None:
    assert council(vote(6, 6, yes=6), base=Base.PRESENT).passed == NOMINEES


def test_a_head_who_returns_a_sheet_says_why() -> None:
    with pytest.raises(Mistakes) as caught:
        check_approval(value={"verdict": "return", "comment": " "})
    assert found(caught.value) == {"comment": "reason_missing"}
    assert check_approval(value={"verdict": "approve"}).comment == ""


@pytest.mark.parametrize("verdict", ["refuse", "return"])
def test_the_chairman_says_why_an_award_is_not_approved(verdict: str) -> None:
    with pytest.raises(Mistakes) as caught:
        check_decision(value={"verdict": verdict})
    assert found(caught.value) == {"reason": "reason_missing"}
    assert check_decision(value={"verdict": verdict, "reason": "x"}).reason == "x"
    assert check_decision(value={"verdict": "approve"}).verdict is AwardVerdict.APPROVE


def test_an_opinion_against_a_nominee_says_why() -> None:
    form = {
        "opinions": {
            NOMINEES[0]: {"opinion": "eligible"},
            NOMINEES[1]: {"opinion": "not_eligible"},
        }
    }
    with pytest.raises(Mistakes) as caught:
        check_nominee_opinions(nominees=NOMINEES, value=form)
    assert found(caught.value) == {f"opinions.{NOMINEES[1]}.reason": "reason_missing"}


WAITING = Awaited(late=(RADIO,))


def late(
    until: str = "", own: tuple[str, ...] = (), awaited: Awaited = WAITING, **row: object
) -> dict[str, str]:
    """Return the mistakes of a decision on one late unit."""
    form = {"units": {RADIO: row}, "until": until}
    try:
        check_late(awaited=awaited, value=form, today=TODAY, person_units=own)
    except Mistakes as refusal:
        return dict(found(refusal))
    return {}


def test_a_late_unit_is_taken_out_with_a_reason() -> None:
    assert late(decision="take_out") == {f"units.{RADIO}.reason": "reason_missing"}
    assert late(decision="take_out", reason="Không nộp") == {}
    assert late(decision="") == {f"units.{RADIO}.decision": "choice_missing"}


def test_waiting_on_has_a_last_day_still_to_come() -> None:
    assert late(decision="wait") == {"until": "date_missing"}
    assert late("2024-12-16", decision="wait") == {"until": "date_not_in_future"}
    assert late("2024-12-17", decision="wait") == {}


def test_a_late_unit_the_form_does_not_name_is_waited_for() -> None:
    assert late() == {"until": "date_missing"}
    assert late("2024-12-17") == {}


def test_a_unit_whose_sheet_is_with_the_bloc_is_not_late() -> None:
    handed_in = Awaited(late=(RADIO,), handed_in=frozenset({RADIO}))
    assert late(awaited=handed_in, decision="take_out", reason="x") == {
        f"units.{RADIO}.decision": "handed_in"
    }
    assert late("2024-12-17", awaited=handed_in, decision="wait") == {}


def test_a_unit_that_came_in_meanwhile_needs_no_decision() -> None:
    came = Awaited(late=(), arrived=frozenset({RADIO}))
    assert late(awaited=came, decision="wait") == {}
    assert late(awaited=came, decision="take_out", reason="x") == {
        f"units.{RADIO}.decision": "handed_in"
    }


def test_nobody_takes_out_a_unit_of_their_own() -> None:
    with pytest.raises(OwnUnit):
        late(own=(LEADER, RADIO), decision="take_out", reason="x")
    assert late("2024-12-17", own=(RADIO,), decision="wait") == {}
