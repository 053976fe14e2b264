"""A receipt is for who did it and for the auditors of its province: nobody else finds it."""

import pytest

from tests.web.receipts.test_act_receipts import head, receipt
from tests.worlds.province import World
from tests.worlds.year_end import Person, YearEnd

__all__ = ["head", "receipt"]
pytestmark = pytest.mark.slow
PARTS = ("", "/promise.txt", "/proof.tlog-proof")


@pytest.fixture
def auditor_elsewhere(year: YearEnd) -> Person:
    """Answer the auditor of another province."""
    world = World(year.engine)
    return year.as_post(
        world.post(world.unit("thanh-tra", "Thanh tra", province="ha-giang"), "auditor")
    )


@pytest.mark.parametrize("part", PARTS)
def test_an_auditor_of_another_province_finds_no_receipt(
    receipt: str, auditor_elsewhere: Person, part: str
) -> None:
    assert auditor_elsewhere.get(receipt + part).status_code == 404


def test_the_list_of_an_auditor_of_another_province_names_none(
    receipt: str, auditor_elsewhere: Person
) -> None:
    page = auditor_elsewhere.get("/receipts")
    assert page.status_code == 200
    assert receipt not in page.text


@pytest.mark.parametrize("part", PARTS)
def test_an_administrator_finds_no_receipt(year: YearEnd, receipt: str, part: str) -> None:
    administrator = year.as_post("bac-giang/quan-tri/administrator")
    assert administrator.get(receipt + part).status_code == 404
