"""What whoever plays the submission's roles, a person or a program, reads of a case."""

from datetime import date
from uuid import UUID

from server.processes.submission.tables import dossier
from server.processes.submission.tables import nominees as nominees_table
from server.processes.submission.tables.nominees import NomineeRow
from server.store import Session


def signed_minutes(session: Session, case_id: UUID) -> tuple[str, date] | None:
    """Return number and date of the minutes a submission rests on."""
    return dossier.signed_minutes(session, case_id)


def nominees(session: Session, case_id: UUID) -> list[NomineeRow]:
    """List the nominees of a submission."""
    return nominees_table.nominees(session, case_id)
