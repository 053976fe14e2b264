"""A fresh passkey in place of the password before an act: of one session and path, once, or not."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.actions.identity.fresh_proof import TRIES
from server.config import ROOT
from server.domain.identity.passkeys import CHALLENGE_HOLDS
from tests.worlds.accounts import HEAD, OFFICER, OLD, Accounts
from tests.worlds.web.passkey import (
    SoftPasskey,
    challenged_before,
    kept,
    made_passkey,
    proof_of,
    results,
    signed_in_by,
)
from tests.worlds.web.phone import ACCOUNT, told
from tests.worlds.web.posting import send, token_on

pytestmark = pytest.mark.usefixtures("still_phones")
CODES, APP, LEND = "/account/recovery-codes", "/account/authenticator", "/delegations"
BUTTON = 'data-passkey-instead="/account/passkeys/challenge"'
TEMPLATES = ROOT / "server" / "web" / "templates"
OFFERS = re.compile(r"m\.fresh_password\(|keys\.instead\(")
ELSEWHERE = "http://127.0.0.1:8024"
PURPOSE = text("UPDATE passkey_challenge SET purpose = :purpose WHERE purpose = :act")
REFUSED = "Khóa truy cập này không được nhận"


@pytest.fixture
def client(office: Accounts, passkey: SoftPasskey) -> FlaskClient:
    """Answer the head's session, who has a passkey."""
    return signed_in_by(office, passkey)


@pytest.fixture
def lent(office: Accounts) -> dict[str, object]:
    """Return what the head types to lend the post, up to the password."""
    return {
        "post": HEAD,
        "person": office.world.people[OFFICER],
        "first": "2024-12-10",
        "last": "2024-12-20",
        "document": "15/GUQ-SKHCN",
        "scope": "all",
        "_confirm": "1",
    }


@pytest.fixture
def unlent(office: Accounts) -> Iterator[None]:
    """Find, at the end, that nothing was lent."""
    yield
    assert kept(office, "SELECT count(*) FROM delegation") == 0


