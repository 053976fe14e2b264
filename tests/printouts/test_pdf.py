"""Printouts as PDF: they conform to PDF/A-2a and PDF/UA-1, and say what was given, in order."""

from pathlib import Path

import page
import pytest

from server.printouts.pdf import pdf_of
from tests.printouts.samples import MADE_AT, submission


@pytest.fixture(scope="module")
def submitted() -> bytes:
    return pdf_of(submission(), MADE_AT)


def test_the_same_printout_gives_the_same_bytes(submitted: bytes) -> None:
    assert pdf_of(submission(), MADE_AT) == submitted


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_a_printout_conforms(submitted: bytes, profile: str, tmp_path: Path) -> None:
    path = tmp_path / "printout.pdf"
    path.write_bytes(submitted)
    report = page.validate_pdf(str(path), profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]
