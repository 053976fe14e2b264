"""Who gives points, what excludes, what is otherwise for single awards: written on forms."""

import re
from typing import Any

import pytest

from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES, NEEDED_DEADLINES
from server.web.bloc_parts import paper_forms
from tests.web.bloc_parts.conftest import DraftPages
from tests.web.bloc_parts.test_part_forms import filled

KHCN, GDDT, TTTT, PTTH, DAN_TOC = (
    f"bac-giang/{unit}" for unit in ("so-khcn", "so-gddt", "so-tttt", "dai-ptth", "ban-dan-toc")
)
HOME_AFFAIRS = "bac-giang/so-noi-vu"


def wrong(draft: DraftPages, part: str = "") -> list[str]:
    """Say which fields of a part have mistakes."""
    found = document.mistakes(document.write(draft.values))
    return [each.field for each in found if each.field.startswith(part)]


def save(draft: DraftPages, page: str, fields: dict[str, Any], *, status: int = 303) -> str:
    answer = draft.send(f"parts/{page}", {**filled(draft.get(f"parts/{page}")), **fields})
    assert answer.status_code == status, answer.text
    return answer.text


def added(draft: DraftPages, page: str, fields: dict[str, Any]) -> None:
    """Add an item to a list and save it."""
    form = filled(draft.send(f"parts/{page}", {**filled(draft.get(f"parts/{page}")),
                                               "do": "add"}).text)  # fmt: skip
    answer = draft.send(f"parts/{page}", {**form, **fields, "do": "save"})
    assert answer.status_code == 303, answer.text


def in_teams(draft: DraftPages) -> None:
    """Write a scorer of two teams that check each other, one team at a time."""
    added(draft, "scorers", {"0:name": ["Tổ kiểm tra chéo", ""],
                             "0:teams[1].members": [KHCN, PTTH, DAN_TOC],
                             "0:teams[1].checks": [GDDT, TTTT]})  # fmt: skip
    save(draft, "scorers", {"0:teams[2].members": [GDDT, TTTT],
                            "0:teams[2].checks": [KHCN, PTTH, DAN_TOC]})  # fmt: skip


def test_teams_share_out_the_bloc_and_a_section_is_scored_by_them(draft: DraftPages) -> None:
    in_teams(draft)
    (scorer,) = draft.values["scorers"]
    assert scorer["teams"] == [
        {"members": [KHCN, PTTH, DAN_TOC], "checks": [GDDT, TTTT]},
        {"members": [GDDT, TTTT], "checks": [KHCN, PTTH, DAN_TOC]},
    ]
    section = {**filled(draft.get("criteria/s0")), "0:scored_by": scorer["id"]}
    assert draft.send("criteria/s0", section).status_code == 303
    criterion = {**filled(draft.get("criteria/s0.c0")), "0:scored_by": "unit"}
    assert draft.send("criteria/s0.c0", criterion).status_code == 303
    first = draft.values["score_table"]["sections"][0]
    assert (first["scored_by"], first["criteria"][0]["scored_by"]) == (scorer["id"], "unit")
    assert wrong(draft) == []


def test_a_row_that_is_left_out_takes_no_other_with_it(draft: DraftPages) -> None:
    in_teams(draft)
    before = draft.values["scorers"][0]["teams"]
    save(draft, "scorers", {"0:teams[1]:drop": "1"})
    assert draft.values["scorers"][0]["teams"] == before[1:]
    save(draft, "scorers", {"0:teams[1].members": [], "0:teams[1].checks": []})
    assert "teams" not in draft.values["scorers"][0]


def test_home_affairs_scores_all_units_and_who_is_of_the_bloc_not_itself(draft: DraftPages) -> None:
    added(draft, "scorers", {"0:name": ["Sở Nội vụ", ""], "0:by": HOME_AFFAIRS})
    assert draft.values["scorers"][0]["by"] == HOME_AFFAIRS
    assert wrong(draft) == []
    save(draft, "scorers", {"0:by": GDDT})
    assert wrong(draft) == ["scorers[1].by"]
    page = draft.get("parts/scorers")
    field = re.search(r'id="([\w-]+)" name="0:by"', page)
    assert field is not None
    assert f'id="{field[1]}-wrong"' in page
    save(draft, "scorers", {"0:own": HOME_AFFAIRS})
    assert wrong(draft) == []