def test_a_passkey_lends_a_post_without_the_password(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    unconfirmed = {name: value for name, value in lent.items() if name != "_confirm"}
    page = send(client, LEND, unconfirmed, at=LEND).text
    assert BUTTON in page
    assert "passkey.js" in page
    assert 'name="password"' in page  # without a script it is asked for as ever
    answer = send(client, LEND, lent | proof_of(client, passkey, LEND), at=LEND)
    assert answer.status_code == 303, answer.text
    assert kept(office, "SELECT count(*) FROM delegation") == 1


def test_a_passkey_changes_the_second_factors(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey
) -> None:
    assert client.get(ACCOUNT).text.count(BUTTON) == 2
    answer = send(client, CODES, proof_of(client, passkey, CODES), at=ACCOUNT)
    assert answer.status_code == 200, answer.text
    assert told(office) == ["factor.added", "recovery_codes.made"]
    assert send(client, APP, proof_of(client, passkey, APP), at=ACCOUNT).location == APP


def test_a_new_password_wants_the_old_one(client: FlaskClient, passkey: SoftPasskey) -> None:
    path, new = "/account/password", "bốn từ không liên quan nhau"
    fields = {"old": "", "password": new, "again": new} | proof_of(client, passkey, path)
    assert send(client, path, fields, at=ACCOUNT).status_code == 422
    assert send(client, CODES, {"factor_password": OLD}, at=ACCOUNT).status_code == 200


@pytest.mark.usefixtures("unlent")
def test_what_was_signed_before_another_act_is_refused_and_nothing_typed_is_lost(
    client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    page = send(client, LEND, lent | proof_of(client, passkey, CODES), at=LEND)
    assert page.status_code == 422
    assert REFUSED in page.text
    assert "15/GUQ-SKHCN" in page.text
    assert 'name="passkey_answer">' in page.text  # the answer itself is not given back


@pytest.mark.usefixtures("unlent")
def test_what_was_signed_to_sign_in_or_to_make_a_passkey_is_refused(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    for purpose in ("sign_in", "enrol"):
        asked = challenged_before(client, LEND).get_json()
        with office.world.engine.begin() as connection:
            connection.execute(PURPOSE, {"purpose": purpose, "act": f"act:{LEND}"})
        answer = {"passkey_answer": passkey.sign(asked)}
        assert send(client, LEND, lent | answer, at=LEND).status_code == 422


@pytest.mark.usefixtures("unlent")
def test_what_another_session_asked_for_is_refused(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    other = signed_in_by(office, passkey)
    signed = proof_of(other, passkey, LEND)
    assert send(client, LEND, lent | signed, at=LEND).status_code == 422
    challenged_before(client, LEND)
    assert send(client, LEND, lent | signed, at=LEND).status_code == 422


def test_an_answer_counts_once(client: FlaskClient, passkey: SoftPasskey) -> None:
    signed = proof_of(client, passkey, CODES)
    assert send(client, CODES, signed, at=ACCOUNT).status_code == 200
    assert send(client, CODES, signed, at=ACCOUNT).status_code == 422


def test_a_challenge_is_gone_though_the_act_is_refused(
    client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    signed = proof_of(client, passkey, LEND)
    assert send(client, LEND, lent | {"last": "2024-12-01"} | signed, at=LEND).status_code == 422
    assert send(client, LEND, lent | signed, at=LEND).status_code == 422


@pytest.mark.usefixtures("unlent")
def test_a_stale_challenge_is_refused(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    signed = proof_of(client, passkey, LEND)
    with office.world.engine.begin() as connection:
        moved = text("UPDATE passkey_challenge SET made_at = made_at - :by")
        connection.execute(moved, {"by": CHALLENGE_HOLDS})
    assert send(client, LEND, lent | signed, at=LEND).status_code == 422


@pytest.mark.usefixtures("unlent")
def test_another_person_s_passkey_is_refused(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object]
) -> None:
    theirs, _ = made_passkey(office.signed_in(OFFICER))
    asked = challenged_before(client, LEND).get_json()
    answer = {"passkey_answer": replace(theirs, user=passkey.user).sign(asked)}
    assert send(client, LEND, lent | answer, at=LEND).status_code == 422
    asked = challenged_before(client, LEND).get_json()
    assert (
        send(client, LEND, lent | {"passkey_answer": theirs.sign(asked)}, at=LEND).status_code
        == 422
    )


@pytest.mark.usefixtures("unlent")
@pytest.mark.parametrize(
    ("name", "value"),
    [("verified", False), ("origin", "http://localhost:8025"), ("party", "example.vn")],
)
def test_what_was_signed_unverified_or_elsewhere_is_refused(
    client: FlaskClient, passkey: SoftPasskey, lent: dict[str, object], name: str, value: object
) -> None:
    setattr(passkey, name, value)
    signed = proof_of(client, passkey, LEND)
    assert send(client, LEND, lent | signed, at=LEND).status_code == 422


@pytest.mark.usefixtures("unlent")
@pytest.mark.parametrize("answer", ["{}", "x" * 30_000, "[" * 9000])
def test_what_is_no_answer_is_no_password_either(
    client: FlaskClient, lent: dict[str, object], answer: str
) -> None:
    """A password beside it does not count: who chose the passkey is asked again."""
    challenged_before(client, LEND)
    fields = lent | {"passkey_answer": answer, "password": OLD}
    assert send(client, LEND, fields, at=LEND).status_code == 422


def test_what_is_refused_counts_as_a_try_and_is_told(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey
) -> None:
    passkey.verified = False
    for _ in range(TRIES):
        assert send(client, CODES, proof_of(client, passkey, CODES), at=ACCOUNT).status_code == 422
    passkey.verified = True
    assert send(client, CODES, proof_of(client, passkey, CODES), at=ACCOUNT).status_code == 429
    assert results(office).count("wrong_passkey") == TRIES
    assert "Từ đó có 8 lần thử" in client.get(ACCOUNT).text


def test_a_copied_passkey_proves_nothing_and_its_person_is_told(
    office: Accounts, client: FlaskClient, passkey: SoftPasskey
) -> None:
    addressed = text("UPDATE person SET email = 'gd@skhcn.example' WHERE login = :login")
    with office.world.engine.begin() as connection:
        connection.execute(addressed, {"login": HEAD})
    passkey.count = 0
    refused = send(client, CODES, proof_of(client, passkey, CODES), at=ACCOUNT)
    assert refused.status_code == 403
    assert "có thể đã bị sao chép" in refused.text
    assert kept(office, "SELECT count(*) FROM mail WHERE key LIKE 'factor/copied/%'") == 1


@pytest.mark.parametrize("path", ["", "account", "/x" * 101, "/\n", "enrol"])
def test_no_challenge_is_made_for_what_is_no_path(client: FlaskClient, path: str) -> None:
    assert challenged_before(client, path).status_code == 422


def test_who_has_none_is_offered_none(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    assert challenged_before(client, CODES).status_code == 422
    page = client.get(ACCOUNT).text
    assert BUTTON not in page
    assert "passkey.js" not in page


def test_at_another_name_none_is_offered_or_taken(
    client: FlaskClient, passkey: SoftPasskey
) -> None:
    signed = proof_of(client, passkey, CODES)
    cookie = client.get_cookie("binhxet")
    assert cookie is not None
    client.set_cookie("binhxet", cookie.value, domain="127.0.0.1")
    page = client.get(ACCOUNT, base_url=ELSEWHERE)
    assert BUTTON not in page.text
    fields = signed | {"csrf_token": token_on(page)}
    assert client.post(CODES, data=fields, base_url=ELSEWHERE).status_code == 409


def test_every_page_that_offers_a_passkey_brings_its_script() -> None:
    pages = (page.read_text() for page in TEMPLATES.rglob("*.html"))
    whole = [page for page in pages if OFFERS.search(page) and "{% extends" in page]
    assert len(whole) >= 8
    assert all("m.passkey_script()" in page for page in whole)
