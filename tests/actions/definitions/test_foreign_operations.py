"""Operations, lanes and dates of another author's drawing: named, never the server's failure."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import case_faults
from server.actions.deployment import deploy
from server.domain.administration.repairs import CaseBroken
from server.domain.cases.opening import DefinitionFails
from server.domain.people.lineage import Reach
from tests.actions.definitions.test_foreign_forms import deployed_before, shipped
from tests.actions.refused import refused
from tests.domain.bloc_years import PLAN
from tests.worlds.year import Year

LEADS = "None if has(adopt) else late.until if has(late)"
DATE = f"{LEADS} else deadlines.self_score if has(deadlines.self_score) else None"
SECOND_ROUND = '"second_round", '
PRESENT = 'value="meeting.present" />'


def drawn(key: str, old: str, new: str) -> dict[str, str]:
    files = shipped(key)
    assert old in files[f"{key}.bpmn"]
    files[f"{key}.bpmn"] = files[f"{key}.bpmn"].replace(old, new)
    return files


def rules_of(key: str, files: dict[str, str]) -> set[str]:
    return {found["rule"] for found in deploy.problems(key, files)}


@pytest.mark.parametrize("operation", ["tally", "eligibility", "open_round"])
def test_an_operation_of_another_process_is_found_and_refused(
    year: Year, session: Session, operation: str
) -> None:
    files = drawn("evaluation", 'id="op.collate"', f'id="op.{operation}"')
    assert "OPERATION-MEANT" in rules_of("evaluation", files)
    deployed_before(year, session, "evaluation", files)
    year.open("evaluation")
    year.play("appraise")
    while len(left := year.tasks("appraise")) > 1:
        year.complete(left[0])
        year.play("appraise")
    (last,) = year.tasks("appraise")
    with refused(session, CaseBroken) as found:
        year.complete(last)
    assert isinstance(found.value, CaseBroken)
    assert found.value.error == "OperationRefused"
    assert session.execute(text("SELECT count(*) FROM poll")).scalar_one() == 0


@pytest.mark.parametrize("given", ["mode", "deadlines"])
def test_a_quorum_of_what_is_no_list_is_refused_by_name(
    year: Year, session: Session, given: str
) -> None:
    files = drawn("award_review", PRESENT, f'value="{given}" />')
    deployed_before(year, session, "award_review", files)
    year.through("award_review", "meeting")
    task, value = year.task("meeting"), year.value(year.task("meeting"))
    with refused(session, CaseBroken):
        year.complete(task, value)


@pytest.mark.parametrize("operation", ["compare", "tally"])
def test_counting_before_a_round_is_found_when_it_is_deployed(operation: str) -> None:
    files = drawn("award_review", 'id="op.eligibility"', f'id="op.{operation}"')
    assert "OPERATION-EARLY" in rules_of("award_review", files)


def test_comparing_what_nobody_counted_is_refused_by_name(year: Year, session: Session) -> None:
    assert SECOND_ROUND in PLAN
    year.imported(PLAN.replace(SECOND_ROUND, "", 1))  # rules that may need one open no such case
    files = drawn("award_review", 'id="op.tally"', 'id="op.compare"')
    deployed_before(year, session, "award_review", files)
    year.through("award_review", "vote")
    while len(left := year.tasks("vote")) > 1:
        year.complete(left[0])
    (last,) = left
    value = year.value(last)
    with refused(session, CaseBroken) as found:
        year.complete(last, value)
    assert "counts" in str(vars(found.value)["detail"])


@pytest.mark.parametrize("gone", ["table", "column"])
def test_a_missing_decision_table_is_found_when_it_is_deployed(gone: str) -> None:
    files = shipped("award_review")
    table = files.pop("eligibility.dmn")
    if gone == "column":
        files["eligibility.dmn"] = table.replace('name="eligible"', 'name="good"')
    assert "OPERATION-TABLE" in rules_of("award_review", files)


OTHER_LANES = {
    "evaluation": ('value="leader"', 'value="head"', "rank"),
    "submission": ('value="chairman"', 'value="officer"', "council_vote"),
}


@pytest.mark.parametrize("key", OTHER_LANES)
def test_a_role_that_means_no_post_is_found_and_refused(
    year: Year, session: Session, key: str
) -> None:
    old, new, at = OTHER_LANES[key]
    files = drawn(key, old, new)
    assert "ROLE-PLACE" in rules_of(key, files)
    deployed_before(year, session, key, files)
    year.through(key, at)
    (task,) = year.tasks(at)
    value = year.value(task)
    with refused(session, CaseBroken) as found:
        year.complete(task, value)
    assert vars(found.value)["error"] == "PostUnknown"


def test_a_message_to_no_unit_of_the_bloc_is_refused_by_name(year: Year, session: Session) -> None:
    deployed_before(
        year,
        session,
        "award_review",
        drawn(
            "award_review",
            '"meeting.present" />\n        </spiff',
            "\"['nobody']\" />\n        </spiff",
        ),
    )
    year.through("award_review", "meeting")
    task = year.task("meeting")
    value = year.value(task)
    with refused(session, CaseBroken) as found:
        year.complete(task, value)
    assert vars(found.value)["error"] == "PostUnknown"


def test_who_is_named_twice_gets_a_message_once(year: Year, session: Session) -> None:
    files = drawn(
        "award_review",
        '"to" value="meeting.present"',
        '"to" value="meeting.present + meeting.present"',
    )
    deployed_before(year, session, "award_review", files)
    year.through("award_review", "vote")
    keys = [task.key for task in year.tasks("vote")]
    assert len(keys) == len(set(keys)) > 1


def test_scrutineers_nobody_names_are_found_and_refused(year: Year, session: Session) -> None:
    named = '<spiffworkflow:property name="to" value="meeting.scrutineers" />'
    files = drawn("award_review", named, "")
    assert "RECIPIENTS-NAMED" in rules_of("award_review", files)
    files["award_review.bpmn"] = files["award_review.bpmn"].replace("'open'", "'paper'")
    deployed_before(year, session, "award_review", files)
    year.through("award_review", "meeting")
    task = year.task("meeting")
    value = year.value(task)
    with refused(session, CaseBroken) as found:
        year.complete(task, value)
    assert vars(found.value)["error"] == "BadRecipients"


@pytest.mark.parametrize(
    "date", ["mode", "round", "units[0]", "'2024-02-' + '31'", "deadlines.moon"]
)
def test_a_case_whose_timer_has_no_date_is_not_opened_and_the_reason_names_it(
    year: Year, session: Session, date: str
) -> None:
    deployed_before(year, session, "evaluation", drawn("evaluation", DATE, date))
    with refused(session, DefinitionFails) as found:
        year.open("evaluation")
    assert vars(found.value)["detail"]


def test_a_definition_that_can_no_longer_be_read_is_a_named_error(
    year: Year, session: Session
) -> None:
    files = shipped("evaluation")
    del files["rank.json"]
    deployed_before(year, session, "evaluation", files)
    with refused(session, CaseBroken) as found:
        year.open("evaluation")
    assert vars(found.value)["error"] == "DefinitionUnreadable"


def test_a_verdict_that_may_be_left_out_stands_on_the_operations_page(
    year: Year, second: Year, session: Session
) -> None:
    """Deployed before the rule: named from the start, refused at the step, all else goes on."""
    free = {
        "type": "object", "additionalProperties": False,
        "properties": {"ready": {"type": "boolean", "x-route": True}},
    }  # fmt: skip
    files = drawn("evaluation", "adopt.verdict == 'send_back'", "rank.ready")
    files["rank.json"] = json.dumps(free)
    second.open("evaluation")
    deployed_before(year, session, "evaluation", files)
    year.open("evaluation")
    (fault,) = case_faults.faults(session, now=year.now)
    assert (fault.error, fault.case_id) == ("DefinitionFaulty", year.case_id)
    assert "VARIABLE-OPTIONAL" in fault.detail
    assert "rank.ready" in fault.detail
    assert case_faults.faults(session, now=year.now, reach=Reach(("ha-noi",))) == []
    year.play("rank", "adopt")
    year.complete(year.task("rank"), {})
    task = year.task("adopt")
    value = year.value(task)
    with refused(session, CaseBroken):
        year.complete(task, value)
    second.play()
    assert session.execute(text("SELECT count(*) FROM case_ WHERE state = 'closed'")).scalar() == 1


STRANGE: dict[str, dict[str, object]] = {
    "a field that is no object": {"properties": {"a": True}},
    "buttons": {"properties": {}, "x-actions": ["send"]},
    "files": {"properties": {}, "x-files": [{"title": "T"}]},
    "what is shown": {"properties": {}, "x-shows": 5},
    "labels": {"properties": {"a": {"type": "string", "enum": ["x"], "x-labels": ["X"]}}},
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_form_no_page_can_show_is_found_and_refused(
    year: Year, session: Session, what: str
) -> None:
    files = drawn("award_review", 'value="candidates"', 'value="free"')
    files["free.json"] = json.dumps(
        {"type": "object", "additionalProperties": False, **STRANGE[what]}
    )
    assert "FORM-SCHEMA" in rules_of("award_review", files)
    deployed_before(year, session, "award_review", files)
    year.through("award_review", "candidates")
    with refused(session, CaseBroken) as found:
        year.complete(year.task("candidates"), {})
    assert vars(found.value)["error"] == "FormUnreadable"


def test_a_decision_table_that_answers_something_else_is_refused_by_name(
    year: Year, session: Session
) -> None:
    files = shipped("award_review")
    files["eligibility.dmn"] = files["eligibility.dmn"].replace('name="eligible"', 'name="good"')
    deployed_before(year, session, "award_review", files)
    year.open("evaluation")
    year.play()
    with refused(session, DefinitionFails) as found:
        year.open("award_review")
    assert vars(found.value)["error"] == "OperationRefused"
