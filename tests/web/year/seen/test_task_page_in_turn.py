"""A task's page in the order its reader looks: mistakes, deadlines, and what was handed in."""

import re

from tests.worlds.web.lending import OFFICER
from tests.worlds.year_end import YearEnd

UNIT = OFFICER.rpartition("/")[0]
DAY = re.compile(r"<dd>(\d\d)/(\d\d)/(\d{4})|<dd>Không định ngày")


def test_mistakes_are_told_in_the_order_of_the_page(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    where, lines = f"/tasks/{task.id}", ("c1-1", "c1-2", "c1-3")
    typed = dict(zip(lines, ("99", "abc", "99"), strict=True))
    post = {f"scores.{line}.points": text for line, text in typed.items()}
    post |= {"_key": "k1", "_version": "0"}
    answer = year.as_post(OFFICER).post(f"{where}/complete", post, at=where)
    told = [answer.text.index(f'href="#f-scores.{line}.points"') for line in lines]
    assert told == sorted(told)


def test_deadlines_of_a_task_stand_as_they_come_due(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    page = year.as_post(OFFICER).get(f"/tasks/{task.id}?tab=case").text
    days = [found.groups()[::-1] for found in DAY.finditer(page.partition('id="deadlines"')[2])]
    assert len(days) > len([day for day in days if None in day]) > 0
    assert days == sorted(days, key=lambda day: (None in day, *map(str, day)))


def test_a_sheet_is_found_from_the_task_it_was_handed_in_by(year: YearEnd) -> None:
    year.play("approve")
    query = "SELECT id FROM task WHERE element = 'score' AND state = 'done' AND key = :unit"
    officer = year.as_post(OFFICER)
    page = officer.get(f"/tasks/{year.value(query, unit=UNIT)}").text
    way = re.search(r'href="([^"]+)">Xem nội dung đã gửi', page)
    assert way is not None
    assert 'id="unit"' in officer.get(way[1].replace("&amp;", "&").partition("#")[0]).text
