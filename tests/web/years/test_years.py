"""The years of a bloc beside each other: of a unit, of a criterion, of an award; as one may see."""

import re
from html import unescape

import pytest
from sqlalchemy import text

from server.actions.transaction import transactions
from server.store import statements
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR = "thanh-tra.auditor"
MEMBER = "so-gddt.officer"
MOST_STATEMENTS = 12


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def demonstration(module_database: Database) -> Played:
    return Played.of(module_database)


def rows(page: str) -> dict[str, list[str]]:
    """Read the table: the cells of each row by its heading."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
        said = [words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        found[said[0]] = said[1:]
    return found


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))).strip()


def test_a_unit_reads_its_own_year_first(demonstration: Played) -> None:
    page = demonstration.as_post(MEMBER).get("/years").text
    own = rows(page)
    assert "Sở GD&ĐT" in words(page.partition('id="over-years">')[2].partition("</h2>")[0])
    assert re.fullmatch(r"[\d,]+ / 100", own["Điểm để xếp hạng"][0])
    assert re.match(r"\d", own["Hạng"][0])
    assert any(said[:3] == "1.1" and value[0].endswith("/ 15") for said, value in own.items())


def test_an_award_and_a_criterion_are_compared_between_units(demonstration: Played) -> None:
    auditor = demonstration.as_post(AUDITOR)
    flags = rows(auditor.get("/years?measure=award.flag").text)
    assert "Được khen thưởng, số" in str(flags.values())
    points = rows(auditor.get("/years?measure=item.c1-1").text)
    assert len([cells for cells in points.values() if cells and cells[0].endswith("/ 15")]) == 5


@pytest.mark.parametrize("post", [AUDITOR, MEMBER])
def test_the_models_of_all_units_and_of_one_stand_by_their_years(
    demonstration: Played, post: str
) -> None:
    """The bloc reads of a model once it is shared; the unit page has it in a row of its own."""
    client = demonstration.as_post(post)
    page = client.get("/years?measure=case.exemplar").text
    table = {unit: cells for unit, cells in rows(page).items() if unit != "Đơn vị"}
    (told,) = (cells for cells in table.values() if cells[:1] not in ([], ["–"]))
    (address,) = re.findall(r'<td><a href="(/cases/[^"]+)">', page)
    assert client.get(address).status_code == 200
    whose = re.search(r'unit=([^"&]+)">[^<]*</a></th>\s*<td><a href="/cases/', page)
    assert whose
    own = rows(client.get(f"/years?unit={whose[1]}").text)
    assert own["Mô hình, điển hình"] == told


def test_every_link_of_the_page_opens_and_nothing_is_told_to_who_takes_no_part(
    demonstration: Played,
) -> None:
    member = demonstration.as_post(MEMBER)
    links = set(re.findall(r'href="(/cases/[^"]+)"', member.get("/years").text))
    assert links
    assert {member.get(link).status_code for link in links} == {200}
    told = demonstration.as_post("quan-tri.administrator").get("/years").text
    assert "/ 15" not in told
    assert "/ 100" not in told


@pytest.mark.parametrize(
    ("address", "status"),
    [("?bloc=bac-giang/khac", 400), ("?measure=item.no&unit=x", 200), ("?before=2023", 400)],
)
def test_odd_addresses(demonstration: Played, address: str, status: int) -> None:
    assert demonstration.as_post(MEMBER).get(f"/years{address}").status_code == status


def test_the_page_takes_few_statements(demonstration: Played) -> None:
    client = demonstration.as_post(AUDITOR)
    client.get("/years")
    statements.reset()
    client.get("/years")
    assert statements.count <= MOST_STATEMENTS


def test_who_takes_the_results_out_is_kept(demonstration: Played) -> None:
    client = demonstration.as_post(AUDITOR)
    address = re.findall(r'action="(/years/export[^"]*)"', client.get("/years").text)[0]
    assert send(client, unescape(address), {"form": "xlsx"}, at="/years").status_code == 200
    with transactions(demonstration.database.url)() as session:
        kind = "SELECT count(*) FROM event WHERE kind = 'results.exported'"
        assert session.execute(text(kind)).scalar_one() == 1
