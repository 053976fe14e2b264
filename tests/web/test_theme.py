"""Light, dark, or as the machine is set: chosen without a script, kept by the browser."""

import pytest
from flask.testing import FlaskClient

from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

DARK = "dark.css?v="


def dark_sheet(page: str) -> str:
    """Return the media of the dark style sheet of a page; empty where it has none."""
    found = page.partition(DARK)[2].partition(">")[0]
    return found.partition('media="')[2].partition('"')[0]


@pytest.fixture
def client(world: World, as_post: SignIn) -> FlaskClient:
    return as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))


def test_a_page_is_as_the_machine_is_set_until_one_chooses(client: FlaskClient) -> None:
    page = client.get("/tasks").text
    assert dark_sheet(page) == "screen and (prefers-color-scheme: dark)"
    assert '<meta name="color-scheme" content="light dark">' in page


@pytest.mark.parametrize(("chosen", "media"), [("dark", "screen"), ("light", "")])
def test_the_theme_is_chosen_on_the_page_and_remembered(
    client: FlaskClient, chosen: str, media: str
) -> None:
    answer = send(client, "/theme", {"theme": chosen, "next": "/tasks"})
    assert answer.headers["Location"] == "/tasks"
    page = client.get("/tasks").text
    assert dark_sheet(page) == media
    assert f'<meta name="color-scheme" content="{chosen}">' in page


def test_a_theme_nobody_offers_changes_nothing(client: FlaskClient) -> None:
    send(client, "/theme", {"theme": "pink", "next": "https://example.org/"})
    assert "prefers-color-scheme" in client.get("/tasks").text


def test_a_refused_page_keeps_the_theme(client: FlaskClient) -> None:
    send(client, "/theme", {"theme": "dark", "next": "/tasks"})
    assert dark_sheet(client.get("/no-such-page").text) == "screen"


def test_the_style_sheet_is_one_file_in_the_declared_order(client: FlaskClient) -> None:
    with client.get("/static/css/style.css") as answer:
        text = answer.get_data(as_text=True)
    assert "@import" not in text
    assert text.index("--ink:") < text.index(".tbl {") < text.index(".row-task {")
