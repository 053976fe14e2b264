"""What a revocation begins with: awards that stand, and that no other case looks into."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from server.domain.canonical import Json
from server.domain.refusals import Refusal
from server.processes.revocation.award_set import awards_of, units_of
from server.processes.revocation.tables import openings
from server.store import Session


@dataclass(eq=False)
class NothingToRevoke(Refusal):
    """None of the units has an award of that year that stands."""


@dataclass(eq=False)
class AlreadyLookedInto(Refusal):
    """Another case about awards of one of the units is under way."""


def check_awards(session: Session, case_id: UUID, award_case: UUID | None) -> Mapping[str, Json]:
    """Refuse a case in which nothing could be revoked, or about what another one looks into.

    The bloc-year is locked, so no two are opened at once. Raises NothingToRevoke and
    AlreadyLookedInto.
    """
    opening = openings.opening_of(session, case_id)
    awards = awards_of(session, case_id, award_case, opening=opening)
    if not awards:
        raise NothingToRevoke
    units = {award.unit_id for award in awards}
    if any(units & units_of(other) for other in openings.others_open(session, case_id)):
        raise AlreadyLookedInto
    return {}
