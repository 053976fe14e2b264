"""Which of a bloc's own texts a printout says: those in force when what it prints was made."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from server.actions.definitions.deployed import rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules, Wording
from server.domain.deadlines import local_day
from server.domain.manifest import PrintoutEntry
from server.domain.printouts.wordings import usable
from server.store import Session
from server.store.blocs import bloc_versions
from server.store.blocs.bloc_versions import DatedVersion
from server.store.cases.case_pages import CaseHead
from server.store.cases.case_papers import PaperRow


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedWording:
    """A bloc's texts on a printout by the process's; `since` is the day they are in force from."""

    said: Mapping[str, str] = field(default_factory=dict)
    since: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWordings:
    """The wordings of a case's bloc-year, version by version; what the case froze comes last."""

    process: str
    versions: Sequence[tuple[DatedVersion, CaseRules]] = field(repr=False)
    frozen: CaseRules = field(repr=False)

    @property
    def any(self) -> bool:
        """Whether the bloc ever had words of its own for this process."""
        every = (*(rules for _version, rules in self.versions), self.frozen)
        return any(each.process == self.process for rules in every for each in rules.wordings or ())

    def at(self, printout: str, entry: PrintoutEntry, moment: dt.datetime) -> UsedWording:
        """Return the texts in force at a moment that the printout has a place for."""
        found = (
            (version.effective_from, rules)
            for version, rules in self.versions
            if version.imported_at <= moment and version.effective_from <= local_day(moment)
        )
        since, rules = next(found, (None, self.frozen))
        said = usable(entry, texts_for(rules.wordings or (), self.process, printout))
        return UsedWording(said=said, since=since if said else None)


def of_case(session: Session, case: CaseHead, frozen: CaseRules) -> CaseWordings:
    """Read the wordings of a case's bloc-year; a version that cannot be read has none."""
    versions: list[tuple[DatedVersion, CaseRules]] = []
    for version in bloc_versions.of_year(session, case.bloc_year_id):
        with suppress(CaseBroken):
            versions.append((version, rules_of(session, version.rules_digest)))
    return CaseWordings(process=case.kind, versions=versions, frozen=frozen)


def texts_for(wordings: Iterable[Wording], process: str, printout: str) -> Mapping[str, str]:
    """Return a bloc's texts for one printout, by the process's own."""
    return {
        each.own: each.text
        for each in wordings
        if (each.process, each.printout) == (process, printout)
    }


def moment_of(
    entry: PrintoutEntry, made: Sequence[PaperRow], *, handed_in: dt.datetime, now: dt.datetime
) -> dt.datetime:
    """Tell when a printout's words were settled: with its document, where it bears a number.

    Until that is made it is a draft of today; without a number it is of when its data came in.
    """
    if made:
        return made[-1].at
    return now if entry.documents else handed_in
