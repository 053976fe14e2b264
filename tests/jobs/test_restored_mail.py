"""A restored copy sends none of the mail that waits in it, until an operator has said so."""

import subprocess
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from server.actions.mail import send_mail
from server.actions.transaction import transactions
from server.embedded import Cluster
from server.embedded.programs import find_programs
from server.store import engine_for
from server.store.mail import mail_place
from tests.jobs.test_mail import Mailing, office
from tests.worlds.databases import Database, cloned
from tests.worlds.rows import rows

__all__ = ["office"]
pytestmark = pytest.mark.own_database  # it is copied while nobody is connected


@pytest.fixture(params=["a template", "pg_dump"])
def restored(
    request: pytest.FixtureRequest, cluster: Cluster, database: Database, office: Mailing
) -> Iterator[Mailing]:
    """Answer a copy of an installation in which a letter waits, as its workers find it."""
    office.write("một")
    send_mail.sweep(office.outgoing())
    engine_for(database.url).dispose()
    dumped = request.param == "pg_dump"
    with cloned(cluster, template="template0" if dumped else database.name) as copy:
        if dumped:
            dump_into(cluster, database, copy)
        office.begin = transactions(copy.url)
        yield office
        engine_for(copy.url).dispose()


def dump_into(cluster: Cluster, old: Database, new: Database) -> None:
    """Restore a dump, as the operator does it."""
    programs = find_programs()
    dump = [str(programs.path("pg_dump")), "-Fc", "-d", cluster.conninfo(database=old.name)]
    into = [str(programs.path("pg_restore")), "--exit-on-error", "-d"]
    made = subprocess.run(dump, check=True, stdout=subprocess.PIPE)
    subprocess.run([*into, cluster.conninfo(database=new.name)], input=made.stdout, check=True)


def test_where_it_was_written_mail_leaves(office: Mailing) -> None:
    office.write("một")
    send_mail.sweep(office.outgoing())
    assert office.send() == 1


def test_a_copy_holds_its_mail_back_and_says_how_much(restored: Mailing) -> None:
    send_mail.sweep(restored.outgoing())
    assert restored.send() == 0
    assert restored.server.calls == 0
    with restored.begin() as session:
        held = mail_place.held(session)
        jobs = rows(session, "SELECT count(*) FROM jobs.procrastinate_jobs WHERE"
                             " task_name = 'send_mail'")  # fmt: skip
    assert held is not None
    assert held.letters == 1
    assert jobs == [(1,)], "the sweep woke nobody; the one job is the original's"


def test_an_operator_may_have_it_sent_after_all(restored: Mailing) -> None:
    with restored.begin() as session:
        mail_place.take_over(session, now=restored.now)
        assert mail_place.held(session) is None
    assert restored.send() == 1
    assert restored.subjects() == ["một"]


def test_or_kept_for_its_page_and_then_new_mail_leaves(restored: Mailing) -> None:
    with restored.begin() as session:
        assert mail_place.keep_waiting(session, now=restored.now) == 1
        mail_place.take_over(session, now=restored.now)
    restored.write("hai")
    assert restored.send() == 1
    assert restored.subjects() == ["hai"]
    assert restored.states() == ["kept", "sent"]


def test_tables_made_anew_in_the_same_database_are_a_copy_too(office: Mailing) -> None:
    send_mail.sweep(office.outgoing())
    with office.begin() as session:
        ((here,),) = rows(session, f"SELECT {mail_place.HERE}")
        session.execute(text("UPDATE mail_place SET place = :p"), {"p": f"{here}0"})
        assert mail_place.held(session) is not None