def test_conditions_rest_on_facts_on_records_and_on_several_floors(draft: DraftPages) -> None:
    added(draft, "conditions", {"0:name": ["Có người bị kỷ luật", ""], "0:effect": "exclude",
                                "0:fact.evidence": "required"})  # fmt: skip
    added(draft, "conditions", {"1:name": ["Chưa ký giao ước", ""], "1:effect": "exclude",
                                "1:record.of": "pledge.signed",
                                "1:record.state": "missing"})  # fmt: skip
    added(
        draft,
        "conditions",
        {
            "2:name": ["Dưới sàn", ""],
            "2:effect": "downgrade",
            "2:least[1].every": "section",
            "2:least[1].share": "50%",
        },
    )
    save(draft, "conditions", {"2:least[2].every": "criterion", "2:least[2].points": "0",
                               "2:least[2].strict": "true"})  # fmt: skip
    fact, record, floors = draft.values["conditions"]
    assert fact["fact"] == {"evidence": "required"}
    assert record["record"] == {"of": "pledge.signed", "state": "missing"}
    assert floors["least"] == [
        {"every": "section", "share": "50%"},
        {"every": "criterion", "points": 0, "strict": True},
    ]
    assert wrong(draft) == []


def test_a_duty_is_chosen_among_those_of_the_processes_in_use(draft: DraftPages) -> None:
    page = draft.get("criteria/s0.c0")
    assert '<option value="pledge.signed"' in page
    fields = {**filled(page), "0:way": "days_late", "0:days_late.per_day": "0,5",
              "0:days_late.of": "report.sent", "0:days_late.slot": "annual",
              "0:days_late.days": "calendar"}  # fmt: skip
    assert draft.send("criteria/s0.c0", fields).status_code == 303
    late = draft.values["score_table"]["sections"][0]["criteria"][0]["days_late"]
    assert (late["of"], late["slot"], late["days"]) == ("report.sent", "annual", "calendar")
    assert wrong(draft) == []


def test_a_figure_is_chosen_among_those_of_the_processes_in_use(draft: DraftPages) -> None:
    page = draft.get("criteria/s0.c0")
    assert "Hội nghị, sinh hoạt chung: Số cuộc họp, hội nghị dự đúng thành phần" in page
    fields = {**filled(page), "0:way": "ratio", "0:target.of": "conference.attended",
              "0:target.out_of": "conference.listed", "0:target.slot": "mid_year"}  # fmt: skip
    assert draft.send("criteria/s0.c0", fields).status_code == 303
    target = draft.values["score_table"]["sections"][0]["criteria"][0]["target"]
    asked = {"of": "conference.attended", "out_of": "conference.listed", "slot": "mid_year"}
    assert target == {"formula": "ratio", **asked}
    assert wrong(draft) == []


def test_a_vote_is_otherwise_for_a_single_award(draft: DraftPages) -> None:
    before = draft.values
    added(draft, "voting-awards", {"0:award": "flag", "0:mode": "paper",
                                   "0:threshold.share": "90%", "0:threshold.base": "all",
                                   "0:threshold.inclusive": "true"})  # fmt: skip
    added(draft, "council-awards", {"0:award": "flag", "0:quorum.share": "3/4",
                                    "0:quorum.base": "all"})  # fmt: skip
    after = draft.values
    assert after["voting"].pop("awards") == [
        {"award": "flag", "mode": "paper",
         "threshold": {"share": "90%", "base": "all", "inclusive": True}}
    ]  # fmt: skip
    assert after["council"].pop("awards") == [
        {"award": "flag", "quorum": {"share": "3/4", "base": "all"}}
    ]
    assert after == before
    assert wrong(draft) == []


def test_what_all_awards_have_and_what_one_has_do_not_meet(draft: DraftPages) -> None:
    added(draft, "voting-awards", {"0:award": "flag", "0:self_vote": "forbid"})
    save(draft, "voting", {"0:max_rounds": "3"})
    assert draft.values["voting"]["awards"] == [{"award": "flag", "self_vote": "forbid"}]
    save(draft, "voting", {"do": "save", "0:threshold.share": "nhiều"})
    assert 'class="err"' not in draft.get("parts/voting-awards")
    save(draft, "voting", {"0:threshold.share": "1/2"})
    save(draft, "voting-awards", {"0:threshold.share": "nhiều"})
    assert 'class="err"' not in draft.get("parts/voting")
    assert 'class="err"' in draft.get("parts/voting-awards")
    assert (
        f"/bloc-drafts/{draft.id}/parts/voting-awards"
        in draft.client.get(f"/bloc-drafts/{draft.id}").text
    )
    save(draft, "voting-awards", {"0:drop": "1"})
    assert "awards" not in draft.values["voting"]


