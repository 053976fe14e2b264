"""A model or example: proposed by a unit, verified, shared with the bloc or not."""

import pytest
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, LEADER, SCHOOL, Year

OPENING = {"kind": "model", "title": "Trường học hạnh phúc"}
TEXT = {"content": "Thầy cô, học sinh cùng xây dựng nội quy.", "results": "12 trường áp dụng."}
PROPOSE, VERIFIED = {"verdict": "approve"}, {"verdict": "verified", "how": "Đã đến xem 3 trường."}
RETURN = {"verdict": "return", "reason": "Số liệu chưa khớp."}
SHARE = {"verdict": "share", "advice": "Cụm trường học tập."}
REFUSE = {"verdict": "refuse", "reason": "Chưa đủ một năm học."}


def proposed(year: Year, unit: str = SCHOOL) -> Year:
    year.open("exemplar", post=f"{unit}/officer", opening=OPENING)
    year.do("write_exemplar", TEXT)
    year.do("propose_exemplar", PROPOSE)
    return year


def state(session: Session) -> object:
    return rows(session, "SELECT state FROM case_")[0][0]


def test_what_a_unit_proposes_is_verified_and_shared(year: Year, session: Session) -> None:
    proposed(year)
    assert year.task("verify").post_id == f"{LEADER}/appraiser"
    year.do("verify", RETURN)
    year.do("write_exemplar", TEXT)
    year.do("propose_exemplar", PROPOSE)
    year.do("verify", VERIFIED)
    assert year.task("share_exemplar").post_id == f"{LEADER}/head"
    year.do("share_exemplar", SHARE)
    assert state(session) == "closed"


def test_a_unit_reads_why_its_example_is_not_shared(year: Year, session: Session) -> None:
    proposed(year).do("verify", VERIFIED)
    with refused(session, Mistakes):
        year.do("share_exemplar", {"verdict": "refuse", "reason": ""})
    year.do("share_exemplar", REFUSE)
    assert year.task("read_refusal").post_id == f"{SCHOOL}/officer"
    year.do("read_refusal", {})
    assert state(session) == "closed"


def test_who_verifies_says_how(year: Year, session: Session) -> None:
    proposed(year)
    with refused(session, FormRefused):
        year.do("verify", {"verdict": "verified"})


@pytest.mark.parametrize(("unit", "by"), [(LEADER, DEPUTY), (DEPUTY, LEADER)])
def test_the_leaders_own_example_is_verified_by_the_deputy(year: Year, unit: str, by: str) -> None:
    assert proposed(year, unit).task("verify").post_id == f"{by}/appraiser"
