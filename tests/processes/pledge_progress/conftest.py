"""A published pledge of the year, and the rounds in which its signed targets are followed."""

from collections.abc import Mapping

import pytest

from server.domain.canonical import Json
from tests.worlds.clocks import over
from tests.worlds.year import PRESS, SCHOOL, UNITS, Year

TEXT = {"text": "Các đơn vị cam kết hoàn thành nhiệm vụ.", "criteria": ""}
SIGNED: list[dict[str, Json]] = [
    {"name": "Thủ tục hành chính đúng hạn", "level": "98 %"},
    {"name": "Văn bản đi ký số", "level": "100 %"},
]
THIRD: dict[str, Json] = {
    "period": "third_quarter",
    "units": [SCHOOL, PRESS],
    "last_day": "2024-11-29",
}
WHOLE: dict[str, Json] = {**THIRD, "period": "year"}
OVERALL = "Vượt một chỉ tiêu, đạt một chỉ tiêu."


def published(
    year: Year,
    *units: str,
    for_year: int = 2024,
    name: str = "Thủ tục hành chính đúng hạn",
    registers: str = "",
    until: str = "",
) -> Year:
    """Have these units sign a pledge, and the leader publish it, without one that only registers.

    Played up to the task `until` where it is named.
    """
    year.open("pledge", opening={"for_year": for_year, "last_day": "2024-11-29"})
    year.do("draft_pledge", TEXT)
    year.do("approve_text", {"verdict": "approve"})
    targets: Json = [{**SIGNED[0], "name": name}, {**SIGNED[1]}]
    for unit in (*units, *filter(None, [registers])):
        year.do("targets", {"targets": targets, "note": ""}, key=unit)
    for unit in units:
        year.do("sign", {"verdict": "sign"}, key=unit)
    if registers:
        year.fire_due(over("2024-11-29"))
        year.do("late", {"verdict": "close", "reason": "Chưa ký."})
    if until != "publish":
        year.do("publish", {"note": ""})
    return year


def progress(*rows: Mapping[str, Json]) -> dict[str, Json]:
    """Report these rows, each as it stands so far."""
    said: dict[str, Json] = {"actual": "97 %", "state": "on_track"}
    return {"targets": [{**row, **said} for row in rows], "text": "Đúng tiến độ."}


def result(*rows: Mapping[str, Json]) -> dict[str, Json]:
    """Report these rows, each with what came of it."""
    said: dict[str, Json] = {"actual": "99 %", "standing": "exceeded"}
    return {"targets": [{**row, **said} for row in rows], "text": OVERALL}


@pytest.fixture
def followed(year: Year) -> Year:
    """Answer a year in which two units report on the third quarter of what they signed."""
    published(year, *UNITS).open("pledge_progress", opening=THIRD)
    return year
