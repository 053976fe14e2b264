"""What a trial says is so: a finding has its own way, and what was not tried is not missed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import pytest

from server.actions.deployment.deploy import collect
from server.actions.deployment.trial_report import over, shown_day
from server.actions.trial import try_files
from server.actions.trial.lanes import lane_names
from server.actions.trial.picture import Picture, Shape
from server.actions.trial.played import BEFORE, Edge
from server.cli.trial.picture import svg
from server.domain.texts.words import Words
from tests.actions.trial import small_processes as small
from tests.engine.drawings import Pool
from tests.workflows.product import FORMS, WORKFLOWS

ASKED = "{'day': one.day}"


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


def test_a_field_that_is_only_asked_for_with_has_is_left_out_and_given() -> None:
    pool = (
        Pool("p")
        .start()
        .user("one", "leader")
        .xor("q")
        .user("given", "leader", form="plain")
        .user("left_out", "leader", form="plain")
        .end()
        .flow("begin", "one", "q")
        .flow("q", "given", when="has(one.kind)")
        .flow("q", "left_out", default=True)
        .flow("given", "done")
        .flow("left_out", "done")
    )
    trial = try_files("t", small.files(pool))
    assert {"given", "left_out"} <= trial.reached
    assert trial.problems == ()


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


def called_off(*, beside: bool) -> Pool:
    """Draw work that another approves; an end that ends all stands beside it, or on its way."""
    pool = Pool("p").start().parallel("split").user("write", "secretary").xor("q")
    pool.user("agree", "leader", form="plain", approves="write").parallel("join").end()
    pool.user("check", "secretary").xor("check_q").terminate("off")
    pool.flow("begin", "split", "write", "q").flow("q", "agree", default=True)
    pool.flow("agree", "join", "done").flow("split", "check", "check_q")
    pool.flow("check_q", "join", default=True)
    if beside:
        pool.flow("check_q", "off", when="check.verdict == 'return'")
    else:
        pool.flow("q", "off", when="write.verdict == 'return'")
    return pool


def test_one_of_two_that_approve_in_each_others_stead_is_enough() -> None:
    pool = Pool("p").start().user("write", "secretary").xor("q").end()
    pool.user("agree", "leader", form="plain", approves="write")
    pool.user("instead", "deputy", form="plain", approves="write")
    pool.flow("begin", "write", "q").flow("q", "instead", when="write.kind == 'b'")
    pool.flow("q", "agree", default=True).flow("agree", "done").flow("instead", "done")
    files = small.files(pool, form={**small.VERDICT, "required": ["verdict", "kind"]})
    trial = try_files("t", files)
    assert trial.reached >= {"agree", "instead"}
    assert trial.problems == ()


def test_what_an_end_beside_it_calls_off_has_not_gone_round_its_approval() -> None:
    trial = try_files("t", small.files(called_off(beside=True)))
    assert "off" in trial.reached
    assert trial.problems == ()


def test_an_end_that_ends_all_on_the_way_itself_goes_round_it() -> None:
    found = try_files("t", small.files(called_off(beside=False))).problems
    assert [(each.rule, each.element) for each in found] == [("TRY-BYPASS", "agree")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-03-05", "05/03/2024"),
        ("2024-03-05T18:00:00+07:00", "18:00, 05/03/2024"),
        ("", ""),
    ],
)
def test_days_are_written_as_the_product_writes_them(written: str, shown: str) -> None:
    assert shown_day(written) == shown


def test_a_day_is_over_and_a_moment_comes() -> None:
    assert over("2024-03-05") == Words("hết ngày 05/03/2024", "end of 05/03/2024")
    assert over("2024-03-05T18:00:00+07:00").vi == "đến 18:00, 05/03/2024"


def test_who_does_something_is_called_as_the_lane_is() -> None:
    lanes = lane_names("difficulty", collect("difficulty", WORKFLOWS, FORMS))
    assert lanes.of("leader_answer", "leader") == "Trưởng khối"
    assert lanes.of("opening", "leader") == "Trưởng khối"
    assert lanes.of("opening", "nobody's") == "nobody's"


def test_a_task_that_several_ways_lead_to_has_on_each_the_day_of_that_way() -> None:
    main = Pool("p").start().user("one", "leader", form="dated").throw("tell", "asked", ASKED)
    main.user("rest", "leader", form="plain").boundary("late", "rest", due="workdays(one.day, 2)")
    main.user("noted", "leader", form="plain").xor("m").end()
    main.flow("begin", "one", "tell", "rest", "m", "done").flow("late", "noted", "m")
    other = Pool("o").start("hear", "asked").user("two", "secretary", form="plain", due="hear.day")
    other.end("over").flow("hear", "two", "over")
    dated = small.form(day={"type": "string", "format": "date", "x-min": "today", "x-route": True})
    files = small.files(main, other, flows={"tell": ("hear",)}, dated=dated)
    (played, *_) = try_files("t", files).played
    several = [*_chains(played.edges, BEFORE, ("opening", "one", "late", "noted", "two"))]
    assert len(several) > 1
    for _, _, late, _, two in map(played.retold, several):
        assert date.fromisoformat(late.day) - date.fromisoformat(two.due) < timedelta(days=8)


def _chains(
    edges: Sequence[Edge], state: int, elements: Sequence[str]
) -> Iterator[tuple[Edge, ...]]:
    """Give the ways from a state on that pass these steps."""
    if not elements:
        yield ()
    for edge in edges:
        if elements and edge.source == state and edge.stage.element == elements[0]:
            yield from ((edge, *rest) for rest in _chains(edges, edge.target, elements[1:]))


def test_a_step_inside_a_subprocess_or_a_call_is_done_by_its_own_lane() -> None:
    inner = '<bpmn:userTask id="look"/><bpmn:userTask id="other"/>'
    caller = _in_lanes(
        {"Cán bộ": ("opener", "box", "call"), "Thư ký": ("secretary", "look")},
        f'<bpmn:subProcess id="box">{inner}</bpmn:subProcess>'
        '<bpmn:callActivity id="call" calledElement="check"/>',
    )
    called = _in_lanes({"Người soát": ("secretary", "again")}, '<bpmn:userTask id="again"/>')
    lanes = lane_names("t", {"t.bpmn": caller, "calls/check/check.bpmn": called})
    assert lanes.of("look", "secretary") == "Thư ký"
    assert lanes.of("other", "opener") == "Cán bộ"
    assert lanes.of("call__again", "secretary") == "Người soát"


def _in_lanes(lanes: Mapping[str, tuple[str, ...]], body: str) -> str:
    """Draw a process in lanes, each with its role and what stands in it."""
    drawn = "".join(
        f'<bpmn:lane name="{name}"><bpmn:extensionElements><spiffworkflow:properties>'
        f'<spiffworkflow:property name="role" value="{role}"/></spiffworkflow:properties>'
        "</bpmn:extensionElements>"
        + "".join(f"<bpmn:flowNodeRef>{each}</bpmn:flowNodeRef>" for each in inside)
        + "</bpmn:lane>"
        for name, (role, *inside) in lanes.items()
    )
    return (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">'
        f"<bpmn:process><bpmn:laneSet>{drawn}</bpmn:laneSet>{body}</bpmn:process>"
        "</bpmn:definitions>"
    )
