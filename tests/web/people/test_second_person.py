"""Links and approving posts take two administrators; who proposes sees no link."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.worlds.accounts import (
    ADMINISTRATOR,
    AUDITOR,
    CONFIRMATIONS,
    ELSEWHERE,
    FIRST,
    HEAD,
    OFFICER,
    PASSWORD,
    PROPOSAL,
    SECOND,
    Accounts,
    settle,
)
from tests.worlds.web.pages import seen
from tests.worlds.web.posting import send


def events(office: Accounts, *kinds: str) -> list[dict[str, object]]:
    with office.world.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
                " WHERE e.kind = ANY(:kinds) ORDER BY e.seq"
            ),
            {"kinds": list(kinds)},
        ).scalars()
        return [json.loads(payload) for payload in found]


def scalar(office: Accounts, query: str) -> object:
    with office.world.engine.connect() as connection:
        return connection.execute(text(query)).scalar()


@pytest.mark.parametrize("login", [HEAD, AUDITOR, OFFICER, SECOND])
def test_who_asks_for_a_link_never_sees_it(office: Accounts, login: str) -> None:
    page, admin = office.page(login), office.administrator(FIRST)
    answer = send(admin, f"{page}/link", {}, at=page)
    assert "/invite/" not in answer.text
    assert "/invite/" not in admin.get(page).text + admin.get(CONFIRMATIONS).text
    assert scalar(office, "SELECT count(*) FROM invite") == 0


def test_the_proposer_does_not_confirm_their_own(office: Accounts) -> None:
    proposal = office.propose_link(HEAD)
    answer = settle(office.administrator(FIRST), proposal)
    assert answer.status_code == 403
    assert "/invite/" not in answer.text
    assert scalar(office, "SELECT count(*) FROM invite") == 0


def test_a_second_administrator_opens_the_link_once_and_both_are_named(
    office: Accounts,
) -> None:
    path = office.handed(HEAD)
    admin = office.administrator(SECOND)
    assert path not in admin.get(CONFIRMATIONS).text
    (opened,) = events(office, "person.password_reset")
    assert opened["way"] == "shown"
    assert opened["proposed_by"] == f"Người giữ {FIRST}"
    assert isinstance(opened["actor"], dict)
    assert opened["actor"]["name"] == f"Người giữ {SECOND}"
    office.accept(path)
    assert office.signed_in(HEAD, PASSWORD).get("/tasks").status_code == 200


def test_an_administrator_of_another_province_finds_no_proposal(office: Accounts) -> None:
    proposal = office.propose_link(HEAD)
    admin = office.administrator(ELSEWHERE)
    assert PROPOSAL.findall(admin.get(CONFIRMATIONS).text) == []
    nothing = "00000000-0000-0000-0000-000000000001"
    for do in ("confirm", "decline"):
        here, there = settle(admin, proposal, do), settle(admin, nothing, do)
        assert (here.status_code, there.status_code) == (404, 404)
        assert seen(here) == seen(there)
    assert scalar(office, "SELECT state FROM account_proposal") == "waiting"


def test_of_two_who_confirm_at_once_one_gets_the_link(office: Accounts) -> None:
    office.person("quan.tri.3", ADMINISTRATOR)
    proposal = office.propose_link(HEAD)
    admins = [office.signed_in(login) for login in (SECOND, "quan.tri.3")]
    with ThreadPoolExecutor() as both:
        answers = list(both.map(lambda admin: settle(admin, proposal), admins))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert scalar(office, "SELECT count(*) FROM invite") == 1


def test_the_person_does_not_confirm_what_is_about_themself(office: Accounts) -> None:
    proposal = office.propose_link(SECOND)
    assert settle(office.administrator(SECOND), proposal).status_code == 403


@pytest.mark.parametrize(
    "post", [HEAD, ADMINISTRATOR, AUDITOR, "bac-giang/so-noi-vu/officer", "bac-giang/ubnd/chairman"]
)
def test_an_approving_post_is_given_by_two(office: Accounts, post: str) -> None:
    office.person("nguoi.moi")
    if post == HEAD:
        with office.world.engine.begin() as connection:
            connection.execute(
                text("UPDATE appointment SET valid_to = '2024-11-30' WHERE post_id = :p"),
                {"p": HEAD},
            )
    bodies(office)
    before = scalar(office, "SELECT count(*) FROM appointment")
    proposal = office.propose_post("nguoi.moi", post)
    assert scalar(office, "SELECT count(*) FROM appointment") == before
    assert settle(office.administrator(FIRST), proposal).status_code == 403
    assert settle(office.administrator(SECOND), proposal).status_code == 303
    assert scalar(office, "SELECT count(*) FROM appointment") == before + 1  # type: ignore[operator]
    (event,) = events(office, "person.appointed")
    assert (event["post"], event["proposed_by"]) == (post, f"Người giữ {FIRST}")


def test_an_officers_post_is_given_by_one(office: Accounts) -> None:
    office.person("nguoi.moi")
    admin, page = office.administrator(FIRST), office.page("nguoi.moi")
    fields = {"post": OFFICER, "first": "2024-12-01"}
    assert send(admin, f"{page}/appointments", fields, at=page).status_code == 303
    assert scalar(office, "SELECT count(*) FROM account_proposal") == 0


def test_a_link_handed_before_an_approving_post_is_given_goes(office: Accounts) -> None:
    """What two hands had for an officer is no way into a head's post."""
    office.person("nguoi.moi", OFFICER)
    path = office.handed("nguoi.moi")
    bodies(office)
    proposal = office.propose_post("nguoi.moi", "bac-giang/so-noi-vu/officer")
    assert settle(office.administrator(SECOND), proposal).status_code == 303
    assert office.app.test_client().get(path).status_code == 410


