"""Who may do what with history, its log, receipts, erasures and exports: each page, each caller.

Whoever is not named for a page gets the answer of a page that is not there; who has not signed in
is asked to, and sends nothing.
"""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from tests.web.history.test_what_was_seen import ERASURES, FIRST, SECOND, acts, seal
from tests.worlds.played import Played
from tests.worlds.province import World
from tests.worlds.web.posting import send

pytestmark = pytest.mark.slow
AUDITOR, DOER = "thanh-tra.auditor", "so-gddt.head"
AUDITOR_ELSEWHERE = "ha-giang/thanh-tra/auditor"
ADMINISTRATOR_ELSEWHERE = "ha-giang/quan-tri/administrator"
CALLERS = (
    *(AUDITOR, AUDITOR_ELSEWHERE, FIRST, ADMINISTRATOR_ELSEWHERE, DOER),
    *("so-gddt.officer", "so-khcn.head", "ubnd-tinh.chairman"),
)
AUDITORS, ADMINISTRATORS = (AUDITOR, AUDITOR_ELSEWHERE), (FIRST, ADMINISTRATOR_ELSEWHERE)
NOT_FOUND, NOBODY = 404, ()
PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("/audit", AUDITORS),
    ("/audit/export", AUDITORS),
    ("/audit/export/command", AUDITORS),
    ("/audit/export/page", AUDITORS),
    ("/audit/cases/{case}", (AUDITOR,)),
    ("/audit/cases/{case}/moment", (AUDITOR,)),
    ("/audit/cases/{case}/events/{seq}", (AUDITOR,)),
    ("/audit/cases/{case}/diagram/{version}.xml", (AUDITOR,)),
    ("/log/key", CALLERS),
    ("/receipts", CALLERS),
    ("/receipts/{receipt}", (AUDITOR, DOER)),
    ("/receipts/{receipt}/promise.txt", (AUDITOR, DOER)),
    ("/receipts/{receipt}/proof.tlog-proof", NOBODY),
    ("/operations/log", ADMINISTRATORS),
    ("/operations/erasures", ADMINISTRATORS),
    ("/operations/erasures/new", ADMINISTRATORS),
    ("/operations/erasures/{erasure}", (FIRST,)),
)
POSTS: tuple[tuple[str, dict[str, str], dict[str, int]], ...] = (
    ("/audit/export", {"form": "csv"}, {AUDITOR: 200, AUDITOR_ELSEWHERE: 200}),
    ("/audit/export", {"form": "ndjson"}, {AUDITOR: 200, AUDITOR_ELSEWHERE: 200}),
    (
        "/audit/export",
        {"form": "ndjson", "case": "{case}"},
        {AUDITOR: 200, AUDITOR_ELSEWHERE: 422},
    ),
    ("/operations/erasures", {"events": "{receipt}"}, {FIRST: 422, ADMINISTRATOR_ELSEWHERE: 422}),
    ("/operations/erasures/{erasure}/confirm", {"seen": ""}, {FIRST: 422}),
    ("/operations/erasures/{erasure}/reject", {"reason": "Sai."}, {FIRST: 403}),
    ("/operations/erasures/{erasure}/withdraw", {}, {SECOND: 403, FIRST: 303}),
)
"""What is sent, and the answer of whoever the page is for; who proposed an erasure withdraws it."""
RECEIPT = """
SELECT CAST(e.id AS text), e.seq, e.definition_hash, substr(e.stream, 6) FROM event e
JOIN event_payload p ON p.event_id = e.id JOIN person a ON a.id = p.actor_id
WHERE a.login = :doer AND p.act_class = 'approve' ORDER BY e.act_time LIMIT 1
"""


@pytest.fixture(scope="module")
def names(year: Played) -> dict[str, str]:
    """Have the other province's people, and an erasure that is proposed; name what is asked for."""
    engine = create_engine(year.database.url)
    world = World(engine)
    world.post(world.unit("thanh-tra", "Thanh tra", province="ha-giang"), "auditor")
    world.post(world.unit("quan-tri", "Quản trị", province="ha-giang"), "administrator")
    with engine.connect() as connection:
        receipt, seq, version, case = connection.execute(text(RECEIPT), {"doer": DOER}).one()
    engine.dispose()
    first = year.as_post(FIRST)
    event_id = str(acts(year, "write_report")[-1][2])
    asked = {"events": event_id, "law": "Điều 1 Luật mẫu", "document": "Đơn số 1"}
    asked["seen"] = seal(first.get(f"{ERASURES}/new", query_string={"events": event_id}).text)
    erasure = send(first, ERASURES, asked, at=ERASURES).location.rpartition("/")[2]
    told = {"receipt": receipt, "seq": str(seq), "version": version, "case": case}
    return {**told, "erasure": erasure}


@pytest.mark.parametrize(("page", "may"), PAGES, ids=[page for page, _ in PAGES])
def test_a_page_is_there_for_whom_it_is_and_for_nobody_else(
    year: Played, names: dict[str, str], page: str, may: tuple[str, ...]
) -> None:
    address = page.format_map(names)
    found = {who: year.as_post(who).get(address).status_code for who in CALLERS}
    assert found == {who: 200 if who in may else NOT_FOUND for who in CALLERS}
    assert year.app.test_client().get(address).status_code == 303


@pytest.mark.parametrize(("page", "fields", "answers"), POSTS)
def test_what_is_sent_is_taken_of_whom_it_is_for_and_of_nobody_else(
    year: Played,
    names: dict[str, str],
    page: str,
    fields: dict[str, str],
    answers: dict[str, int],
) -> None:
    address = page.format_map(names)
    values = {name: value.format_map(names) for name, value in fields.items()}
    found = {}
    for who in (SECOND, *CALLERS):
        if who != SECOND or SECOND in answers:
            found[who] = _sent(year.as_post(who), address, values)
    assert found == {who: answers.get(who, NOT_FOUND) for who in found}
    assert year.app.test_client().post(address, data=values).status_code == 401


def _sent(client: FlaskClient, address: str, values: dict[str, str]) -> int:
    return send(client, address, values, at="/account").status_code


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_an_export_of_another_province_holds_nothing_of_ours(year: Played, form: str) -> None:
    elsewhere = year.as_post(AUDITOR_ELSEWHERE)
    data = send(elsewhere, "/audit/export", {"form": form}, at="/audit/export").data
    assert b"bac-giang" not in data
    assert "Sở GD".encode() not in data


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("page", ["/audit", "/security-events", "/receipts"])
def test_a_list_of_another_province_names_nobody_of_ours(year: Played, page: str) -> None:
    shown = year.as_post(AUDITOR_ELSEWHERE).get(page).text
    assert "Sở GD" not in shown
    assert "so-gddt" not in shown
