"""The pages of a case as each post's holder sees them."""

import re
from uuid import UUID

import pytest
from flask import Flask

from tests.worlds.databases import Database
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.year import Year


@pytest.fixture
def app(database: Database) -> Flask:
    """Answer the application on the database in which a case is played."""
    return pages(database)


def page(app: Flask, post: str, address: str) -> tuple[int, str]:
    """Answer a page as the holder of a post sees it: its status, and its part below the frame."""
    login = post.partition("/")[2].replace("/", ".")
    answer = sign_in(app, login).get(address)
    text = answer.data.decode(errors="replace")  # of a file it is no text
    main = re.search(r"<main.*</main>", text, re.DOTALL)
    return answer.status_code, main[0] if main else ""


def task_of(year: Year, element: str, unit: str = "") -> str:
    """Answer the address of the newest task of an element, for a unit or for the whole bloc."""
    with year.begin() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT id FROM task WHERE element = %s AND key = %s ORDER BY opened_at DESC, id DESC",
            (element, unit),
        )
        return f"/tasks/{UUID(str(rows.scalars().first()))}"
