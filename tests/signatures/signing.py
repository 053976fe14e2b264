"""PDF files made, signed and spoilt by the tests."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.font.basic import SimpleFontEngine
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter, copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

WORD = "test"


def plain(*, text: str = "Binh Xet", empty: str = "") -> bytes:
    """Return a file of one page; with a place for a signature that is called so."""
    writer = PdfFileWriter(stream_xrefs=False)
    font = SimpleFontEngine(writer, "Helvetica", 0.5)
    page = PageObject(
        contents=writer.add_object(
            generic.StreamObject(
                stream_data=b"BT /F 24 Tf 72 720 Td (" + text.encode() + b") Tj ET"
            )
        ),
        media_box=generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
        resources=generic.DictionaryObject(
            {pdf_name("/Font"): generic.DictionaryObject({pdf_name("/F"): font.as_resource()})}
        ),
    )
    writer.insert_page(page)
    if empty:
        fields.append_signature_field(writer, fields.SigFieldSpec(empty))
    return _written(writer)


def pdf_name(text: str) -> generic.NameObject:
    """Return a name of PDF."""
    return generic.NameObject(text)


def stamper(signer: SimpleSigner, at: datetime) -> DummyTimeStamper:
    """Return a time-stamping authority whose clock stands."""
    return DummyTimeStamper(
        signer.signing_cert, signer.signing_key, SimpleCertificateStore(), fixed_dt=at
    )


def signed(
    data: bytes,
    signer: SimpleSigner,
    *,
    field: str = "NguoiKy",
    stamps: DummyTimeStamper | None = None,
) -> bytes:
    """Add a signature to a file, as PAdES has it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    pen = signers.PdfSigner(meta, signer=signer, timestamper=stamps)
    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        apart.submit(pen.sign_pdf, writer, output=out).result()
    return out.getvalue()


def with_other_language(data: bytes) -> bytes:
    """Add an update to a file that says another language of it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root[pdf_name("/Lang")] = generic.pdf_string("en")
    writer.update_root()
    return _written(writer)


def with_a_line(data: bytes) -> bytes:
    """Add an update to a file that draws a line over its page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    line = generic.StreamObject(stream_data=b"q 100 100 m 400 400 l S Q")
    writer.add_stream_to_page(0, writer.add_object(line))
    return _written(writer)


def with_password(data: bytes) -> bytes:
    """Return a file that opens with a password alone."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(data)))
    writer.encrypt(WORD, WORD)
    return _written(writer)


def _written(writer: PdfFileWriter | IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
