"""The Council's vote on a paper's nominees: in the room, in writing, standing aside."""

import datetime as dt

from server.processes.submission.rules.council import check_council_vote
from tests.regulations.result_sheets import result_sheet, rules_of

PAPER = "thousand-points-2018"
TODAY = dt.date(2018, 12, 31)
TOLD = ("yes", "written", "written_yes", "recused")


def test_the_council_passes_who_was_worked_out_by_hand() -> None:
    sheet = result_sheet(PAPER)
    assert sheet.council is not None
    nominated = [f"{award.id}/{unit}" for award in sheet.awards for unit in award.nominated]
    assert [row.nominee for row in sheet.council.nominees] == nominated
    votes = {
        row.nominee: {
            **{name: getattr(row, name) for name in TOLD},
            "reason": "" if row.passed else "Không đủ số phiếu.",
        }
        for row in sheet.council.nominees
    }
    value = {
        "held_on": TODAY.isoformat(),
        "minutes_no": "03/BB-HĐTĐKT",
        "present": sheet.council.present,
        "votes": votes,
    }
    council = rules_of(PAPER).council
    vote = check_council_vote(council=council, nominees=nominated, value=value, today=TODAY)
    assert {each.nominee: (each.yes, each.base, each.passed) for each in vote.results} == {
        row.nominee: (row.counted, row.base, row.passed) for row in sheet.council.nominees
    }
