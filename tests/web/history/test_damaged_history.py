"""Damaged rows: pages name what is wrong, never fail, and one damaged case hides no other."""

# ruff: noqa: S608 - statements are constants of this file or hold ids of ours

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text

from server.actions.definitions import deployed
from server.embedded import Cluster
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR = "thanh-tra.auditor"
OF_SCORING = "(SELECT id FROM event WHERE kind = 'task.completed' ORDER BY act_time DESC LIMIT 1)"
GONE = f"DELETE FROM event_payload WHERE event_id = {OF_SCORING}"
DAMAGES = {
    "gone": GONE,
    "no JSON": f"UPDATE event_payload SET payload = 'x' WHERE event_id = {OF_SCORING}",
    "a list": f"UPDATE event_payload SET payload = '[1]' WHERE event_id = {OF_SCORING}",
    "other shapes": 'UPDATE event_payload SET payload = \'{"actor": {"delegation": "x"},'
    ' "task": [], "changes": {}, "files": 1, "result": [[]]}\''
    f" WHERE event_id = {OF_SCORING}",
    "a header that cannot be read": f"UPDATE event SET attachments = '?' WHERE id = {OF_SCORING}",
    "a number missing": f"UPDATE event SET seq = seq + 100 WHERE id = {OF_SCORING}",
}
UNSHOWN = {"gone": "Nội dung của sự kiện này đã mất", "no JSON": "không còn đọc được"}


@pytest.fixture(scope="module")
def superuser(cluster: Cluster, year: Played) -> Engine:
    url = cluster.conninfo(database=year.database.name)
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1), poolclass=NullPool)


@contextmanager
def changed(engine: Engine, statement: str, *tables: str) -> Iterator[str]:
    """Change rows as only the database's superuser could, and put them back; name one event."""
    with engine.begin() as session:
        event = session.execute(text(f"SELECT stream FROM event WHERE id = {OF_SCORING}")).scalar()
        session.execute(text("SET session_replication_role = replica"))
        for table in tables:
            session.execute(text(f"CREATE TABLE kept_{table} AS TABLE {table}"))
        for each in statement.split(";"):
            session.execute(text(each.replace(":", "\\:")))
    deployed._RULES.clear()  # noqa: SLF001 - what a process keeps
    try:
        yield str(event)
    finally:
        with engine.begin() as session:
            session.execute(text("SET session_replication_role = replica"))
            for table in tables:
                session.execute(text(f"DELETE FROM {table}"))
                session.execute(text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))
                session.execute(text(f"DROP TABLE kept_{table}"))
        deployed._RULES.clear()  # noqa: SLF001 - what a process keeps


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_event_is_named_on_every_page_of_history(
    year: Played, superuser: Engine, damage: str
) -> None:
    client = year.as_post(AUDITOR)
    with changed(superuser, DAMAGES[damage], "event", "event_payload") as stream:
        case = stream.removeprefix("case/")
        history = client.get(f"/cases/{case}?tab=history")
        page = client.get(f"/audit?case={case}&check=1")
        answers = [history, page]
        ids = [part.partition('"')[0] for part in page.text.split('<tr id="e-')[1:8]]
        answers += [client.get(f"/audit?case={case}&open={each}") for each in ids]
        answers += [
            send(client, "/audit/export", {"form": form}, at="/audit") for form in ("csv", "ndjson")
        ]
    assert {answer.status_code for answer in answers} == {200}
    assert "Chuỗi nhật ký KHÔNG khớp" in page.text
    assert "Không khớp" in page.text or damage == "a number missing"
    assert UNSHOWN.get(damage, "") in history.text


def test_a_stream_whose_events_are_all_gone_does_not_fit(year: Played, superuser: Engine) -> None:
    case = year.cases()["open"].rpartition("/")[2]
    emptied = f"DELETE FROM event WHERE stream = 'case/{case}'"
    with changed(superuser, emptied, "event"):
        page = year.as_post(AUDITOR).get(f"/audit?case={case}&check=1").text
    assert "có thể đã mất sự kiện cuối" in page
    assert "Chuỗi nhật ký khớp." not in page


def test_a_stream_whose_head_is_gone_does_not_fit(year: Played, superuser: Engine) -> None:
    with changed(superuser, "DELETE FROM stream WHERE name = 'people'", "stream"):
        page = year.as_post(AUDITOR).get("/audit?case=people&check=1").text
    assert "Chuỗi nhật ký KHÔNG khớp" in page


@pytest.mark.parametrize("address", ["/cases", "/audit", "/"])
@pytest.mark.parametrize("login", [AUDITOR, "so-gddt.head"])
def test_a_case_whose_rules_were_changed_hides_no_other(
    year: Played, superuser: Engine, login: str, address: str
) -> None:
    if login != AUDITOR and address == "/audit":
        return
    client, case = year.as_post(login), year.cases()["evaluation"].rpartition("/")[2]
    spoilt = (
        "INSERT INTO ruleset SELECT 'spoilt', content FROM ruleset LIMIT 1; UPDATE case_"
        f" SET rules_digest = 'spoilt' WHERE id = '{case}'"
    )
    with changed(superuser, spoilt, "ruleset", "case_"):
        answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    if address != "/":
        assert "gặp lỗi RulesChanged" in answer.text
        assert f"{case}</span>" in answer.text
    if address == "/cases":
        assert answer.text.count('href="/cases/') >= 3


@pytest.mark.parametrize(
    "part", ["overview", "scores", "awards", "documents", "history", "discussion"]
)
@pytest.mark.parametrize("login", [AUDITOR, "so-gddt.head"])
def test_a_case_opens_beside_a_relative_whose_rules_were_changed(
    year: Played, superuser: Engine, login: str, part: str
) -> None:
    cases = {kind: address.rpartition("/")[2] for kind, address in year.cases().items()}
    client, spoilt_case = year.as_post(login), cases["evaluation"]
    spoilt = (
        "INSERT INTO ruleset SELECT 'spoilt', content FROM ruleset LIMIT 1; UPDATE case_"
        f" SET rules_digest = 'spoilt' WHERE id = '{spoilt_case}'"
    )
    with changed(superuser, spoilt, "ruleset", "case_"):
        answer = client.get(f"/cases/{cases['award_review']}?tab={part}")
    assert answer.status_code == 200
    assert "gặp lỗi RulesChanged" in answer.text
