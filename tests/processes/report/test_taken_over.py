"""What a unit has reported during the year stands in its annual report: nobody types it again."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from server.domain.canonical import Json
from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.processes.case_pages import app, page, task_of
from tests.processes.pledge_progress.conftest import SIGNED, WHOLE, published, result
from tests.processes.report.conftest import AD_HOC, DRAFT
from tests.worlds.web.attaching import attach
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import PRESS, SCHOOL, UNITS, Year

__all__ = ["app"]
ANNUAL: dict[str, Json] = {**AD_HOC, "period": "annual", "title": "Công tác thi đua năm 2024"}
CAMPAIGN: dict[str, Json] = {
    "field": "tasks",
    "title": "Dạy tốt, học tốt",
    "starts": "2024-01-01",
    "ends": "2024-12-31",
}
DONE: dict[str, Json] = {"step": "report", "text": "41 trường hoàn thành.", "percent": 100}
APPROVE: dict[str, Json] = {"verdict": "approve"}
TAKEN: list[dict[str, Json]] = [{**row, "actual": "99 %", "standing": "Vượt"} for row in SIGNED]


def reported(year: Year, unit: str) -> Year:
    """Have a unit report the year's result of its pledge, and close a campaign of its own."""
    published(year, *UNITS).open("pledge_progress", opening=WHOLE)
    attach(year, year.task("year_result", unit), "result_evidence")
    year.do("year_result", result(*SIGNED), key=unit)
    year.do("approve_result", APPROVE, key=unit)
    year.open("campaign", post=f"{unit}/officer", opening=CAMPAIGN)
    year.do("write_plan", {"content": "Mỗi trường một việc khó."})
    year.do("launch", {"verdict": "launch"})
    year.do("progress", DONE)
    year.do("close_campaign", APPROVE)
    return year


def write(year: Year, unit: str, *, pledge: list[dict[str, Json]]) -> None:
    attach(year, year.task("write_report", unit), "report")
    year.do("write_report", {**DRAFT, "pledge": [*pledge]}, key=unit)


def test_the_officer_finds_the_pledges_result_and_the_campaigns_in_the_annual_report(
    app: Flask, committed: Year
) -> None:
    reported(committed, SCHOOL).open("report", opening=ANNUAL)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(committed, "write_report", SCHOOL))
    for number, row in enumerate(TAKEN):
        for name, said in row.items():
            assert f'<input type="hidden" name="pledge.{number}.{name}" value="{said}">' in shown
    assert 'name="campaigns.0.title" value="Dạy tốt, học tốt"' in shown
    assert 'name="campaigns.0.field" value="Thực hiện nhiệm vụ chính trị trong năm"' in shown
    assert "41 trường hoàn thành." in shown
    assert 'name="campaigns.0.percent" value="100"' in shown
    _, others = page(app, f"{PRESS}/officer", task_of(committed, "write_report", PRESS))
    assert "Dạy tốt, học tốt" not in others
    assert "pledge.0.name" not in others


def test_what_was_reported_cannot_be_told_otherwise(year: Year, session: Session) -> None:
    reported(year, SCHOOL).open("report", opening=ANNUAL)
    attach(year, year.task("write_report", SCHOOL), "report")
    better: Json = [{**TAKEN[0], "actual": "100 %"}, {**TAKEN[1]}]
    with refused(session, Mistakes) as found:
        year.do("write_report", {**DRAFT, "pledge": better}, key=SCHOOL)
    assert codes(found) == {"pledge": "rows_changed"}
    year.do("write_report", {**DRAFT, "pledge": [*TAKEN]}, key=SCHOOL)


def test_a_unit_that_has_reported_nothing_and_any_other_report_go_without(year: Year) -> None:
    reported(year, SCHOOL).open("report", opening=ANNUAL)
    write(year, PRESS, pledge=[])
    year.open("report", opening=AD_HOC)
    write(year, SCHOOL, pledge=[])


@pytest.mark.parametrize("period", ["six_month", "annual"])
def test_only_campaigns_that_are_closed_are_taken_over(
    app: Flask, committed: Year, period: str
) -> None:
    committed.open("campaign", post=f"{SCHOOL}/officer", opening=CAMPAIGN)
    committed.do("write_plan", {"content": "Mỗi trường một việc khó."})
    committed.do("launch", {"verdict": "launch"})
    committed.do("progress", {**DONE, "step": "note"})
    committed.open("report", opening={**ANNUAL, "period": period})
    _, shown = page(app, f"{SCHOOL}/officer", task_of(committed, "write_report", SCHOOL))
    assert "Dạy tốt, học tốt" not in shown
    assert 'name="campaigns.0.title" value=""' in shown


def with_two_campaigns(year: Year) -> str:
    """Have a unit asked for its annual report after two of its campaigns; answer the task."""
    for title in ("Dạy tốt, học tốt", "Trường học xanh"):
        year.open("campaign", post=f"{SCHOOL}/officer", opening={**CAMPAIGN, "title": title})
        year.do("write_plan", {"content": "Mỗi trường một việc khó."})
        year.do("launch", {"verdict": "launch"})
        year.do("progress", DONE)
        year.do("close_campaign", APPROVE)
    year.open("report", opening=ANNUAL)
    return task_of(year, "write_report", SCHOOL)


KEPT = {"campaigns.0.title": "Trường học xanh", "campaigns.0.result": "41 trường hoàn thành."}


def test_a_campaign_that_was_dropped_stays_away_from_the_draft(app: Flask, committed: Year) -> None:
    address, client = with_two_campaigns(committed), sign_in(app, "so-gddt.officer")
    typed = {**KEPT, "_key": "k", "_version": "0"}
    send(client, f"{address}/draft", typed, at=address)
    shown = client.get(address).text
    assert 'name="campaigns.0.title" value="Trường học xanh"' in shown
    assert 'name="campaigns.1.title" value=""' in shown
    assert 'name="campaigns.0.percent" value=""' in shown, "what was emptied stays empty"


def test_a_campaign_that_was_dropped_stays_away_from_a_returned_report(
    app: Flask, committed: Year
) -> None:
    address, rows = with_two_campaigns(committed), [{"title": "Trường học xanh", "result": "Đạt"}]
    attach(committed, committed.task("write_report", SCHOOL), "report")
    committed.do("write_report", {**DRAFT, "pledge": [], "campaigns": [*rows]}, key=SCHOOL)
    committed.do("sign", {"verdict": "return", "reason": "Ghi rõ số liệu."}, key=SCHOOL)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(committed, "write_report", SCHOOL))
    assert 'name="campaigns.0.title" value="Trường học xanh"' in shown
    assert 'name="campaigns.1.title" value=""' in shown
    assert address
