"""A new secret of the installation: what the former one made goes on, and is brought under it."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from sqlalchemy import text

from server.cli import main
from server.config import ROOT
from server.store.identity.sealed_secrets import name_of
from tests.worlds.accounts import FIRST, HEAD, OFFICER, Accounts
from tests.worlds.databases import Database
from tests.worlds.web.pages import pages, settings_of
from tests.worlds.web.phone import Phone, begun, code_given, confirmed, offered

pytestmark = pytest.mark.usefixtures("still_phones", "at_a_terminal")
NEW = "another-secret-of-this-installation-0123456789"
ROTATE = ["keys", "rotate", "--by", FIRST]


def renewed(office: Accounts, database: Database, *, beside: bool) -> Accounts:
    """Start the pages anew under another secret, with the former one beside it or without."""
    former = settings_of(database)
    before = former.secret_key if beside else ""
    app = pages(database, replace(former, secret_key=NEW, secret_before=before))
    return replace(office, app=app)


def told(monkeypatch: pytest.MonkeyPatch, database: Database, before: str | None = None) -> None:
    former = settings_of(database).secret_key if before is None else before
    monkeypatch.setenv("BINHXET_SECRET", NEW)
    monkeypatch.setenv("BINHXET_SECRET_BEFORE", former)


def rotations(office: Accounts) -> list[dict[str, object]]:
    with office.world.engine.connect() as connection:
        found = connection.execute(
            text("""
            SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
            WHERE e.kind = 'secret.rotated' ORDER BY e.seq""")
        )
        return [json.loads(payload) for payload in found.scalars()]


def test_an_open_session_and_a_code_go_on_under_a_new_secret(
    office: Accounts, phone: Phone, database: Database
) -> None:
    open_before = office.signed_in(OFFICER)
    later = renewed(office, database, beside=True)
    open_before.application = later.app
    assert open_before.get("/tasks").status_code == 200
    assert code_given(begun(later), phone.code()).status_code == 303


def test_without_the_former_secret_both_are_over(
    office: Accounts, phone: Phone, database: Database
) -> None:
    open_before = office.signed_in(OFFICER)
    later = renewed(office, database, beside=False)
    open_before.application = later.app
    assert open_before.get("/tasks").status_code == 303
    assert code_given(begun(later), phone.code()).status_code == 422


def test_after_the_rotation_the_former_secret_is_needed_no_more(
    office: Accounts, phone: Phone, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, database)
    assert main(ROTATE) == 0
    later = renewed(office, database, beside=False)
    assert code_given(begun(later), phone.code()).status_code == 303
    (event,) = rotations(office)
    assert (event["secret"], event["factors"]) == (name_of(NEW.encode()), 1)


def test_a_recovery_code_of_before_is_good_while_the_former_secret_is_told(
    office: Accounts, database: Database
) -> None:
    client = office.signed_in(HEAD)
    codes = confirmed(client, offered(client))
    later = renewed(office, database, beside=True)
    assert code_given(begun(later), codes[0], recovery=True).status_code == 303
    later = renewed(office, database, beside=False)
    assert code_given(begun(later), codes[1], recovery=True).status_code == 422


def test_a_rotation_that_is_done_twice_tells_once(
    office: Accounts,
    phone: Phone,  # noqa: ARG001 - set up before
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(monkeypatch, database)
    assert main(ROTATE) == 0
    assert "anew: 1" in capsys.readouterr().out
    assert main(ROTATE) == 0
    assert "anew: 0" in capsys.readouterr().out
    assert len(rotations(office)) == 1


KILLED = """
import os, signal, sys
from server.actions.installation import rotate_secret
from server.store.identity import sealed_rows
from server.cli import main
rotate_secret.STEP = 1
once, seen = sealed_rows.reseal, []
def reseal(*told):
    once(*told)
    seen.append(told)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
sealed_rows.reseal = reseal
main(sys.argv[1:])
"""


def test_a_rotation_killed_midway_is_begun_again_and_loses_nothing(
    office: Accounts,
    phone: Phone,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = office.signed_in(OFFICER)
    other = offered(client)
    confirmed(client, other)
    told(monkeypatch, database)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *ROTATE], cwd=ROOT, env=dict(os.environ), check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert [event["factors"] for event in rotations(office)] == [1]
    later = renewed(office, database, beside=True)
    assert code_given(begun(later), phone.code()).status_code == 303
    assert main(ROTATE) == 0
    assert "anew: 1" in capsys.readouterr().out
    assert [event["factors"] for event in rotations(office)] == [1, 1]
    later = renewed(office, database, beside=False)
    assert code_given(begun(later, OFFICER), other.code()).status_code == 303
    assert code_given(begun(later), phone.code(1)).status_code == 303


def test_the_list_names_every_key_and_shows_no_value(
    office: Accounts,  # noqa: ARG001 - an installation
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(monkeypatch, database)
    monkeypatch.setenv("BINHXET_SMTP_URL", "smtps://letters:hidden-word@mail.example")
    assert main(["keys"]) == 0
    said = capsys.readouterr().out
    for value in (NEW, settings_of(database).secret_key, "hidden-word"):
        assert value not in said
    for setting in ("BINHXET_SECRET", "BINHXET_SECRET_BEFORE", "DATABASE_URL", "BINHXET_SMTP_URL"):
        assert f"\n{setting}  " in f"\n{said}"
    assert name_of(NEW.encode()) in said
    assert main(["keys", "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)
    assert {"factors", "codes", "promises", "application"} <= {line["use"] for line in lines}


@pytest.mark.parametrize("before", ["", NEW])
def test_without_a_former_secret_there_is_nothing_to_rotate(
    before: str,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(monkeypatch, database, before)
    assert main(ROTATE) == 1
    assert "BINHXET_SECRET_BEFORE" in capsys.readouterr().err
