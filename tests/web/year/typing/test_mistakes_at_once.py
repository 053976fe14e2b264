"""All that is wrong with a form is named at once: what nobody can read, what its rule refuses."""

import re

import pytest

from tests.worlds.year_end import Open, Person, YearEnd

TOLD = re.compile(r'href="#f-([^"]+)"')


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def officer(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def sheet(officer: Person, task: Open, **points: str) -> dict[str, str]:
    """Write a sheet with no points anywhere but where they are said."""
    page = officer.get(f"/tasks/{task.id}").text
    fields = dict.fromkeys(re.findall(r'name="(scores[.][^"]+[.]points)"', page), "0")
    return fields | {
        f"scores.{name.replace('_', '-')}.points": text for name, text in points.items()
    }


@pytest.mark.parametrize("act", ["check", "complete"])
def test_what_cannot_be_read_and_what_is_out_of_range_are_named_together(
    officer: Person, task: Open, act: str
) -> None:
    address = f"/tasks/{task.id}"
    fields = sheet(officer, task, c1_1="1,000", c1_2="99", c1_3="", c1_4="0,123")
    refused = officer.post(f"{address}/{act}", fields, at=address)
    assert refused.status_code == 422
    told = re.findall(TOLD, refused.text)
    assert [name for name in told if name.startswith("scores.")] == [
        "scores.c1-1.points",
        "scores.c1-2.points",
        "scores.c1-3.points",
        "scores.c1-4.points",
    ]
    assert "Nhập từ 0 đến 7." in refused.text


def test_a_row_with_a_number_that_cannot_be_read_is_not_judged_further(
    officer: Person, task: Open
) -> None:
    """Whether a bonus needs its grounds is not known before the points are."""
    address = f"/tasks/{task.id}"
    bonus = re.findall(r'name="(scores[.]cb?[^"]*)[.]points"', officer.get(address).text)[-1]
    fields = sheet(officer, task) | {f"{bonus}.points": "mười", "scores.c1-2.points": "99"}
    refused = officer.post(f"{address}/complete", fields, at=address)
    told = re.findall(TOLD, refused.text)
    assert {name for name in told if name.startswith("scores.")} == {
        f"{bonus}.points",
        "scores.c1-2.points",
    }


def test_what_the_rule_looked_at_leaves_no_trace(
    year: YearEnd, officer: Person, task: Open
) -> None:
    """The rule writes the sheet where it finds nothing wrong: it is taken back."""
    address = f"/tasks/{task.id}"
    fields = sheet(officer, task) | {"scores.c1-1.note": "a" * 5000}
    refused = officer.post(f"{address}/complete", fields, at=address)
    assert refused.status_code == 422
    state = "SELECT count(*) FROM sheet WHERE unit_id = 'bac-giang/so-gddt' AND state <> 'scoring'"
    assert year.value(state) == 0
    assert year.value("SELECT state FROM task WHERE id = :t", t=task.id) == "open"
