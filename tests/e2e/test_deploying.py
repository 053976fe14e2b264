"""A process nobody knows goes from a folder into the running website by two administrators."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.e2e.office import Office
from tests.e2e.website import Website
from tests.worlds.processes.unknown_process import UnknownProcess

ADMIN, LEADER = "bac-giang/quan-tri/administrator", "bac-giang/so-khcn/head"
SECOND = "quan-tri.hai"
WHY = "Theo quy chế mới của Khối."
SECOND_ADMINISTRATOR = """
WITH p AS (INSERT INTO person(id, login, name, province, password_hash, demonstration, created_at)
  SELECT :id, :login, 'Quản trị thứ hai', 'bac-giang', password_hash, true, created_at
  FROM person WHERE login = 'quan-tri.administrator' RETURNING id)
INSERT INTO appointment(id, person_id, post_id, valid_from)
SELECT gen_random_uuid(), id, :post, '2024-01-01' FROM p
"""


def second_administrator(site: Website) -> None:
    with site.begin() as session:
        values = {"id": uuid4(), "login": SECOND, "post": ADMIN}
        session.execute(text(SECOND_ADMINISTRATOR), values)


def sit_second(office: Office) -> None:
    """Let the other administrator sit down, by their password."""
    office.acting = ""
    office.nobody()
    office.go("/sign-in")
    office.page.fill("#username", SECOND)
    office.page.fill("#password", PASSWORD)
    office.page.locator("form:has(#username) button[type=submit]").first.click()
    expect(office.page).to_have_url(re.compile("/tasks$"))


def upload(office: Office, folder: Path) -> str:
    """Upload a folder; return the address of its page."""
    office.go("/operations/versions")
    office.look("deploying-versions")
    office.page.get_by_role("link", name="Nạp quy trình").click()
    office.look("deploying-upload")
    office.page.set_input_files("#files-folder", folder)
    office.page.get_by_role("button", name="Nạp và kiểm tra").click()
    expect(office.page).to_have_url(re.compile("/operations/proposals/"))
    return office.page.url.removeprefix(office.address)


def propose(office: Office) -> None:
    office.page.fill("#note", WHY)
    office.page.get_by_role("button", name="Đề nghị ban hành").click()
    expect(office.page.get_by_role("button", name="Rút đề nghị")).to_be_visible()


def publish(office: Office, page: str) -> None:
    office.go(page)
    office.page.fill("#password", PASSWORD)
    office.page.get_by_role("button", name="Ban hành", exact=True).click()
    expect(office.page.get_by_text("Đã ban hành")).to_be_visible()


def refused(office: Office, page: str) -> int:
    """Post what the page of another administrator would; return the status."""
    office.go(page)
    token = office.page.locator("input[name=csrf_token]").first.input_value()
    seal = office.page.locator(".figures .hash[title]").get_attribute("title") or ""
    form: dict[str, str | float | bool] = {"csrf_token": token, "seen": seal, "password": PASSWORD}
    return office.context.request.post(f"{office.address}{page}/publish", form=form).status


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_folder_becomes_a_process_people_open(
    site: Website, office: Office, tmp_path: Path
) -> None:
    process = UnknownProcess()
    second_administrator(site)
    office.sit(ADMIN)
    page = upload(office, process.write(tmp_path / "one" / process.key))
    expect(office.page.locator("main")).to_contain_text(process.first)
    office.look("deploying-draft")
    propose(office)
    office.look("deploying-own")
    assert refused(office, page) == 403
    sit_second(office)
    office.go("/operations")
    office.page.get_by_role("link", name="Xem các đề nghị").click()
    office.page.get_by_role("link", name=process.key).click()
    expect(office.page.locator(".diagram[data-ready]")).to_have_count(1)
    office.look("deploying-second")
    publish(office, page)
    known_at_once(office, process)
    next_version(office, replace(process, short=f"{process.short} mới"), tmp_path)
    assert office.wrong == []


def known_at_once(office: Office, process: UnknownProcess) -> None:
    """See the new process in the list of versions, and where its leader opens it."""
    office.go("/operations/versions")
    expect(office.page.get_by_role("heading", name=process.short)).to_be_visible()
    office.look("deploying-published")
    office.sit(LEADER)
    office.go("/cases/new")
    expect(office.page.get_by_text(process.act)).to_be_visible()


def next_version(office: Office, process: UnknownProcess, tmp_path: Path) -> None:
    """Propose the next version, in which a task is called otherwise; it is marked on both."""
    folder = process.write(tmp_path / "two" / process.key)
    diagram = folder / f"{process.key}.bpmn"
    renamed = diagram.read_text().replace(f'name="{process.first}"', 'name="Tên khác"')
    diagram.write_text(renamed)
    office.sit(ADMIN)
    upload(office, folder)
    expect(office.page.locator(".diagram[data-ready]")).to_have_count(2)
    expect(office.page.locator(".diagram .tag", has_text="≠ sửa")).to_have_count(4)
    expect(office.page.locator("td .old", has_text=process.first)).to_be_visible()
    office.look("deploying-difference")
    cookie = {"name": "lang", "value": "en", "url": office.address}
    office.context.add_cookies([cookie])  # type: ignore[list-item]
    office.go(office.page.url.removeprefix(office.address))
    expect(office.page.locator(".diagram .tag", has_text="≠ changed")).to_have_count(4)
    office.look("deploying-difference-en")
