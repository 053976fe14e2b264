"""The printouts of the demonstration's cases, one of each kind, taken out as a reader does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from server.actions.transaction import transactions
from tests.processes.case_pages import page
from tests.processes.printed import taken
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.rows import rows
from tests.worlds.web.pages import pages

READERS = ("bac-giang/thanh-tra/auditor", "bac-giang/so-khcn/secretary")
LINK = re.compile(r'formaction="([^"]+/printouts/([a-z_]+)\.pdf[^"]*)"')
CASES = text("SELECT id, kind FROM case_ WHERE simulated ORDER BY kind, opened_at, id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A printout as its reader gets it: both files, and what its page shows of it."""

    case: UUID
    key: str
    pdf: bytes
    word: bytes
    shown: str


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def papers(module_database: Database) -> Mapping[str, Paper]:
    """Answer the first printout of each kind, by its process and its name."""
    app = pages(module_database)
    with transactions(module_database.url)() as session:
        cases = rows(session, str(CASES))
    found: dict[str, Paper] = {}
    for case, kind in cases:
        for reader in READERS:
            for address, name in _links(app, reader, case):
                if f"{kind}.{name}" not in found:
                    found[f"{kind}.{name}"] = _paper(app, reader, case, address)
    return found


def _links(app: Flask, reader: str, case: UUID) -> Iterator[tuple[str, str]]:
    _, shown = page(app, reader, f"/cases/{case}?tab=printouts")
    yield from ((unescape(each[1]), each[2]) for each in LINK.finditer(shown))


def _paper(app: Flask, reader: str, case: UUID, address: str) -> Paper:
    files = [taken(app, reader, address.replace(".pdf", form)) for form in (".pdf", ".docx")]
    assert [each.status_code for each in files] == [200, 200], address
    status, shown = page(app, reader, address.replace(".pdf", ""))
    assert status == 200
    _, _, key = address.partition("?key=")
    return Paper(case=case, key=key, pdf=files[0].data, word=files[1].data, shown=shown)
