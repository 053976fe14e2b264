"""A review in which no unit may be proposed cannot go on, and its page says what to do."""

from html import unescape

import psycopg
import pytest
from flask import Flask

from server.store.database.addresses import libpq_url
from tests.processes.case_pages import app, task_of
from tests.worlds.databases import Database
from tests.worlds.web.pages import sign_in
from tests.worlds.year import Year

__all__ = ["app"]
NOBODY = "Không đơn vị nào đủ điều kiện được đề cử, nên việc này không gửi đi được."


@pytest.mark.parametrize("eligible", ["none", "some"])
def test_where_nobody_may_be_proposed_the_page_says_so(
    app: Flask, committed: Year, database: Database, eligible: str
) -> None:
    committed.through("award_review", "candidates")
    if eligible == "none":
        with psycopg.connect(libpq_url(database.owner_url)) as connection:
            connection.execute("UPDATE candidate SET eligible = false")
    client = sign_in(app, "so-khcn.secretary")
    page = unescape(client.get(task_of(committed, "candidates")).text)
    assert (NOBODY in page) == (eligible == "none")
