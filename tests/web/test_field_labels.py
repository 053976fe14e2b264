"""What is given back to a person is called as on the form they typed it into."""

from server.web.requests.field_labels import FieldLabels

UNIT, NAME = "bac-giang/so-khcn", "Sở KH&CN"


def test_a_cell_of_a_unit_and_a_criterion_is_called_by_both() -> None:
    labels = FieldLabels(
        titles={"given.actual": "Số liệu"},
        rows={UNIT: NAME, "d1": "Tiêu chí 7", "d2": "Tiêu chí 8"},
    )
    assert labels.title(f"given.{UNIT}:d1.actual") == f"{NAME}, Tiêu chí 7, Số liệu"
    assert labels.title("given.d2.actual") == "Tiêu chí 8, Số liệu"


def test_a_row_that_nobody_names_leaves_the_title_alone() -> None:
    labels = FieldLabels(titles={"given.actual": "Số liệu"}, rows={UNIT: NAME})
    assert labels.title(f"given.{UNIT}:d1.actual") == "Số liệu"
    assert labels.title("given.x.actual") == "Số liệu"


def test_fields_of_a_list_are_told_apart_by_their_row() -> None:
    labels = FieldLabels(titles={"waves": "Đợt", "waves.name": "Tên đợt"})
    assert [labels.title(f"waves.{row}.name") for row in (0, 1)] == ["1. Tên đợt", "2. Tên đợt"]
