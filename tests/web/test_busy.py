"""What a person reads when the database is overloaded or restarting."""

from errno import ENOSPC

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from server.app import web_application
from server.store.database.addresses import libpq_url
from server.store.database.sessions import engine_for
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.identity import COOKIE_KEY
from server.web.requests.installation import installation
from server.web.requests.transaction import session
from tests.waiting import eventually
from tests.worlds.databases import Database
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, settings_of
from tests.worlds.web.posting import send

GONE = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = :pid)"


def asked_apart(question: str, **values: int) -> object:
    """Ask the database on a connection and in a transaction of its own."""
    with installation().open(read_only=True) as apart:
        return apart.execute(text(question), values).scalar_one()


@pytest.mark.parametrize(
    "error", [OperationalError("SELECT 1", {}, Exception()), PoolExhausted()], ids=["lost", "pool"]
)
def test_a_busy_database_says_try_again_and_when(app: Flask, error: Exception) -> None:
    with app.test_request_context("/sign-in"):
        answer = app.make_response(app.handle_user_exception(error))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_any_other_error_is_not_called_busy(app: Flask) -> None:
    with app.test_request_context("/sign-in"):
        answer = app.make_response(app.handle_user_exception(RuntimeError()))
    assert answer.status_code == 500


@pytest.mark.parametrize("when", ["at its next statement", "when it commits"])
@pytest.mark.parametrize("ended", ["idle", "terminated"])
def test_a_request_whose_transaction_the_database_ended_is_to_be_sent_again(
    app: Flask, world: World, as_post: SignIn, ended: str, when: str
) -> None:
    client = as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))

    def starved() -> str:
        backend = session().scalars(text("SELECT pg_backend_pid()")).one()
        if ended == "idle":
            session().execute(text("SET LOCAL idle_in_transaction_session_timeout = 1"))
        if ended == "terminated":
            asked_apart("SELECT pg_terminate_backend(:pid)", pid=backend)
        eventually(lambda: asked_apart(GONE, pid=backend))
        if when == "at its next statement":
            session().execute(text("SELECT 1"))
        return "answered"

    app.view_functions["inbox.mine"] = starved
    answer = client.get("/tasks")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5")


@pytest.mark.parametrize(
    "refused",
    [
        "SET LOCAL transaction_read_only = on| DELETE FROM mail",
        *(f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$" for state in ("53100", "53200", "58030")),
    ],
    ids=["read only", "disk full", "out of memory", "no access to a file"],
)
def test_a_database_that_takes_no_writes_is_to_be_asked_again(
    app: Flask, world: World, as_post: SignIn, refused: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))

    def writing() -> str:
        with installation().open(read_only=False) as apart:
            for statement in refused.split("|"):
                apart.execute(text(statement))
        return "answered"

    app.view_functions["inbox.mine"] = writing
    answer = client.get("/tasks")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5")
    assert "database busy" in caplog.text


OF_THE_DATABASE = OperationalError("INSERT", {}, psycopg.errors.DiskFull("no room"))


@pytest.mark.parametrize("full", [OF_THE_DATABASE, OSError(ENOSPC, "no room")], ids=str)
def test_a_full_disk_is_named_and_the_menu_stays(
    app: Flask, world: World, as_post: SignIn, full: Exception
) -> None:
    client = as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))

    @access(SIGNED_IN)
    def writing() -> str:
        raise full

    app.view_functions["inbox.mine"] = writing
    for language, said in (("vi", "Đĩa của máy chủ đã đầy"), ("en", "disk is full")):
        client.set_cookie("lang", language)
        answer = client.get("/tasks")
        assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5")
        assert said in answer.text
        assert 'href="/cases"' in answer.text
        told = client.get("/tasks", headers={"Accept": "application/json"})
        assert said in told.get_json()["message"]


def test_a_mistake_of_ours_leaves_the_menu_to_who_was_known(
    app: Flask, world: World, as_post: SignIn
) -> None:
    client = as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))

    @access(SIGNED_IN)
    def mistaken() -> str:
        raise KeyError

    app.view_functions["inbox.mine"] = mistaken
    answer = client.get("/tasks")
    assert answer.status_code == 500
    assert 'href="/cases"' in answer.text
    assert "Mã yêu cầu" in answer.text


def test_a_page_that_writes_where_it_may_only_read_is_a_mistake_of_ours(
    app: Flask, world: World, as_post: SignIn
) -> None:
    client = as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))
    app.view_functions["inbox.mine"] = lambda: str(session().execute(text("DELETE FROM mail")))
    assert client.get("/tasks").status_code == 500


def test_where_nothing_can_be_written_pages_are_shown_and_acts_are_to_be_tried_again(
    app: Flask, world: World, as_post: SignIn
) -> None:
    client = as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"))
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE web_session SET seen_at = seen_at - interval '1 hour'"))
    with app.app_context():
        engine = installation().engine
    event.listen(engine, "begin", only_read)
    try:
        shown, refused = client.get("/tasks"), send(client, "/sign-out", {})
    finally:
        event.remove(engine, "begin", only_read)
    assert (shown.status_code, refused.status_code) == (200, 503)


def only_read(connection: Connection) -> None:
    """Let the database be as one that has become a standby."""
    connection.execute(text("SET LOCAL transaction_read_only = on"))


def test_without_a_database_every_page_says_so_and_when_to_try_again() -> None:
    nowhere = Database("x", "postgresql+psycopg://nobody@/x?host=/nowhere", "")
    client = web_application(settings_of(nowhere)).test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = "of-a-session"
    for address in ("/tasks", "/sign-in"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert answer.headers["Retry-After"] == "5"


@pytest.mark.parametrize("pooled", ["none", "one, dead"])
def test_a_server_that_ends_every_connection_at_once_is_to_be_asked_again(
    database: Database, pooled: str
) -> None:
    engine = engine_for(database.url)
    engine.dispose()
    client = web_application(settings_of(database)).test_client()
    if pooled != "none":
        assert client.get("/sign-in").status_code == 200
        with engine.connect() as kept:
            end(database, kept.connection.driver_connection)
    event.listen(engine, "connect", ending := lambda new, _: end(database, new))
    try:
        answer = client.get("/sign-in")
    finally:
        event.remove(engine, "connect", ending)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5")
    assert client.get("/sign-in").status_code == 200


def end(database: Database, connection: psycopg.Connection[object] | None) -> None:
    """Let the server end a connection."""
    assert connection is not None
    backend = {"pid": connection.info.backend_pid}
    with psycopg.connect(libpq_url(database.url), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%(pid)s)", backend)
        gone = GONE.replace(":pid", "%(pid)s")
        eventually(lambda: other.execute(gone, backend).fetchone() == (True,))
