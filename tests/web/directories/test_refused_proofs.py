"""Before an act: what of an OpenID provider's answers proves nothing."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.actions.directories.by_provider import BEGUN_HOLDS
from server.actions.directories.prove_anew import PROOF_HOLDS
from server.actions.identity.fresh_proof import TRIES
from server.domain.identity.directories import Directory
from tests.worlds.accounts import HEAD, OFFICER, Accounts
from tests.worlds.directories.forged import GONE
from tests.worlds.directories.glewlwyd import Glewlwyd
from tests.worlds.web.outside import ANSWER, linked, through_provider, told, tries
from tests.worlds.web.outside import at_provider as through
from tests.worlds.web.phone import ACCOUNT
from tests.worlds.web.posting import CSRF, send
from tests.worlds.web.proving import (
    BY_PROVIDER,
    NAME,
    SETTING_UP,
    AskedAnew,
    begun,
    leads_to,
    proved,
    refused,
    run,
    sent_again,
)

CODES = "/account/recovery-codes"
WRONG = "điều gõ nhầm"


def test_an_answer_counts_once(anew: AskedAnew) -> None:
    client = anew.head()
    page = begun(client)
    back = anew.back(leads_to(client, page))
    assert client.get(back).status_code == 303
    assert sent_again(client, page).location == SETTING_UP
    assert client.get(back).location == "/tasks"
    assert begun(client) != page


def test_an_answer_that_was_refused_does_not_come_again(anew: AskedAnew) -> None:
    client = anew.head()
    page = begun(client)
    address = leads_to(client, page)
    assert client.get(anew.back(address, auth_time=GONE)).status_code == 403
    assert client.get(anew.back(address)).status_code == 400
    assert sent_again(client, page).location != SETTING_UP


@pytest.mark.parametrize("login", [HEAD, OFFICER])
def test_another_session_brings_no_answer_and_sees_no_page(anew: AskedAnew, login: str) -> None:
    other, client = anew.office.signed_in(login), anew.head()
    page = begun(client)
    back = anew.back(leads_to(client, page))
    assert other.get(back).location == "/tasks"  # as every old answer of who is in
    theirs, nobodys = other.get(page), other.get(f"/proof/{uuid4()}")
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert CSRF.sub("", theirs.text).replace(page, "") == CSRF.sub("", nobodys.text).replace(
        nobodys.request.path, ""
    )
    assert "Hoàn tất" not in client.get(page).text
    assert client.get(back).location == page


def test_a_sign_in_that_was_begun_proves_no_act(anew: AskedAnew) -> None:
    client = anew.office.app.test_client()
    state = client.get("/sign-in/provider").location.partition("state=")[2].partition("&")[0]
    signed_in = anew.head()
    assert signed_in.get(f"{ANSWER}?code=c&state={state}").location == "/tasks"


@pytest.mark.parametrize("said", [GONE, 0, -3600, 3600, "soon", True])
def test_who_did_not_prove_it_just_now_is_told_how_to_mend_it(
    anew: AskedAnew, said: object
) -> None:
    """A provider that asks nobody again says an older time, or none."""
    whole = isinstance(said, int) and not isinstance(said, bool) and said != 0
    claim = int(anew.now().timestamp()) + int(str(said)) if whole else said
    answer = refused(anew.head(), anew, auth_time=claim)
    assert answer.status_code == 403
    assert "auth_time" in answer.text
    assert "đăng xuất" in answer.text


def test_a_clock_that_is_behind_by_little_is_no_older_proof(anew: AskedAnew) -> None:
    at = int(anew.now().timestamp())
    proved(anew.head(), anew, auth_time=at - 20)


def test_another_person_s_account_proves_nothing(anew: AskedAnew) -> None:
    linked(anew.office, OFFICER, Directory.OPENID, "nv-2")
    client = anew.head()
    for subject in ("nv-2", "nv-3"):
        answer = refused(client, anew, sub=subject)
        assert answer.status_code == 403
        assert "không phải tài khoản liên kết với bạn" in answer.text


@pytest.mark.parametrize("claims", [{"iss": "https://khac.example"}, {"nonce": "khac"}])
def test_a_token_of_others_proves_nothing(anew: AskedAnew, claims: dict[str, object]) -> None:
    client = anew.head()
    assert refused(client, anew, **claims).status_code == 400
    assert "answer_refused" in tries(anew.office)
    assert "1 lần thử không vào được" in client.get("/account").text


def test_what_somebody_gave_up_at_the_provider_is_offered_again(anew: AskedAnew) -> None:
    client = anew.head()
    page = begun(client)
    state = parse_qs(urlsplit(leads_to(client, page)).query)["state"][0]
    answer = client.get(f"{ANSWER}?error=access_denied&state={state}")
    assert answer.status_code == 400
    assert "Xác nhận lại" in answer.text


def test_an_answer_that_comes_late_proves_nothing(anew: AskedAnew) -> None:
    client = anew.head()
    page = begun(client)
    back = leads_to(client, page)
    anew.ahead = BEGUN_HOLDS + timedelta(seconds=1)
    assert client.get(anew.back(back)).status_code == 400
    assert "Những gì bạn đã nhập còn nguyên" in client.get(page).text


def test_a_proof_waits_for_its_act_no_longer_than_minutes(anew: AskedAnew) -> None:
    client = anew.head()
    page = proved(client, anew)
    anew.ahead = PROOF_HOLDS + timedelta(seconds=1)
    assert "Hoàn tất" not in client.get(page).text
    assert sent_again(client, page).location not in {page, SETTING_UP}


def test_an_account_unlinked_meanwhile_proves_nothing(anew: AskedAnew) -> None:
    client = anew.head()
    page = proved(client, anew)
    run(anew.office, "DELETE FROM directory_link")
    assert sent_again(client, page).status_code == 422


def test_an_account_unlinked_while_the_provider_is_asked_proves_nothing(
    anew: AskedAnew,
) -> None:
    client = anew.head()
    page = begun(client)
    back = anew.back(leads_to(client, page))
    run(anew.office, "DELETE FROM directory_link")
    assert client.get(back).status_code == 403


OTHER_LINK = "UPDATE directory_link SET id = gen_random_uuid()"
OTHER_ISSUER = "UPDATE directory_link SET issuer = 'https://other.example'"


@pytest.mark.parametrize("meanwhile", [OTHER_LINK, OTHER_ISSUER])
def test_another_link_or_issuer_proves_nothing_that_was_begun_before(
    anew: AskedAnew, meanwhile: str
) -> None:
    client = anew.head()
    back = anew.back(leads_to(client, begun(client)))
    run(anew.office, meanwhile)
    assert client.get(back).status_code == 403


def test_a_link_in_place_of_the_one_that_proved_it_does_not_count(anew: AskedAnew) -> None:
    client = anew.head()
    page = proved(client, anew)
    run(anew.office, OTHER_LINK)
    assert sent_again(client, page).location not in {page, SETTING_UP}


def test_tries_are_counted_with_those_of_the_password(anew: AskedAnew) -> None:
    client = anew.head()
    for _ in range(TRIES):
        refused(client, anew, sub="nv-3")
    page = begun(client)
    assert client.get(anew.back(leads_to(client, page))).status_code == 429


def test_who_is_not_linked_is_led_nowhere(anew: AskedAnew) -> None:
    client = anew.office.signed_in(OFFICER)
    assert NAME not in client.get(ACCOUNT).text
    assert send(client, SETTING_UP, BY_PROVIDER, at=ACCOUNT).status_code == 422


def test_a_provider_that_is_silent_is_told_and_keeps_what_was_typed(anew: AskedAnew) -> None:
    client, away = anew.head(), "http://localhost:1/x"
    told(anew.office.app, anew.told | {"BINHXET_OIDC_ISSUER": away}, address="http://localhost:1")
    run(anew.office, "UPDATE directory_link SET issuer = :away", away=away)
    answer = client.get(begun(client))
    assert answer.status_code == 503
    assert "Xác nhận lại" in answer.text


def test_no_address_begins_a_proof(anew: AskedAnew) -> None:
    client = anew.head()
    client.get(ACCOUNT, query_string=BY_PROVIDER)
    client.get("/proof", query_string={"act": SETTING_UP})
    assert client.post(SETTING_UP, data=BY_PROVIDER).status_code == 400  # no form of ours
    with anew.office.world.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM provider_proof")).scalar_one() == 0


def test_a_provider_that_cannot_ask_anew_is_told_and_keeps_what_was_typed(
    at_provider: Accounts, provider: Glewlwyd
) -> None:
    """Glewlwyd refuses a `max_age` of none, and says no `auth_time` for a code."""
    client, browser = at_provider.app.test_client(), provider.browser()
    page = through_provider(client, browser).text
    linked(
        at_provider,
        HEAD,
        Directory.OPENID,
        page.partition('<span class="hash">')[2].partition("<")[0],
    )
    through_provider(client, browser)
    act = begun(client)
    answer = client.get(through(browser, leads_to(client, act)))
    assert answer.status_code == 400
    assert "Xác nhận lại" in answer.text
    assert sent_again(client, act).location != SETTING_UP
