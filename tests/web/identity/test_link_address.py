"""Every address the program makes leads to the installation, whatever a request calls the host."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.cli import main
from server.web.frame.remark_texts import linked
from server.web.requests.addresses import local_path
from server.web.requests.installation import EXTENSION
from tests.worlds.accounts import CONFIRMATIONS, HEAD, SECOND, Accounts
from tests.worlds.province import World
from tests.worlds.web.posting import CSRF

EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
PUBLIC = "https://thi-dua.example.vn"


@pytest.mark.parametrize("public_url", [PUBLIC, ""])
def test_a_link_carries_the_installations_address(
    world: World, app: Flask, public_url: str
) -> None:
    held = app.extensions[EXTENSION]
    held.settings = replace(held.settings, public_url=public_url)
    office = Accounts.made(app, world)
    proposal, client = office.propose_link(HEAD), office.signed_in(SECOND)
    token = CSRF.search(client.get(CONFIRMATIONS).text)
    assert token is not None
    session = client.get_cookie("binhxet")
    assert session is not None
    client.set_cookie("binhxet", session.value, domain="evil.example")
    fields = {"csrf_token": token[1], "id": proposal, "do": "confirm"}
    answer = client.post(CONFIRMATIONS, data=fields, headers=EVIL)
    assert f"{public_url or 'http://localhost:8024'}/invite/" in answer.text
    assert "evil.example" not in answer.text


@pytest.mark.usefixtures("at_a_terminal")
def test_the_command_makes_the_same_link(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world.person("quan-tri", world.post(world.unit("quan-tri", "Quản trị"), "administrator"))
    monkeypatch.setenv("BINHXET_HOME", str(tmp_path))
    monkeypatch.setenv("BINHXET_PUBLIC_URL", PUBLIC)
    assert main(["invite", "quan-tri"]) == 0
    assert f"{PUBLIC}/invite/" in capsys.readouterr().out


@pytest.mark.parametrize(
    "path",
    [
        "//",
        "//tasks",
        "/tasks/",
        "/tasks",
        "//evil.example",
        "/sign-in//",
        "/invite//x",
        "/cases//x",
        "/static//x",
    ],
)
def test_no_answer_leads_to_the_host_a_request_names(world: World, app: Flask, path: str) -> None:
    del world
    client = app.test_client()
    answer = client.get(
        "/", headers=EVIL, base_url="http://evil.example", environ_overrides={"PATH_INFO": path}
    )
    assert not answer.headers.get("Location", "/").startswith(("http", "//"))


def test_an_address_in_a_remark_is_a_link_where_it_is_the_installations(
    world: World, app: Flask
) -> None:
    held = app.extensions[EXTENSION]
    held.settings = replace(held.settings, public_url=PUBLIC)
    page = "/tasks/01890000-0000-7000-8000-000000000000"
    del world
    with app.test_request_context(base_url="http://evil.example"):
        assert [said.address for said in linked(f"{PUBLIC}{page}") if said.address] == [page]
        assert not [said for said in linked(f"http://evil.example{page}") if said.address]


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "",
        None,
    ],
)
def test_nobody_is_led_elsewhere_by_what_comes_next(wanted: str | None) -> None:
    assert local_path(wanted) == "/tasks"
