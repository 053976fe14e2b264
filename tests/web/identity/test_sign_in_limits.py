"""How often a password may be tried: the shipped limits, and whom they must not lock out."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from server.actions.identity import fresh_proof
from server.actions.identity.fresh_proof import TypedProof
from server.actions.identity.let_in import Tokens
from server.actions.identity.sign_in import sign_in
from server.domain.identity.sign_ins import (
    TRIES_FROM_ADDRESS,
    TRIES_FROM_KNOWN_BROWSER,
    TRIES_OF_LOGIN,
    TRIES_OF_LOGIN_FROM_ADDRESS,
    TryOrigin,
    limits,
)
from server.domain.people.actors import (
    DEMONSTRATION_PASSWORD,
    FreshPasswordWrong,
    TooManyTries,
    WrongPassword,
)
from server.store import open_session
from server.store.identity import security
from server.store.identity.security import Counted, Try
from tests.web.identity.test_sign_in import actor_in
from tests.worlds.province import NOW, World

OFFICE, HOME = "203.0.113.7", "198.51.100.9"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")


@pytest.fixture
def head(world: World) -> str:
    return world.post(world.unit("so-vhttdl", "Sở VHTTDL"), "head")


def origin(address: str, *tokens: str) -> TryOrigin:
    return TryOrigin(address=address, browser="Firefox", tokens=tokens, key=b"k" * 32)


def enter(
    world: World, login: str, address: str, *tokens: str, at: timedelta = timedelta()
) -> Tokens:
    with open_session(world.engine) as session:
        made = sign_in(
            session,
            login=login,
            password=DEMONSTRATION_PASSWORD,
            origin=origin(address, *tokens),
            now=NOW + at,
        )
        session.commit()
    assert isinstance(made, Tokens)
    return made


def guess(world: World, login: str, address: str, *, at: timedelta = timedelta()) -> bool:
    """Try a wrong password as the sign-in page does, without the work of hashing it."""
    tried = Try(
        person_id=world.people.get(login),
        login_hash="l",
        address_hash=address,
        known_browser=False,
        address=address,
        browser="",
    )
    bounds = limits(login, origin(address), None)
    return isinstance(security.begin_try(world.engine, tried, bounds.by_key, now=NOW + at), Counted)


def test_sixty_one_wrong_passwords_from_one_address_lock_the_person_nowhere_else(
    world: World, officer: str
) -> None:
    tried = [guess(world, officer, OFFICE) for _ in range(TRIES_OF_LOGIN + 1)]
    assert sum(tried) == TRIES_OF_LOGIN_FROM_ADDRESS
    with pytest.raises(TooManyTries):
        enter(world, officer, OFFICE)
    enter(world, officer, HOME)


def test_who_guesses_at_one_person_does_not_lock_out_the_office_behind_the_address(
    world: World, officer: str, head: str
) -> None:
    for _ in range(TRIES_FROM_ADDRESS + 2):
        guess(world, officer, OFFICE)
    enter(world, head, OFFICE)


def test_who_guesses_at_everybody_locks_no_known_browser_of_the_office(
    world: World, officer: str, head: str
) -> None:
    known = enter(world, head, OFFICE).browser
    for n in range(TRIES_FROM_ADDRESS + 2):
        guess(world, f"name{n}", OFFICE)
    with pytest.raises(TooManyTries):
        enter(world, officer, OFFICE)
    enter(world, head, OFFICE, known)


def test_strangers_at_many_addresses_do_not_lock_a_known_browser(world: World, head: str) -> None:
    known = enter(world, head, HOME).browser
    for n in range(TRIES_OF_LOGIN + 2):
        guess(world, head, f"192.0.2.{n}")
    with pytest.raises(TooManyTries):
        enter(world, head, OFFICE)
    enter(world, head, HOME, known)


def test_a_window_ends_though_refused_tries_went_on(world: World, officer: str) -> None:
    for minute in range(15):
        for _ in range(TRIES_OF_LOGIN_FROM_ADDRESS + 1):
            guess(world, officer, OFFICE, at=minute * MINUTE)
    with pytest.raises(TooManyTries) as refused:
        enter(world, officer, OFFICE, at=14 * MINUTE)
    assert refused.value.minutes == 1
    enter(world, officer, OFFICE, at=15 * MINUTE)


def test_a_known_browser_is_counted_for_itself(world: World, head: str) -> None:
    known = enter(world, head, HOME).browser
    for _ in range(TRIES_FROM_KNOWN_BROWSER):
        with pytest.raises(WrongPassword), open_session(world.engine) as session:
            sign_in(
                session,
                login=head,
                password="x",  # noqa: S106
                origin=origin(HOME, known),
                now=NOW,
            )
    with pytest.raises(TooManyTries):
        enter(world, head, HOME, known)
    enter(world, head, HOME)
    enter(world, head, HOME, known, at=15 * MINUTE)


def test_a_browser_is_known_as_one_person_and_by_its_newest_token(
    world: World, officer: str, head: str
) -> None:
    first = enter(world, head, OFFICE)
    second = enter(world, head, OFFICE, first.browser)
    assert second.spent == first.browser
    assert enter(world, head, OFFICE, first.browser).spent is None
    assert enter(world, officer, OFFICE, second.browser).spent is None


def test_tries_at_the_same_instant_do_not_slip_past_a_limit(world: World, officer: str) -> None:
    let_through: list[bool] = []
    tries = [
        threading.Thread(target=lambda: let_through.append(guess(world, officer, OFFICE)))
        for _ in range(20)
    ]
    for each in tries:
        each.start()
    for each in tries:
        each.join()
    assert sum(let_through) == TRIES_OF_LOGIN_FROM_ADDRESS


def test_a_worker_killed_amid_a_try_leaves_one_try_of_which_the_end_is_not_known(
    world: World, officer: str
) -> None:
    guess(world, officer, OFFICE)
    with world.engine.connect() as connection:
        rows = connection.execute(text("SELECT person_id, result, times FROM sign_in_try")).all()
        counted = connection.execute(text("SELECT DISTINCT failures FROM throttle")).scalars().all()
    assert [tuple(row) for row in rows] == [(world.people[officer], "tried", 1)]
    assert list(counted) == [1]
    enter(world, officer, OFFICE)


def test_a_right_password_takes_back_its_own_try_alone_and_only_in_its_window(
    world: World, officer: str
) -> None:
    guess(world, "somebody", OFFICE)
    enter(world, officer, OFFICE)
    assert failures(world, "address") == [1]
    counted = security.Counted(UUID(int=1), dict.fromkeys(keys(world, "address"), NOW - MINUTE))
    security.forget_try(world.engine, counted, own="nobody's")
    assert failures(world, "address") == [1]


def keys(world: World, kind: str) -> list[str]:
    with world.engine.connect() as connection:
        asked = text("SELECT key FROM throttle WHERE key LIKE :kind")
        return list(connection.execute(asked, {"kind": f"{kind}:%"}).scalars())


def failures(world: World, kind: str) -> list[int]:
    with world.engine.connect() as connection:
        asked = text("SELECT failures FROM throttle WHERE key LIKE :kind")
        return list(connection.execute(asked, {"kind": f"{kind}:%"}).scalars())


def test_strangers_at_the_sign_in_page_do_not_keep_who_is_signed_in_from_signing(
    world: World, head: str
) -> None:
    for n in range(TRIES_OF_LOGIN + 2):
        guess(world, head, f"192.0.2.{n}")
    with open_session(world.engine) as session:
        fresh_proof.confirm(session, actor_in(world, head), TypedProof(DEMONSTRATION_PASSWORD), NOW)


def test_a_fresh_password_may_be_tried_again_when_its_window_ends(world: World, head: str) -> None:
    me = actor_in(world, head)
    with open_session(world.engine) as session:
        for _ in range(fresh_proof.TRIES):
            with pytest.raises(FreshPasswordWrong):
                fresh_proof.confirm(session, me, TypedProof("guessed-it"), NOW)
        for minute in range(15):
            with pytest.raises(TooManyTries):
                fresh_proof.confirm(session, me, TypedProof("guessed-it"), NOW + minute * MINUTE)
        fresh_proof.confirm(session, me, TypedProof(DEMONSTRATION_PASSWORD), NOW + 15 * MINUTE)
    assert failures(world, "fresh") == [0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("203.0.113.7", "::ffff:203.0.113.7"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_addresses_of_one_line_are_counted_as_one(one: str, other: str) -> None:
    """Else who has IPv6 tries from a new address each time, or locks a person by eight of them."""
    assert limits("ai-do", origin(one), None) == limits("ai-do", origin(other), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("203.0.113.7", "203.0.113.8"), ("", "unix")],
)
def test_other_lines_are_counted_apart(one: str, other: str) -> None:
    found = [limits("ai-do", origin(address), None).by_key.keys() for address in (one, other)]
    assert len(found[0] & found[1]) == 1
