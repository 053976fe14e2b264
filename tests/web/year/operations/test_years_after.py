"""A clock moved on its page past a year's end: the bloc of the year after, and the next province.

Every room of pages is looked at in turn, by who has work there and by who only watches.
"""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.installation.demonstration import add_accounts
from server.actions.people import follow_province
from server.domain.people.lineage import Succession
from tests.actions.reorganised import NEXT, RENAMED, next_year
from tests.worlds.province import World
from tests.worlds.year_end import Person, YearEnd

FORMER, AFTER = "bac-giang", "bac-ninh"
BODIES = {"so-noi-vu": "officer", "hd-tdkt": "secretary", "ubnd-tinh": "chairman"}
DAY = dt.date(2025, 7, 1)
OLD_LEADER, NEW_LEADER = "bac-giang/so-khcn/head", "bac-giang/so-gddt/head"
WATCHES = f"{AFTER}/so-noi-vu/officer"
PLAN = "bac-giang/khoi-vhxh1/2024"
BEFORE, NEW_YEAR, SUMMER = "31/12/2024", "02/01/2025", "02/07/2025"
ROOMS = (
    "/", "/account", "/blocs", f"/blocs/{PLAN}", f"/blocs/{NEXT}", "/board",
    f"/board?bloc_year={PLAN}", f"/board?bloc_year={NEXT}", "/board/bac-giang/so-gddt", "/calendar",
    "/cases", "/cases/new", "/clock", "/deadlines", "/delegations", "/help", "/notices",
    "/registers", "/search?q=ban+dan+toc", "/tasks", "/years",
)  # fmt: skip


@dataclass
class YearsAfter:
    """The plan's bloc, and a province that takes its own over in the summer of the year after."""

    year: YearEnd

    def on(self, day: str) -> None:
        """Move the clock to the morning of a day, written as its page takes it."""
        assert (
            self.year.as_post(OLD_LEADER).post("/clock", {"day": day}, at="/clock").status_code
            == 303
        )

    def text(self, post: str, page: str) -> str:
        return self.person(post).get(page).text

    def person(self, post: str) -> Person:
        return self.year.as_post(post)

    def in_force(self, now: dt.datetime) -> None:
        """Put the bloc of three of 2025 in force, with an account for each of its posts."""
        with self.year.begin() as session:
            made = import_bloc_year(
                session, next_year(effective_from=dt.date(2025, 1, 1)), actor=None, now=now
            )
            assert isinstance(made, Imported), made
            add_accounts(session, now=now)

    def followed(self, engine: Engine, now: dt.datetime) -> None:
        """Let another province follow from the summer on."""
        world = World(engine)
        for code, position in BODIES.items():
            unit = world.unit(code, f"{code} {AFTER}", province=AFTER)
            post = f"{unit}/{position}"
            world.write(
                "post", id=post, unit_id=unit, position=position, title_vi=f"{position} {AFTER}",
                title_en="", sort_key=position, search=post,
            )  # fmt: skip
            world.person(post, post)
        units = tuple((f"{FORMER}/{code}", f"{AFTER}/{code}") for code in BODIES)
        said = Succession(province=FORMER, successor=AFTER, day=DAY, units=units)
        with self.year.begin() as session:
            follow_province.follow(session, said, decision="Nghị quyết 202/2025/QH15", now=now)


def instant(day: str) -> dt.datetime:
    """Answer nine in the morning of a day in Viet Nam."""
    return dt.datetime.strptime(f"{day} 02:00 +0000", "%d/%m/%Y %H:%M %z")


def opened(after: YearsAfter, post: str) -> dict[str, int]:
    """Answer for each room what somebody gets there, where it is no page."""
    person = after.person(post)
    found = {room: person.client.get(room, follow_redirects=True).status_code for room in ROOMS}
    return {room: code for room, code in found.items() if code != 200}


@pytest.mark.slow
def test_every_room_stands_when_the_clock_has_passed_the_year_and_the_province(
    year: YearEnd, engine: Engine
) -> None:
    after = YearsAfter(year)
    after.on(BEFORE)
    assert "quá hạn từ 5 ngày" in after.text("bac-giang/so-gddt/officer", "/tasks")
    assert "Quá hạn" in after.text(OLD_LEADER, f"/board?bloc_year={PLAN}")
    after.on(NEW_YEAR)
    after.in_force(instant(NEW_YEAR))
    after.followed(engine, instant(NEW_YEAR))
    old, new = (f"/board?bloc_year={name}" for name in (PLAN, NEXT))
    assert "Quá hạn" in after.text(OLD_LEADER, old)
    assert RENAMED["vi"] not in after.text(OLD_LEADER, old)
    assert RENAMED["vi"] in after.text(NEW_LEADER, f"/blocs/{NEXT}")
    assert after.person(WATCHES).get(f"/blocs/{PLAN}").status_code == 404
    after.on(SUMMER)
    for post in (OLD_LEADER, NEW_LEADER, "bac-giang/so-gddt/officer"):
        assert opened(after, post) == {}, post
    assert opened(after, WATCHES) == {}
    for name in (PLAN, NEXT):
        assert after.person(WATCHES).get(f"/blocs/{name}").status_code == 200
    late = re.search(r"Quá hạn (\d+) ngày", after.text(WATCHES, old))
    assert late is not None
    assert int(late[1]) > 100
    assert "Quá hạn" not in after.text(NEW_LEADER, new)
