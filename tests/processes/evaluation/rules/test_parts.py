"""Parts within parts, each held at its cap."""

from dataclasses import replace
from decimal import Decimal

import pytest

from server.domain.blocs.rules import CaseRules, Section, TablePart
from server.domain.texts.words import Words
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from tests.domain.five_units import criterion, rules, section, table
from tests.processes.evaluation.drawn_tables import dice, drawn_lines, drawn_table

SEEDS = range(150)


def part(
    name: str, *parts: TablePart, cap: str | None = None, points: str | None = None
) -> TablePart:
    """Make a part of one criterion, or of parts."""
    return TablePart(
        id=name,
        code=name,
        name=Words(name),
        criteria=(criterion(f"{name}-c", points),) if points else (),
        parts=parts or None,
        cap=Decimal(cap) if cap else None,
    )


def bonus_of_fifty() -> Section:
    """Make the bonus of a guidance: three of 20, at most 50 in all."""
    parts = tuple(part(name, points="20") for name in ("p1", "p2", "p3"))
    return replace(section("bonus", "bonus"), parts=parts, cap=Decimal(50))


def given(**points: str) -> tuple[ScoreLine, ...]:
    return tuple(
        ScoreLine(criterion=name.replace("_", "-"), appraisal_1=Decimal(text))
        for name, text in points.items()
    )


def test_bonus_of_three_times_twenty_held_at_fifty_lifts_nine_hundred_to_950() -> None:
    guidance = table(
        sections=(section("s", "normal", criterion("s-c", "1000")), bonus_of_fifty()),
        bonus_may_exceed=True,
    )
    sums = totals(table=guidance, lines=given(s_c="900", p1_c="20", p2_c="20", p3_c="20"))
    assert sums.total == sums.scaled == 950
    bonus = next(each for each in sums.parts if each.part == "bonus")
    assert (f"{bonus.summed:.0f}", f"{bonus.points:.0f}", bonus.is_capped) == ("60", "50", True)


def test_a_cap_within_a_cap_is_applied_from_the_inside() -> None:
    inner = part("inner", part("a", points="30"), part("b", points="30"), cap="40")
    outer = replace(section("s", "normal"), parts=(inner, part("c", points="30")), cap=Decimal(60))
    one = table(sections=(outer,))
    assert one.max_points == 60
    sums = totals(table=one, lines=given(a_c="30", b_c="25", c_c="10"))
    assert [
        f"{each.depth} {each.part}: {each.summed:.0f} {each.points:.0f}" for each in sums.parts
    ] == [
        "0 s: 50 50",
        "1 inner: 55 40",
        "2 a: 30 30",
        "2 b: 25 25",
        "1 c: 10 10",
    ]


def test_what_a_deduction_can_take_off_is_capped() -> None:
    off = replace(
        section("d", "deduction", criterion("x", "8"), criterion("y", "8")), cap=Decimal(10)
    )
    one = table(sections=(section("s", "normal", criterion("a", "100")), off))
    sums = totals(table=one, lines=given(a="90", x="8", y="7"))
    assert list(map(int, (sums.total, sums.sections[1].summed, sums.sections[1].points))) == [
        80,
        -15,
        -10,
    ]


def test_what_does_not_apply_leaves_the_cap_where_it_is() -> None:
    """Of 30 + 30 capped at 40, 30 are left where one does not apply."""
    capped = replace(
        section("s", "normal", criterion("a", "30"), criterion("b", "30")), cap=Decimal(40)
    )
    one = table(sections=(capped, section("t", "normal", criterion("c", "60"))))
    aside = ScoreLine(criterion="b", not_applicable=True, na_accepted=True)
    sums = totals(table=one, lines=(*given(a="15", c="60"), aside))
    assert list(map(int, (one.max_points, sums.applicable_maximum, sums.total))) == [100, 90, 75]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_higher_point_never_lowers_a_total(seed: int) -> None:
    random = dice(seed)
    drawn = drawn_table(random)
    lines = drawn_lines(random, drawn)
    bounds = {each.id: (where.kind, each.max_points) for where, each in drawn.lines()}
    before = totals(table=drawn, lines=lines)
    for n, line in enumerate(lines):
        kind, most = bounds[line.criterion]
        if line.appraisal_1 is None:
            continue
        best = Decimal(0) if kind == "deduction" else most
        better = (*lines[:n], replace(line, appraisal_1=best), *lines[n + 1 :])
        after = totals(table=drawn, lines=better)
        assert after.scaled >= before.scaled
        assert after.total >= before.total


@pytest.mark.parametrize("seed", SEEDS)
def test_no_part_counts_more_than_its_cap_and_a_higher_cap_never_counts_less(seed: int) -> None:
    random = dice(seed)
    drawn = drawn_table(random)
    lines = drawn_lines(random, drawn)
    sums = totals(table=drawn, lines=lines)
    caps = {each.id: each.cap for each in drawn.parts()}
    for each in sums.parts:
        cap = caps[each.part]
        assert cap is None or (abs(each.points) <= cap and each.maximum <= cap)
        assert abs(each.points) <= abs(each.summed)
    first = drawn.sections[0]
    wider = replace(drawn, sections=(replace(first, cap=None), *drawn.sections[1:]))
    assert totals(table=wider, lines=lines).sections[0].points >= sums.sections[0].points


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_lines_is_irrelevant(seed: int) -> None:
    random = dice(seed)
    drawn = drawn_table(random)
    lines = drawn_lines(random, drawn)
    assert totals(table=drawn, lines=reversed(lines)) == totals(table=drawn, lines=lines)


def test_rules_with_parts_are_written_and_read_back_and_older_ones_keep_their_digest() -> None:
    old = rules()
    assert "parts" not in str(old.to_json())
    assert "'cap'" not in str(old.to_json())
    new = replace(old, score_table=drawn_table(dice(7)))
    assert CaseRules.from_json(new.to_json()) == new
