"""The kinds of case."""

from enum import StrEnum


class CaseKind(StrEnum):
    """The three dossiers of a year's end, in their order."""

    EVALUATION = "evaluation"
    AWARD_REVIEW = "award_review"
    SUBMISSION = "submission"
