"""A number typed from an agency's register that is refused leaves nothing, and loses nothing."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from tests.worlds.processes.agency_papers import REPORT, AgencyPapers
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send
from tests.worlds.year import SCHOOL, Year

BOTH = REPORT + 'KH = { task = "FIRST", register = true, see = "all", name = "Kế hoạch" }\n'


@pytest.fixture
def papers(committed: Year) -> AgencyPapers:
    made = AgencyPapers(committed)
    made.process = replace(made.process, documents=BOTH)
    return made.deploy()


@pytest.fixture
def school(as_post: SignIn) -> FlaskClient:
    return as_post("so-gddt.head")


def complete(client: FlaskClient, papers: AgencyPapers, number: int) -> TestResponse:
    page = f"/tasks/{papers.open(SCHOOL).id}"
    key = client.get(page).text.partition('name="_key" value="')[2].partition('"')[0]
    fields = {"_key": key, "_version": "0", **papers.value(number), "note": "Đã gửi bản giấy"}
    return send(client, f"{page}/complete", {**fields, "date": "01/11/2024"}, at=page)


def counted(engine: Engine, table: str) -> int:
    with engine.begin() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_a_number_of_another_document_is_refused_at_its_field_and_everything_typed_stays(
    papers: AgencyPapers, school: FlaskClient, engine: Engine
) -> None:
    assert complete(school, papers, 12).status_code == 303
    answer = complete(school, papers, 12)
    assert answer.status_code == 422
    assert "đã ghi cho Báo cáo của hồ sơ" in answer.text
    assert 'href="#f-number"' in answer.text
    for typed in ("12/BC-SGDĐT", "01/11/2024", "Đã gửi bản giấy"):
        assert typed in answer.text
    assert counted(engine, "agency_number") == 1


def test_what_is_refused_takes_no_number_of_the_bloc(
    papers: AgencyPapers, school: FlaskClient, engine: Engine
) -> None:
    complete(school, papers, 12)
    complete(school, papers, 12)
    assert counted(engine, "register_entry") == 1
