"""The operations page tells of connections without TLS and of a secret that is being replaced."""

from server.actions.installation import plain_connections, rotate_secret
from server.actions.transaction import transactions
from server.store.identity.sealed_secrets import name_of
from tests.worlds.accounts import FIRST, Accounts
from tests.worlds.databases import Database

NEW, BEFORE = b"n" * 40, b"b" * 40


def test_the_operations_page_says_both_until_they_are_mended(
    office: Accounts, database: Database
) -> None:
    begin = transactions(database.url)
    admin = office.administrator(FIRST)
    with begin() as session:
        plain_connections.tell(session, "serve", ["DATABASE_URL"])
        rotate_secret.began(session, NEW, BEFORE)
    for name in (name_of(NEW), "DATABASE_URL", name_of(BEFORE)):
        shown = name in admin.get("/operations").text
        assert shown is (name != name_of(NEW))
    with begin() as session:
        plain_connections.tell(session, "serve", [])
        rotate_secret.began(session, NEW, b"")
    after = admin.get("/operations").text
    assert "DATABASE_URL" not in after
    assert name_of(BEFORE) not in after
