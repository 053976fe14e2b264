"""How a result came about, on screen, on a phone and in print: whole, and in both languages."""

import re
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.e2e import roster
from tests.e2e.office import PRINTED, TOO_WIDE, Office
from tests.e2e.website import Website
from tests.worlds import states
from tests.worlds.databases import State

NEWEST = "SELECT id FROM case_ WHERE kind = :kind AND simulated ORDER BY opened_at DESC LIMIT 1"
NOMINEE = "SELECT award_id || '/' || unit_id FROM nominee WHERE case_id = :case ORDER BY 1 LIMIT 1"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


def results(site: Website) -> list[str]:
    with site.begin() as session:
        case: UUID = session.execute(text(NEWEST), {"kind": "submission"}).scalar_one()
        nominee: str = session.execute(text(NOMINEE), {"case": case}).scalar_one()
    return [f"/cases/{case}/results/{about}" for about in (nominee, nominee.partition("/")[2])]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_result_is_told_whole_on_screen_phone_and_paper(site: Website, office: Office) -> None:
    office.sit(roster.AUDITOR)
    wrong = []
    for number, address in enumerate(results(site)):
        for language, said in (("vi", "Vì sao có kết quả này"), ("en", "How this result came")):
            office.context.add_cookies([
                {"name": "lang", "value": language, "url": office.address}
            ])  # fmt: skip
            for width, media in ((1280, "screen"), (390, "screen"), (PRINTED, "print")):
                office.page.set_viewport_size({"width": width, "height": 900})
                office.page.emulate_media(media=media)  # type: ignore[arg-type]
                office.go(address)
                assert re.search(said, office.page.inner_text("h1"))
                wrong += [f"{width} {address}: {cut}" for cut in office.page.evaluate(TOO_WIDE)]
            office.page.emulate_media(media="screen")
            office.look(f"result-{number}-{language}")
    assert wrong + office.wrong == []