def test_years_before_are_entered_and_an_award_asks_for_them(draft: DraftPages) -> None:
    added(draft, "history", {"0:unit": GDDT, "0:award": "merit", "0:year": "2021",
                             "0:decision": "Quyết định 12/QĐ-UBND ngày 05/01/2022"})  # fmt: skip
    assert draft.values["history"][0].keys() == {"unit", "award", "year", "decision"}
    assert draft.values["history"][0]["year"] == 2021
    assert 'value="2021"' in draft.get("parts/history")
    save(
        draft,
        "awards",
        {
            "0:eligibility.prior.award": "merit",
            "0:eligibility.prior.wins": "2",
            "0:eligibility.prior.years": "5",
            "1:not_winners_of": "flag",
        },
    )
    flag, merit = draft.values["awards"]
    assert flag["eligibility"]["prior"] == {"award": "merit", "wins": 2, "years": 5}
    assert merit["not_winners_of"] == "flag"
    assert wrong(draft) == []


@pytest.mark.parametrize("text", ["x", "50"])
def test_what_was_typed_in_a_row_stays_where_another_cannot_be_read(
    draft: DraftPages, text: str
) -> None:
    page = "parts/conditions"
    form = filled(draft.send(page, {**filled(draft.get(page)), "do": "add"}).text)
    typed = {"0:name": ["Dưới sàn", ""], "0:effect": "exclude", "0:least[1].points": "abc",
             "0:least[2].every": "section", "0:least[2].points": text}  # fmt: skip
    answer = draft.send(page, {**form, **typed, "do": "save"})
    assert answer.status_code == 422
    shown = filled(answer.text)
    assert shown["0:least[1].points"] == ["abc"]
    assert (shown["0:least[2].every"], shown["0:least[2].points"]) == (["section"], [text])
    assert "conditions" not in draft.values


def test_years_before_are_said_by_who_saw_the_newest_of_them(draft: DraftPages) -> None:
    past = {"unit": GDDT, "award": "merit", "year": 2020, "decision": "QĐ 1"}
    draft.put(DraftPart.HISTORY, [past])
    stale = {**filled(draft.get("parts/history")), "0:decision": "QĐ 2", "do": "save"}
    draft.put(DraftPart.HISTORY, [{**past, "year": 2019}, past])
    refused = draft.send("parts/history", stale, seal=stale["seal"][0])
    assert refused.status_code == 409
    assert 'value="QĐ 2"' in refused.text
    assert len(draft.values["history"]) == 2


def test_every_deadline_a_process_may_know_can_be_added(draft: DraftPages) -> None:
    assert paper_forms.OPTIONAL.keys() == KNOWN_DEADLINES - {*NEEDED_DEADLINES}
    draft.put(DraftPart.DEADLINES, [each for each in draft.values["deadlines"]
                                    if each["id"] in NEEDED_DEADLINES])  # fmt: skip
    n = len(NEEDED_DEADLINES)
    added(draft, "deadlines", {f"{n}:id": "points_by_others", f"{n}:name": ["Tổ cho điểm", ""],
                               f"{n}:kind": "by", f"{n}:date": "10/12/2025",
                               f"{n}:source": ["Quy chế", ""]})  # fmt: skip
    added(draft, "deadlines", {f"{n + 1}:name": ["Việc riêng", ""],
                               f"{n + 1}:kind": "unspecified",
                               f"{n + 1}:source": ["Quy chế", ""]})  # fmt: skip
    ids = [each["id"] for each in draft.values["deadlines"]]
    assert ids[n:] == ["points_by_others", "moc_1"]
    assert wrong(draft, "deadlines") == []


def test_a_deadline_every_year_has_stays_what_it_is(draft: DraftPages) -> None:
    before = [each["id"] for each in draft.values["deadlines"]]
    n = before.index("self_score")
    save(draft, "deadlines", {f"{n}:id": "decision"})
    assert [each["id"] for each in draft.values["deadlines"]] == before


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        (["scale", ""], "scale"),
        (["scale_with_bonus", ""], "scale_with_bonus"),
        (["", "1.000"], 1000),
    ],
)
def test_a_share_of_points_is_of_the_scale_with_bonus_or_not_or_of_a_number(
    draft: DraftPages, typed: list[str], base: object
) -> None:
    minimum = {"0:eligibility.min.share": ["90%"], "0:eligibility.min.base": typed}
    save(draft, "awards", {**minimum, "0:eligibility.min.points": [""]})
    assert draft.values["awards"][0]["eligibility"]["min"] == {"share": "90%", "base": base}
    assert wrong(draft) == []
    shown = filled(draft.get("parts/awards"))["0:eligibility.min.base"]
    assert {*shown, ""} == {*typed}


def test_a_share_is_not_of_two_bases_and_what_was_typed_stays(draft: DraftPages) -> None:
    minimum = {"0:eligibility.min.share": ["90%"], "0:eligibility.min.base": ["scale", "1.000"]}
    page = save(draft, "awards", minimum, status=422)
    assert "không cả hai" in page
    assert sorted(filled(page)["0:eligibility.min.base"]) == ["1.000", "scale"]
