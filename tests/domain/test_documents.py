"""Documents a task makes, their numbers and symbols."""

import datetime as dt
from collections.abc import Mapping
from contextlib import nullcontext

import pytest

from server.domain.documents.making import Made, check_typed, made
from server.domain.documents.numbers import Number, read_number, write_number
from server.domain.manifest import Completion, DocumentEntry, Manifest
from server.domain.manifest.documents import AgencyOf
from server.domain.mistakes import MistakeCode, Mistakes

REPORT = DocumentEntry(
    type="BC", name="Báo cáo", task="sign", see="all", when="sign", number="number", date="date"
)
TODAY = dt.date(2024, 12, 9)
DAY = "2024-12-02"
SIGNED = Completion(element="sign", outcome="sign", key="bac-giang/so-gddt")


def manifest(document: DocumentEntry) -> Manifest:
    return Manifest(key="report", name="Báo cáo", short="Báo cáo", documents={"BC": document})


def agency(symbol: str, of: AgencyOf = AgencyOf.OWN) -> Manifest:
    return manifest(
        DocumentEntry(
            type="BC",
            name="Báo cáo",
            task="sign",
            see="all",
            number="number",
            date="date",
            symbol=symbol,
            agency=of,
        )
    )


def test_a_task_makes_the_document_its_manifest_names() -> None:
    value = {"number": " 12/BC-SGDĐT ", "date": "2024-07-03"}
    assert made(manifest(REPORT), SIGNED, value) == (
        Made(kind="BC", subject=SIGNED.key, number="12/BC-SGDĐT", dated=dt.date(2024, 7, 3)),
    )


@pytest.mark.parametrize(
    "done",
    [
        Completion(element="draft", outcome="sign", key=""),
        Completion(element="sign", outcome="return", key=""),
    ],
)
def test_another_task_or_outcome_makes_none(done: Completion) -> None:
    assert made(manifest(REPORT), done, {"number": "12/BC-SGDĐT", "date": "2024-07-03"}) == ()


@pytest.mark.parametrize("value", [{}, {"number": None, "date": "not a day"}])
def test_what_the_form_leaves_empty_is_no_number_and_no_day(value: Mapping[str, object]) -> None:
    (document,) = made(manifest(REPORT), SIGNED, value)
    assert (document.number, document.dated, document.year, document.sequence) == ("", *[None] * 3)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12/BC-SGDĐT", Number(12, "BC-SGDĐT")),
        ("04/2024/QĐ-UBND", Number(4, "2024/QĐ-UBND")),
        ("12 / BC-SGDĐT", Number()),
        ("BC-SGDĐT", Number()),
        ("١٢/BC", Number()),
    ],
)
def test_a_number_is_taken_apart_only_where_it_is_written_as_the_decree_has_it(
    text: str, number: Number
) -> None:
    assert read_number(text) == number


def test_a_number_below_ten_is_written_with_a_zero() -> None:
    assert write_number(4, "BC-SGDĐT") == "04/BC-SGDĐT"


@pytest.mark.parametrize("number", ["", "12", "12/BC-SNV", "12/bc-sgdđt", "12 /BC-SGDĐT"])
def test_a_number_of_another_symbol_than_the_agency_s_is_refused(number: str) -> None:
    with pytest.raises(Mistakes) as refused:
        check_typed(
            agency("BC-SGDĐT"), SIGNED, {"number": number, "date": DAY}, own="", today=TODAY
        )
    (mistake,) = refused.value.mistakes
    assert (mistake.path, mistake.code) == ("number", MistakeCode.NUMBER_NOT_OF_AGENCY)
    assert mistake.params == {"example": "01/BC-SGDĐT"}


def test_the_agency_s_own_symbol_is_taken() -> None:
    check_typed(
        agency("BC-SGDĐT"), SIGNED, {"number": "12/BC-SGDĐT", "date": DAY}, own="", today=TODAY
    )


def test_without_a_symbol_in_the_manifest_a_number_is_taken_as_it_is() -> None:
    check_typed(manifest(REPORT), SIGNED, {"number": "số mười hai"}, own="", today=TODAY)


def test_a_document_is_not_dated_ahead() -> None:
    with pytest.raises(Mistakes) as refused:
        check_typed(
            manifest(REPORT), SIGNED, {"number": "12/BC", "date": "2024-12-10"}, own="", today=TODAY
        )
    (mistake,) = refused.value.mistakes
    assert (mistake.path, mistake.code) == ("date", MistakeCode.DATE_IN_FUTURE)
    assert mistake.params == {"today": "2024-12-09"}


@pytest.mark.parametrize("date", ["2024-12-09", "2024-07-03", "", "not a day"])
def test_a_document_of_today_or_before_is_taken(date: str) -> None:
    check_typed(manifest(REPORT), SIGNED, {"number": "12/BC", "date": date}, own="", today=TODAY)


def test_what_was_sent_back_makes_no_document_whose_day_is_looked_at() -> None:
    back = Completion(element="sign", outcome="return", key="")
    check_typed(manifest(REPORT), back, {"date": "2025-12-20"}, own="", today=TODAY)


@pytest.mark.parametrize(("symbol", "taken"), [("QĐ-UBND", True), ("QĐ-SNV", False)])
def test_a_body_s_paper_has_its_symbol_whoever_types_it(symbol: str, *, taken: bool) -> None:
    value = {"number": f"12/{symbol}", "date": DAY}
    known = {"chairman": "UBND", "home_affairs": "SNV"}
    with nullcontext() if taken else pytest.raises(Mistakes):
        check_typed(
            agency("QĐ-*", AgencyOf.CHAIRMAN),
            SIGNED,
            value,
            own="SNV",
            bodies=known,
            today=TODAY,
        )


@pytest.mark.parametrize(
    ("own", "of", "symbol", "taken"),
    [
        ("SGDĐT", AgencyOf.OWN, "BC-SGDĐT", True),
        ("SGDĐT", AgencyOf.OWN, "BC-STTTT", False),
        ("SGDĐT", AgencyOf.OWN, "BC-SGDĐT2", False),
        ("SGDĐT", AgencyOf.ANY, "BC-STTTT", True),
        ("", AgencyOf.OWN, "BC-STTTT", True),
    ],
)
def test_the_star_of_a_symbol_is_the_agency_s_own_unless_the_manifest_says_any(
    own: str, of: AgencyOf, symbol: str, *, taken: bool
) -> None:
    value = {"number": f"12/{symbol}", "date": DAY}
    with nullcontext() if taken else pytest.raises(Mistakes):
        check_typed(agency("BC-*", of), SIGNED, value, own=own, today=TODAY)


def test_a_number_of_an_agency_s_needs_its_day() -> None:
    value = {"number": "12/BC-SGDĐT", "date": ""}
    with pytest.raises(Mistakes) as refused:
        check_typed(agency("BC-SGDĐT"), SIGNED, value, own="", today=TODAY)
    (mistake,) = refused.value.mistakes
    assert (mistake.path, mistake.code) == ("date", MistakeCode.DATE_MISSING)
