"""A password or a code that could not be taken is given back to nobody."""

import re

import pytest

from server.config import ROOT
from server.web.requests.kept_forms import SECRET
from tests.worlds.accounts import HEAD, OLD, Accounts
from tests.worlds.web.posting import token_on

TEMPLATES = ROOT / "server" / "web" / "templates"
INPUT = re.compile(r"<input\b[^>]*>", re.DOTALL)
TYPED_SECRET = re.compile(r'type="password"|autocomplete="(one-time-code|[a-z]+-password)"')
NAME = re.compile(r'name="([^"]+)"')
OF_MACRO = "{{ name or id }}"
"""The field of `m.password_input`, whose calls say what it is called."""
DRAWN = re.compile(r'm\.password_input\(\s*"([^"]+)"([^)]*)\)')
MARK = re.compile(r'name="_for" value="([^"]+)"')
NEW = "quả bưởi vườn bà ngoại"


@pytest.mark.parametrize("ended", [True, False])
def test_passwords_typed_into_an_old_form_are_not_on_the_page_that_answers(
    office: Accounts, *, ended: bool
) -> None:
    client = office.signed_in(HEAD)
    page = client.get("/account")
    mark = MARK.search(page.text)
    assert mark is not None
    words = {"old": OLD, "password": NEW, "again": NEW, "_for": mark[1]}
    if ended:
        client.delete_cookie("binhxet")
    answer = client.post("/account/password", data=words | {"csrf_token": "an old one"})
    assert answer.status_code in {400, 401}
    assert OLD not in answer.text
    assert NEW not in answer.text
    assert 'name="_sealed"' not in answer.text


def test_every_field_of_a_secret_is_known_as_one() -> None:
    pages = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    names = {
        name[1]
        for page in pages
        for field in INPUT.findall(page)
        if TYPED_SECRET.search(field) and (name := NAME.search(field))
    }
    assert OF_MACRO in names
    drawn = [call for page in pages for call in DRAWN.findall(page)]
    names |= {name[1] if (name := NAME.search(more)) else id_ for id_, more in drawn}
    names.remove(OF_MACRO)
    assert {"old", "again", "code", "password", "factor_password"} <= names
    assert {name for name in names if "password" not in name} <= SECRET


def test_a_form_of_codes_is_answered_by_a_page_without_them(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    token_on(client.get("/account"))
    mark = MARK.search(client.get("/account").text)
    assert mark is not None
    answer = client.post(
        "/account/authenticator/confirm",
        data={"code": "731902", "_for": mark[1], "csrf_token": "an old one"},
    )
    assert answer.status_code == 400
    assert "731902" not in answer.text
