"""A one-time link leads to the installation's own address, whatever a request calls the host."""

from dataclasses import replace

from flask import Flask

from server.web.installation import EXTENSION
from tests.web.conftest import SignIn
from tests.web.posting import CSRF
from tests.web.world import World


def test_a_link_carries_the_installations_address(
    world: World, app: Flask, as_post: SignIn
) -> None:
    held = app.extensions[EXTENSION]
    held.settings = replace(held.settings, public_url="https://thi-dua.example.vn")
    administrator = world.post(world.unit("so-noi-vu", "Sở Nội vụ"), "administrator")
    person = f"/people/{world.person('nguoi-moi')}"
    client = as_post(administrator)
    token = CSRF.search(client.get(person).text)
    assert token is not None
    answer = client.post(
        f"{person}/link",
        data={"csrf_token": token[1]},
        headers={"X-Forwarded-Host": "evil.example"},
    )
    assert "https://thi-dua.example.vn/invite/" in answer.text
