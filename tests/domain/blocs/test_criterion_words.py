"""What a record says of the rules of a score table's line: in words, by what each stands in."""

from enum import StrEnum

import pytest

from server.domain.bloc_draft.criterion_words import rule_words
from server.domain.blocs.criterion_kinds import Formula
from server.domain.blocs.kept_records import DaysCounted
from server.domain.blocs.score_table import (
    Arithmetic,
    EvidenceRule,
    NotApplicable,
    Rounding,
    SectionKind,
)

CHOICES: dict[str, type[StrEnum]] = {
    "formula": Formula,
    "days": DaysCounted,
    "arithmetic": Arithmetic,
    "evidence": EvidenceRule,
    "not_applicable": NotApplicable,
    "rounding": Rounding,
    "kind": SectionKind,
}


@pytest.mark.parametrize(
    ("rule", "of", "said"),
    [
        ("count", "conference.attended", "lấy số lần từ hồ sơ"),
        ("target", "pledge_progress.reached_targets", "lấy kết quả từ hồ sơ"),
        ("days_late", "report.sent", "nhiệm vụ có hạn"),
    ],
)
def test_what_records_are_asked_is_said_by_the_rule_it_stands_in(
    rule: str, of: str, said: str
) -> None:
    assert f"({said}: {of})" in rule_words(rule, {"of": of})


@pytest.mark.parametrize(
    ("name", "choice"), [(name, each) for name, several in CHOICES.items() for each in several]
)
def test_every_choice_has_its_words(name: str, choice: StrEnum) -> None:
    assert not rule_words(name, choice.value).endswith(f": {choice.value}")
