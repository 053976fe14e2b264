"""Give the persons a bloc-year file names their accounts and posts; what is there stays."""

from collections.abc import Iterable
from datetime import datetime

from server.domain.appointments import Held, Period
from server.domain.bloc_file import PersonEntry
from server.store import Session, people_admin
from server.store.ids import new_id
from server.store.people_admin import PersonRow


def import_persons(session: Session, entries: Iterable[PersonEntry], *, now: datetime) -> int:
    """Add accounts by sign-in name, without passwords, and appointments; return how many are new.

    The import's own event names the sign-in names; a link for the first sign-in comes by `invite`.
    """
    added = 0
    for entry in entries:
        known = people_admin.by_login(session, entry.login)
        person_id = known.id if known else new_id(now)
        if known is None:
            added += 1
            people_admin.add_person(
                session,
                PersonRow(
                    id=person_id,
                    login=entry.login,
                    name=entry.name,
                    email=entry.email,
                    demonstration=False,
                    signs_in=False,
                    created_at=now,
                    deactivated_at=None,
                ),
            )
        held = {
            (row.post_id, row.valid_from) for row in people_admin.appointments(session)
            if row.person_id == person_id
        }  # fmt: skip
        for item in entry.appointments:
            if (item.post_id, item.starts) not in held:
                appointed = Held(
                    person_id=person_id,
                    post_id=item.post_id,
                    period=Period(first=item.starts, last=item.ends),
                )
                people_admin.add_appointment(
                    session, new_id(now), appointed, decision=item.decision
                )
    return added
