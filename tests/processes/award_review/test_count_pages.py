"""The page of a count: in the order of the paper, and what is said before a recount."""

import re

import pytest
from flask import Flask

from server.actions.transaction import transactions
from tests.processes.award_review.test_paper_ballot import one_more
from tests.processes.case_pages import app, page
from tests.worlds.databases import Database
from tests.worlds.year import SECOND, Year

__all__ = ["app"]
DIFFERED = "hai người kiểm phiếu đếm khác nhau"


@pytest.fixture
def counting(database: Database) -> Year:
    """Answer the second bloc's year while its two scrutineers count."""
    year = Year(begin=transactions(database.url), bloc_year_id=SECOND)
    return year.through("award_review", "count")


def test_the_count_is_entered_in_the_order_of_the_paper_and_a_recount_says_where_two_differed(
    app: Flask, counting: Year
) -> None:
    first, other = counting.tasks("count")
    _status, shown = page(app, first.post_id, f"/tasks/{first.id}")
    typed = re.findall(r'id="f-((?:issued|collected|valid|invalid|counts\.[^"]+))"', shown)
    assert typed[:4] == ["issued", "collected", "valid", "invalid"]
    assert len(typed) > 4
    assert DIFFERED not in shown
    value = counting.value(first)
    counting.complete(first, value)
    counting.complete(other, one_more(value))
    for again in counting.tasks("count"):
        _status, shown = page(app, again.post_id, f"/tasks/{again.id}")
        said = shown.partition('<form class="stack task-form"')[0]
        assert DIFFERED in said
        assert "Số phiếu không hợp lệ" in said
        assert not re.search(r"không hợp lệ\W{0,3}\d", said), "neither sees a number of the other"
