"""A case of hundreds of units: every page of it answers, in pages, with the same few statements."""

import pytest
from flask.testing import FlaskClient

from server.domain.blocs.rules import CaseRules
from server.store import statements
from server.web.names import rule_names
from tests.worlds.large_case import CHANGES, add_units, large_case
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, next_page

FEW, MANY = 60, 720
EVENTS = 40
TABS = ("overview", "scores", "awards", "documents", "history", "discussion")


@pytest.fixture
def administrator(world: World) -> str:
    return world.post(world.unit("quan-tri", "Quản trị hệ thống"), "administrator")


@pytest.fixture
def auditor(world: World) -> str:
    return world.post(world.unit("thanh-tra", "Thanh tra"), "auditor")


def cost(client: FlaskClient, address: str) -> int:
    """Return how many statements a page takes once what never changes is known."""
    assert client.get(address).status_code == 200
    statements.reset()
    assert client.get(address).status_code == 200
    return statements.count


@pytest.mark.parametrize(("part", "words"), [("instances", "quy trình"), ("tasks", "việc")])
def test_the_operations_page_of_a_case_of_hundreds_of_instances_goes_through_all_by_pages(
    world: World, administrator: str, as_post: SignIn, part: str, words: str
) -> None:
    case_id, client = large_case(world, MANY), as_post(administrator)
    address, seen, pages = f"/operations/cases/{case_id}", set[int](), 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = answer.text.partition(f'id="{part}"')[2].partition("</section>")[0]
        seen |= {number for number in range(MANY) if f"p/u{number:05}<" in shown}
        pages += 1
        address = next_page(shown, f"Các {words} tiếp theo")
    assert seen == set(range(MANY))
    assert pages == 15


def test_an_operations_page_costs_the_same_whatever_the_case_holds(
    world: World, administrator: str, as_post: SignIn
) -> None:
    client, case_id = as_post(administrator), large_case(world, FEW)
    page = f"/operations/cases/{case_id}"
    small = cost(client, page)
    add_units(world, case_id, range(FEW, MANY))
    assert cost(client, page) == small
    assert len(client.get(page).data) < 80_000


def test_a_page_of_history_costs_the_same_whatever_the_case_holds(
    world: World, auditor: str, as_post: SignIn
) -> None:
    client, case_id = as_post(auditor), large_case(world, FEW, events=EVENTS + 1)
    page = f"/cases/{case_id}?tab=history"
    small = cost(client, page)
    add_units(world, case_id, range(FEW, MANY))
    assert cost(client, page) == small


@pytest.mark.parametrize("tab", TABS)
def test_a_part_of_a_case_of_hundreds_of_units_is_shown(
    world: World, auditor: str, as_post: SignIn, tab: str
) -> None:
    case_id = large_case(world, MANY, events=EVENTS)
    assert as_post(auditor).get(f"/cases/{case_id}?tab={tab}").status_code == 200


def test_history_gathers_the_names_of_units_once_a_page(
    world: World, auditor: str, as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered = list[CaseRules]()
    plain = rule_names.unit_names

    def counted(rules: CaseRules) -> dict[str, str]:
        gathered.append(rules)
        return plain(rules)

    monkeypatch.setattr(rule_names, "unit_names", counted)
    case_id, client = large_case(world, MANY, events=EVENTS), as_post(auditor)
    page = client.get(f"/cases/{case_id}?tab=history").text
    assert page.count("ĐV 1: Điểm") == CHANGES
    assert len(gathered) == 1
