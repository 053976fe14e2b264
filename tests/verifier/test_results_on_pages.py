"""What is worked out anew from an export alone is what the pages show."""

import html
import json
import re

import pytest

from tests.verifier.changing import lines_of
from tests.verifier.logged import AUDITOR, Logged
from tests.verifier.running import Answer

ROUND = re.compile(r"Vòng (\d+): (\d+) trên (\d+)")
Rows = list[list[str]]


@pytest.fixture
def answer(history: Logged) -> Answer:
    return Answer(history.exports["case"], history.keys.pins)


@pytest.fixture
def shorts(history: Logged) -> dict[str, str]:
    """Answer what units are called in short, by the rules in the export."""
    lines = map(json.loads, lines_of(history.exports["case"]))
    rules = next(json.loads(each["content"]) for each in lines if each.get("kind") == "rules")
    return {unit["id"]: unit["short"]["vi"] for unit in rules["units"]}


def shown(history: Logged, case: str, tab: str) -> Rows:
    """Read the tables of a case's tab, cell by cell."""
    page = history.year.as_post(AUDITOR).get(f"{history.year.cases()[case]}?tab={tab}").text
    return [
        [_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    ]


def _text(cell: str) -> str:
    """Answer what a cell says, without the words of its link to how that came about."""
    said = html.unescape(" ".join(re.sub(r"<[^>]+>", " ", cell).split()))
    return re.sub(r" Vì sao\b.*$", "", said)


def test_ranks_and_points_are_those_of_the_score_table(history: Logged, answer: Answer) -> None:
    rows = [row for row in shown(history, "evaluation", "scores") if row[0][:1].isdigit()]
    on_page = [(row[0].split()[0], row[6], row[8]) for row in rows]
    anew = [(rank, total, scaled) for rank, _, total, scaled in answer.lines["ranking"]]
    assert sorted(on_page) == sorted(
        (rank, total.replace(".", ","), scaled.replace(".", ",")) for rank, total, scaled in anew
    )


def test_votes_are_those_of_each_round(history: Logged, answer: Answer) -> None:
    on_page = [
        (number, row[0], f"{yes}/{base}")
        for row in shown(history, "submission", "awards")
        for number, yes, base in ROUND.findall(" ".join(row))
    ]
    anew = [
        (number, unit, votes)
        for number in ("1", "2")
        for _, unit, votes in answer.lines[f"round {number}"]
    ]
    assert sorted(on_page) == sorted(anew)


def test_nominees_and_decisions_are_those_of_the_awards(
    history: Logged, answer: Answer, shorts: dict[str, str]
) -> None:
    rows = shown(history, "submission", "awards")
    proposed = sorted(row[0] for row in rows if row[-1] == "Được đề nghị")
    assert proposed == sorted(shorts[n.partition("/")[2]] for (n,) in answer.lines["nominees"])
    council = {nominee: (votes, outcome) for nominee, votes, outcome in answer.lines["council"]}
    for nominee, decision, number in answer.lines["decisions"]:
        votes, outcome = council[nominee]
        unit = shorts[nominee.partition("/")[2]]
        row = next(" ".join(row) for row in rows if row[0] == unit and "trên 15 phiếu" in row[3])
        assert votes.replace("/", " trên ") in row
        assert ("không thông qua" in row) == (outcome == "dropped")
        assert ("Được khen thưởng" in row) == (decision == "approve")
        assert number in row
