"""A province that follows another: who reaches what, before the day and from it on.

The demonstration's own province is followed by one that has nothing yet but its offices.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from server.actions.people import follow_province
from server.actions.people.name_province import name_province
from server.actions.transaction import transactions
from server.domain.deadlines import local_day
from server.domain.people.lineage import Succession
from server.domain.texts.words import Words
from tests.verifier.running import Answer
from tests.worlds.played import Played
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import seen
from tests.worlds.web.posting import send

pytestmark = pytest.mark.slow
FORMER, AFTER, OTHER = "bac-giang", "bac-ninh", "ha-giang"
OFFICES = {"thanh-tra": "auditor", "quan-tri": "administrator"}
BODIES = {"so-noi-vu": "officer", "hd-tdkt": "secretary", "ubnd-tinh": "chairman"}
UNITS = tuple((f"{FORMER}/{code}", f"{AFTER}/{code}") for code in BODIES)
DAY = dt.date(2025, 7, 1)


@dataclass
class Provinces:
    """The demonstration with two more provinces; `today` is what its clock says."""

    year: Played
    world: World
    names: dict[str, str]

    today: dt.date

    def follows_from(self, days: int) -> None:
        """Let the one follow the other from a day that lies so many days ahead."""
        with self.world.engine.begin() as connection:
            day = {"day": self.today + dt.timedelta(days=days)}
            connection.execute(text("UPDATE province_succession SET day = :day"), day)

    def status(self, who: str, page: str) -> int:
        """Answer what somebody gets for a page."""
        return self.year.as_post(who).get(page.format_map(self.names)).status_code

    def value(self, query: str, **values: object) -> object:
        with self.world.engine.connect() as connection:
            return connection.execute(text(query), values).scalar_one()

    def text(self, who: str, page: str) -> str:
        return self.year.as_post(who).get(page.format_map(self.names)).text


@pytest.fixture(scope="module")
def provinces(year: Played) -> Iterator[Provinces]:
    engine = create_engine(year.database.url)
    world = World(engine)
    for province in (AFTER, OTHER):
        for code, position in (OFFICES | BODIES).items():
            unit = world.unit(code, f"{code} {province}", province=province)
            post = f"{unit}/{position}"
            world.write(
                "post", id=post, unit_id=unit, position=position, title_vi=f"{position} {province}",
                title_en="", sort_key=position, search=post,
            )  # fmt: skip
            world.person(post, post)
    said = Succession(province=FORMER, successor=AFTER, day=DAY, units=UNITS)
    with transactions(year.database.url)() as session:
        follow_province.follow(session, said, decision="Nghị quyết 202/2025/QH15", now=NOW)
    cases = year.cases()
    names = {
        "open": cases["open"],
        "submission": cases["submission"],
        "case": cases["submission"].rpartition("/")[2],
    }
    with engine.connect() as connection:
        ahead = connection.execute(text("SELECT clock_offset_seconds FROM deployment"))
        offset = dt.timedelta(seconds=ahead.scalar_one())
    today = local_day(dt.datetime.now(dt.UTC) + offset)  # noqa: TID251 - the clock's own test
    yield Provinces(year, world, names, today)
    engine.dispose()


def office(province: str, code: str) -> str:
    return f"{province}/{code}/{(OFFICES | BODIES)[code]}"


THEIRS = re.compile(r"khoi-vhxh1|/cases/[0-9a-f-]{36}|Sở GD|KTĐVHXH1")
"""What pages show of the former province alone."""
TASK = "SELECT row_to_json(t)::text FROM task t WHERE id = :id"
AUDIT = ("/audit/cases/{case}", "/cases/{case}")
PAGES = {
    "thanh-tra": AUDIT,
    "quan-tri": ("/operations/cases/{case}", "/cases/{case}"),
    **dict.fromkeys(BODIES, ("/cases/{case}",)),
}
LISTS = {
    "thanh-tra": ("/audit", "/cases", "/blocs", "/registers", "/search?q=đánh+giá", "/receipts"),
    "quan-tri": ("/operations", "/cases", "/blocs", "/people/posts", "/mailbox"),
    **dict.fromkeys(
        BODIES, ("/cases", "/blocs", "/years", "/registers", "/board", "/search?q=đánh+giá")
    ),
}


@pytest.mark.parametrize("code", [*(OFFICES | BODIES)])
def test_offices_reach_what_was_anothers_from_the_day_on(provinces: Provinces, code: str) -> None:
    for ahead, reaches in ((1, False), (0, True)):
        provinces.follows_from(ahead)
        for page in PAGES[code]:
            found = {p: provinces.status(office(p, code), page) for p in (AFTER, OTHER)}
            assert found == {AFTER: 200 if reaches else 404, OTHER: 404}, (ahead, page)
        for page in LISTS[code]:
            shown = provinces.text(office(AFTER, code), page)
            assert bool(THEIRS.search(shown)) is reaches, (ahead, page)
            elsewhere = provinces.text(office(OTHER, code), page)
            assert not THEIRS.search(elsewhere), (ahead, page)


def test_an_export_holds_the_formers_events_from_the_day_on_and_proves_itself(
    provinces: Provinces,
) -> None:
    auditor = provinces.year.as_post(office(AFTER, "thanh-tra"))
    for ahead, reaches in ((1, False), (0, True)):
        provinces.follows_from(ahead)
        data = send(auditor, "/audit/export", {"form": "ndjson"}, at="/audit/export").data
        first = json.loads(data.splitlines()[0])
        assert first["province"] == AFTER
        assert first["scope"].get("formers") == ([FORMER] if reaches else None)
        assert (b'"province":"bac-giang"' in data) is reaches
        assert b'"province":"ha-giang"' not in data
        assert Answer(data, None).findings == []


def test_offices_of_the_former_go_on_as_they_were(provinces: Provinces) -> None:
    provinces.follows_from(0)
    for who in ("thanh-tra.auditor", "so-noi-vu.officer"):
        assert provinces.status(who, "/cases/{case}") == 200
    assert AFTER not in provinces.text("thanh-tra.auditor", "/cases")


def test_every_task_of_the_formers_post_is_read_from_the_day_on(provinces: Provinces) -> None:
    query = text("SELECT id FROM task WHERE post_id = :post")
    with provinces.world.engine.connect() as connection:
        found = connection.scalars(query, {"post": f"{FORMER}/so-noi-vu/officer"}).all()
    who = office(AFTER, "so-noi-vu")
    for ahead, status in ((1, 404), (0, 200)):
        provinces.follows_from(ahead)
        assert {provinces.status(who, f"/tasks/{task}") for task in found} == {status}


def test_nobody_works_in_a_post_by_having_its_eyes(provinces: Provinces) -> None:
    provinces.follows_from(0)
    query = text("SELECT id FROM task WHERE post_id = :post ORDER BY opened_at, id LIMIT 1")
    with provinces.world.engine.connect() as connection:
        task = connection.execute(query, {"post": f"{FORMER}/so-noi-vu/officer"}).scalar_one()
    officer = provinces.year.as_post(office(AFTER, "so-noi-vu"))
    page = officer.get(f"/tasks/{task}")
    assert page.status_code == 200
    assert f"/tasks/{task}/complete" not in page.text
    before = provinces.value(TASK, id=task)
    for act, fields in (("claim", {}), ("complete", {"key": str(uuid4())})):
        sent = send(officer, f"/tasks/{task}/{act}", fields, at="/account")
        assert sent.status_code >= 400, act
    assert provinces.value(TASK, id=task) == before
    assert f"/tasks/{task}" not in officer.get("/tasks").text


def test_an_administrator_keeps_the_formers_persons_and_repairs_its_cases(
    provinces: Provinces,
) -> None:
    admin = provinces.year.as_post(office(AFTER, "quan-tri"))
    stranger = provinces.year.as_post(office(OTHER, "quan-tri"))
    person = provinces.value("SELECT id FROM person WHERE login = 'so-gddt.head'")
    page, case = f"/people/{person}", provinces.names["open"].rpartition("/")[2]
    suspend = f"/operations/cases/{case}/suspend"
    for ahead, code in ((1, 404), (0, 200)):
        provinces.follows_from(ahead)
        assert admin.get(page).status_code == code
        assert (page in admin.get("/people?q=so-gddt.head").text) is (code == 200)
        assert seen(stranger.get(page)) == seen(stranger.get(f"/people/{uuid4()}"))
    for who, code in ((stranger, 404), (admin, 303)):
        fields = {"reason": "Kiểm tra số liệu."}
        assert send(who, suspend, fields, at="/people/posts").status_code == code
    resume = suspend.replace("suspend", "resume")
    assert send(admin, resume, {"reason": "Xong."}, at="/people/posts").status_code == 303


APPOINTED = """
SELECT count(*) FROM appointment a JOIN person p ON p.id = a.person_id
WHERE p.login = :login AND a.post_id = :post
"""


def test_a_person_goes_into_posts_of_the_other_province_from_the_day_on(
    provinces: Provinces,
) -> None:
    """An officer's post of a member waits for no second person."""
    admin = provinces.year.as_post(office(AFTER, "quan-tri"))
    person = provinces.value(
        "SELECT id FROM person WHERE login = :of", of=office(AFTER, "so-noi-vu")
    )
    post = f"{FORMER}/so-gddt/officer"
    page = f"/people/{person}"
    for ahead, code in ((1, 422), (0, 303)):
        provinces.follows_from(ahead)
        fields = {"post": post, "first": provinces.today.isoformat(), "decision": "QĐ 9"}
        assert send(admin, f"{page}/appointments", fields, at=page).status_code == code
    appointed = {"login": office(AFTER, "so-noi-vu"), "post": post}
    assert provinces.value(APPOINTED, **appointed) == 1


