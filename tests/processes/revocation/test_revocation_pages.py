"""Who reads what of a revocation: the result's own page says it, the case is not everybody's."""

from collections import Counter
from dataclasses import replace
from html import unescape
from http import HTTPStatus

import pytest
from flask import Flask

from tests.processes.case_pages import app
from tests.processes.revocation.awarded import DECISION, OFFICER, Awarded, award
from tests.worlds.rows import rows
from tests.worlds.web.pages import sign_in
from tests.worlds.year import UNITS, Year

__all__ = ["app"]
OK, NOT_FOUND = HTTPStatus.OK, HTTPStatus.NOT_FOUND
FINDING = {"source": "other", "ground": "against_law", "facts": "Số liệu sai."}
WON = "SELECT unit_id FROM nominee WHERE decision = 'approve'"
LOGINS = {unit: f"{unit.rpartition('/')[2]}.officer" for unit in UNITS}


@pytest.fixture
def played(committed: Year) -> Awarded:
    with committed.begin() as session:
        return award(committed, session)


def another(awarded: Awarded) -> str:
    """Name the login of a unit that is neither the awarded one nor the leader's."""
    return next(login for unit, login in LOGINS.items() if unit not in {awarded.unit, UNITS[0]})


def test_the_published_result_says_by_which_decision_it_was_revoked(
    app: Flask, played: Awarded
) -> None:
    played.revoked()
    dossier = f"/cases/{played.dossier}"
    said = f"Đã hủy bỏ theo Quyết định số {DECISION} ngày"
    for login in (LOGINS[played.unit], another(played)):
        client = sign_in(app, login)
        assert said in unescape(client.get(f"{dossier}?tab=awards").text)
        for nominee in played.nominees:
            assert said in unescape(client.get(f"{dossier}/results/{nominee}").text)
        years = client.get("/years?measure=award.merit")
        assert said in unescape(years.text)


def test_a_unit_that_is_not_concerned_learns_of_the_case_when_it_is_announced(
    app: Flask, played: Awarded
) -> None:
    played.revoked()
    client = sign_in(app, another(played))
    case, dossier = f"/cases/{played.year.case_id}", f"/cases/{played.dossier}"
    assert client.get(case).status_code == 404
    assert case not in client.get(dossier).text
    assert case not in client.get("/cases").text
    played.year.do("announce", {"text": "Hủy bỏ, đã thu hồi."})
    shown = client.get(case)
    assert shown.status_code == 200
    assert case in client.get(dossier).text
    assert "Số liệu sai." not in shown.text


def test_a_unit_reads_of_its_own_awards_alone(app: Flask, played: Awarded) -> None:
    year = played.year
    with year.begin() as session:
        won = Counter(unit for (unit,) in rows(session, WON))
    assert len(won) > 1
    year.open("revocation", post=OFFICER, opening={**played.opening(), "units": [*won]})
    year.do("state_finding", FINDING)
    for task in year.tasks("hear_unit"):
        page = sign_in(app, LOGINS[task.key].replace("officer", "head")).get(f"/tasks/{task.id}")
        assert page.text.count("<dt>Khen thưởng</dt>") == won[task.key]


def test_the_unit_and_the_chairman_read_what_they_speak_to(app: Flask, played: Awarded) -> None:
    played.open()
    task = played.year.task("hear_unit")
    unit = sign_in(app, LOGINS[played.unit].replace("officer", "head"))
    page = unescape(unit.get(f"/tasks/{task.id}").text)
    assert "Số liệu sai." in page
    assert "Khen thưởng được xem xét" in page
    played.year.do("hear_unit", {"verdict": "object", "text": "Theo thống kê."})
    played.propose()
    task = played.year.task("decide", played.nominees[0])
    page = unescape(sign_in(app, "ubnd-tinh.chairman").get(f"/tasks/{task.id}").text)
    for said in ("Số liệu sai.", "Theo thống kê.", "Số liệu không có căn cứ."):
        assert said in page


def test_a_revocation_that_was_announced_is_not_hidden_by_one_begun_later(
    app: Flask, played: Awarded
) -> None:
    played.revoked()
    year = played.year
    first = f"/cases/{year.case_id}"
    year.do("announce", {"text": "Hủy bỏ, đã thu hồi."})
    with year.begin() as session:
        units = {unit for (unit,) in rows(session, WON)} - {played.unit}
    replace(played, unit=min(units)).open()
    shown = sign_in(app, another(played)).get(f"/cases/{played.dossier}").text
    assert first in shown
    assert f"/cases/{year.case_id}" not in shown


def test_a_unit_knows_of_the_case_as_soon_as_it_is_heard(app: Flask, played: Awarded) -> None:
    year, head = played.year, LOGINS[played.unit].replace("officer", "head")
    year.open("revocation", post=OFFICER, opening=played.opening())
    case = f"/cases/{year.case_id}"
    assert sign_in(app, head).get(case).status_code == NOT_FOUND
    stated = f"/tasks/{year.task('state_finding').id}"
    assert sign_in(app, head).get(stated).status_code == NOT_FOUND
    year.do("state_finding", FINDING)
    for login in (head, LOGINS[played.unit]):
        client = sign_in(app, login)
        assert client.get(case).status_code == OK
        assert case in client.get("/cases").text
        assert "Số liệu sai." in unescape(client.get(stated).text)
    stranger = sign_in(app, another(played))
    assert stranger.get(case).status_code == NOT_FOUND
    assert case not in stranger.get("/cases").text
