"""What pages tell of a ballot counted twice, and of who entered minutes; numbers typed once."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.actions.transaction import transactions
from tests.processes.award_review.test_paper_ballot import one_more
from tests.worlds.databases import Database
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import SECOND, Year


@pytest.fixture(scope="module")
def dossier(module_database: Database) -> Iterator[tuple[Year, OverHttp]]:
    """Answer the second bloc's year at its dossier; its paper ballot was counted twice."""
    year = Year(begin=transactions(module_database.url), bloc_year_id=SECOND)
    year.through("award_review", "count")
    first, other = year.tasks("count")
    value = year.value(first)
    year.complete(first, value)
    year.complete(other, one_more(value))
    year.play()
    year.through("submission", "dossier")
    pages = OverHttp.on(module_database)
    yield year, pages
    pages.close()


def reader(pages: OverHttp, year: Year) -> FlaskClient:
    return pages.signed_in(year.task("dossier").post_id)[0]


def address(year: Year, kind: str) -> str:
    with year.begin() as session:
        found = session.execute(text("SELECT id FROM case_ WHERE kind = :kind"), {"kind": kind})
        return f"/cases/{found.scalar_one()}"


def test_the_awards_page_says_where_two_counts_differed_and_by_whom(
    dossier: tuple[Year, OverHttp],
) -> None:
    year, pages = dossier
    page = reader(pages, year).get(f"{address(year, 'award_review')}?tab=awards").text
    told = page.partition('class="pad small recount"')[2].partition("</div>")[0]
    assert "hai người đếm khác nhau nên đã kiểm lại" in told
    assert re.search(r"<li>Số phiếu không hợp lệ: \S.* 0, \S.* 1</li>", told), told


def test_the_history_page_says_that_two_counts_differed(dossier: tuple[Year, OverHttp]) -> None:
    year, pages = dossier
    page = reader(pages, year).get(f"{address(year, 'award_review')}?tab=history").text
    assert "Vòng 1: hai người kiểm phiếu đếm khác nhau, kiểm lại" in page
    assert "<li>Số phiếu không hợp lệ" in page


def test_minutes_say_who_entered_them_and_when(dossier: tuple[Year, OverHttp]) -> None:
    year, pages = dossier
    page = reader(pages, year).get(f"{address(year, 'evaluation')}?tab=documents").text
    row = page.partition("Biên bản hội nghị thông qua điểm")[2].partition("</tr>")[0]
    with year.begin() as session:
        done = session.execute(
            text("SELECT done_name, done_post FROM task WHERE element = 'adopt'")
        )
        name, post = done.one()
    assert name in row
    assert post in row
    meetings = reader(pages, year).get(f"{address(year, 'award_review')}?tab=awards").text
    assert "Ai nhập:" in meetings.partition('id="meetings"')[2]


def test_the_dossier_takes_the_minutes_over_as_they_were_signed(
    dossier: tuple[Year, OverHttp],
) -> None:
    year, pages = dossier
    page = reader(pages, year).get(f"/tasks/{year.task('dossier').id}").text
    field = 'type="hidden" name="documents.bien_ban.number" value="02/BB-MP"'
    assert field in page
    assert 'id="f-documents.to_trinh.number" name=' in page
