"""How a result came about is told on a page of its own, to whom the result is shown."""

import re
from html import unescape
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played

ADMINISTRATOR = "quan-tri.administrator"
AUDITOR = "thanh-tra.auditor"
MEMBER = "so-gddt.officer"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def year(module_database: Database) -> Played:
    return Played.of(module_database)


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def nominees(year: Played) -> list[str]:
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        query = "SELECT DISTINCT award_id || '/' || unit_id FROM nominee ORDER BY 1"
        found = list(connection.execute(text(query)).scalars())
    engine.dispose()
    return found


def test_every_unit_of_the_ranking_has_its_page_and_its_final_is_the_one_recorded(
    year: Played,
) -> None:
    case, auditor = year.cases()["evaluation"], year.as_post(AUDITOR)
    links = set(
        re.findall(rf'href="({case}/results/[^"#]+)"', auditor.get(f"{case}?tab=scores").text)
    )
    assert len(links) >= 5
    for link in links:
        page = words(auditor.get(link).text)
        assert re.search(r"Điểm đã ghi trên bảng tổng hợp ([\S ]+) = \1 khớp", page), link
        assert re.search(r"Có (\d+) đơn vị điểm cao hơn, nên hạng là \1 \+ 1 = \d+", page), link


@pytest.mark.parametrize("kind", ["award_review", "submission"])
def test_every_nominee_has_a_page_with_conditions_votes_and_seats(year: Played, kind: str) -> None:
    case, auditor = year.cases()[kind], year.as_post(AUDITOR)
    listed = auditor.get(f"{case}?tab=awards").text
    for nominee in nominees(year):
        link = f"{case}/results/{nominee}"
        assert link in listed
        page = words(auditor.get(link).text)
        for said in ("Điều kiện và đề cử", "Bỏ phiếu vòng 1", "Phiếu đồng ý", "được đề nghị"):
            assert said in page, (nominee, said)
        assert re.findall(r"Kết quả đã ghi, tính lại [\w ]+? (không khớp|khớp)", page)
        assert "không khớp" not in page


def test_the_page_is_there_in_english(year: Played) -> None:
    case, reader = year.cases()["submission"], year.as_post(AUDITOR)
    reader.set_cookie("lang", "en")
    page = reader.get(f"{case}/results/{nominees(year)[0]}").text
    reader.delete_cookie("lang")
    assert "How this result came about" in page
    assert "Yes votes" in page


def test_what_one_may_not_see_is_not_there(year: Played) -> None:
    case, nominee = year.cases()["submission"], nominees(year)[0]
    administrator = year.as_post(ADMINISTRATOR)
    assert administrator.get(f"{case}/results/{nominee}").status_code == 404
    assert administrator.get(f"{case}/results/{nominee.partition('/')[2]}").status_code == 404
    for about in ("nobody", "flag/nobody", nominee.replace("/", "-")):
        assert year.as_post(AUDITOR).get(f"{case}/results/{about}").status_code == 404
    assert year.as_post(MEMBER).get(f"/cases/{uuid4()}/results/{nominee}").status_code == 404
