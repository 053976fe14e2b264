"""The deadlines that a process may name without asking any bloc: those of the year's plan."""

from typing import Final

NEEDED_DEADLINES: Final = (
    "self_score",
    "approve",
    "appraise_1",
    "explain",
    "appraise_2",
    "adoption",
    "consultation",
    "submission",
)
"""What the product's processes ask for by name; every file has these, dated or `unspecified`."""
KNOWN_DEADLINES: Final = frozenset(NEEDED_DEADLINES) | {
    "points_by_others",
    "pledge",
    "pledge_first_quarter",
    "pledge_second_quarter",
    "pledge_third_quarter",
    "pledge_result",
    "regulation",
    "next_pledge",
    "six_month_report",
    "mid_year_conference",
    "annual_report",
    "year_end_conference",
    "award_review",
    "home_affairs",
    "council",
    "decision",
    "publication",
}
"""What the plan of a year usually dates; a file may leave these out."""
