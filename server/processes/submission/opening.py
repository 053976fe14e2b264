"""What a submission begins with: the nominees of the review it follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from server.domain.canonical import Json
from server.domain.people.posts import nominee_id
from server.domain.refusals import Refusal
from server.processes.award_review.tables import results
from server.processes.submission.tables import nominees
from server.store import Session


@dataclass(eq=False)
class NobodyNominated(Refusal):
    """The review nominated nobody, so there is nothing to submit."""


def nominate(session: Session, case_id: UUID, review: UUID | None) -> Mapping[str, Json]:
    """Write who the review nominated; raises NobodyNominated."""
    rows = [
        {
            "id": nominee_id(row.award_id, row.unit_id),
            "award_id": row.award_id,
            "unit_id": row.unit_id,
        }
        for row in (results.candidates(session, review) if review else ())
        if row.result in {"nominated", "for_council"}
    ]
    if not rows:
        raise NobodyNominated
    nominees.write(session, "nominee", case_id, rows)
    return {"nominees": [row["id"] for row in rows]}
