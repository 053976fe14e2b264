"""A secretary words a printout in a browser: seen while typing, kept, told where it is wrong."""

from datetime import date

import pytest
from playwright.sync_api import expect

from server.actions.bloc_drafts import make_bloc_draft, pass_bloc_draft
from server.actions.cases import case_work
from server.demo.load import SAMPLE_BEGINS
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import FoundingLetter
from tests.domain import bloc_years
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.test_phone_english import NAMES, VIETNAMESE, WORDS
from tests.e2e.website import Website

SECRETARY = "bac-giang/so-khcn/secretary"
LETTER = FoundingLetter(number="15/QĐ-UBND", dated=date(2024, 5, 2))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_printout_is_worded_beside_a_cases_own_data(site: Website, office: Office) -> None:
    here = _drafted(site)
    page = office.page
    office.sit(SECRETARY)
    office.go(here)
    page.get_by_role("link", name="Lời văn bản in").click()
    office.look("wordings")
    page.get_by_role("link", name="Phiếu tự chấm điểm").click()
    expect(page.get_by_role("heading", name="Xem thử với số liệu của hồ sơ")).to_be_visible()
    office.look("wording")
    _shown_while_typing(office)
    _told_where_it_is_wrong(office)
    _kept(office)
    _in_english(office, page.url.removeprefix(office.address), f"{here}/wordings")
    assert office.wrong == []


def _shown_while_typing(office: Office) -> None:
    """Type and insert a hole; the printout beside it says what it comes to."""
    field, shown = office.page.get_by_label("Trích yếu"), office.page.locator("#preview")
    field.fill("Họp Khối ")
    office.page.get_by_role("button", name="Chèn {year}").click()
    assert field.input_value() == "Họp Khối {year}"
    expect(shown).to_contain_text("Họp Khối 2024")
    field.fill("Họp Khối {nam}")
    expect(shown).to_contain_text("Chữ thứ 10")


def _told_where_it_is_wrong(office: Office) -> None:
    """Send a wrong hole: it is named, and what was typed stays, also when the page is reloaded."""
    page = office.page
    page.get_by_role("button", name="Lưu và xem thử").click()
    expect(page.get_by_role("alert")).to_contain_text("không có chỗ trống {nam}")
    assert page.get_by_label("Trích yếu").input_value() == "Họp Khối {nam}"
    office.look("wording-wrong")
    page.reload()
    assert page.get_by_label("Trích yếu").input_value() == "Họp Khối {nam}"


def _kept(office: Office) -> None:
    page = office.page
    page.get_by_label("Trích yếu").fill("Họp Khối {year}")
    page.get_by_role("button", name="Lưu và xem thử").click()
    expect(page.get_by_role("status").first).to_have_text("Đã lưu.")
    office.resize(NARROW)
    office.look("wording-saved")
    office.resize(WIDE)


def _in_english(office: Office, *addresses: str) -> None:
    cookie = {"name": "lang", "value": "en", "url": office.address}
    office.context.add_cookies([cookie])  # type: ignore[list-item]
    for address in addresses:
        office.go(address)
        said = office.page.locator(f":is({WORDS}):not([lang=vi] *)").all_inner_texts()
        assert [each for each in said if VIETNAMESE.search(NAMES.sub("", each))] == []


def _drafted(site: Website) -> str:
    """Play the year-end to its adoption, and give the secretary a draft of it to work on."""
    site.played("adopt")
    with site.begin() as session:
        officer = case_work.holder_of(session, "bac-giang/so-noi-vu/officer", now=SAMPLE_BEGINS)
        begins = Beginning(document=bloc_years.PLAN)
        made = make_bloc_draft.make(session, begins, LETTER, actor=officer, now=SAMPLE_BEGINS)
        pass_bloc_draft.hand_over(session, made, note="", actor=officer, now=SAMPLE_BEGINS)
    return f"/bloc-drafts/{made}"
