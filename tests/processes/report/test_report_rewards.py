"""What a report says of rewards: how many, and of these how many where the law puts them first."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.processes.case_pages import app
from tests.processes.printed import printed
from tests.processes.report.conftest import AD_HOC, DRAFT
from tests.worlds.web.attaching import attach
from tests.worlds.year import SCHOOL, Year

__all__ = ["app"]
REWARDS = {"rewarded": 20, "rewarded_direct": 15, "rewarded_priority": 4}


def reporting(year: Year) -> Year:
    year.open("report", opening=AD_HOC)
    attach(year, year.task("write_report", SCHOOL), "report")
    return year


def test_a_report_tells_who_was_rewarded_at_the_grassroots(app: Flask, committed: Year) -> None:
    reporting(committed).do("write_report", {**DRAFT, **REWARDS}, key=SCHOOL)
    place = f"/cases/{committed.case_id}/printouts/report.pdf?key={SCHOOL}"
    told = printed(app, f"{SCHOOL}/officer", place)
    assert "CÔNG TÁC KHEN THƯỞNG" in told
    assert "người trực tiếp lao động, công tác: 15" in told


@pytest.mark.parametrize("part", ["rewarded_direct", "rewarded_priority"])
def test_no_part_of_the_rewarded_is_more_than_all(year: Year, session: Session, part: str) -> None:
    reporting(year)
    with refused(session, FormRefused) as found:
        year.do("write_report", {**DRAFT, **REWARDS, part: 21}, key=SCHOOL)
    assert isinstance(found.value, FormRefused)
    assert [each[:2] for each in found.value.fields] == [(part, "too_many_together")]
