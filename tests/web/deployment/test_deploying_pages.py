"""A process is uploaded, looked at, proposed and published on pages, without a restart."""

import io
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from server.actions.deployment import proposals
from server.actions.deployment.folder_lint import judge_folder
from server.actions.people.act_as_administrator import by_login
from server.domain.deployment.archives import packed
from server.store import statements
from tests.worlds.accounts import ADMINISTRATOR, AUDITOR, FIRST, HEAD, OLD, SECOND, Accounts
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.province import NOW
from tests.worlds.web.posting import CSRF, send

pytestmark = pytest.mark.slow
NEW = "/operations/versions/new"
VERSIONS = "/operations/versions"
WHY = "Theo quy chế mới của Hội đồng."
PASSWORD = {"password": OLD}
DAMAGED = """
INSERT INTO definition(hash, key, version, files, deployed_at) VALUES ('x', :k, 2, '{}', now())
"""
OF_THE_PASSWORD = 2
"""Commits of its own that a try counts, before and after."""
WRONG = {"password": "khác"}
SEEN = re.compile(r'name="seen" value="(\w+)"')


@pytest.fixture
def process() -> UnknownProcess:
    return UnknownProcess()


def upload(admin: FlaskClient, *files: tuple[str, bytes]) -> TestResponse:
    """Send files as a browser sends those of a folder."""
    sent = [(io.BytesIO(data), name) for name, data in files]
    return send(admin, NEW, {"files": sent}, at=NEW)


def uploaded(admin: FlaskClient, process: UnknownProcess) -> str:
    """Upload a process in which nothing is wrong; return the address of its page."""
    answer = upload(admin, *((f"q/{name}", data) for name, data in process.files.items()))
    assert answer.status_code == 303, answer.text
    return answer.location


def proposed(office: Accounts, process: UnknownProcess) -> str:
    """Have the first administrator propose a process; return the address of its page."""
    with Session(office.world.engine) as session, session.begin():
        actor = by_login(session, FIRST, now=NOW)
        asked = proposals.asked_of(session, texts_of(process), {}, actor=actor)
        draft = proposals.keep_draft(session, asked, judge_folder(asked), actor=actor, now=NOW)
        proposals.propose(session, draft, note=WHY, actor=actor, now=NOW)
    return f"/operations/proposals/{draft}"


def texts_of(process: UnknownProcess) -> dict[str, str]:
    return {name: data.decode() for name, data in process.files.items()}


def publish(admin: FlaskClient, page: str, **fields: str) -> TestResponse:
    seen = SEEN.search(admin.get(page).text)
    values = {"seen": seen[1] if seen else "", **PASSWORD, **fields}
    return send(admin, f"{page}/publish", values, at=page)


def count(office: Accounts, key: str) -> object:
    with office.world.engine.connect() as connection:
        return connection.execute(
            text("SELECT count(*) FROM definition WHERE key = :k"), {"k": key}
        ).scalar()


def test_the_whole_way_from_a_folder_to_a_published_version(
    office: Accounts, process: UnknownProcess
) -> None:
    first, second = office.administrator(FIRST), office.administrator(SECOND)
    page = uploaded(first, process)
    assert second.get(page).status_code == 404
    assert process.short in first.get(page).text
    answer = send(first, f"{page}/propose", {"note": WHY}, at=page)
    assert answer.status_code == 303
    assert page in second.get(VERSIONS).text
    shown = second.get(page).text
    assert WHY in shown
    assert "everyone" in shown
    assert second.get(f"{page}/{process.key}/diagram.xml").status_code == 200
    assert publish(second, page).status_code == 303
    listed = first.get(VERSIONS).text
    assert process.short in listed
    assert f"Người giữ {FIRST}; Người giữ {SECOND}" in listed


def test_the_proposer_is_refused_with_the_reason(office: Accounts, process: UnknownProcess) -> None:
    first = office.administrator(FIRST)
    page = proposed(office, process)
    assert 'name="seen"' not in first.get(page).text
    answer = send(first, f"{page}/publish", PASSWORD, at=page)
    assert answer.status_code == 403
    assert "Người đề nghị không tự xác nhận" in answer.text
    assert count(office, process.key) == 0


