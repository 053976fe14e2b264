"""The seal of a ballot: one for its choices and salt, in whatever order they were handed in."""

from server.domain.history.seals import ballot_line, seal

LINES = [ballot_line(award="a", unit=unit, choice="yes") for unit in ("x", "y")]


def test_the_order_of_the_choices_does_not_matter() -> None:
    assert seal(LINES, salt="1") == seal(reversed(LINES), salt="1")


def test_the_same_ballot_has_another_seal_with_another_salt() -> None:
    assert seal(LINES, salt="1") != seal(LINES, salt="2")


def test_another_choice_has_another_seal() -> None:
    other = [*LINES[:1], ballot_line(award="a", unit="y", choice="no")]
    assert seal(LINES, salt="1") != seal(other, salt="1")
