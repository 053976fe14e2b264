"""The lanes of who opened a case and of their superior, in a browser, as holders change."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from server.actions.cases.case_work import holder_of
from server.actions.deployment import deploy
from server.actions.people import add_person, appoint, delegate_post, end_appointment
from server.demo.load import OPENS
from server.domain.deadlines import local_day
from server.domain.people.appointments import Held, Period
from server.domain.people.delegations import EVERYTHING
from tests.e2e.office import Office
from tests.e2e.roster import LEADER, PRESS, RADIO, SCHOOL
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import Website
from tests.worlds.processes.borrowed_names import BorrowedNames

PROCESS = BorrowedNames(short="Việc của đơn vị")
NOW = OPENS + timedelta(hours=1)
ASK = Duty("ask", SCHOOL.officer, "Nêu việc", "Gửi")
SUPERIOR = Duty("superior", SCHOOL.head, "Cấp trên có ý kiến", "Gửi")
DECIDE = Duty("decide", LEADER.head, "Kết luận", "Gửi")
UNCLEAR = "Chưa rõ kinh phí."


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_openers_and_the_superiors_tasks_go_on_with_whoever_holds_their_posts(
    site: Website, office: Office
) -> None:
    with site.begin() as session:
        deploy.deploy(session, PROCESS.key, PROCESS.files, actor=None, now=NOW)
    desk = Desk(office)
    address = opened(office)
    first_round(site, office, desk)
    second_round(site, office, desk)
    assert desk.next_steps() == []
    assert told(office, address) == [True, True, True]
    office.sit(PRESS.head)
    assert office.context.request.get(office.address + address).status == 404
    assert office.wrong == []
    assert "Traceback" not in site.log.read_text()


def first_round(site: Website, office: Office, desk: Desk) -> None:
    """A new superior lends the post; who stands in for them answers; the leader asks back."""
    desk.do(ASK, lambda form: form.type("note", "Xin thêm kinh phí."))
    replaced(site, SCHOOL.head, "Thủ trưởng mới")
    lent(site, SCHOOL.head, to=RADIO.head)
    stand_in(office, RADIO.head, SCHOOL.head)
    answer(office, desk)
    desk.do(DECIDE, send_back)


def second_round(site: Website, office: Office, desk: Desk) -> None:
    """The opener's post has another holder by now, who reads why it came back."""
    replaced(site, SCHOOL.officer, "Cán bộ mới")
    forget(office, SCHOOL.officer)
    desk.open(ASK)
    expect(office.page.locator("main")).to_contain_text(UNCLEAR)
    TaskForm(office).type("note", "Xin thêm kinh phí, 20 triệu đồng.")
    desk.hand_in(ASK)
    forget(office, SCHOOL.head)
    desk.do(SUPERIOR, lambda form: form.choose("choice", "yes"))
    desk.do(DECIDE, lambda form: form.choose("said", "take"))


def opened(office: Office) -> str:
    """Open the case, which has no form to fill in; answer its address."""
    office.sit(SCHOOL.officer)
    page, act = office.page, f"Mở {PROCESS.short}"
    office.go("/cases/new")
    page.get_by_role("link", name=act, exact=True).click()
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()
    office.look("opener-case")
    return page.url.removeprefix(office.address).partition("?")[0]


def send_back(form: TaskForm) -> None:
    form.choose("said", "back")
    form.type("why", UNCLEAR)


def replaced(site: Website, post: str, name: str) -> None:
    """Let somebody new hold a post from now on, who signs in with one click as all do here."""
    with site.begin() as session:
        query = "SELECT id FROM appointment WHERE post_id = :post AND ended_at IS NULL"
        (before,) = session.execute(text(query), {"post": post}).scalars()
        end_appointment.end(session, before, last=None, actor=None, now=NOW)
        person = add_person.add(
            session,
            login=f"new-{uuid4().hex[:8]}",
            name=name,
            province="bac-giang",
            actor=None,
            now=NOW,
        )
        held = Held(person_id=person, post_id=post, period=Period(first=local_day(NOW), last=None))
        appoint.appoint_confirmed(session, held, decision="01/QĐ", proposed="", actor=None, now=NOW)
        session.execute(
            text("UPDATE person SET demonstration = true WHERE id = :id"), {"id": person}
        )


def lent(site: Website, post: str, *, to: str) -> None:
    with site.begin() as session:
        delegate_post.delegate(
            session,
            holder_of(session, to, now=NOW).person_id,
            first=local_day(NOW),
            last=local_day(NOW),
            document="01/GUQ",
            scope=EVERYTHING,
            actor=holder_of(session, post, now=NOW),
            now=NOW,
        )


def stand_in(office: Office, own: str, other: str) -> None:
    """Act in another's stead from the menu of posts."""
    office.sit(own)
    page = office.page
    page.locator("details.acting summary").click()
    page.locator(f'.acting-menu input[name=post][value^="{other}|"]').check()
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.locator("details.acting summary")).to_contain_text("thay mặt")


def answer(office: Office, desk: Desk) -> None:
    """Do the superior's task in their stead."""
    page = office.page
    page.get_by_role("link", name="Việc của tôi", exact=True).first.click()
    page.get_by_role("link", name=SUPERIOR.title, exact=True).click()
    office.look("superior-in-their-stead")
    TaskForm(office).choose("choice", "yes")
    desk.hand_in(SUPERIOR)


def forget(office: Office, post: str) -> None:
    """Sign in anew as a post, whose holder is another one now."""
    office.cookies.pop(post, None)


def told(office: Office, address: str) -> list[bool]:
    """Tell what history says of who did it, and in whose stead."""
    office.sit(LEADER.head)
    office.go(f"{address}?tab=history")
    page = office.page.locator("main").inner_text()
    return ["thay mặt" in page.lower(), "Cán bộ mới" in page, "Thủ trưởng mới" in page]