def test_publishing_asks_for_the_password(office: Accounts, process: UnknownProcess) -> None:
    page = proposed(office, process)
    answer = publish(office.administrator(SECOND), page, **WRONG)
    assert answer.status_code == 422
    assert '<a href="#password">Mật khẩu không đúng. Hãy nhập lại.</a>' in answer.text
    assert count(office, process.key) == 0


def test_a_rejection_says_why_and_keeps_what_was_typed(
    office: Accounts, process: UnknownProcess
) -> None:
    second = office.administrator(SECOND)
    page = proposed(office, process)
    assert send(second, f"{page}/reject", {"reason": " "}, at=page).status_code == 422
    long = send(second, f"{page}/reject", {"reason": "vì thế " * 400}, at=page)
    assert long.status_code == 422
    assert "vì thế vì thế" in long.text
    assert send(second, f"{page}/reject", {"reason": WHY}, at=page).status_code == 303
    assert WHY in office.administrator(FIRST).get(page).text
    assert publish(second, page).status_code == 409


def test_findings_are_shown_with_their_mend_and_nothing_is_kept(
    office: Accounts, process: UnknownProcess
) -> None:
    broken = {**process.files, f"{process.key}.toml": b"name = 1\nx = 2\n"}
    answer = upload(office.administrator(FIRST), *broken.items())
    assert answer.status_code == 422
    assert f'<span class="nowrap">{process.key}.toml</span>' in answer.text
    with office.world.engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM definition_proposal")).scalar()
    assert kept == 0


def test_at_most_fifty_findings_are_shown(office: Accounts, process: UnknownProcess) -> None:
    rows = "".join(f"khong_{n} = 1\n" for n in range(80))
    broken = {**process.files, f"{process.key}.toml": rows.encode()}
    page = upload(office.administrator(FIRST), *broken.items()).text
    assert "Hiện 50 chỗ đầu" in page
    assert len(set(re.findall(r"khong_\d+", page))) <= 50


@pytest.mark.parametrize(
    "file",
    [("../a.bpmn", b""), ("a.bpmn", b"\xff"), ("x.zip", b"no"), ("a.md", b"")],
)
def test_an_upload_that_is_none_is_said_on_the_page(
    office: Accounts, file: tuple[str, bytes]
) -> None:
    assert upload(office.administrator(FIRST), file).status_code == 422


def test_what_belongs_to_no_process_is_named(office: Accounts, process: UnknownProcess) -> None:
    first = office.administrator(FIRST)
    more = {"q/ghi-chu.md": b"x", "nobodys.json": b"{}", ".DS_Store": b"x"}
    page = first.get(upload(first, *{**process.files, **more}.items()).location).text
    assert "nobodys.json, q/ghi-chu.md" in page
    assert ".DS_Store" not in page


def test_a_page_asks_for_little_and_an_act_commits_once(
    office: Accounts, process: UnknownProcess
) -> None:
    second = office.administrator(SECOND)
    page = proposed(office, process)
    second.get(page)
    costs = {}
    for address in (NEW, page, VERSIONS):
        statements.reset()
        assert second.get(address).status_code == 200
        costs[address] = statements.count
    assert costs == {NEW: 5, page: 6, VERSIONS: 6}
    seen = SEEN.search(second.get(page).text)
    token = CSRF.search(second.get(page).text)
    assert seen is not None
    assert token is not None
    statements.reset()
    fields = {"seen": seen[1], "csrf_token": token[1], **PASSWORD}
    assert second.post(f"{page}/publish", data=fields).status_code == 303
    # one of them counts what the person asks
    assert (statements.count, statements.commits) == (33, 1 + OF_THE_PASSWORD)


def test_an_entity_in_a_diagram_is_a_finding(office: Accounts, process: UnknownProcess) -> None:
    name = f"{process.key}.bpmn"
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>' + process.files[name]
    answer = upload(office.administrator(FIRST), *{**process.files, name: bomb}.items())
    assert answer.status_code == 422
    assert "XML-DOCTYPE" in answer.text


