"""An installation may end sessions sooner than the usual, and never later."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from server.config import Settings, SettingsRefused
from server.config.sessions import SESSIONS, SessionSettings
from server.web.requests.installation import EXTENSION
from tests.worlds.accounts import FIRST, HEAD, Accounts

SHORT = SessionSettings(idle=timedelta(minutes=30), longest=timedelta(hours=1))


@pytest.mark.parametrize(
    ("column", "minutes", "open_still"),
    [("seen_at", 29, True), ("seen_at", 31, False), ("created_at", 61, False)],
)
def test_a_session_ends_when_the_installation_says(
    office: Accounts, column: str, minutes: int, *, open_still: bool
) -> None:
    installed = office.app.extensions[EXTENSION]
    installed.settings = replace(installed.settings, sessions=SHORT)
    admin = office.administrator(FIRST)
    client = office.signed_in(HEAD)
    older = text(
        f"UPDATE web_session SET {column} = {column} - :by WHERE person_id = :who"  # noqa: S608
    )
    with office.world.engine.begin() as connection:
        by = timedelta(minutes=minutes)
        connection.execute(older, {"by": by, "who": office.world.people[HEAD]})
    page = admin.get(office.page(HEAD)).text
    assert ("Đang mở 1 phiên." in page) is open_still
    assert ("không có phiên đăng nhập nào đang mở" in page) is not open_still
    assert client.get("/tasks").status_code == (200 if open_still else 303)


def test_minutes_are_read_within_the_usual() -> None:
    told = {"BINHXET_SESSION_IDLE": "30", "BINHXET_SESSION_LONGEST": "60"}
    assert Settings.from_environment(told).sessions == SHORT
    assert Settings.from_environment({}).sessions == SESSIONS


@pytest.mark.parametrize(
    ("idle", "longest"), [("121", ""), ("14", ""), ("", "721"), ("60", "30"), ("soon", "")]
)
def test_what_is_longer_or_no_time_is_refused(idle: str, longest: str) -> None:
    told = {"BINHXET_SESSION_IDLE": idle, "BINHXET_SESSION_LONGEST": longest}
    with pytest.raises(SettingsRefused, match="BINHXET_SESSION_"):
        Settings.from_environment(told)
