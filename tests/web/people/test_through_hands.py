"""Whose hands an account went through counts for good: one natural person is no two."""

import pytest
from sqlalchemy import text

from tests.worlds.accounts import (
    ADMINISTRATOR,
    CONFIRMATIONS,
    FIRST,
    HEAD,
    LINK,
    PASSWORD,
    PROPOSAL,
    SECOND,
    Accounts,
    settle,
)
from tests.worlds.web.posting import send

OWN = "quả bưởi vườn bà ngoại"
THIRD, FOURTH, FIFTH = "quan.tri.3", "quan.tri.4", "quan.tri.5"


def puppet(office: Accounts, login: str, *, by: str, hands: str) -> None:
    """Add an administrator whose link two hands had, and who has set a password of their own."""
    office.person(login, ADMINISTRATOR)
    office.accept(office.handed(login, by=by, hands=hands))
    signed = office.signed_in(login, PASSWORD)
    words = {"old": PASSWORD, "password": OWN, "again": OWN}
    assert send(signed, "/account/password", words, at="/account").status_code == 303


def proposed_as(office: Accounts, login: str, password: str = OWN) -> str:
    admin = office.signed_in(login, password)
    page = office.page(HEAD)
    assert send(admin, f"{page}/link", {}, at=page).status_code == 303
    (proposal,) = PROPOSAL.findall(admin.get(CONFIRMATIONS).text)
    return str(proposal)


def confirmed(office: Accounts, proposal: str, login: str, password: str) -> int:
    return settle(office.signed_in(login, password), proposal).status_code


@pytest.mark.parametrize("proposer", [FIRST, SECOND])
def test_another_password_makes_no_second_person_of_who_had_ones_link(
    office: Accounts, proposer: str
) -> None:
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    proposal = office.propose_link(HEAD, by=proposer)
    answer = settle(office.signed_in(THIRD, OWN), proposal)
    assert answer.status_code == 403
    assert f"Người giữ {proposer}" in answer.text


@pytest.mark.parametrize("hand", [FIRST, SECOND])
def test_who_had_ones_link_confirms_nothing_of_theirs_after_another_password(
    office: Accounts, hand: str
) -> None:
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    assert settle(office.administrator(hand), proposed_as(office, THIRD)).status_code == 403


def test_two_accounts_that_went_through_the_same_hands_are_not_two_persons(
    office: Accounts,
) -> None:
    office.person(FIFTH, ADMINISTRATOR)
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    puppet(office, FOURTH, by=FIRST, hands=FIFTH)
    assert confirmed(office, proposed_as(office, THIRD), FOURTH, OWN) == 403


def test_hands_reach_through_the_accounts_that_others_made(office: Accounts) -> None:
    office.person(FIFTH, ADMINISTRATOR)
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    office.person(FOURTH, ADMINISTRATOR)
    through_third(office, FOURTH)
    asked = office.propose_link(HEAD, by=FIRST)
    assert confirmed(office, asked, FOURTH, PASSWORD) == 403


def through_third(office: Accounts, login: str) -> None:
    """Have the third administrator ask for an account's link, and the fifth hand it over."""
    admin, page = office.signed_in(THIRD, OWN), office.page(login)
    assert send(admin, f"{page}/link", {}, at=page).status_code == 303
    (proposal,) = PROPOSAL.findall(admin.get(CONFIRMATIONS).text)
    (path,) = LINK.findall(settle(office.administrator(FIFTH), proposal).text)
    office.accept(path)


def test_a_link_that_other_hands_had_gives_the_account_away_from_the_former(
    office: Accounts,
) -> None:
    for login in (FOURTH, FIFTH):
        office.person(login, ADMINISTRATOR)
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    office.accept(office.handed(THIRD, by=FOURTH, hands=FIFTH))
    assert confirmed(office, office.propose_link(HEAD, by=FIRST), THIRD, PASSWORD) == 200


def test_who_confirms_sees_whose_hands_an_account_went_through_after_another_password(
    office: Accounts,
) -> None:
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    office.propose_link(THIRD)
    page = office.administrator(SECOND).get(CONFIRMATIONS).text
    assert f"đường dẫn gần nhất qua tay: Người giữ {FIRST}, Người giữ {SECOND}" in page


def test_an_administrator_reads_on_their_page_beside_whom_they_are_no_second_person(
    office: Accounts,
) -> None:
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    signed = office.signed_in(THIRD, OWN)
    page = signed.get("/account").text
    assert f"Người giữ {FIRST}, Người giữ {SECOND}" in page
    assert "không phải hai người" in page
    assert "việc bạn làm ghi kèm điều đó" not in signed.get("/tasks").text


def test_an_act_with_a_password_of_ones_own_is_not_marked(office: Accounts) -> None:
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    proposed_as(office, THIRD)
    with office.world.engine.connect() as connection:
        marks = connection.execute(
            text(
                "SELECT (p.payload::jsonb -> 'actor') ? 'link_by' FROM event e"
                " JOIN event_payload p ON p.event_id = e.id WHERE e.kind = ANY(:kinds)"
                " ORDER BY e.seq DESC LIMIT 2"
            ),
            {"kinds": ["person.password_changed", "person.link_proposed"]},
        ).scalars()
        assert list(marks) == [False, True]
