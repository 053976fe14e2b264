"""Who gives the points of a criterion where it is not the unit itself: whose points, for whom."""

from dataclasses import dataclass, field

from server.domain.canonical import LATER
from server.domain.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTeam:
    """Units that together give points to others; the first of them enters what they agreed on."""

    members: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Who gives points to units: a unit or body for all of them, or teams that share them out.

    `own` gives them to `by` itself, where that is a unit of the bloc. Exactly one of `by` and
    `teams` is there.
    """

    id: str
    name: Words
    by: str | None = field(default=None, metadata={LATER: True})
    own: str | None = field(default=None, metadata={LATER: True})
    teams: tuple[CheckTeam, ...] | None = field(default=None, metadata={LATER: True})

    def party_for(self, unit_id: str) -> str | None:
        """Return the unit or body that enters points for a unit; None where nobody does."""
        if self.teams is None:
            return self.own if unit_id == self.by else self.by
        found = (team.members[0] for team in self.teams if unit_id in team.checks)
        return next(found, None)

    def team_of(self, unit_id: str) -> tuple[str, ...]:
        """Return the units of the team that gives a unit its points; empty without teams."""
        teams = self.teams or ()
        return next((team.members for team in teams if unit_id in team.checks), ())
