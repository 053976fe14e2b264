"""What a bloc's rules need and the deployed version of a process cannot take is refused first."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.cases import migrate_instances, offers
from server.actions.definitions.deployed import rules_of
from server.actions.deployment import deploy
from server.domain.administration.repairs import CannotMigrate
from server.domain.bloc_doubts import Doubt
from server.domain.cases.carrying import RulesNotCarried
from server.domain.refusals import Refusal
from server.store.blocs import bloc_years as stored
from tests.actions.refused import refused
from tests.archive.old_definitions import RELEASED, definitions
from tests.domain.bloc_years import PLAN
from tests.processes.evaluation.kinds import plan_with_kinds
from tests.processes.evaluation.scored_by_others import plan_scored_by_others
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, Year
from tests.worlds.year import PLAN as PLAN_YEAR

OLDER = [product for product in RELEASED if product < "0.4.0"]
"""The releases whose processes knew none of the words that are tried here."""
OLD = OLDER[-1]
pytestmark = pytest.mark.xdist_group("archive")
COUNCIL = "[council]\n"
WRITTEN, RECUSAL = "written = true\n", 'recusal = "leaves"\n'


def lacking(refusal: Refusal) -> str:
    assert isinstance(refusal, RulesNotCarried)
    return refusal.lacking.vi


def council(*words: str) -> str:
    assert COUNCIL in PLAN
    return PLAN.replace(COUNCIL, COUNCIL + "".join(words), 1)


def puts_back(session: Session, year: Year, product: str, key: str) -> str:
    """Deploy a released version's files as the newest: with a name that makes them other bytes."""
    files = dict(definitions(product)[key])
    diagram = files[f"{key}.bpmn"]
    files[f"{key}.bpmn"] = diagram.replace("</bpmn:definitions>", "<!-- --></bpmn:definitions>")
    model, _ = deploy.freeze(session, key, files, actor=None, now=year.tick())
    return model.hash


@pytest.mark.parametrize("product", OLDER)
def test_a_table_of_figures_is_not_opened_in_a_form_without_a_place_for_them(
    year: Year, session: Session, product: str
) -> None:
    puts_back(session, year, product, "evaluation")
    year.imported(plan_with_kinds())
    with refused(session, RulesNotCarried) as found:
        year.open("evaluation")
    said = lacking(found.value)
    assert "(count, days_late, target)" in said
    assert "(target không có value)" in said


@pytest.mark.parametrize("product", OLDER)
def test_points_of_others_are_not_left_to_a_diagram_that_asks_nobody(
    year: Year, session: Session, product: str
) -> None:
    puts_back(session, year, product, "evaluation")
    year.imported(plan_scored_by_others())
    with refused(session, RulesNotCarried) as found:
        year.open("evaluation")
    assert "(scored_by)" in lacking(found.value)


@pytest.mark.parametrize("product", OLDER)
@pytest.mark.parametrize("word", [WRITTEN, RECUSAL])
def test_a_council_that_counts_more_is_not_asked_by_a_form_without_it(
    year: Year, session: Session, product: str, word: str
) -> None:
    year.imported(council(word))
    year.through("award_review")
    puts_back(session, year, product, "submission")
    with refused(session, RulesNotCarried) as found:
        year.open("submission")
    assert f"({word.partition(' ')[0]})" in lacking(found.value)


@pytest.mark.parametrize("product", RELEASED)
def test_rules_without_such_words_open_in_every_version(
    year: Year, session: Session, product: str
) -> None:
    for key in ("evaluation", "award_review", "submission"):
        puts_back(session, year, product, key)
    year.open("evaluation")
    assert rows(session, "SELECT count(*) FROM case_") == [(1,)]


def test_a_review_whose_diagram_has_no_further_round_is_not_opened_where_one_may_be_needed(
    year: Year, session: Session
) -> None:
    files = dict(definitions("0.4.0")["award_review"])
    diagram = files["award_review.bpmn"]
    assert "tally.again" in diagram
    files["award_review.bpmn"] = diagram.replace("tally.again", "False")
    year.through("evaluation")
    deploy.freeze(session, "award_review", files, actor=None, now=year.tick())
    with refused(session, RulesNotCarried):
        year.open("award_review")


@pytest.mark.parametrize("product", OLDER)
def test_awards_voted_on_in_two_ways_need_a_diagram_that_asks_each_round(
    year: Year, session: Session, product: str
) -> None:
    year.imported(f'{PLAN}\n[[voting.awards]]\naward = "flag"\nmode = "paper"\n')
    year.through("evaluation")
    puts_back(session, year, product, "award_review")
    with refused(session, RulesNotCarried) as found:
        year.open("award_review")
    assert "(mode)" in lacking(found.value)


def test_the_offer_says_it_before_anybody_tries(year: Year, session: Session) -> None:
    puts_back(session, year, OLD, "evaluation")
    year.imported(plan_with_kinds())
    version = stored.version_on(session, PLAN_YEAR, year.now.date())
    assert version is not None
    rules = rules_of(session, version.rules_digest)
    actor = year.holder(f"{rules.leader.id}/secretary")
    (offer,) = (
        each
        for each in offers.offers(session, PLAN_YEAR, rules=rules, actor=actor)
        if each.model.key == "evaluation"
    )
    assert isinstance(offer.refusal, RulesNotCarried)


def test_an_import_warns_with_line_and_field_and_loads(year: Year, session: Session) -> None:
    puts_back(session, year, OLD, "evaluation")
    puts_back(session, year, OLD, "submission")
    source = plan_with_kinds().replace(COUNCIL, COUNCIL + WRITTEN, 1)
    done = import_bloc_year(session, source, actor=None, now=year.tick())
    assert isinstance(done, Imported)
    assert done.changed
    found = {item.field: item for item in done.warnings if item.code is Doubt.PROCESS_TOO_OLD}
    lines = source.splitlines()
    assert set(found) == {
        "score_table.sections[1].criteria[1]",
        "score_table.sections[1].criteria[5]",
        "council.written",
    }
    assert lines[found["council.written"].line - 1] == WRITTEN.strip()
    assert "submission" in found["council.written"].message("en")


def test_an_import_under_new_processes_warns_of_none(year: Year, session: Session) -> None:
    done = import_bloc_year(session, plan_with_kinds(), actor=None, now=year.tick())
    assert isinstance(done, Imported)
    assert not [item for item in done.warnings if item.code is Doubt.PROCESS_TOO_OLD]


def test_a_case_moves_to_no_version_that_its_rules_cannot_run_on(
    year: Year, session: Session
) -> None:
    year.imported(plan_with_kinds())
    case_id = year.open("evaluation")
    old = puts_back(session, year, OLD, "evaluation")
    (planned,) = migrate_instances.plan(session, "evaluation", to=old).cases
    assert {each.error for each in planned.instances} == {RulesNotCarried.__name__}
    administrator = year.holder(ADMINISTRATOR)
    with refused(session, CannotMigrate):
        migrate_instances.move(
            session, case_id, to=old, actor=administrator, now=year.now + timedelta(minutes=1)
        )
