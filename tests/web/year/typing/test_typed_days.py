"""A day is typed as day/month/year on every page, and what is no day is never taken for another."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.worlds.web.lending import CONFIRMED, HEAD, PRESS, holder_of
from tests.worlds.year_end import NOW, YearEnd

ADMINISTRATOR, AUDITOR = "bac-giang/quan-tri/administrator", "bac-giang/thanh-tra/auditor"
TOMORROW = (NOW + timedelta(days=1)).date()
OFFICER = f"{PRESS}/officer"
NO_DAY = "“32/13/2025” không phải là một ngày"


def written(day: object) -> str:
    return "/".join(reversed(str(day).split("-")))


@pytest.mark.parametrize("last", [written(TOMORROW), TOMORROW.isoformat()])
def test_a_post_is_lent_until_a_day_typed_as_it_is_written(year: YearEnd, last: str) -> None:
    fields = {
        "person": holder_of(year, OFFICER),
        "first": written(NOW.date()),
        "last": last,
        "document": "GUQ 3",
        "post": HEAD,
        "scope": "all",
        **CONFIRMED,
    }
    answer = year.as_post(HEAD).post("/delegations", fields, at="/delegations")
    assert answer.status_code == 303
    assert year.value("SELECT valid_to FROM delegation") == TOMORROW


@pytest.mark.parametrize("field", ["first", "last"])
def test_no_appointment_is_made_of_a_day_that_is_none(year: YearEnd, field: str) -> None:
    person = year.value("SELECT person_id FROM appointment WHERE post_id = :p", p=OFFICER)
    held = year.value("SELECT count(*) FROM appointment")
    address = f"/people/{person}"
    fields = {"post": HEAD, "decision": "QĐ 1", field: "32/13/2025"}
    answer = year.as_post(ADMINISTRATOR).post(f"{address}/appointments", fields, at=address)
    assert answer.status_code == 422
    assert NO_DAY in answer.text
    assert 'value="32/13/2025"' in answer.text
    assert year.value("SELECT count(*) FROM appointment") == held


def test_no_appointment_ends_on_a_day_that_is_none(year: YearEnd) -> None:
    row = year.value("SELECT id FROM appointment WHERE post_id = :p", p=OFFICER)
    person = year.value("SELECT person_id FROM appointment WHERE id = :r", r=row)
    address = f"/people/{person}/appointments/{row}/end"
    answer = year.as_post(ADMINISTRATOR).post(address, {"last": "32/13/2025"}, at=address)
    assert answer.status_code == 422
    assert NO_DAY in answer.text
    assert year.value("SELECT valid_to FROM appointment WHERE id = :r", r=row) is None


def test_history_is_filtered_by_a_day_as_it_is_written(year: YearEnd) -> None:
    auditor = year.as_post(AUDITOR)
    after = written(NOW.date() + timedelta(days=400))
    assert "Không có sự kiện nào" in auditor.get(f"/audit?from={after}").text
    page = auditor.get(f"/audit?to={after}").text
    assert "Không có sự kiện nào" not in page
    assert f'value="{after}"' in page
    assert f'value="{after}"' in auditor.get(f"/audit?to={'-'.join(after.split('/')[::-1])}").text


def test_a_filter_that_cannot_be_read_passes_for_no_answer(year: YearEnd) -> None:
    auditor = year.as_post(AUDITOR)
    page = auditor.get("/audit?from=32/13/2025").text
    assert NO_DAY in page
    assert 'value="32/13/2025"' in page
    assert "Chưa lọc" in page
    assert '<tr id="e-' not in page
    export = {"form": "csv", "from": "32/13/2025"}
    assert auditor.post("/audit/export", export, at="/audit").status_code == 422


def test_a_deadline_is_extended_to_a_day_as_it_is_written(year: YearEnd) -> None:
    runs = year.as_post("bac-giang/so-khcn/head")
    found = year.value("SELECT id FROM case_")
    page = f"/cases/{found}/deadlines"
    typed = {"which": "deadlines.self_score", "to": "20/01/2025", "reason": "Bão"}
    shown = runs.post(page, typed, at="/tasks").text
    assert "20/01/2025" in shown
    confirmed = {**typed, "_confirm": "1", "_key": str(uuid4())}
    assert runs.post(page, confirmed, at="/tasks").status_code == 303
    refused = runs.post(page, {**typed, "to": "32/13/2025"}, at="/tasks")
    assert refused.status_code == 422
    assert 'value="32/13/2025"' in refused.text
