"""No page names a step of a called process as the engine does: a reader sees its own words."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from lxml import etree, html

from server.actions.deployment import deploy
from server.web.words.language import COOKIE
from tests.worlds import states
from tests.worlds.calling import CALLED, CALLER
from tests.worlds.databases import Database, State
from tests.worlds.processes.amid import NO, Amid
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import ADMINISTRATOR, BEGINS, LEADER, Year

INNER = re.compile(r"\b[a-z]\w*__[a-z]\w*")
MANIFEST = f"calls/{CALLED}/{CALLED}.toml"
AUDITOR = "bac-giang/thanh-tra/auditor"
READ_OUT = ("title", "aria-label", "alt", "placeholder")
LOOKED = 'looked = { task = ["look:approve", "look:refuse"]'
DUTY = f"{LOOKED} }}", f'{LOOKED}, due = "date(year, 12, 20)" }}'
LATER = (
    ("Xem số tiền", "Xem kỹ số tiền"),
    ('name="in.amount" value="ask.amount"', 'name="in.amount" value="ask.amount + 0"'),
    ("opening.amount &gt; 100", "opening.amount &gt; 90"),
    ("date(year, 12, 20)", "date(year, 12, 21)"),
    ('look = { see = "own"', 'look = { see = "told"'),
)
"""What a later version has otherwise: in the call, and in what it calls."""


class Installation:
    """Cases of a version that calls another, and a later version; with their pages."""

    def __init__(self, year: Year, http: OverHttp) -> None:
        self.year, self.http = year, http
        made = Amid("examine__").files()
        made[MANIFEST] = made[MANIFEST].replace(*DUTY)
        later = made
        for old, new in LATER:
            later = {name: text.replace(old, new) for name, text in later.items()}
        with year.begin() as session:
            deploy.deploy(session, CALLER, made, actor=None, now=BEGINS)
        year.open(CALLER)
        year.do("ask", {"amount": 200})
        self.gone = year.case_id
        year.do("warn", NO)
        year.open(CALLER)
        year.do("ask", {"amount": 200})
        with year.begin() as session:
            self.version = deploy.deploy(session, CALLER, later, actor=None, now=BEGINS)[0].hash

    def page(self, address: str, post: str, language: str = "vi") -> str:
        client, _ = self.http.signed_in(post)
        client.set_cookie(COOKIE, language)
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return unescape(answer.text)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Give the pages that tell of the two cases and the two versions, with their readers."""
        for case in (self.year.case_id, self.gone):
            yield f"/operations/cases/{case}", ADMINISTRATOR
            yield f"/audit/cases/{case}", AUDITOR
            yield f"/audit/cases/{case}/moment", AUDITOR
            for tab in ("", "?tab=history", "?tab=documents"):
                yield f"/cases/{case}{tab}", AUDITOR
        yield f"/cases/{self.year.case_id}/deadlines", f"{LEADER}/head"
        yield "/operations/versions", ADMINISTRATOR
        yield f"/operations/versions/{self.version}", ADMINISTRATOR
        yield "/operations/jobs", ADMINISTRATOR
        yield "/audit", AUDITOR
        yield "/board", AUDITOR
        yield "/mailbox", f"{LEADER}/secretary"
        task = self.year.task("examine__look")
        yield f"/tasks/{task.id}", task.post_id


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


@pytest.fixture
def installation(committed: Year, database: Database) -> Iterator[Installation]:
    """Serve the two versions and their cases."""
    http = OverHttp.on(database)
    yield Installation(committed, http)
    http.close()


def read_out(page: str) -> str:
    """Give what a page says to who reads it or has it read out."""
    tree = html.fromstring(page)
    etree.strip_elements(tree, "script", "style", with_tail=False)
    told = [str(each) for each in tree.itertext()]
    for node in tree.iter():
        told += [node.get(name) or "" for name in READ_OUT]
    return "\n".join(told)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_shows_a_name_that_nobody_wrote(installation: Installation, language: str) -> None:
    found = {
        address: INNER.findall(read_out(installation.page(address, post, language)))
        for address, post in installation.pages()
    }
    assert {address: names for address, names in found.items() if names} == {}


def test_a_difference_tells_of_a_call_where_it_is_drawn(installation: Installation) -> None:
    page = read_out(
        installation.page(f"/operations/versions/{installation.version}", ADMINISTRATOR)
    )
    for said in (
        "in.amount", "ask.amount + 0",
        "examine › look", "Xem kỹ số tiền",
        "opening.amount > 90 and look.verdict == 'approve'", "examine › large → ",
        f"calls/{CALLED}/tasks.look.see", f"calls/{CALLED}/milestones.looked.due",
    ):  # fmt: skip
        assert said in page
    assert "opening.in" not in page


def test_a_duty_of_what_is_called_has_the_name_of_its_step(installation: Installation) -> None:
    address = f"/cases/{installation.year.case_id}/deadlines"
    page = installation.page(address, f"{LEADER}/head")
    assert "Xem số tiền" in page
