"""What printouts say in a bloc's own words, beside what they said before: shown to people."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.actions.definitions.deployed import rules_of
from server.actions.definitions.processes import processes
from server.domain.blocs.rules import CaseRules, Wording
from server.domain.blocs.wordings import reworded
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs import bloc_years
from server.store.blocs.bloc_drafts import BlocDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOtherwise:
    """One text: of which process's printout, and what it says before and after."""

    process: Words
    printout: Words
    old: str
    new: str


def of_draft(
    session: Session, draft: BlocDraft, after: Iterable[Wording]
) -> Sequence[SaidOtherwise]:
    """List what a draft changes, against its bloc-year, or the one it was taken from."""
    years = filter(None, (draft.bloc_year_id, draft.base))
    known = (bloc_years.version_on(session, year, dt.date.max) for year in years)
    before = next(filter(None, known), None)
    was = rules_of(session, before.rules_digest).wordings if before else None
    return _named(session, was or (), after)


def of_rules(session: Session, rules: CaseRules) -> Sequence[SaidOtherwise]:
    """List what a bloc says in place of the words of processes."""
    return _named(session, (), rules.wordings or ())


def _named(
    session: Session, before: Iterable[Wording], after: Iterable[Wording]
) -> Sequence[SaidOtherwise]:
    changes = reworded(before, after)
    models = {model.key: model for model in processes(session)} if changes else {}
    found: list[SaidOtherwise] = []
    for each in changes:
        model = models.get(each.process)
        entry = model.manifest.printouts.get(each.printout) if model else None
        found.append(
            SaidOtherwise(
                process=model.short if model else Words(each.process),
                printout=model.words(entry.name) if model and entry else Words(each.printout),
                old=each.old,
                new=each.new,
            )
        )
    return found