def test_a_zip_is_taken_too_and_its_version_handed_over_again(
    office: Accounts, process: UnknownProcess
) -> None:
    first, second = office.administrator(FIRST), office.administrator(SECOND)
    answer = upload(first, ("q.zip", packed(process.key, texts_of(process))))
    assert answer.status_code == 303
    send(first, f"{answer.location}/propose", {"note": WHY}, at=answer.location)
    assert publish(second, answer.location).status_code == 303
    files = re.findall(rf'href="({VERSIONS}/\w+/files.zip)"', first.get(VERSIONS).text)
    (sent,) = [got for each in files if process.key in (got := first.get(each)).headers[
        "Content-Disposition"]]  # fmt: skip
    again = upload(first, ("again.zip", sent.data))
    assert again.status_code == 409
    assert "giống hệt" in again.text


def test_the_next_version_says_what_differs_from_the_one_before(
    office: Accounts, process: UnknownProcess
) -> None:
    first, second = office.administrator(FIRST), office.administrator(SECOND)
    assert publish(second, proposed(office, process)).status_code == 303
    page = proposed(office, replace(process, short="Tên ngắn khác"))
    shown = second.get(page).text
    assert "Tên ngắn khác" in shown
    assert f'<span class="old">{process.short}</span>' in shown
    assert "Sơ đồ bản trước" in shown
    assert publish(second, page).status_code == 303
    assert "Tên ngắn khác" in first.get(VERSIONS).text


def test_pages_of_publishing_are_the_administrators_alone(
    office: Accounts, process: UnknownProcess
) -> None:
    page = proposed(office, process)
    head = office.administrator(HEAD)
    for address in (NEW, page, f"{page}/{process.key}/diagram.xml"):
        assert head.get(address).status_code == 404
    assert office.administrator(FIRST).get(f"{page}/x/diagram.xml").status_code == 404
    assert office.administrator(FIRST).get(f"{VERSIONS}/{'0' * 64}").status_code == 404


def test_the_only_administrator_is_told_of_the_command(office: Accounts) -> None:
    first = office.administrator(FIRST)
    assert "binhxet deploy" not in first.get(NEW).text
    with office.world.engine.begin() as connection:
        connection.execute(
            text("UPDATE person SET deactivated_at = now() WHERE login = :l"), {"l": SECOND}
        )
    assert "binhxet deploy" in first.get(NEW).text


def test_of_two_who_publish_at_once_one_does(office: Accounts, process: UnknownProcess) -> None:
    office.person("quan.tri.3", ADMINISTRATOR)
    page = proposed(office, process)
    codes = [publish(office.signed_in(login), page).status_code for login in (SECOND, "quan.tri.3")]
    assert codes == [303, 409]
    assert count(office, process.key) == 1


def test_the_auditor_reads_who_proposed_and_who_published(
    office: Accounts, process: UnknownProcess
) -> None:
    page = proposed(office, process)
    assert publish(office.administrator(SECOND), page).status_code == 303
    shown = office.administrator(AUDITOR).get("/audit?stream=definitions").text
    for line in ("Đề nghị ban hành quy trình", "Ban hành quy trình", f"Người giữ {SECOND}"):
        assert line in shown


def test_a_damaged_version_hides_no_other(office: Accounts, process: UnknownProcess) -> None:
    first, second = office.administrator(FIRST), office.administrator(SECOND)
    other = UnknownProcess()
    for each in (process, other):
        assert publish(second, proposed(office, each)).status_code == 303
    with office.world.engine.begin() as connection:
        connection.execute(text(DAMAGED), {"k": process.key})
    page = first.get(VERSIONS)
    assert page.status_code == 200
    assert "không đọc được" in page.text
    assert other.short in page.text


def test_the_page_says_how_far_a_process_was_played(
    office: Accounts, process: UnknownProcess
) -> None:
    page = office.administrator(FIRST).get(proposed(office, process)).text
    assert re.search(r"Đã chạy thử \d+ bước\. Mọi đường đều đã chạy\. Không thấy gì sai\.", page)
