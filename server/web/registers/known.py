"""Which blocs' registers somebody may look into, and by which rules they are acted on."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.actions.definitions.deployed import rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.sight import register_known
from server.domain.deadlines import local_day
from server.domain.documents.registers import Register
from server.domain.tasks.work import NotThere
from server.store.blocs import bloc_pages
from server.web.requests.context import actor, now, session

MOST_YEARS = 200
ANY_KIND = ""
"""Of a register, which is of no kind of case: a post lent for some kinds does not reach it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterYear:
    """A bloc in a year, and the rules in force; `known` where one may look into its registers."""

    bloc_id: str
    year: int
    rules: CaseRules
    known: bool

    def covers(self, bloc_id: str, year: int) -> bool:
        """Tell whether registers are of its year, or of the next, in which its year ends."""
        return bloc_id == self.bloc_id and year in {self.year, self.year + 1}


@dataclass(frozen=True, slots=True)
class RegisterYears:
    """Those that the actor's unit may be in, the newest first."""

    rows: Sequence[RegisterYear]

    def known(self, bloc_id: str, year: int) -> RegisterYear | None:
        """Return the bloc whose registers of a year one may look into; else None.

        A number may be of a year without rules: a case runs on, or begins before its year. Then the
        nearest year that has any says who looks into its register, so that none is out of sight.
        """
        of_bloc = [row for row in self.rows if row.bloc_id == bloc_id]
        found = [row for row in of_bloc if row.covers(bloc_id, year)] or _nearest(of_bloc, year)
        return next((row for row in found if row.known), None)

    def of(self, register: Register) -> RegisterYear:
        """Return the bloc of a register one may look into; raises NotThere."""
        found = self.known(register.bloc_id, register.year)
        if found is None:
            raise NotThere
        return found

    def acting(self, bloc_id: str, year: int) -> CaseRules | None:
        """Return the rules by which numbers of a year are reserved and cancelled, as the act asks.

        Those of a number of a case are that case's.
        """
        of_bloc = (row for row in self.rows if row.bloc_id == bloc_id and row.year <= year)
        return next((row.rules for row in of_bloc), None)


def _nearest(of_bloc: Sequence[RegisterYear], year: int) -> Sequence[RegisterYear]:
    return sorted(of_bloc, key=lambda row: abs(row.year - year))[:1]


def bloc_years() -> RegisterYears:
    """Read the bloc-years that the actor's unit may be in; what cannot be read is left out."""
    day, found = local_day(now()), []
    posts = actor().eyes(ANY_KIND)
    for row in bloc_pages.in_reach(session(), actor().kin, day=day, limit=MOST_YEARS):
        try:
            rules = rules_of(session(), row.rules_digest)
        except CaseBroken:
            continue
        known = register_known(posts, rules)
        found.append(RegisterYear(bloc_id=row.bloc_id, year=row.year, rules=rules, known=known))
    return RegisterYears(found)
