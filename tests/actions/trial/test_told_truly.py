"""What a trial says is so: a finding has its own way, and what was not tried is not missed."""

import re

from server.actions.trial import try_files
from server.actions.trial.picture import Picture, Shape
from server.cli.trial.picture import svg
from tests.actions.trial import small_processes as small
from tests.engine.drawings import Pool


def test_the_way_to_a_finding_is_its_own_where_others_lead_to_the_same_state() -> None:
    pool = (
        Pool("p")
        .start()
        .user("first", "leader")
        .xor("q")
        .user("write", "secretary", form="plain")
        .end()
        .user("agree", "leader", form="plain", approves="write")
        .xor("q_2")
        .flow("begin", "first", "q")
        .flow("q", "done", when="first.verdict == 'approve'")
        .flow("q", "write", default=True)
        .flow("write", "q_2")
        .flow("q_2", "agree", when="has(first.kind) and first.kind == 'a'")
        .flow("q_2", "done", default=True)
        .flow("agree", "done")
    )
    (found,) = try_files("t", small.files(pool)).problems
    assert (found.rule, found.element) == ("TRY-BYPASS", "agree")
    assert found.holes["way"] == "opening → first:return → write:done"


def test_a_number_compared_to_many_is_tried_from_one_bound_to_the_other() -> None:
    pool = Pool("p").start().user("one", "leader", form="many").xor("q").end()
    pool.flow("begin", "one", "q").flow("q", "done", default=True)
    for at in range(100, 1_000, 100):
        pool.user(f"at_{at}", "leader", form="plain")
        pool.flow("q", f"at_{at}", when=f"one.n == {at}")
        pool.flow(f"at_{at}", "done")
    pool.user("most", "leader", form="plain").flow("most", "done")
    pool.flow("q", "most", when="one.n > 900")
    trial = try_files("t", small.files(pool, many=small.form(n=small.number(5_000))))
    assert "most" in trial.reached
    assert trial.problems == ()


def test_what_needs_two_fields_at_once_is_not_called_unreached_where_one_was_varied() -> None:
    pool = (
        Pool("p")
        .start()
        .user("one", "leader", form="three")
        .xor("q")
        .user("both", "leader", form="plain")
        .end()
        .flow("begin", "one", "q")
        .flow("q", "both", when="one.a > 10 and one.b > 10 and one.c > 10")
        .flow("q", "done", default=True)
        .flow("both", "done")
    )
    three = small.form(a=small.number(99), b=small.number(99), c=small.number(99))
    trial = try_files("t", small.files(pool, three=three))
    assert trial.problems == ()
    assert not trial.complete


def test_a_subprocess_is_drawn_under_the_flows_in_it_with_its_name_on_top() -> None:
    around = Shape("part", "subProcess", "Phần", 0, 0, 400, 300)
    inside = Shape("one", "userTask", "Một", 50, 100, 100, 80)
    drawn = svg(Picture((inside, around), (), (0, 0, 400, 300)), {"one", "part"}, {}, "Thử")
    assert drawn.index('data-element="part"') < drawn.index('data-element="one"')
    (name,) = re.findall(r'y="([\d.]+)">Phần', drawn)
    assert float(name) < 30
