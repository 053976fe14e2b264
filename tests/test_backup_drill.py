"""The drill of docs/operations.md, as it stands there: backup, a mistake, the moment before it."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import Session

from server.actions.mail import send_mail
from server.actions.transaction import transactions
from server.cli import main
from server.config import ROOT
from server.embedded import DATABASE, Cluster, ClusterRefused, make_database, make_roles
from server.embedded.account import server_account
from server.embedded.place import prepare_place
from server.embedded.programs import LEAST_MAJOR, Programs, find_programs, within_reach
from server.store import engine_for
from server.store.schema.schema import upgrade
from tests.domain import bloc_years
from tests.faults.harness.owned import folder
from tests.jobs.post_office import PostOffice
from tests.jobs.test_mail import Mailing
from tests.waiting import eventually
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.worker import list_anew
from tests.worlds.year import BEGINS, PRESS, RADIO, SCHOOL, UNITS, Year, install

PAGE = ROOT / "docs" / "operations.md"
ADMINISTRATOR = """
SELECT p.login FROM person p JOIN appointment a ON a.person_id = p.id
WHERE a.post_id = 'bac-giang/quan-tri/administrator'
"""
MISTAKE = "WITH gone AS (DELETE FROM act RETURNING 1) SELECT count(*) FROM gone"
RESTORED = "restored"


def blocks() -> list[str]:
    """Return what is to be typed in the page's section, in its order."""
    section = PAGE.read_text(encoding="utf-8").partition("\n## Backup and restore\n")[2]
    return re.findall(r"```(?:sh)?\n(.*?)```", section, re.DOTALL)


ARCHIVE, ARCHIVING, NIGHTLY, TO_A_MOMENT, DUMP, ABOUT_MAIL = blocks()


