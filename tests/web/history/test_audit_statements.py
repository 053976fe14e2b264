"""What the auditor's pages ask of the database: no more than so many statements, however long."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from server.store import engine_for
from tests.worlds.played import Played

AUDITOR = "thanh-tra.auditor"
MOST = {
    "/audit": 8,
    "/audit?act=approve&kind=evaluation&from=01/11/2024": 8,
    "/audit?who=giam doc": 12,
    "/audit?post=bac-giang/so-khcn/head&behalf=bac-giang/so-khcn/head": 8,
    "/audit?odd=hasty&of=bac-giang/so-khcn": 8,
    "{case}": 9,
    "{case}?act=approve": 9,
    "{case}/moment?seq=9": 4,
    "{case}/events/9": 7,
    "/audit/sign-ins": 2,
}


@contextmanager
def counted(year: Played) -> Iterator[list[str]]:
    """Keep the statements that are sent while pages are read."""
    told: list[str] = []

    def keep(*call: object) -> None:
        told.append(str(call[2]))

    engine = engine_for(year.database.url)
    event.listen(engine, "before_cursor_execute", keep)
    yield told
    event.remove(engine, "before_cursor_execute", keep)


@pytest.mark.parametrize("address", MOST)
def test_a_page_asks_no_more_than_so_much(year: Played, address: str) -> None:
    case = f"/audit/cases/{year.cases()['evaluation'].rpartition('/')[2]}"
    client, asked = year.as_post(AUDITOR), address.format(case=case)
    client.get(asked)
    with counted(year) as told:
        assert client.get(asked).status_code == 200
    assert len(told) <= MOST[address], "\n".join(told)
