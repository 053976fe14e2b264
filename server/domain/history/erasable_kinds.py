"""Which kinds of event may be erased on legal ground, and why each of the others stays."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

IN_CASES: Final = frozenset({
    "task.completed", "task.claimed", "task.put_back", "task.assigned", "task.made_urgent",
    "task.made_ordinary", "task.received", "task.taken_back",
    "task.entrusted", "task.handed_back", "task.recalled", "duty.urged",
})  # fmt: skip
"""Events of a case of which something may be erased once it is over."""
HANDED_ON: Final = frozenset({
    "task.assigned", "task.entrusted", "task.handed_back", "task.recalled",
})  # fmt: skip
"""Acts of others that name who had a task and who has it; keys say it without their names."""
DELEGATIONS: Final = frozenset({"post.delegated", "post.delegation_revoked"})
"""Name who gave a post and to whom: each of the two may be erased."""
OF_PERSONS: Final = DELEGATIONS | frozenset({
    "person.added", "person.appointed", "person.appointment_ended", "person.invited",
    "person.password_reset", "person.password_set", "person.password_changed",
    "person.deactivated", "person.link_proposed", "person.appointment_proposed",
    "person.proposal_declined", "person.placed", "sessions.ended",
    "calendar_link.made", "calendar_link.ended",
    "factor.added", "factor.removed", "person.reset_proposed",
    "person.directory_proposed", "person.directory_linked", "person.directory_ended",
    "person.directory_bound",
    "recovery_codes.made", "recovery_code.used",
})  # fmt: skip


class Bar(StrEnum):
    """Why the payload of an event stays."""

    ERASED = "erased"
    OPEN_CASE = "open_case"
    """The case still needs it to be finished, taken back or set back."""
    RELIED_ON = "relied_on"
    """An approval, signature, decision or vote: results in force rest on it."""
    ISSUED = "issued"
    """A numbered document was made by it."""
    OPEN_ACCOUNT = "open_account"
    """The account is in use: who signs in is named."""
    OF_ANOTHER = "of_another"
    """It tells of another person's account, or of none: it goes with that person's data alone."""
    DECISION = "decision"
    """It decided about a case, a process or the installation: who did it has to be known."""
    RECORD = "record"
    """It is the case's or a register's own record, which goes into the archive."""
    RULES = "rules"
    """It says who set the rules or the days that everybody is judged by."""
    TAKEN_OUT = "taken_out"
    """It says who took data away."""
    RESULT = "result"
    """Code of a process wrote it: the case's results rest on it."""
    NAMELESS = "nameless"
    """It names nobody, and nothing in it was typed."""
    NOT_DECLARED = "not_declared"
    """Nobody has said what of such an event names a person."""


STAY: Final[Mapping[Bar, frozenset[str]]] = {
    Bar.DECISION: frozenset({
        "case.suspended", "case.resumed", "case.cancelled", "case.setback_proposed",
        "case.setback_declined", "case.set_back", "deadline.extended", "instance.migrated",
        "instance.migration_undone", "job.retried", "mail.retried", "mail.released",
        "mail.kept_back", "log.key_added", "log.key_retired", "log.taken_over",
        "secret.rotated",
        "definition.deployed", "definition.proposed", "definition.rejected",
        "definition.withdrawn", "erasure.proposed", "erasure.rejected", "erasure.withdrawn",
        "data.erased", "clock.moved",
    }),
    Bar.RECORD: frozenset({"case.opened", "number.reserved", "number.cancelled"}),
    Bar.RULES: frozenset({
        "bloc_draft.made", "bloc_draft.saved", "bloc_draft.handed_over", "bloc_draft.given_back",
        "bloc_draft.taken_back", "bloc_draft.put_in_force", "bloc_draft.dropped",
        "bloc_year.imported", "calendar.days_added", "calendar.day_taken_back",
        "province.followed", "province.follow_taken_back", "province.named", "post.retitled",
    }),
    Bar.TAKEN_OUT: frozenset({
        "history.exported", "board.exported", "register.exported", "record.exported",
        "results.exported", "printout.exported", "files.exported",
        "security_events.exported",
    }),
    Bar.NAMELESS: frozenset({
        "case.ending", "case.closed", "deadline.passed", "task.escalated", "calendar.followed",
        "person.password_hashed", "history.baseline", "rows.removed",
        "demonstration.accounts_added",
    }),
}  # fmt: skip
"""The other kinds that are not of a process, by why they stay."""


def bar_of_kind(kind: str, *, in_case: bool) -> Bar:
    """Name why events of a kind stay, of which none may be erased."""
    found = next((bar for bar, kinds in STAY.items() if kind in kinds), None)
    return found or (Bar.RESULT if in_case else Bar.NOT_DECLARED)
