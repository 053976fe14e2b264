"""Before an act: a proof at an OpenID provider, from the button to the act that is sent again."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from server.store.identity import provider_proofs
from server.store.identity.provider_proofs import MOST_OPEN
from server.web.requests.installation import EXTENSION
from tests.worlds.accounts import HEAD, OFFICER, OLD
from tests.worlds.web.phone import ACCOUNT, Phone, confirmed
from tests.worlds.web.phone import KEY as SHOWN_KEY
from tests.worlds.web.posting import send
from tests.worlds.web.proving import (
    BY_PROVIDER,
    NAME,
    SETTING_UP,
    AskedAnew,
    begun,
    leads_to,
    proved,
    sent_again,
)

CODES = "/account/recovery-codes"
WRONG = "điều gõ nhầm"


def test_a_head_who_comes_by_the_provider_alone_sets_up_the_factor_that_the_post_wants(
    anew: AskedAnew,
) -> None:
    """Until then nothing but this is open to them."""
    held = anew.office.app.extensions[EXTENSION]
    object.__setattr__(held.settings, "factor_posts", frozenset({"head"}))
    client = anew.head()
    assert client.get("/tasks").location == ACCOUNT
    page = client.get(ACCOUNT).text
    assert 'name="factor_password"' not in page
    assert f"đưa đến {NAME}" in page
    assert sent_again(client, proved(client, anew)).location == SETTING_UP
    key = SHOWN_KEY.search(unescape(client.get(SETTING_UP).text))
    assert key is not None
    confirmed(client, Phone(key[1]))
    assert client.get("/tasks").status_code == 200


def test_an_act_waits_for_its_proof_and_nothing_is_done_before(anew: AskedAnew) -> None:
    client = anew.head()
    page = begun(client)
    assert client.get(SETTING_UP).status_code == 409
    shown = client.get(page).text
    assert f"Xác nhận tại {NAME}" in shown
    assert "Hoàn tất" not in shown
    assert sent_again(client, page).location != SETTING_UP


def test_a_proof_is_good_for_one_act_of_one_address(anew: AskedAnew) -> None:
    client = anew.head()
    page = proved(client, anew)
    assert send(client, CODES, BY_PROVIDER, at=ACCOUNT).location.startswith("/proof/")
    assert sent_again(client, page).location == SETTING_UP
    assert client.get(page).status_code == 404
    assert begun(client) != page


def test_two_pages_are_proved_beside_each_other(anew: AskedAnew) -> None:
    client = anew.head()
    first, second = begun(client), begun(client, f"{SETTING_UP}/remove")
    for page in (second, first):
        assert client.get(anew.back(leads_to(client, page))).location == page
    assert sent_again(client, first).location == SETTING_UP
    assert sent_again(client, second).status_code == 409  # there is no factor to remove


def test_who_has_a_password_chooses(anew: AskedAnew) -> None:
    client = anew.office.signed_in(HEAD)
    page = client.get(ACCOUNT).text
    assert 'name="factor_password"' in page
    assert f"Xác nhận tại {NAME}, không nhập mật khẩu" in page
    typed = send(client, SETTING_UP, {"factor_password": OLD}, at=ACCOUNT)
    assert typed.location == SETTING_UP
    assert send(client, SETTING_UP, {"factor_password": ""}, at=ACCOUNT).status_code == 422
    page = begun(client, factor_password=WRONG)
    assert WRONG not in client.get(page).text
    assert client.get(anew.back(leads_to(client, page))).location == page
    assert sent_again(client, page).location == SETTING_UP


def test_what_was_typed_comes_back_and_is_sent(anew: AskedAnew) -> None:
    client = anew.head()
    typed = {
        "post": HEAD,
        "person": anew.office.world.people[OFFICER],
        "first": "2024-12-10",
        "last": "2024-12-20",
        "document": "15/GUQ-SKHCN",
        "scope": "all",
        "_confirm": "1",
    }
    answer = send(client, "/delegations", typed | BY_PROVIDER, at="/delegations")
    page = answer.location
    assert client.get(anew.back(leads_to(client, page))).location == page
    assert "15/GUQ-SKHCN" in client.get(page).text
    assert sent_again(client, page).status_code == 303
    assert "15/GUQ-SKHCN" in client.get("/delegations").text


def test_a_session_keeps_no_more_than_a_few_and_they_end_with_it(anew: AskedAnew) -> None:
    client = anew.head()
    pages = [begun(client) for _ in range(MOST_OPEN + 1)]
    assert client.get(pages[0]).status_code == 404
    assert client.get(pages[1]).status_code == 200
    address = leads_to(client, pages[1])
    send(client, "/sign-out", {}, at=ACCOUNT)
    assert client.get(anew.back(address)).status_code == 400


def test_many_sessions_of_a_person_keep_no_more_proofs_than_so_many(
    anew: AskedAnew, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [anew.office.signed_in(HEAD) for _ in range(3)]
    pages = [(client, begun(client)) for client in clients[:2]]
    monkeypatch.setattr(provider_proofs, "MOST_OF_PERSON", 2)
    pages.append((clients[2], begun(clients[2])))
    assert [client.get(page).status_code for client, page in pages] == [404, 200, 200]


def test_what_is_kept_tells_nobody_what_was_typed(anew: AskedAnew) -> None:
    client = anew.head()
    page = begun(client, note="điều riêng")
    state = parse_qs(urlsplit(leads_to(client, page)).query)["state"][0]
    with anew.office.world.engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM provider_proof")).mappings().one()
    kept = " ".join(str(each) for each in row.values())
    assert state not in kept
    assert "riêng" not in bytes(row["sealed"]).decode("utf-8", "replace")
