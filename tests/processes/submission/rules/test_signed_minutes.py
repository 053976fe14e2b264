"""Minutes that were signed in the review have no other number or date in the dossier."""

import datetime as dt

import pytest

from server.domain.mistakes import Mistakes
from server.processes.submission.rules.dossier import check_dossier, signed_minutes
from tests.domain.five_units import TODAY, found
from tests.processes.submission.rules.test_dossier import FILES, NOMINEES, documents


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        (("02/BB-K1", TODAY), {"documents.bien_ban.number": "number_not_as_signed"}),
        (
            ("01/TTr-K1", dt.date(2024, 12, 15)),
            {"documents.bien_ban.date": "date_not_as_signed"},
        ),
    ],
)
def test_minutes_that_were_signed_have_no_other_number_or_date_in_the_dossier(
    signed: tuple[str, dt.date], code: dict[str, str]
) -> None:
    minutes = signed_minutes(signed)
    with pytest.raises(Mistakes) as caught:
        check_dossier(
            nominees=NOMINEES, value=documents(), files=FILES, minutes=minutes, today=TODAY
        )
    assert found(caught.value) == code


@pytest.mark.parametrize("number", ["01/TTr-K1", "01 / ttr-k1 "])
def test_spaces_and_capitals_make_no_other_number(number: str) -> None:
    minutes = signed_minutes((number, TODAY))
    assert check_dossier(
        nominees=NOMINEES, value=documents(), files=FILES, minutes=minutes, today=TODAY
    )
