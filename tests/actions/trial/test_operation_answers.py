"""What an operation may answer in a trial is what it can answer in a case."""

import pytest

from server.actions.trial import Trial, try_files
from tests.actions.trial import small_processes as small
from tests.engine.drawings import Pool

WHOLE = {"type": "integer", "minimum": 0, "maximum": 500}
DECIMAL = {"type": "string", "format": "decimal", "minimum": 0, "maximum": 100}


def reckoned(column: dict[str, object], *conditions: str) -> Trial:
    """Ask every unit for a number, reckon, and go a way of its own where a condition holds."""
    main = (
        Pool("p")
        .start()
        .user("call", "leader", form="limit")
        .throw("ask", "asked", to="units")
        .catch("all_in", "answer", "all")
        .service("total", "sum", of="'bid'", field="'points'")
        .service("top", "rank", of="'bid'", field="'points'")
        .service("n", "count", of="'bid'")
        .service("share", "percent", part="n.count", whole="len(units)")
        .xor("q")
        .end()
    )
    main.flow("begin", "call", "ask", "all_in", "total", "top", "n", "share", "q")
    main.flow("q", "done", default=True)
    for at, condition in enumerate(conditions):
        main.user(f"way_{at}", "leader", form="plain").flow(f"way_{at}", "done")
        main.flow("q", f"way_{at}", when=condition)
    unit = Pool("u", "units").start("u_begin", "asked").user("bid", "head", form="bid")
    unit.end("u_done", "answer").flow("u_begin", "bid", "u_done")
    flows = {"ask": ("u_begin",), "u_done": ("all_in",)}
    limit, bid = small.form(limit=small.number(200)), small.form(points=column)
    return try_files("t", small.files(main, unit, flows=flows, limit=limit, bid=bid))


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        (WHOLE, "total.total > call.limit"),
        (WHOLE, "total.total - call.limit > 0"),
        (WHOLE, "min(total.total, 100) > 99"),
        (WHOLE, "abs(total.total) >= 120"),
        (WHOLE, "sum([total.total, 5]) > 10"),
        (WHOLE, "len(top.ranks) > 1 and top.ranks[0].value > 5 and top.ranks[1].rank == 2"),
        (WHOLE, "len(top.ranks) > 1 and top.ranks[1].rank == 1"),
        (WHOLE, "len(top.ranks) > 0 and top.ranks[0].key in top.first"),
        (DECIMAL, "total.total > 50"),
        (DECIMAL, "total.total == '7.5'"),
        (DECIMAL, "len(top.ranks) > 0 and top.ranks[0].value > '99.5'"),
        (WHOLE, "share.percent > '66.66'"),
        (WHOLE, "share.percent < '66.67'"),
        (WHOLE, "share.percent >= 50"),
    ],
)
def test_a_condition_on_what_is_reckoned_breaks_nowhere_and_holds_on_some_way(
    column: dict[str, object], condition: str
) -> None:
    trial = reckoned(column, condition)
    assert [(each.rule, each.element) for each in trial.problems] == []
    assert {"way_0", "done"} <= trial.reached


def test_what_no_sum_of_the_records_comes_to_is_not_reached() -> None:
    trial = reckoned(WHOLE, "total.total > 2500")
    assert [(each.rule, each.element) for each in trial.problems] == [("TRY-UNREACHED", "way_0")]


def test_several_numbers_a_sum_is_compared_to_are_all_tried() -> None:
    trial = reckoned(DECIMAL, "total.total >= 60", "total.total >= '7.5'")
    assert trial.problems == ()