@dataclass
class Installation:
    """A PostgreSQL of its own with a year and a letter in it, and a folder for its backups."""

    home: Path
    backup: Path
    programs: Programs
    cluster: Cluster
    office: Mailing

    @property
    def data(self) -> Path:
        return self.home / "postgres" / "data"

    def told(self, typed: str) -> str:
        return typed.replace("BACKUP", str(self.backup))

    def configure(self, lines: str) -> None:
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(self.told(lines))

    def shell(self, typed: str) -> None:
        """Type it at a terminal of the machine; a command that fails ends the test."""
        environment = os.environ | {
            "PATH": f"{self.programs.folder}{os.pathsep}{os.environ['PATH']}",
            "PGHOST": self.query("SHOW unix_socket_directories").strip('"'),
            "PGPORT": "5432",
        }
        command = ["/bin/sh", "-euc", self.told(typed)]
        done = subprocess.run(
            command, cwd=self.backup, env=environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, (typed, done.stdout, done.stderr)

    def query(self, statement: str, database: str = "postgres") -> str:
        with psycopg.connect(self.cluster.conninfo(database=database)) as connection:
            found = connection.execute(statement.encode()).fetchone()
        return str(found[0]) if found else ""

    def start(self) -> None:
        self.cluster.start()
        with (self.data / "pg_hba.conf").open("a") as file:  # as a distribution's server has it
            file.write("local replication all peer map=binhxet\n")
        self.query("SELECT pg_reload_conf()")

    def stop(self) -> None:
        engine_for(self.cluster.application_url()).dispose()
        self.cluster.stop()


@pytest.fixture
def installation() -> Iterator[Installation]:
    with folder() as home:
        backup = home.parent / "backup"
        backup.mkdir(mode=0o700)
        server_account().owns(backup)
        programs = whole_programs()
        made_by(programs, home)
        cluster = Cluster(home)
        made = Installation(home, backup, programs, cluster, office_in(cluster))
        set_clock(  # the commands below then live in the year that the acts are of
            Database(DATABASE, cluster.application_url(), cluster.owner_url()), BEGINS
        )
        made.office.year.open("evaluation")
        made.office.write("một")
        yield made
        made.office.server.close()
        made.stop()


def whole_programs() -> Programs:
    """Answer the newest PostgreSQL here that can verify a backup: the wheel's 18 cannot."""
    for major in range(30, LEAST_MAJOR - 1, -1):
        with suppress(ClusterRefused):
            found = find_programs(major=major)
            if server_account().run([found.path("pg_verifybackup"), "--version"])[0] == 0:
                return found
    pytest.skip("no PostgreSQL here has a pg_verifybackup that starts")


def made_by(programs: Programs, home: Path) -> None:
    """Make the data as these programs do; `Cluster` then goes on with them."""
    account = server_account()
    place = prepare_place(home, account)
    initdb: list[str | Path] = [
        within_reach(programs, account).path("initdb"),
        "-D",
        place.data,
        "--no-sync",
    ]
    options = ["--encoding=UTF8", "--locale=C", "--auth=peer", "--username=postgres"]
    code, printed = account.run([*initdb, *options])
    assert code == 0, printed


def office_in(cluster: Cluster) -> Mailing:
    """Start the server with the plan in its database, as `migrate` and `bloc import` leave it."""
    cluster.start()
    make_roles(cluster.conninfo())
    make_database(cluster.conninfo(), DATABASE)
    upgrade(cluster.owner_url(), report=lambda _: None)
    engine = create_engine(cluster.application_url(), poolclass=NullPool)
    with Session(engine) as session:
        install(session, bloc_years.PLAN)
        session.execute(text("UPDATE person SET email = ''"))  # one letter, the test's own
        list_anew(session)
        session.commit()
    begin = transactions(cluster.application_url())
    return Mailing(begin, PostOffice().open(), Year(begin=begin))


@pytest.mark.slow
def test_going_back_to_a_moment_keeps_what_was_done_before_it_alone(
    installation: Installation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = installation.office
    begin_archiving(installation)
    send_mail.sweep(office.outgoing())
    installation.shell(NIGHTLY)
    office.year.do("score", key=SCHOOL)
    before = installation.query("SELECT clock_timestamp()")
    office.year.do("score", key=PRESS)
    assert office.send() == 1
    installation.query(MISTAKE, DATABASE)
    installation.stop()
    restore(installation, before)
    installation.start()
    wait_until_recovered(installation)
    assert scored(office) == {SCHOOL}
    assert_sound_and_silent(installation, monkeypatch, capsys)


def begin_archiving(installation: Installation) -> None:
    """Make the archive's folder, which as root is handed to the server's account; restart."""
    installation.shell(ARCHIVE)
    server_account().owns(installation.backup / "wal")
    installation.stop()
    installation.configure(ARCHIVING)
    installation.start()


def wait_until_recovered(installation: Installation) -> None:
    eventually(lambda: installation.query("SELECT pg_is_in_recovery()") == "False")


def restore(installation: Installation, moment: str) -> None:
    """Put the night's backup where the data was, and name the moment."""
    installation.data.rename(installation.data.with_name("lost"))
    (base,) = installation.backup.glob("base-*")
    shutil.copytree(base, installation.data)
    installation.data.chmod(0o700)
    told, found = re.subn("(?<=recovery_target_time = ').*(?=')", moment, TO_A_MOMENT)
    assert found == 1
    installation.configure(told)
    (installation.data / "recovery.signal").touch()
    for path in (installation.data, *installation.data.rglob("*")):
        server_account().owns(path)


def scored(office: Mailing) -> set[str]:
    """Tell which units' sheets are no longer with their officers."""
    return set(UNITS) - {task.key for task in office.year.tasks("score")}


@pytest.mark.slow
def test_a_dump_is_the_moment_it_was_made(
    installation: Installation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = installation.office
    send_mail.sweep(office.outgoing())
    office.year.do("score", key=SCHOOL)
    installation.shell(DUMP)
    office.begin = office.year.begin = transactions(installation.cluster.application_url(RESTORED))
    assert scored(office) == {SCHOOL}
    assert_sound_and_silent(installation, monkeypatch, capsys, database=RESTORED)
    engine_for(installation.cluster.application_url(RESTORED)).dispose()


def assert_sound_and_silent(
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    database: str = DATABASE,
) -> None:
    """Go on as the page says: check, workers, health, a decision about the mail that waits."""
    office = installation.office
    monkeypatch.setenv("DATABASE_URL", installation.cluster.application_url(database))
    assert main(["check"]) == 0, capsys.readouterr().out
    taken = list(office.server.taken)
    send_mail.sweep(office.outgoing())
    assert office.send() == 0
    main(["ops", "health"])
    assert "MailHeld  1" in capsys.readouterr().out
    keep, _ = ABOUT_MAIL.splitlines()
    login = installation.query(ADMINISTRATOR, database)
    assert main(shlex.split(keep.replace("LOGIN", login), comments=True)[1:]) == 0
    assert office.send() == 0
    assert office.server.taken == taken, "what waited in the copy has left once already"
    office.year.do("score", key=RADIO)
    office.write("hai")
    assert office.send() == 1
    assert main(["check"]) == 0, capsys.readouterr().out
