"""What the linter makes of parallel branches: who has approved, and what is certain to be set."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def found(pool: Pool) -> set[tuple[str, str]]:
    return {(each.rule, each.element) for each in findings("t", with_diagram(diagram(pool)), KNOWN)}


def approved(*ways: tuple[str, ...]) -> Pool:
    """Draw a task, one that approves it and one that does not, and ways between them."""
    pool = Pool("p").start().user("score").user("approve", "head", approves="score").user("other")
    pool.parallel("split").parallel("join").end()
    for each in ways:
        pool.flow(*each)
    return pool


def test_an_approval_in_one_of_two_branches_is_on_every_way_past_the_join() -> None:
    pool = approved(
        ("begin", "score", "split", "approve", "join", "done"), ("split", "other", "join")
    )
    assert found(pool) == set()


def test_an_approval_beside_what_it_approves_can_be_given_too_early() -> None:
    pool = approved(("begin", "split", "score", "join", "done"), ("split", "approve", "join"))
    pool.flow("other", "join").flow("split", "other")
    assert ("APPROVES-BYPASS", "approve") in found(pool)


def test_an_approval_after_the_join_is_on_every_way() -> None:
    pool = approved(
        ("begin", "split", "score", "join", "approve", "done"), ("split", "other", "join")
    )
    assert found(pool) == set()


def either(*more: tuple[str, str]) -> Pool:
    """Draw two tasks that approve one work, each on a way of its own, and more ways."""
    pool = Pool("p").start().user("score").xor("q").end()
    pool.user("approve", "head", approves="score").user("instead", "leader", approves="score")
    pool.flow("begin", "score", "q").flow("q", "instead", when="round > 1")
    pool.flow("q", "approve", default=True).flow("instead", "done")
    for source, target in more or [("approve", "done")]:
        pool.flow(source, target)
    return pool


def test_of_two_that_approve_in_each_others_stead_one_is_enough() -> None:
    assert found(either()) == set()


def test_where_one_approval_leads_to_the_other_both_are_needed() -> None:
    bypassed = {("APPROVES-BYPASS", "approve")}
    assert bypassed <= found(either(("approve", "instead")))


def test_a_way_round_both_that_approve_is_found_for_both() -> None:
    pool = either().flow("q", "done", when="round == 1")
    assert found(pool) == {("APPROVES-BYPASS", "approve"), ("APPROVES-BYPASS", "instead")}


def test_of_two_approvals_in_two_branches_both_are_needed() -> None:
    pool = approved(("begin", "score", "split", "approve", "join", "done"), ("split", "other"))
    pool.user("instead", "leader", approves="score").xor("q").flow("other", "q")
    pool.flow("q", "instead", when="round > 1").flow("q", "join", default=True)
    pool.flow("instead", "join")
    assert ("APPROVES-BYPASS", "instead") in found(pool)


def reading(condition: str, *, at: str) -> Pool:
    """Draw two branches; a condition is asked in one of them, or after both."""
    pool = Pool("p").start().parallel("split").user("one").user("two").xor("within")
    pool.parallel("join").xor("after").user("more").user("last").end()
    pool.flow("begin", "split", "one", "within").flow("split", "two", "join", "after")
    pool.flow("within", "join", default=True).flow("after", "last", default=True)
    target = {"within": "one", "after": "more"}[at]
    pool.flow(at, target, when=condition).flow("more", "last", "done")
    if at == "within":
        pool.flow("after", "more", when="round > 1")
    return pool


@pytest.mark.parametrize("name", ["one", "two"])
def test_what_any_branch_has_set_is_certain_after_the_join(name: str) -> None:
    assert found(reading(f"{name}.verdict == 'adopt'", at="after")) == set()


def test_what_another_branch_sets_is_not_certain_in_a_branch() -> None:
    assert found(reading("one.verdict == 'adopt'", at="within")) == set()
    early = {rule for rule, _ in found(reading("two.verdict == 'adopt'", at="within"))}
    assert early == {"VARIABLE-EARLY"}
