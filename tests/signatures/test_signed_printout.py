"""A printout that is signed once by the person it was made for still conforms to PDF/A."""

from pathlib import Path

import page
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from server.domain.signatures.found import Soundness
from server.printouts.pdf import pdf_of
from server.signatures.authorities import Authorities, certificates
from server.signatures.child import found
from tests.printouts.samples import MADE_AT, submission
from tests.signatures import signing
from tests.signatures.authority import DAY, Authority


def test_a_printout_signed_once_conforms_and_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority()
    # pyHanko would write the metadata anew, and with that breaks what PDF/A says of them.
    monkeypatch.setattr(IncrementalPdfFileWriter, "_update_meta", lambda _: None)
    signed = signing.signed(pdf_of(submission(), MADE_AT), authority.signer("Trưởng khối"))
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    report = page.validate_pdf(str(path), profile="2a")
    assert report.is_compliant, [failure.message for failure in report.failures]
    known = Authorities(certificates=certificates([authority.pem]))
    assert found(signed, known, DAY).verdict is Soundness.GOOD
