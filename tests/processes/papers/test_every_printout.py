"""Every printout that the product ships: it conforms, looks as it did, and says what its case does.

`make paper-pictures` draws the pictures anew: look at every one that changed before it is kept.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import page
import pytest

from server.actions.transaction import transactions
from server.config import ROOT
from server.store.tasks import records
from server.store.tasks.records import WantedRecords
from tests.printouts import reading
from tests.printouts.alike import compare, drawn
from tests.printouts.reading import squeezed
from tests.processes.papers.conftest import Paper
from tests.worlds.databases import Database

PICTURES = Path(__file__).with_name("pictures")
DPI = 32
FOOT = squeezed("Bản in của hồ sơ mô phỏng, không có giá trị")
PIECE = re.compile(r"<(p|h3|td|th)\b[^>]*>(.*?)</\1>", re.DOTALL)
ELSEWHERE = {"award_review.count", "submission.refusal_notice"}
"""Those that no case of the demonstration comes to; the tests of their processes print them."""


def shipped() -> Mapping[str, Mapping[str, object]]:
    """Answer the rows of `[printouts]` of every manifest, by process and name."""
    found: dict[str, Mapping[str, object]] = {}
    for path in sorted((ROOT / "workflows").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8")).get("printouts", {})
        found |= {f"{path.stem}.{name}": entry for name, entry in told.items()}
    return found


PRINTED = sorted(shipped().keys() - ELSEWHERE)


def test_the_demonstration_prints_whatever_its_cases_come_to(papers: Mapping[str, Paper]) -> None:
    assert sorted(papers) == PRINTED


@pytest.mark.parametrize("name", PRINTED)
def test_a_shipped_printout_conforms_and_looks_as_it_did(
    papers: Mapping[str, Paper], name: str, tmp_path: Path
) -> None:
    path = tmp_path / "printout.pdf"
    path.write_bytes(papers[name].pdf)
    for profile in ("2a", "ua1"):
        report = page.validate_pdf(str(path), profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    compare(drawn(papers[name].pdf, dpi=DPI), PICTURES, name)


@pytest.mark.parametrize("name", PRINTED)
def test_both_files_say_what_the_page_shows(papers: Mapping[str, Paper], name: str) -> None:
    paper = papers[name]
    pdf, word = text_of(paper.pdf), reading.of_word(paper.word)
    shown = paper.shown.partition('aria-labelledby="text"')[2]
    told = [squeezed(unescape(re.sub(r"<[^>]+>", "", each[2]))) for each in PIECE.finditer(shown)]
    assert len(told) >= 4
    for piece in filter(None, told):
        for part in re.split("[;,]", piece.replace("Nơinhận:", "")):
            bare = part.rstrip(".,;/").casefold()
            assert bare in pdf.casefold(), piece
            assert bare in word.casefold(), piece


@pytest.mark.parametrize("name", PRINTED)
def test_a_pdf_says_what_was_typed_in_its_case(
    papers: Mapping[str, Paper], module_database: Database, name: str
) -> None:
    paper, parts = papers[name], shipped()[name]["body"]
    assert isinstance(parts, list)
    asked = [part for part in parts if {"field", "rows", "record"} & part.keys()]
    pdf = text_of(paper.pdf)
    for part in asked:
        said = part.get("field") or part.get("rows") or part["record"]
        element, _, field = said.partition(".")
        for value in typed(module_database, paper, element, field):
            assert squeezed(value) in pdf, (said, value)


def typed(database: Database, paper: Paper, element: str, field: str) -> Iterator[str]:
    """Give the texts of several words that stand in the newest record of a task, or in a field."""
    wanted = WantedRecords(case_id=paper.case, key="", every=[element])
    with transactions(database.url)() as session:
        found = records.newest(session, wanted)
    for record in found:
        if record.key in {"", paper.key}:
            value = record.value.get(field) if field else record.value
            yield from texts(value)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str) and " " in value:
        yield value


def text_of(pdf: bytes) -> str:
    """Give the text of a file as one, without what stands above and below each page."""
    pages = (text.replace("\ufffe", "-") for text in reading.pages(pdf))  # at the end of a line
    return "".join(reading.numberless([text.replace(FOOT, "") for text in pages]))
