"""What is silent raises an alarm: on the command line by its exit code, and on the page."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.installation import alarms, plain_connections, rotate_secret
from server.actions.installation.alarms import Alarm
from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.actions.transaction import Begin
from server.cli import main
from server.domain.chores import SILENT_AFTER, Chore, turn
from server.domain.people.lineage import Reach
from server.store.jobs import chores
from tests.actions.log.log_keys import told_folder
from tests.worlds.databases import as_log
from tests.worlds.year import PLAN

WORKER = "INSERT INTO jobs.procrastinate_workers(last_heartbeat) VALUES (now())"
WAITS = """
INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status, args, scheduled_at)
VALUES ('default', 'send_mail', 'todo', '{}', now() - interval '6 minutes')
"""


DEAD = "UPDATE jobs.procrastinate_workers SET last_heartbeat = '2024-12-02T01:00:00Z'"
DIED = datetime(2024, 12, 2, 1, tzinfo=UTC)


def kinds(begin: Begin) -> list[str]:
    return [alarm.kind for alarm in listed(begin)]


def listed(begin: Begin) -> Sequence[Alarm]:
    with begin() as session:
        return alarms.alarms(session)


@pytest.fixture(autouse=True)
def _signed_log(begin: Begin, tmp_path: Path) -> None:
    """Sign what a world was made with: however old its database is, the log is not behind."""
    keys = told_folder(begin, tmp_path / "log-keys", "log.example")
    sequence(as_log(begin))
    with as_log(begin)() as session:
        sign(session, keys)


@pytest.fixture
def well(begin: Begin) -> Begin:
    """Answer an installation where everything was done just now."""
    with begin() as session:
        session.execute(text(WORKER))
        now = chores.real_now(session)
        for chore in Chore:
            assert chores.begin(session, chore, turn(chore, now), now=now)
            chores.end(session, chore, error="", now=now)
    return begin


def test_where_nothing_was_ever_done_everything_is_an_alarm(begin: Begin) -> None:
    assert kinds(begin) == ["ChoreSilent", "ChoreSilent", "NoWorker"]


@pytest.mark.usefixtures("at_a_terminal")
def test_where_all_is_well_there_is_none_and_the_command_says_so(well: Begin) -> None:
    assert kinds(well) == []
    assert main(["ops", "health"]) == 0


@pytest.mark.usefixtures("at_a_terminal")
def test_a_silent_sweep_is_named_with_what_it_failed_at(
    well: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    with well() as session:
        long = SILENT_AFTER[Chore.SWEEP] + timedelta(seconds=1)
        session.execute(
            text("UPDATE chore SET done_at = done_at - :long, error = 'DataError'"), {"long": long}
        )
    assert main(["ops", "health"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("ChoreSilent  sweep")
    assert said.strip().endswith("DataError")


def test_jobs_that_wait_and_mail_held_back_are_alarms(well: Begin) -> None:
    with well() as session:
        session.execute(text(WAITS))
        session.execute(text("INSERT INTO mail_place(id, place, at) VALUES (1, 'x', now())"))
    assert kinds(well) == ["JobsWait", "MailHeld"]


def test_no_worker_is_an_alarm_since_the_last_sign_of_one(well: Begin) -> None:
    with well() as session:
        session.execute(text(DEAD))
        session.execute(text("UPDATE chore SET begun_at = '2024-12-01T00:00:00Z'"))
    (found,) = (each for each in listed(well) if each.kind == "NoWorker")
    assert found.since == DIED


def test_no_worker_is_an_alarm_since_the_last_chore_where_none_died_in_disorder(
    well: Begin,
) -> None:
    with well() as session:
        session.execute(text("DELETE FROM jobs.procrastinate_workers"))
        session.execute(text("UPDATE chore SET begun_at = '2024-12-01T00:00:00Z'"))
        session.execute(
            text("UPDATE chore SET begun_at = :died WHERE name = :name"),
            {"died": DIED, "name": Chore.SWEEP},
        )
    (found,) = (each for each in listed(well) if each.kind == "NoWorker")
    assert found.since == DIED


def test_a_web_server_that_starts_is_no_sign_of_a_worker(well: Begin) -> None:
    with well() as session:
        session.execute(text("DELETE FROM jobs.procrastinate_workers"))
        session.execute(text("UPDATE chore SET begun_at = :died"), {"died": DIED})
        plain_connections.tell(session, "serve", [])
        rotate_secret.began(session, b"n" * 40, b"")
    (found,) = (each for each in listed(well) if each.kind == "NoWorker")
    assert found.since == DIED


@pytest.mark.usefixtures("at_a_terminal")
def test_a_wait_is_told_in_words_and_to_programs_in_seconds(
    well: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    with well() as session:
        session.execute(text(WAITS.replace("6 minutes", "31 days 5 hours")))
    assert main(["ops", "health"]) == 1
    assert "JobsWait  send_mail  31 ngày / 31 days  " in capsys.readouterr().out
    assert main(["ops", "health", "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told["seconds"] // 3600 == 31 * 24 + 5


REFUSED = """
INSERT INTO timed_opening(bloc_year_id, kind, at, number, day, state, error)
SELECT id, 'report', 'date(year, 6, 1)', n, DATE '2024-06-01' + n, 'planned', :error
FROM bloc_year, generate_series(1, 2) AS n WHERE id = :year
"""


@pytest.mark.usefixtures("at_a_terminal")
def test_cases_that_could_not_be_opened_on_their_day_are_an_alarm(
    well: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    with well() as session:
        session.execute(text(REFUSED), {"year": PLAN, "error": "FormRefused"})
    assert main(["ops", "health"]) == 1
    said = capsys.readouterr().out.strip()
    assert said.startswith("OpeningRefused  2")
    assert said.endswith("report: FormRefused")


def test_a_case_whose_day_is_still_to_come_is_no_alarm(well: Begin) -> None:
    with well() as session:
        session.execute(text(REFUSED), {"year": PLAN, "error": ""})
    assert kinds(well) == []


def test_another_provinces_cases_are_no_alarm_here(well: Begin) -> None:
    with well() as session:
        session.execute(text(REFUSED), {"year": PLAN, "error": "FormRefused"})
        assert alarms.alarms(session, Reach(("bac-giang",)))
        assert not alarms.alarms(session, Reach(("bac-ninh",)))