@pytest.mark.parametrize(("code", "page"), [("thanh-tra", "/audit"), ("quan-tri", "/operations")])
def test_pages_say_which_province_follows_which_to_whom_it_concerns(
    provinces: Provinces, code: str, page: str
) -> None:
    said = f"tỉnh {AFTER} kế tục tỉnh Bắc Giang"
    for ahead, tells in ((1, False), (0, True)):
        provinces.follows_from(ahead)
        assert (said in provinces.text(office(AFTER, code), page)) is tells
        assert said not in provinces.text(office(OTHER, code), page)


def test_a_province_is_called_by_its_name_wherever_a_person_reads_of_it(
    provinces: Provinces,
) -> None:
    provinces.follows_from(0)
    auditor, admin = office(AFTER, "thanh-tra"), office(AFTER, "quan-tri")
    wanted = f"Tỉnh {AFTER} chưa có tên"
    assert wanted in provinces.text(admin, "/operations")
    with transactions(provinces.year.database.url)() as session:
        name_province(session, AFTER, Words("tỉnh Bắc Ninh", "Bac Ninh province"), now=NOW)
    assert "tỉnh Bắc Ninh kế tục tỉnh Bắc Giang" in provinces.text(auditor, "/audit")
    assert wanted not in provinces.text(admin, "/operations")
    assert "Lịch của tỉnh Bắc Ninh." in provinces.text(admin, "/calendar")
    event = provinces.value("SELECT id FROM event WHERE kind = 'province.followed'")
    page = provinces.text(auditor, f"/audit?case=provinces&open={event}")
    told = page.partition("/audit?case=provinces")[2]
    assert "tỉnh Bắc Ninh" in told
    assert "tỉnh Bắc Giang" in told
    english = provinces.year.as_post(auditor)
    english.set_cookie("lang", "en")
    assert "Bac Ninh province follows Bac Giang province" in english.get("/audit").text
