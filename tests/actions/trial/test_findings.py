"""Trying a process: each kind of fault is found in a small process that has it."""

import json

import pytest

from server.actions.trial import GRAVE, try_files
from tests.actions.trial import small_processes as small
from tests.engine.drawings import Pool

Files = dict[str, str]


def found(files: Files) -> list[tuple[str, str]]:
    return [(each.rule, each.element) for each in try_files("t", files).problems]


def test_a_sound_process_shows_nothing_and_is_played_whole() -> None:
    trial = try_files("t", small.sound())
    assert trial.problems == ()
    assert trial.complete
    assert trial.unreached == ()


@pytest.mark.parametrize("rule", sorted(small.FAULTY))
def test_a_fault_is_found_at_its_element(rule: str) -> None:
    process, element = small.FAULTY[rule]
    assert (rule, element) in found(process())


def test_what_keeps_a_process_from_working_is_grave() -> None:
    assert [each.rule for each in try_files("t", small.never_answered()).grave]
    assert not try_files("t", small.with_a_hole()).grave
    assert "TRY-UNREACHED" not in GRAVE


def test_a_milestone_that_tells_a_refusal_does_not_heed_it() -> None:
    agreed = 'milestones.agreed = { task = "agree", outcome = "approve" }\n[tasks]'
    several = small.heeding_no_refusal()
    several["t.toml"] = several["t.toml"].replace("[tasks]", agreed)
    assert ("TRY-UNHEEDED", "agree") in found(several)


def test_a_refusal_that_ends_the_process_is_the_outcome() -> None:
    assert found(small.ending_with_a_decision()) == []


def test_a_way_to_it_is_told() -> None:
    (problem, *_) = try_files("t", small.never_answered()).problems
    assert problem.holes["way"] == "opening → one:return"
    assert problem.file == "t.bpmn"


def test_what_is_not_played_whole_says_so_and_calls_nothing_unreached() -> None:
    trial = try_files("t", small.with_an_element_nobody_comes_to(), most=1)
    assert not trial.complete
    assert trial.problems == ()
    assert "never" in trial.unreached


def test_the_same_files_give_the_same_answer() -> None:
    first, second = (try_files("t", small.leaving_units_at_work()) for _ in range(2))
    assert first.problems == second.problems
    assert [each.edges for each in first.played] == [each.edges for each in second.played]


def of_the_superior(*by: str) -> Files:
    """Draw a task of whoever stands above the opener, one of these."""
    pool = Pool("p").start().user("one", "superior").end().flow("begin", "one", "done")
    manifest = small.MANIFEST.replace('["leader"]', json.dumps([*by]))
    return small.files(pool, manifest=manifest)


def test_a_process_with_a_superior_is_opened_by_who_has_one() -> None:
    assert found(of_the_superior("leader", "deputy")) == []
    assert found(of_the_superior("deputy", "leader")) == []


def test_where_nobody_stands_above_any_opener_it_is_said_of_whom() -> None:
    (problem,) = try_files("t", of_the_superior("leader")).problems
    assert (problem.rule, problem.element) == ("TRY-NOBODY", "one")
    assert problem.holes["key"].endswith("/head")


def test_who_opens_a_case_about_their_own_unit_is_barred_as_its_unit_is() -> None:
    pool = Pool("p").start().user("one", "opener").end().flow("begin", "one", "done")
    barred = f'{small.MANIFEST}open.about = "opener"\ntasks.one.see = "all"\ntasks.one.bars = "a"\n'
    assert found(small.files(pool, manifest=barred)) == [("TRY-NOBODY", "one")]
    elsewhere = barred.replace('open.about = "opener"\n', "")
    assert found(small.files(pool, manifest=elsewhere)) == []
