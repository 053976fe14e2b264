"""Every type of field is read as a page posts it, judged, and written back as it was typed."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.form_shape import FieldType, field_type
from server.forms import (
    DuplicateField,
    Form,
    FormContext,
    Parsed,
    UnknownField,
    known,
    parse,
    routes,
    written,
)
from server.forms.readings import number_text, typed_number
from server.forms.validation import violations
from server.forms.writing import NumberText
from tests.forms.sample import BODIES, CONTEXT, FIELDS, UNITS, sample

VIETNAMESE = partial(number_text, language="vi")
ALL = [
    ("title", "Báo cáo"),
    ("period", "annual"),
    ("asked", UNITS[0]),
    ("asked", UNITS[1]),
    ("last_day", "31/7/2025"),
]


@pytest.fixture(scope="module")
def form() -> Form:
    return sample()


def posted(form: Form, *more: tuple[str, str], without: str = "") -> Parsed:
    return parse(form, [*(pair for pair in ALL if pair[0] != without), *more], CONTEXT)


def mistakes(parsed: Parsed) -> dict[str, str]:
    return {mistake.path: mistake.code for mistake in parsed.mistakes}


def test_the_sample_has_a_field_of_every_type_but_those_of_packages() -> None:
    kinds = {field_type(field) for field in FIELDS.values()}
    assert kinds == set(FieldType) - {FieldType.COMPOSITE}


def test_ids_are_ticked_one_by_one_and_each_counts_once(form: Form) -> None:
    found = posted(form, ("asked", ""), ("asked", UNITS[0]))
    assert found.value["asked"] == list(UNITS[:2])
    assert found.mistakes == ()


def test_a_group_says_all_of_it_in_one_box(form: Form) -> None:
    found = posted(form, ("asked", "*units"), ("recipients", f"*bodies {UNITS[2]}"))
    assert found.value["asked"] == list(UNITS)
    assert found.value["recipients"] == [*BODIES, UNITS[2]]


def test_nothing_ticked_is_nothing(form: Form) -> None:
    found = posted(form, ("asked", ""), ("recipients", ""), without="asked")
    assert mistakes(found) == {"asked": "required"}
    assert "recipients" not in found.value


@pytest.mark.parametrize(
    ("ids", "code"), [(UNITS[:1], "too_few"), ((*UNITS[:2], BODIES[0]), "not_known")]
)
def test_too_few_ids_and_ids_of_nobody_are_refused(
    form: Form, ids: tuple[str, ...], code: str
) -> None:
    found = posted(form, *(("asked", each) for each in ids), without="asked")
    assert mistakes(found) == {"asked": code}
    assert found.typed["asked"] == " ".join(ids)


def test_too_many_ids_are_refused(form: Form) -> None:
    context = FormContext(parties={"units": {"units": (*UNITS, "x/a", "x/b")}})
    found = parse(form, [*ALL, ("asked", "*units")], context)
    assert mistakes(found)["asked"] == "too_many"


def test_without_a_word_of_who_may_be_chosen_nobody_may(form: Form) -> None:
    assert mistakes(parse(form, ALL)) == {"asked": "not_known"}


def test_who_may_be_chosen_is_judged_again_where_the_act_is_done(form: Form) -> None:
    value = posted(form).value | {"asked": [UNITS[0], "x/y"], "contact": BODIES[0]}
    found = {item.path: item.code for item in violations(form, value, CONTEXT)}
    assert found == {"asked": "not_known", "contact": "not_known"}


def test_several_choices_are_ticked_and_none_beside_them(form: Form) -> None:
    assert posted(form, ("parts", ""), ("parts", "limits")).value["parts"] == ["limits"]
    assert mistakes(posted(form, ("parts", "gossip"))) == {"parts": "not_a_choice"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1/6/2025", "too_early"),
        ("2/6/2025", None),
        ("31/12/2025", None),
        ("1/1/2026", "too_late"),
        ("31/6/2025", "not_date"),
        ("", "required"),
    ],
)
def test_a_day_stands_between_its_bounds(form: Form, typed: str, code: str | None) -> None:
    found = posted(form, ("last_day", typed), without="last_day")
    assert mistakes(found) == ({"last_day": code} if code else {})


@pytest.mark.parametrize("day", ["2025-02-30", "20250131", "2025-W01-1", "31/01/2025", ""])
def test_a_day_that_is_none_is_refused_where_the_act_is_done(form: Form, day: str) -> None:
    value = posted(form).value | {"last_day": day}
    assert {item.path: item.code for item in violations(form, value, CONTEXT)} == {
        "last_day": "not_date"
    }


def test_an_amount_is_written_as_it_is_typed(form: Form) -> None:
    found = posted(form, ("budget", "1.500.000"))
    assert found.value["budget"] == 1_500_000
    assert written(form, found.value, VIETNAMESE)["budget"] == "1.500.000"
    assert written(form, found.value, typed_number)["budget"] == "1500000"
    assert mistakes(posted(form, ("budget", "1.50.000"))) == {"budget": "not_integer"}


@pytest.mark.parametrize("field", ["budget", "pages"])
def test_a_number_that_would_not_stay_the_one_typed_is_refused(form: Form, field: str) -> None:
    assert mistakes(posted(form, (field, "9" * 20))) == {field: "too_large"}


def row(number: int, name: str, first: str = "", last: str = "") -> list[tuple[str, str]]:
    path = f"waves.{number}"
    return [
        (f"{path}.name", name),
        (f"{path}.first_day", first),
        (f"{path}.last_day", last),
        (f"{path}.main", "0"),
    ]


def test_rows_come_in_order_and_an_empty_one_is_none(form: Form) -> None:
    rows = [*row(0, ""), *row(2, "Hai", "1/2/2025", "1/3/2025"), *row(10, "Mười", "1/2/2025")]
    found = posted(form, *rows)
    assert found.value["waves"] == [
        {"name": "Hai", "first_day": "2025-02-01", "last_day": "2025-03-01", "main": False},
        {"name": "Mười", "first_day": "2025-02-01", "main": False},
    ]
    assert mistakes(found) == {"waves.1.last_day": "required"}
    assert found.typed["waves.1.name"] == "Mười"
    assert not any(path.startswith(("waves.2.", "waves.10.")) for path in found.typed)


def test_no_row_is_no_rows(form: Form) -> None:
    assert "waves" not in posted(form, *row(0, "")).value


def test_a_row_with_only_a_tick_is_a_row(form: Form) -> None:
    found = posted(form, ("waves.0.name", ""), ("waves.0.main", "1"))
    assert found.value["waves"] == [{"main": True}]


def test_a_day_is_held_against_the_one_beside_it(form: Form) -> None:
    found = posted(form, *row(0, "Một", "2/2/2025", "1/2/2025"))
    assert mistakes(found) == {"waves.0.last_day": "too_early"}
    assert found.mistakes[0].params == {"min": "2025-02-02"}


@pytest.mark.parametrize(
    ("typed", "bound"),
    [("01/01/0001", "1900-01-01"), ("31/12/1899", "1900-01-01"), ("1/1/3000", "2999-12-31")],
)
def test_a_day_of_any_field_is_of_a_year_that_pages_take(
    form: Form, typed: str, bound: str
) -> None:
    found = posted(form, *row(0, "Một", typed, "31/12/2999"))
    assert found.mistakes[0].path == "waves.0.first_day"
    assert [*found.mistakes[0].params.values()] == [bound]
    assert not mistakes(posted(form, *row(0, "Một", "31/12/2999", "31/12/2999")))


def test_too_many_rows_are_refused_and_stay_typed(form: Form) -> None:
    rows = [pair for n in range(5) for pair in row(n, f"Đợt {n}", "1/1/2025", "2/1/2025")]
    found = posted(form, *rows)
    assert mistakes(found) == {"waves": "too_many"}
    assert found.typed["waves.4.name"] == "Đợt 4"


@pytest.mark.parametrize(
    "path",
    [
        "waves",
        "waves.0",
        "waves.name",
        "waves.-1.name",
        "waves.00.name",
        "waves.1000.name",
        "waves.٣.name",
        "waves.0.typename",
        "waves.0.name.x",
        "asked.0",
        "parts.limits",
    ],
)
def test_what_no_page_posts_refuses_the_whole_post(form: Form, path: str) -> None:
    with pytest.raises(UnknownField):
        posted(form, (path, "1"))


def test_one_value_twice_in_a_row_refuses_the_whole_post(form: Form) -> None:
    with pytest.raises(DuplicateField):
        posted(form, ("waves.0.name", "a"), ("waves.0.name", "b"))


def test_lists_and_days_steer_the_process(form: Form) -> None:
    assert routes(form, posted(form).value) == {
        "period": "annual",
        "asked": list(UNITS[:2]),
        "last_day": "2025-07-31",
    }


def test_a_draft_keeps_rows_and_ticks_unread(form: Form) -> None:
    pairs = [("asked", ""), ("asked", "*units"), *row(3, "x", "mai")]
    assert known(form, pairs) == {
        "asked": "*units",
        "waves.0.name": "x",
        "waves.0.first_day": "mai",
        "waves.0.last_day": "",
        "waves.0.main": "0",
    }


TEXT = st.text("aăáđ Xx1.,-\n", min_size=1, max_size=12).filter(
    lambda text: text == text.strip() and text
)
DAY = st.dates().map(lambda day: day.isoformat())
NUMBER = st.integers(-(2**53) + 1, 2**53 - 1)
OF_TYPE: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: TEXT,
    FieldType.TRUTH: st.booleans(),
    FieldType.WHOLE: NUMBER,
    FieldType.AMOUNT: NUMBER,
    FieldType.DECIMAL: st.decimals(-1000, 1000, places=2).map(
        lambda number: format(number.normalize() + 0, "f")
    ),
    FieldType.DATE: DAY,
    FieldType.PARTY: st.sampled_from((*UNITS, *BODIES)),
    FieldType.PARTIES: st.lists(st.sampled_from((*UNITS, *BODIES)), min_size=1, unique=True),
}


def of_field(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Give values a page can post for a field."""
    kind = field_type(schema)
    if kind is FieldType.CHOICE:
        return st.sampled_from(schema["enum"])
    if kind is FieldType.CHOICES:
        return st.lists(st.sampled_from(schema["items"]["enum"]), min_size=1, unique=True)
    if kind is FieldType.ROWS:
        fields = schema["items"]["properties"]
        named = {name: of_field(part) for name, part in fields.items() if name != "name"}
        return st.lists(st.fixed_dictionaries({"name": TEXT}, optional=named), min_size=1)
    assert kind is not None
    return OF_TYPE[kind]


VALUES = st.fixed_dictionaries(
    {}, optional={name: of_field(schema) for name, schema in FIELDS.items()}
)


ENGLISH = partial(number_text, language="en")


@pytest.mark.parametrize(
    ("write", "language"),
    [(VIETNAMESE, "vi"), (ENGLISH, "en"), (typed_number, "vi"), (typed_number, "en")],
)
@settings(max_examples=100, deadline=None)
@given(value=VALUES)
def test_what_is_written_is_read_as_the_same_value(
    write: NumberText, language: str, value: dict[str, Any]
) -> None:
    form, context = sample(), replace(CONTEXT, language=language)
    texts = written(form, value, write)
    read = parse(form, [(path, text or "0") for path, text in texts.items()], context)
    assert read.value == value
    assert written(form, read.value, write) == texts
