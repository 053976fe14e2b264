"""A file that is chosen for a criterion: sent at once, and named where it is not taken."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_button_asks_for_a_file_and_never_sends_the_form_without_one(
    site: Website, office: Office, tmp_path: Path
) -> None:
    task = f"/tasks/{opened(site)[1]}"
    office.sit(f"{UNIT}/officer")
    office.go(task)
    page = office.page
    place = page.locator('[id="f-scores.c6-1.files"]')
    place.locator("summary").click()
    bad, good = tmp_path / "hong.pdf", tmp_path / "co-thi-dua.pdf"
    bad.write_bytes(b"MZ not a pdf")
    good.write_bytes(b"%PDF-1.4 minimal")
    place.locator("input[type=file]").set_input_files(bad)
    expect(place.get_by_role("alert")).to_contain_text("“hong.pdf” không phải là tệp .pdf")
    with page.expect_file_chooser() as asked:
        place.get_by_role("button", name="Tải lên").click()
    asked.value.set_files(good)
    expect(place.get_by_role("link", name="co-thi-dua.pdf").first).to_be_visible()
    expect(place.get_by_role("alert")).to_have_count(0)
    expect(page).to_have_url(f"{office.address}{task}")