def test_two_heads_are_not_proposed(office: Accounts) -> None:
    office.person("nguoi.moi")
    admin, page = office.administrator(FIRST), office.page("nguoi.moi")
    fields = {"post": HEAD, "first": "2024-12-01"}
    assert send(admin, f"{page}/appointments", fields, at=page).status_code == 409


def test_a_puppet_administrator_is_no_second_person(office: Accounts) -> None:
    """Whose password came through the proposer's hands confirms nothing of theirs."""
    office.person("quan.tri.3", ADMINISTRATOR)
    office.accept(office.handed("quan.tri.3"))
    proposal = office.propose_link(HEAD)
    answer = settle(office.signed_in("quan.tri.3", PASSWORD), proposal)
    assert answer.status_code == 403
    assert f"Người giữ {FIRST}" in answer.text


def test_who_handed_an_administrator_their_link_does_not_confirm_for_them(
    office: Accounts,
) -> None:
    """Whoever could sign in as the proposer is no second person beside them."""
    office.person("quan.tri.3", ADMINISTRATOR)
    office.accept(office.handed("quan.tri.3", by=FIRST, hands=SECOND))
    puppet = office.signed_in("quan.tri.3", PASSWORD)
    page = office.page(HEAD)
    assert send(puppet, f"{page}/link", {}, at=page).status_code == 303
    (proposal,) = PROPOSAL.findall(puppet.get(CONFIRMATIONS).text)
    for hand in (FIRST, SECOND):
        assert settle(office.signed_in(hand), proposal).status_code == 403
    office.person("quan.tri.4", ADMINISTRATOR)
    assert settle(office.signed_in("quan.tri.4"), proposal).status_code == 200


def test_a_proposal_is_declined_or_taken_back_and_stays_so(office: Accounts) -> None:
    proposal = office.propose_link(HEAD)
    assert settle(office.administrator(FIRST), proposal, "decline").status_code == 303
    assert settle(office.administrator(SECOND), proposal).status_code == 409
    assert len(events(office, "person.proposal_declined")) == 1


def test_a_closed_account_gets_no_link(office: Accounts) -> None:
    proposal = office.propose_link(HEAD)
    page = office.page(HEAD)
    admin = office.administrator(SECOND)
    assert send(admin, f"{page}/deactivate", {}, at=page).status_code == 303
    assert settle(admin, proposal).status_code == 409


def test_the_person_is_told_on_every_page_of_a_link_that_is_not_theirs(
    office: Accounts,
) -> None:
    head = office.signed_in(HEAD)
    assert 'href="/account">' in head.get("/tasks").text
    warning = "đường dẫn đặt lại mật khẩu của bạn"
    assert warning not in head.get("/tasks").text
    office.handed(HEAD)
    assert warning in head.get("/tasks").text
    assert f"Người giữ {FIRST}" in head.get("/account").text


def bodies(office: Accounts) -> None:
    """Have the rules of a bloc name its Home Affairs, and its posts."""
    world = office.world
    for code, position in (("so-noi-vu", "officer"), ("ubnd", "chairman")):
        unit = world.unit(code, code)
        world.write("post", id=f"{unit}/{position}", unit_id=unit, position=position)
    rules = {"bodies": {"home_affairs": {"id": "bac-giang/so-noi-vu"}}}
    world.write("ruleset", digest="d", content=json.dumps(rules))
