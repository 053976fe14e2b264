"""A report asked of two units of the plan's bloc, and how its people fill in their forms."""

import pytest

from server.domain.canonical import Json
from tests.worlds.web.attaching import attach
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

SYMBOLS = {SCHOOL: "SGDĐT", PRESS: "STTTT", LEADER: "SKHCN"}
HOME_AFFAIRS = "bac-giang/so-noi-vu"
AD_HOC: dict[str, Json] = {
    "period": "ad_hoc",
    "title": "Phòng, chống thiên tai",
    "units": [SCHOOL, PRESS],
    "last_day": "2024-11-29",
}
DRAFT = {"summary": "Đã hoàn thành 9/10 việc.", "shortcomings": ""}
ACCEPT = {"verdict": "accept"}
RETURN = {"verdict": "return", "reason": "Số liệu mục 2 chưa khớp."}


@pytest.fixture
def report(year: Year) -> Year:
    """Answer a year in which two units were asked for a report out of the ordinary."""
    year.open("report", opening=AD_HOC)
    return year


def drafted(year: Year, unit: str) -> Year:
    """Have a unit's officer write the report, with its file."""
    attach(year, year.task("write_report", unit), "report")
    year.do("write_report", DRAFT, key=unit)
    return year


def sent(year: Year, unit: str, number: int = 12) -> Year:
    """Have a unit write, sign and send its report, by a number of its own."""
    drafted(year, unit)
    symbol = f"{number}/BC-{SYMBOLS[unit]}"
    year.do("sign", {"verdict": "sign", "number": symbol, "date": "2024-11-04"}, key=unit)
    return year


def accepted(year: Year, unit: str) -> Year:
    """Have both who received a unit's report accept it."""
    year.do("leader_accept", ACCEPT, key=unit)
    year.do("affairs_accept", ACCEPT, key=unit)
    return year


@pytest.fixture
def delivered(report: Year) -> Year:
    """Answer a year in which one of the two units has sent its report."""
    return sent(report, SCHOOL)
