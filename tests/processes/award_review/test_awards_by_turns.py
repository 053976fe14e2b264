"""Awards that depend on others are voted on by turns; years before count for who may stand."""

import json
from html import unescape

from flask import Flask
from sqlalchemy.orm import Session

from server.demo.answers import Value, ballot
from server.demo.scene import TaskTurn
from server.processes.award_review import readings
from server.processes.award_review.tables import past_awards
from server.web.words.language import COOKIE
from tests.domain.bloc_years import PLAN
from tests.processes.case_pages import app
from tests.worlds.rows import pairs, rows
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.web.pages import sign_in
from tests.worlds.year import LEADER, RADIO, SCHOOL, Year

__all__ = ["app"]
ONE_AWARD = PLAN.replace('mode = "open"', 'mode = "open"\none_award_per_unit = true', 1)
AWAY = {"vi": "Không xét vì đã được đề nghị", "en": "Not considered, being proposed for"}
THANKS = """[[awards]]
id = "thanks"
name = "Giấy khen"
eligibility = { min_percent = 0 }
quota_of = "merit"

"""
SHARED = {
    "vi": ("Không xét vì hạn mức chung đã hết: 2 trên 2", "Số năm đã đạt: 2019, 2023"),
    "en": (
        "Not considered, the shared quota being used up: 2 of 2",
        "Years in which it was won: 2019, 2023",
    ),
}


def yes_to_the_first(turn: TaskTurn) -> Value:
    """Say yes to the first candidate of each award and no to the others."""
    poll = readings.newest_round(turn.session, turn.scene.case_id)
    yes = {award: units[:1] for award, units in poll.candidates.items()}
    return ballot(poll.candidates, yes=yes)


def test_who_is_proposed_for_the_flag_is_no_candidate_of_the_certificate(
    year: Year, session: Session
) -> None:
    year.imported(ONE_AWARD)
    year.answers["vote"] = yes_to_the_first
    year.through("award_review", "minutes")
    polls = [
        json.loads(told) for (told,) in rows(session, "SELECT candidates FROM poll ORDER BY round")
    ]
    assert [list(each) for each in polls] == [["flag"], ["merit"]]
    results = rows(session, "SELECT award_id, unit_id FROM candidate WHERE result = 'nominated'")
    assert len({unit for _, unit in results}) == len(results) == 2
    [flagged] = [unit for award, unit in results if award == "flag"]
    assert flagged not in polls[1]["merit"]


def test_pages_say_who_is_kept_from_an_award_by_a_proposal(app: Flask, committed: Year) -> None:
    committed.imported(ONE_AWARD)
    committed.answers["vote"] = yes_to_the_first
    committed.through("award_review", "minutes")
    with committed.begin() as session:
        won = rows(session, "SELECT award_id, unit_id FROM candidate WHERE result = 'nominated'")
    [flagged] = [unit for award, unit in won if award == "flag"]
    client, case = sign_in(app, "so-khcn.secretary"), f"/cases/{committed.case_id}"
    for language, away in AWAY.items():
        client.set_cookie(COOKIE, language)
        assert unescape(client.get(f"{case}?tab=awards").text).count(away) == 1
        assert away in unescape(client.get(f"{case}/results/merit/{flagged}").text)
        assert away not in unescape(client.get(f"{case}/results/flag/{flagged}").text)


def test_pages_say_that_a_shared_quota_is_used_up_and_name_the_years_that_count(
    app: Flask, committed: Year
) -> None:
    """Merit has 2 seats, both taken; of 2018, 2019 and 2023 the last two are in 5 years."""
    asked = PLAN.replace(
        "max_rank = 4, min_percent = 80",
        'min_percent = 0, prior = { award = "merit", wins = 1, years = 5 }',
        1,
    ).replace("[voting]", f"{THANKS}[voting]", 1)
    past = "".join(_merit_of(SCHOOL, won) for won in (2023, 2019, 2018)) + _merit_of(RADIO, 2020)
    committed.imported(f"{asked}\n{past}")
    committed.answers["vote"] = vote_for_the_quota
    committed.through("award_review", "minutes")
    client, case = sign_in(app, "so-khcn.secretary"), f"/cases/{committed.case_id}"
    for language, (used_up, years) in SHARED.items():
        client.set_cookie(COOKIE, language)
        assert used_up in unescape(client.get(f"{case}/results/thanks/{SCHOOL}").text)
        merit = unescape(client.get(f"{case}/results/merit/{SCHOOL}").text)
        assert years in merit
        assert used_up not in merit
        assert used_up in unescape(client.get(f"{case}?tab=awards").text)


def _merit_of(unit: str, won: int) -> str:
    return f'[[history]]\nunit = "{unit}"\naward = "merit"\nyear = {won}\ndecision = "QĐ {won}"\n'


def test_an_award_may_ask_for_awards_of_years_before(year: Year, session: Session) -> None:
    asked = PLAN.replace(
        "max_rank = 4, min_percent = 80",
        'min_percent = 0, prior = { award = "merit", wins = 2, years = 3 }',
        1,
    )
    past = "".join(_merit_of(SCHOOL, won) for won in (2021, 2023))
    year.imported(f"{asked}\n{past}")
    year.through("award_review", "candidates")
    found = pairs(session, "SELECT unit_id, eligible FROM candidate WHERE award_id = 'merit'")
    assert [unit for unit, eligible in found.items() if eligible] == [SCHOOL]
    because = pairs(
        session, "SELECT unit_id, ineligible_because FROM candidate WHERE award_id = 'merit'"
    )
    assert because[LEADER] == "prior"


def test_the_register_of_decisions_tells_who_won_in_years_before(
    year: Year, session: Session
) -> None:
    year.answers |= {"vote": vote_for_the_quota, "council_vote": pass_all}
    year.through("submission")
    decided = rows(
        session, "SELECT unit_id, award_id FROM nominee WHERE decision = 'approve' ORDER BY id"
    )
    assert decided
    of_2024 = {(unit, award, 2024) for unit, award in decided}
    year.imported(PLAN.replace("year = 2024", "year = 2025", 1))
    year.bloc_year_id = year.bloc_year_id.replace("2024", "2025")
    case_id = year.open("evaluation")
    assert past_awards.past_awards(session, case_id, 1, at=year.now).won == of_2024
    year.imported(PLAN.replace("year = 2024", "year = 2027", 1))
    year.bloc_year_id = year.bloc_year_id.replace("2025", "2027")
    case_id = year.open("evaluation")
    assert past_awards.past_awards(session, case_id, 2, at=year.now).won == set()
