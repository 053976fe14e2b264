"""A pledge of the plan's bloc, and how its people fill in their forms."""

import pytest

from server.domain.canonical import Json
from tests.worlds.year import Year

FOR_2025: dict[str, Json] = {"for_year": 2025, "last_day": "2024-11-29"}
TEXT = {"text": "Các đơn vị cam kết hoàn thành nhiệm vụ năm 2025.", "criteria": ""}
TARGETS = {"targets": [{"name": "Thủ tục trực tuyến", "level": "95 %"}], "note": ""}
RETURN = {"verdict": "return", "reason": "Bổ sung chỉ tiêu quý II."}


@pytest.fixture
def pledge(year: Year) -> Year:
    """Answer a year in which the secretary drafts next year's pledge."""
    year.open("pledge", opening=FOR_2025)
    return year


@pytest.fixture
def asked(pledge: Year) -> Year:
    """Answer a year in which every unit was sent the pledge."""
    pledge.do("draft_pledge", TEXT)
    pledge.do("approve_text", {"verdict": "approve"})
    return pledge


def signed(year: Year, *units: str) -> Year:
    """Register the targets of these units, and have their heads sign."""
    for unit in units:
        year.do("targets", TARGETS, key=unit)
        year.do("sign", {"verdict": "sign"}, key=unit)
    return year
