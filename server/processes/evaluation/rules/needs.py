"""What a bloc's score table asks of the forms in which its sheets are filled in and appraised."""

from collections.abc import Callable, Iterator

from server.domain.blocs.rules import CaseRules, Criterion, TablePart
from server.domain.cases.carrying import RuleNeed
from server.domain.texts.words import Words
from server.domain.toml_file import Path

_GRIDS = ("score", "appraise", "appraise_2")
_FIGURES = Words(
    "ô nhập số liệu của tiêu chí tính điểm từ số liệu (count, days_late, target)",
    "the column for figures of criteria that are worked out (count, days_late, target)",
)
_TARGETS = Words(
    "ô nhập chỉ tiêu được giao của từng đơn vị (target không có value)",
    "the column for the target each unit was given (target without value)",
)
_OTHERS = Words(
    "bước chấm điểm của đơn vị, cơ quan khác (scored_by)",
    "the steps in which others give a unit its points (scored_by)",
)


def needs(rules: CaseRules) -> Iterator[RuleNeed]:
    """Give what the table needs that forms of versions deployed earlier may be without."""
    for said, column, asks in (
        (_FIGURES, "actual", lambda each: each.is_worked_out),
        (_TARGETS, "target", lambda each: each.asks_target),
    ):
        place = next(_places(rules, asks), None)
        if place is not None:
            columns = tuple((form, "scores", column) for form in _GRIDS)
            yield RuleNeed(said=said, place=place, columns=columns)
    place = next(_places(rules, lambda each: each.scored_by is not None), None)
    if place is not None:
        yield RuleNeed(said=_OTHERS, place=place, forms=("give_points",))


def _places(rules: CaseRules, asks: Callable[[Criterion], bool]) -> Iterator[Path]:
    """Go through the places in the file of the criteria that ask for a column."""
    for number, section in enumerate(rules.score_table.sections):
        yield from _within(section, ("score_table", "sections", number), asks)


def _within(part: TablePart, path: Path, asks: Callable[[Criterion], bool]) -> Iterator[Path]:
    for number, criterion in enumerate(part.criteria):
        if asks(criterion):
            yield (*path, "criteria", number)
    for number, inner in enumerate(part.parts or ()):
        yield from _within(inner, (*path, "parts", number), asks)
