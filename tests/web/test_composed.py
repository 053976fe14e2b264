"""Texts are kept composed (NFC) whichever field they come by; a password is left as it is typed."""

from unicodedata import normalize

from flask import request
from sqlalchemy import text

from server.web.requests.composed import ComposedFlask
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

PARTED = normalize("NFD", "Đợi quyết định của Sở")


def test_a_reason_typed_in_parted_letters_is_kept_composed(world: World, as_post: SignIn) -> None:
    admin = as_post(world.post(world.unit("so-noi-vu", "Sở Nội vụ"), "administrator"))
    case_id = world.case("bac-giang/so-noi-vu")
    page = f"/operations/cases/{case_id}"
    assert send(admin, f"{page}/suspend", {"reason": PARTED}, at="/people").status_code == 303
    with world.engine.connect() as connection:
        kept = connection.scalar(text("SELECT state_reason FROM case_"))
    assert kept == normalize("NFC", PARTED) != PARTED


def test_addresses_and_fields_are_read_composed() -> None:
    app = ComposedFlask(__name__)
    fields = {"reason": PARTED, "password": PARTED, "again": PARTED}
    with app.test_request_context("/", method="POST", query_string={"q": PARTED}, data=fields):
        composed = normalize("NFC", PARTED)
        assert request.args["q"] == request.values["q"] == composed
        assert request.form.getlist("reason") == [composed]
        assert request.form["password"] == request.form["again"] == PARTED


def test_a_part_without_a_name_has_the_empty_one() -> None:
    app = ComposedFlask(__name__)
    part = b"--b\r\nContent-Disposition: form-data%s\r\n\r\nx\r\n"
    body = part % b"" + part % b'; name="reason"' + b"--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    with app.test_request_context("/", method="POST", data=body, content_type=kind):
        assert [*request.form.items(multi=True)] == [("", "x"), ("reason", "x")]
