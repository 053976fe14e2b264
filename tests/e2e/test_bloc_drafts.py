"""The pages on which Home Affairs makes a bloc-year, in a browser: both languages, nothing wide."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.office import Office

OFFICER = "bac-giang/so-noi-vu/officer"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_bloc_year_is_begun_and_handed_over(office: Office) -> None:
    page = office.page
    office.sit(OFFICER)
    here = _begun(office)
    page.get_by_role("link", name=re.compile("^Đơn vị thành viên")).click()
    office.look("draft-members-empty")
    for name in ("Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ", "Ban Dân tộc tỉnh"):
        page.get_by_label(name).check()
    page.get_by_label("Đơn vị mới").fill("Sở Tài chính | Sở TC\nSở Y tế")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", name="5 đơn vị")).to_be_visible()
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    office.look("draft-members")
    _looked_at(office, here)
    office.go(here)
    page.get_by_role("button", name="Chuyển cho thư ký").click()
    expect(page.get_by_role("button", name="Lấy lại")).to_be_visible()
    office.look("draft-handed-over")
    assert office.wrong == []


def _begun(office: Office) -> str:
    """Begin a bloc nobody had, from a letter; return the address of its draft."""
    page = office.page
    office.go("/cases")
    page.get_by_role("link", name="Khối thi đua, kế hoạch năm").click()
    page.get_by_role("link", name="Lập năm thi đua").click()
    office.look("drafts-empty")
    page.get_by_role("link", name="Lập năm mới").click()
    office.look("draft-new")
    page.get_by_label("Số văn bản").fill("15/QĐ-UBND")
    page.get_by_label("Ngày của văn bản").fill("01/11/2024")
    page.get_by_label("Một khối mới").check()
    page.get_by_label("Tên khối").fill("Khối thi đua số 9")
    page.get_by_label("Tên ngắn").fill("Khối 9")
    page.get_by_role("button", name="Lập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khối thi đua số 9")
    office.look("draft-steps")
    return page.url.removeprefix(office.address)


def _looked_at(office: Office, here: str) -> None:
    for language in ("en", "vi"):
        cookie = {"name": "lang", "value": language, "url": office.address}
        office.context.add_cookies([cookie])  # type: ignore[list-item]
        for part in ("", "/members", "/bloc", "/bodies", "/parts/reorganised", "/review"):
            office.go(here + part)
            office.look(f"draft-{language}-{part.rpartition('/')[2] or 'steps'}")
