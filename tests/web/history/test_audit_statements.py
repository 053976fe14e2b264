"""What the auditor's pages ask of the database: no more than so many statements, however long."""

import pytest

from tests.sent import statements_sent
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
    "/security-events": 2,
}


@pytest.mark.parametrize("address", MOST)
def test_a_page_asks_no_more_than_so_much(year: Played, address: str) -> None:
    case = f"/audit/cases/{year.cases()['evaluation'].rpartition('/')[2]}"
    client, asked = year.as_post(AUDITOR), address.format(case=case)
    client.get(asked)
    with statements_sent() as told:
        assert client.get(asked).status_code == 200
    assert len(told) <= MOST[address], "\n".join(sql for sql, _ in told)
