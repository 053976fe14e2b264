"""Pages in both languages are, to the byte, what templates draw that are taken as written."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.visitor import NodeTransformer

from server.web.words import templates
from server.web.words.templates import templates_of
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.web.pages import pages, seen

WHO = ("so-khcn.secretary", "so-gddt.officer", "thanh-tra.auditor", "quan-tri.administrator")
MOST = 30
"""Pages of one person that are compared."""
LINK = re.compile(r'href="(/[^"#]*)"')
ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(after|before|return_to)=[^&]*")
LEFT_OUT = re.compile(r"/(static|language|theme|sign-|files)")
OWN = re.compile(r'(name="_key" value="|/static/|data-now=")[^"]*')
"""What a page says of itself alone, each time anew."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def year(module_database: Database) -> Played:
    return Played.of(module_database)


@pytest.fixture(scope="module")
def written(module_database: Database) -> Flask:
    """Answer the same pages drawn by templates that look up all, and take nothing in before."""
    app = pages(module_database)
    templates_of(app).kept_in = None
    return app


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("login", WHO)
def test_a_page_is_the_same_to_the_byte(
    year: Played, written: Flask, monkeypatch: pytest.MonkeyPatch, login: str, code: str
) -> None:
    client, other = year.as_post(login), written.test_client()
    client.set_cookie("lang", code)
    addresses = list(_linked(client))  # by now all that these pages need is compiled
    assert len(addresses) > 10
    monkeypatch.setattr(templates, "Joining", lambda *_: NodeTransformer())
    monkeypatch.setattr(templates, "Saying", lambda _: NodeTransformer())
    for cookie in (client.get_cookie("binhxet"), client.get_cookie("lang")):
        assert cookie is not None
        other.set_cookie(cookie.key, cookie.value)
    for address in addresses:
        page, drawn_otherwise = _page(client, address), _page(other, address)
        if page != drawn_otherwise:  # a minute went by between the two
            page, drawn_otherwise = _page(client, address), _page(other, address)
        assert page == drawn_otherwise, address


def _page(client: FlaskClient, address: str) -> tuple[int, str]:
    status, text = seen(client.get(address))
    return status, OWN.sub(r"\1", text)


def _linked(client: FlaskClient) -> Iterator[str]:
    """Walk from the first page on, by links; of many cases' pages one is enough."""
    waiting, known = ["/"], {"/"}
    for address in waiting:
        answer = client.get(address)
        if answer.mimetype != "text/html":
            continue
        yield address
        for each in LINK.findall(answer.text):
            kind = ONE.sub("…", each)
            if kind not in known and len(waiting) < MOST and not LEFT_OUT.match(each):
                known.add(kind)
                waiting.append(each.replace("&amp;", "&"))
