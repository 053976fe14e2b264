"""Numbers as typed: by the language of the page, and what is two numbers is refused as both."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.forms import FormContext, Parsed, parse
from server.forms.readings import (
    SIGNS,
    Ambiguous,
    canonical_number,
    number_text,
    read_number,
    typed_number,
)
from tests.forms.sample import sample

LANGUAGES = sorted(SIGNS)
AMBIGUOUS = "ambiguous"


@pytest.mark.parametrize(
    ("typed", "vietnamese", "english"),
    [
        ("0.500", "0.5", "0.5"),
        ("0,500", "0.5", "0.5"),
        ("00.500", "0.5", "0.5"),
        ("1,000", AMBIGUOUS, "1000"),
        ("1.000", "1000", AMBIGUOUS),
        ("-12.345", "-12345", AMBIGUOUS),
        ("1.000,5", "1000.5", "1000.5"),
        ("1,000.5", "1000.5", "1000.5"),
        ("1.234.567", "1234567", "1234567"),
        ("1,234,567", "1234567", "1234567"),
        ("1,234,567.89", "1234567.89", "1234567.89"),
        ("1234,567", "1234.567", "1234.567"),
        ("1234.567", "1234.567", "1234.567"),
        ("1,2340", "1.234", "1.234"),
        ("1.23", "1.23", "1.23"),
        ("1 234 567,5", "1234567.5", "1234567.5"),
        ("1\u00a0234", "1234", "1234"),
        ("1\u202f234,5", "1234.5", "1234.5"),
        ("1\u2009234.5", "1234.5", "1234.5"),
        ("\u22120,5", "-0.5", "-0.5"),
        ("\u20135", "-5", "-5"),
        ("+3", "3", "3"),
        ("-0", "0", "0"),
        ("\u00a06\u00a0", "6", "6"),
    ],
)
def test_a_number_is_read_as_the_page_writes_it(typed: str, vietnamese: str, english: str) -> None:
    found = {language: read_number(typed, language) for language in LANGUAGES}
    said = {
        language: AMBIGUOUS if isinstance(each, Ambiguous) else canonical_number(each or Decimal(0))
        for language, each in found.items()
    }
    assert said == {"vi": vietnamese, "en": english}


@pytest.mark.parametrize(
    "typed",
    ["", "-", "0.123.456", "1.23.4", "1,2,3", "1,234.567.8", "1.234,567.890", "12 34", "1 2345",
     "5,", ",5", "1e3", "NaN", "٣", "--1", "1.234 567", "½", "1" * 61],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_in_either_language_is_none(typed: str, language: str) -> None:
    assert read_number(typed, language) is None


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**25), max_value=10**25)
fine = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places), st.integers(-(10**9), 10**9),
    st.integers(0, 9),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.one_of(fine, numbers))
def test_what_a_page_shows_is_read_back_as_it_is(language: str, value: Decimal) -> None:
    shown = number_text(value, language)
    if len(shown) <= 60:
        assert read_number(shown, language) == value


@pytest.mark.parametrize("writer", LANGUAGES)
@pytest.mark.parametrize("reader", LANGUAGES)
@given(value=fine)
def test_no_text_of_one_language_is_another_number_in_the_other(
    writer: str, reader: str, value: Decimal
) -> None:
    found = read_number(number_text(value, writer), reader)
    assert isinstance(found, Ambiguous) or found == value


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=fine)
def test_what_a_draft_keeps_reads_alike_on_every_page(language: str, value: Decimal) -> None:
    assert read_number(typed_number(value), language) == value


def posted(language: str, **fields: str) -> Parsed:
    return parse(sample(), fields.items(), FormContext(language=language))


@pytest.mark.parametrize(
    ("language", "typed", "thousands", "fraction"),
    [("vi", "12,500", "12.500", "12,5"), ("en", "12.345", "12,345", "12.3450")],
)
@pytest.mark.parametrize("field", ["rate", "budget", "pages"])
def test_an_ambiguous_number_is_refused_with_both_readings_as_the_page_writes_them(
    language: str, typed: str, thousands: str, fraction: str, field: str
) -> None:
    found = posted(language, **{field: typed})
    mistake = next(each for each in found.mistakes if each.path == field)
    assert mistake.code == "ambiguous_number"
    assert mistake.params == {"typed": typed, "thousands": thousands, "fraction": fraction}
    assert found.typed[field] == typed
    for reading in (thousands, fraction):
        assert not isinstance(read_number(reading, language), Ambiguous)


def test_on_an_english_page_a_comma_groups_the_amount_and_the_decimal() -> None:
    value = posted("en", budget="1,000", rate="1,000.5").value
    assert (value["budget"], value["rate"]) == (1000, "1000.5")


def test_the_signs_of_a_number_do_not_count_as_its_digits() -> None:
    digits = "1" + ".111" * 9
    assert posted("vi", rate=digits).value["rate"] == "1" + "111" * 9
    assert [each.code for each in posted("vi", rate="1" * 31).mistakes if each.path == "rate"] == [
        "too_long"
    ]
