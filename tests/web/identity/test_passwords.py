"""Setting a password by a link, and signing in by one, whatever form a keyboard sends."""

from typing import Literal
from unicodedata import normalize

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.web.people.test_people_pages import added
from tests.worlds.accounts import SECOND, handed_link
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

Form = Literal["NFC", "NFD"]
WORDS = "đồng lúa chín vàng"


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở Khoa học và Công nghệ"), "officer")


@pytest.fixture
def admins(world: World, as_post: SignIn) -> tuple[FlaskClient, FlaskClient]:
    """Answer two administrators of a province that has an officer's post."""
    unit = world.unit("so-noi-vu", "Sở Nội vụ")
    world.post(unit, "officer", held=False)
    post = world.post(unit, "administrator")
    world.person(SECOND, post)
    return as_post(post), as_post(SECOND)


def signs_in(app: Flask, login: str, password: str) -> int:
    fields = {"username": login, "password": password}
    return send(app.test_client(), "/sign-in", fields, at="/sign-in").status_code


def hashed(world: World, login: str) -> str:
    with world.engine.connect() as connection:
        asked = text("SELECT password_hash FROM person WHERE login = :login")
        return str(connection.scalar(asked, {"login": login}))


def keep_hash(world: World, login: str, password: str) -> None:
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE person SET password_hash = :hash WHERE login = :login"),
            {"hash": PasswordHasher().hash(password), "login": login},
        )


@pytest.mark.parametrize(
    "password", [DEMONSTRATION_PASSWORD, "matkhau123456", "nguoi.moi.2024", "Người mới 2024"]
)
def test_a_password_that_is_guessed_first_is_not_set(
    admins: tuple[FlaskClient, FlaskClient], app: Flask, password: str
) -> None:
    link = handed_link(*admins, added(admins[0], "nguoi.moi"))
    answer = send(app.test_client(), link, {"password": password, "again": password}, at=link)
    assert answer.status_code == 422
    assert "dễ đoán" in answer.text


def test_a_stolen_password_is_not_set_by_a_link_and_the_page_says_why(
    admins: tuple[FlaskClient, FlaskClient], app: Flask
) -> None:
    link = handed_link(*admins, added(admins[0], "nguoi.moi"))
    stolen = {"password": "SonyEricsson-2024!", "again": "SonyEricsson-2024!"}
    answer = send(app.test_client(), link, stolen, at=link)
    assert answer.status_code == 422
    assert "đã bị lộ ở nơi khác" in answer.text


@pytest.mark.parametrize("set_as", ["NFC", "NFD"])
@pytest.mark.parametrize("typed_as", ["NFC", "NFD"])
def test_a_password_fits_in_whatever_form_it_is_typed(
    admins: tuple[FlaskClient, FlaskClient], app: Flask, set_as: Form, typed_as: Form
) -> None:
    person = added(admins[0], "nguoi.moi")
    post = {"post": "bac-giang/so-noi-vu/officer", "first": "2024-12-01"}
    send(admins[0], f"{person}/appointments", post, at=person)
    link, chosen = handed_link(*admins, person), normalize(set_as, WORDS)
    send(app.test_client(), link, {"password": chosen, "again": chosen}, at=link)
    assert signs_in(app, "nguoi.moi", normalize(typed_as, WORDS)) == 303


def test_a_hash_of_an_older_form_is_made_anew_at_sign_in(
    world: World, app: Flask, officer: str
) -> None:
    keep_hash(world, officer, normalize("NFD", WORDS))
    assert signs_in(app, officer, "somebody guesses") == 422
    assert signs_in(app, officer, WORDS) == 303
    PasswordHasher().verify(hashed(world, officer), normalize("NFC", WORDS))
    with world.engine.connect() as connection:
        told = connection.execute(
            text("SELECT count(*) FROM event WHERE kind = 'person.password_hashed'")
        )
        assert told.scalar_one() == 1, "no row of a person changes without an event"


def test_the_demonstrations_password_opens_no_account_of_a_real_person(
    world: World, app: Flask, officer: str
) -> None:
    assert signs_in(app, officer, DEMONSTRATION_PASSWORD) == 303
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE person SET demonstration = false"))
    assert signs_in(app, officer, DEMONSTRATION_PASSWORD) == 422
