"""What is wrong with a form that was handed in: all mistakes at once, each at its field.

Codes are stable identifiers; their sentences stand in the web. A path is the dotted name of the
form field, such as ``scores.c1-1.points``; params are the named holes of the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from server.domain.refusals import Refusal


class MistakeCode(StrEnum):
    """Every mistake a rule of the domain can find in a form, with its params."""

    UNKNOWN_ROW = "unknown_row"
    """The row is not part of this form."""
    ROWS_CHANGED = "rows_changed"
    """What was taken over from an earlier record does not stand as it does there."""
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    """limit: characters allowed."""
    REASON_MISSING = "reason_missing"
    CHOICE_MISSING = "choice_missing"
    CHOICE_UNKNOWN = "choice_unknown"
    NUMBER_MISSING = "number_missing"
    NUMBER_NEGATIVE = "number_negative"
    DATE_MISSING = "date_missing"
    DATE_MALFORMED = "date_malformed"
    DATE_TOO_EARLY = "date_too_early"
    DATE_IN_FUTURE = "date_in_future"
    """today: the last day allowed."""
    DATE_NOT_IN_FUTURE = "date_not_in_future"
    DATE_TOO_FAR = "date_too_far"
    """today: the day that must be passed."""
    FILE_MISSING = "file_missing"

    POINTS_MISSING = "points_missing"
    POINTS_NOT_A_NUMBER = "points_not_a_number"
    POINTS_OUT_OF_RANGE = "points_out_of_range"
    """minimum, maximum."""
    POINTS_TOO_FINE = "points_too_fine"
    """decimals: how many the table allows."""
    POINTS_AND_NOT_APPLICABLE = "points_and_not_applicable"
    POINTS_NOT_A_STEP = "points_not_a_step"
    """steps: the points there are."""
    POINTS_WORKED_OUT = "points_worked_out"
    """Points are typed where they are worked out from a figure."""
    MEASURE_MALFORMED = "measure_malformed"
    ACTUAL_MISSING = "actual_missing"
    COUNT_NOT_WHOLE = "count_not_whole"
    TARGET_MISSING = "target_missing"
    """There is no target above nothing to measure by."""
    NOTE_MISSING = "note_missing"
    """A bonus is claimed without its grounds."""
    EVIDENCE_MISSING = "evidence_missing"
    FACT_WITHOUT_FILE = "fact_without_file"
    FACT_NOT_DECLARED = "fact_not_declared"
    """Its paper is filled in, and the fact itself is not ticked."""
    CHANGE_REASON_MISSING = "change_reason_missing"
    """before, after: points; before is empty where the unit declared the line not applicable."""
    PROPOSED_DAYS_CHANGED = "proposed_days_changed"
    PROPOSED_FIGURE_CHANGED = "proposed_figure_changed"
    """days: what the records propose; other days late need a reason."""
    GROUND_MISSING = "ground_missing"
    """Points that others give a unit differ from the usual ones, without a ground."""
    EXPLANATION_MISSING = "explanation_missing"

    NOBODY_PRESENT = "nobody_present"
    QUORUM_NOT_REACHED = "quorum_not_reached"
    """present, needed, of."""
    NOTHING_SENT_BACK = "nothing_sent_back"
    SENT_BACK_BUT_ADOPTED = "sent_back_but_adopted"
    UNIT_TAKEN_OUT = "unit_taken_out"
    HANDED_IN = "handed_in"
    """The unit is not late: its sheet is with the bloc, or through."""
    NO_CANDIDATE = "no_candidate"
    NOT_ELIGIBLE = "not_eligible"
    SCRUTINEERS_WRONG_NUMBER = "scrutineers_wrong_number"
    """needed, chosen."""
    SCRUTINEER_ABSENT = "scrutineer_absent"
    SCRUTINEERS_ONE_PERSON = "scrutineers_one_person"

    OWN_VOTE = "own_vote"
    MORE_ISSUED_THAN_PRESENT = "more_issued_than_present"
    """present."""
    MORE_COLLECTED_THAN_ISSUED = "more_collected_than_issued"
    """issued."""
    COLLECTED_NOT_THE_SUM = "collected_not_the_sum"
    """valid, invalid."""
    MORE_YES_THAN_BALLOTS = "more_yes_than_ballots"
    """ballots: the most there can be."""
    MORE_PRESENT_THAN_MEMBERS = "more_present_than_members"
    """members."""

    NUMBER_NOT_AS_SIGNED = "number_not_as_signed"
    NUMBER_NOT_OF_AGENCY = "number_not_of_agency"
    NUMBER_TAKEN = "number_taken"
    """document, case."""
    NUMBER_TAKEN_AND_REPLACED = "number_taken_and_replaced"
    """document, case, number: that of the document in force."""
    NUMBER_TAKEN_ELSEWHERE = "number_taken_elsewhere"
    DATE_NOT_AS_SIGNED = "date_not_as_signed"
    DOCUMENT_NOT_OK_BUT_ACCEPTED = "document_not_ok_but_accepted"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake at one field."""

    path: str
    code: MistakeCode
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class Mistakes(Refusal):
    """The form cannot be taken as it is; every mistake is here, in the form's order."""

    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The mistakes found so far while one form is read."""

    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, path: str, code: MistakeCode, **params: object) -> None:
        """Note a mistake; params become text."""
        texts = {name: str(value) for name, value in params.items()}
        self.mistakes.append(Mistake(path, code, texts))

    def refuse(self) -> None:
        """Raise Mistakes where there is any."""
        if self.mistakes:
            raise Mistakes(tuple(self.mistakes))
