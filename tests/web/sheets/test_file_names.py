"""Names of files that are handed out lead to no other folder, and break no header."""

import io
import re

import pytest

from server.config import ROOT
from server.web.downloads import sent_files
from server.web.downloads.file_names import LONGEST, fit


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("..\\a.pdf", "a.pdf"),
        ("C:\\a\r\nb.pdf", "C a b.pdf"),
        ("..", "_"),
        ("", "_"),
        ("fdp\u202e.exe", "fdp .exe"),
        (f"{'a' * (LONGEST - 1)} b", "a" * (LONGEST - 1)),
        (f"{'a' * 200}.pdf", f"{'a' * LONGEST}.pdf"),
    ],
)
def test_a_name_is_one_on_every_system(name: str, said: str) -> None:
    assert fit(name) == said


def test_a_long_title_keeps_its_year_and_a_quotation_mark_ends_no_name() -> None:
    assert fit("Đánh giá, chấm điểm thi đua cuối năm 2024").endswith("2024")
    name = fit('A "b" 2024.csv')
    sent = sent_files.answer(io.BytesIO(b"a"), media="text/csv", name=name)
    assert sent.headers["Content-Disposition"] == 'attachment; filename="A b 2024.csv"'


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Điểm Đại hội, đợt 2.pdf", "Diem Dai hoi, dot 2.pdf"),
        ("Biên bản “họp”.docx", "Bien ban _hop_.docx"),
        ('Ưu "a".zip', "Uu _a_.zip"),
    ],
)
def test_a_name_is_told_in_letters_that_every_program_reads_too(name: str, plain: str) -> None:
    said = sent_files.saved_as(name)
    assert f"filename=\"{plain}\"; filename*=UTF-8''" in said
    assert said.isascii()


def test_names_of_files_are_told_in_one_place() -> None:
    own = ROOT / "server" / "web" / "downloads" / "sent_files.py"
    told = re.compile(r"download_name|attachment;")
    every = (each for each in (ROOT / "server").rglob("*.py") if each != own)
    assert [each.name for each in every if told.search(each.read_text(encoding="utf-8"))] == []
