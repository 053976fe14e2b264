"""An auditor exports history in a browser, and their own machine reads it."""

from pathlib import Path

import pytest

from tests.e2e import roster
from tests.e2e.office import NARROW, Office
from tests.verifier.running import Answer


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_an_auditor_takes_an_export_and_what_proves_it(office: Office, tmp_path: Path) -> None:
    office.sit(roster.AUDITOR)
    office.go("/audit/export")
    office.look("export")
    office.page.get_by_role("button", name="Tải NDJSON").focus()
    with office.page.expect_download() as sent:
        office.page.keyboard.press("Enter")
    sent.value.save_as(tmp_path / "export.ndjson")
    answer = Answer((tmp_path / "export.ndjson").read_bytes(), None)
    assert (answer.code, answer.findings) == (2, [])
    with office.page.expect_download() as sent:
        office.page.get_by_role("link", name="binhxet-verify.html").click()
    assert sent.value.suggested_filename == "binhxet-verify.html"
    office.resize(NARROW)
    office.look("export-phone")
