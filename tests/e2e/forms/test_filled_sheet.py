"""A score sheet filled in with a spreadsheet program and taken in again, in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website
from tests.web.sheets.filled import FIRST, with_cells

POINTS, NOTE = (f'[name="scores.{FIRST}.{column}"]' for column in ("points", "note"))
OTHER = '[name="scores.c1-2.note"]'


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_filled_sheet_is_looked_at_and_taken_and_nothing_typed_is_lost(
    site: Website, office: Office, tmp_path: Path
) -> None:
    task = f"/tasks/{opened(site)[1]}"
    office.sit(f"{UNIT}/officer")
    office.go(task)
    page = office.page
    page.locator(POINTS).fill("9")
    data = handed_out(page)
    expect(page.locator(POINTS)).to_have_value("9")
    page.locator(OTHER).fill("gõ sau khi tải")
    refused(office, tmp_path, with_cells(data, {(FIRST, "points"): 99}))
    office.look("sheet-offered")
    bring(page, tmp_path, with_cells(data, {(FIRST, "points"): 12.5, (FIRST, "note"): "Đạt"}))
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi nhận")
    office.look("sheet-changes")
    page.get_by_role("button", name="Nhận vào bản nháp").click()
    expect(page).to_have_url(f"{office.address}{task}")
    for field, value in ((POINTS, "12,5"), (NOTE, "Đạt"), (OTHER, "gõ sau khi tải")):
        expect(page.locator(field)).to_have_value(value)
    assert office.wrong == []


def refused(office: Office, folder: Path, data: bytes) -> None:
    """Bring a workbook with a mistake, and go back to the form as it was."""
    page = office.page
    bring(page, folder, data)
    expect(page.get_by_role("alert")).to_contain_text("Nhập từ 0 đến 15.")
    office.look("sheet-refused")
    page.get_by_role("link", name="Quay lại biểu mẫu").click()
    expect(page.locator(OTHER)).to_have_value("gõ sau khi tải")
    page.get_by_text("Điền bằng bảng tính (Excel)").click()


def handed_out(page: Page) -> bytes:
    page.get_by_text("Điền bằng bảng tính (Excel)").click()
    with page.expect_download() as told:
        page.get_by_role("button", name="Tải bảng tính (XLSX)").click()
    assert told.value.suggested_filename == "Tự chấm điểm 2024.xlsx"
    return told.value.path().read_bytes()


def bring(page: Page, folder: Path, data: bytes) -> None:
    """Choose the workbook and press the button."""
    path = folder / "bang.xlsx"
    path.write_bytes(data)
    page.get_by_label("Bảng tính đã điền").set_input_files(path)
    page.get_by_role("button", name="Tải lên và xem thay đổi").click()
