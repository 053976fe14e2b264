"""The rules of a bloc-year: looking things up, quotas, quorums, thresholds and last days."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import canonical
from server.domain.blocs.roles import Role
from server.domain.blocs.rules import (
    Base,
    CaseRules,
    DeadlineKind,
    Quorum,
    QuorumBase,
    Threshold,
    Words,
)
from tests.domain.bloc_years import SECOND, rules
from tests.work import work


def test_things_are_found_by_id_and_an_unknown_id_is_a_key_error() -> None:
    found = rules()
    assert found.unit("bac-giang/so-gddt").short.vi == "Sở GD&ĐT"
    assert found.criterion("c1-1").max_points == 15
    assert found.award("flag").name.vi == "Cờ thi đua của UBND tỉnh"
    for look_up in (found.unit, found.criterion, found.award, found.deadline):
        with pytest.raises(KeyError):
            look_up("nothing")


@pytest.mark.parametrize(
    ("units", "maximum"), [(0, 0), (1, 1), (9, 1), (10, 2), (20, 2), (21, 3), (2001, 0)]
)
def test_the_quota_goes_by_the_size_of_the_bloc(units: int, maximum: int) -> None:
    assert rules(SECOND).award("flag").maximum(units) == maximum


@pytest.mark.parametrize(
    ("kind", "date", "last"),
    [
        (DeadlineKind.BEFORE, dt.date(2024, 7, 31), dt.date(2024, 7, 30)),
        (DeadlineKind.BY, dt.date(2024, 7, 31), dt.date(2024, 7, 31)),
        (DeadlineKind.ON_OCCASION, None, None),
        (DeadlineKind.UNSPECIFIED, None, None),
    ],
)
def test_before_a_day_ends_on_the_day_before(
    kind: DeadlineKind, date: dt.date | None, last: dt.date | None
) -> None:
    deadline = replace(rules().deadline("regulation"), kind=kind, date=date)
    assert deadline.last_day == last


def test_two_thirds_of_five_units_are_four() -> None:
    quorum = Quorum(numerator=2, denominator=3, base=QuorumBase.ALL)
    assert not quorum.reached(present=3, of=5)
    assert quorum.reached(present=4, of=5)


@pytest.mark.parametrize(
    ("percent", "yes", "of", "passes"),
    [("50", 2, 4, False), ("49.99", 2, 4, True), ("0", 0, 0, False)],
)
def test_more_than_the_threshold_is_needed_where_it_is_not_inclusive(
    percent: str, yes: int, of: int, *, passes: bool
) -> None:
    threshold = Threshold(percent=Decimal(percent), base=Base.VALID, inclusive=False)
    assert threshold.passed(yes=yes, of=of) is passes


@pytest.mark.parametrize(
    ("percent", "yes", "of", "passes"),
    [("50", 2, 4, True), ("66.67", 2, 3, False), ("66.66", 2, 3, True), ("0", 0, 0, False)],
)
def test_an_inclusive_threshold_is_exact_and_nothing_passes_on_an_empty_base(
    percent: str, yes: int, of: int, *, passes: bool
) -> None:
    threshold = Threshold(percent=Decimal(percent), base=Base.VALID, inclusive=True)
    assert threshold.passed(yes=yes, of=of) is passes


def test_the_scale_is_the_sum_of_the_normal_sections() -> None:
    assert rules().score_table.max_points == 100
    assert len(list(rules().score_table.lines())) == 21


def test_a_text_without_english_is_shown_in_vietnamese() -> None:
    assert Words("Khối").text("en") == "Khối"
    assert Words("Khối", "Bloc").text("en_GB") == "Bloc"
    assert Words("Khối", "Bloc").text("vi") == "Khối"


def test_the_digest_changes_with_any_value() -> None:
    found = rules()
    assert replace(found, year=2025).digest() != found.digest()


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    data = rules().to_json()
    turned = json.loads(json.dumps(data, sort_keys=True))
    assert CaseRules.from_json(turned).digest() == rules().digest()


@pytest.mark.parametrize("change", [{"year": "2024"}, {"more": 1}, {"units": 5}, {"bloc": None}])
def test_data_of_another_shape_are_a_value_error(change: dict[str, canonical.Json]) -> None:
    data = rules().to_json()
    assert isinstance(data, dict)
    with pytest.raises(ValueError, match="CaseRules"):
        CaseRules.from_json({**data, **change})


def test_a_float_is_no_record_value() -> None:
    with pytest.raises(TypeError):
        canonical.plain((0.5,))


@given(st.decimals(-99999, 99999, places=2))
def test_a_decimal_is_written_without_exponent_and_comes_back_equal(value: Decimal) -> None:
    text = canonical.decimal_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert text != "-0"


def test_what_every_record_asks_of_the_rules_is_worked_out_once() -> None:
    found = rules()
    assert found.lanes is found.lanes
    assert found.lanes.keyless is found.lanes.keyless
    assert found.unit_ids is found.unit_ids
    officer = found.lanes.roles["officer"]
    asked = (found.leader, found.deputy, officer.whose, officer.keyed)
    again = work(lambda: (found.leader, found.deputy, officer.whose, officer.keyed))
    assert (asked, again) == (asked, work(lambda: None))


def test_rules_that_were_asked_are_the_same_rules() -> None:
    asked, fresh = rules(), rules()
    assert asked.lanes.keyless
    assert asked.leader.id in asked.unit_ids
    assert asked == fresh
    assert asked.to_json() == fresh.to_json()
    assert replace(asked, roles=(Role(id="x", position="head", of="unit"),)).lanes != asked.lanes
