"""What the cases of a bloc-year record of a unit in figures, for the criteria that ask for them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from server.actions.definitions.deployed import Deployed, deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.kept_records import FigureName
from server.domain.blocs.rules import CaseRules
from server.domain.manifest import Figure
from server.domain.texts.words import Words
from server.processes.evaluation.rules.counted_figures import (
    CountedCase,
    CountedFigure,
    CountedFigures,
    count,
)
from server.store import Session
from server.store.blocs import bloc_years
from server.store.tasks import taken_records
from server.store.tasks.taken_records import TakenRecord, WantedTaken


def counted_figures(
    session: Session, case_id: UUID, rules: CaseRules, unit: str
) -> Mapping[str, CountedFigures]:
    """Count by criterion what records propose; nothing is read where no criterion asks for it."""
    asked = {
        criterion.id: criterion.proposed_by
        for _section, criterion in rules.score_table.own_lines(unit)
        if any(criterion.proposed_by)
    }
    if not asked:
        return {}
    counting = _Counting(session, case_id, unit)
    return {
        name: CountedFigures(actual=counting.figure(actual), target=counting.figure(target))
        for name, (actual, target) in asked.items()
    }


class _Counting:
    """The records about one unit, each read once; the newest version of a process says how."""

    def __init__(self, session: Session, case_id: UUID, unit: str) -> None:
        self._session, self._case_id, self._unit = session, case_id, unit
        self._versions = bloc_years.newest_definitions(session)
        self._read: dict[tuple[str, str, str, bool], Sequence[TakenRecord]] = {}

    def figure(self, asked: FigureName | None) -> CountedFigure | None:
        """Count a figure; None where nothing counts it, or no case has anything to count yet."""
        model = self._model(asked.process) if asked else None
        found = model.manifest.figures.get(asked.name) if asked and model else None
        if asked is None or model is None or found is None:
            return None
        records = [
            each for each in self._records(asked.process, found) if asked.slot in {None, each.slot}
        ]
        cases = tuple(
            CountedCase(
                title=Words(each.case_vi, each.case_en),
                count=count(found, self._unit, each.value),
            )
            for each in reversed(records)
        )
        return CountedFigure(name=model.words(found.name), cases=cases) if cases else None

    def _model(self, process: str) -> Deployed | None:
        version = self._versions.get(process)
        try:
            return deployed(self._session, version) if version else None
        except CaseBroken:
            return None  # the check names it

    def _records(self, process: str, figure: Figure) -> Sequence[TakenRecord]:
        """Read the newest record of each case: the unit's own, or the one about all units."""
        key = (process, figure.element, figure.after, bool(figure.unit))
        if key not in self._read:
            about = "" if figure.unit else self._unit
            wanted = WantedTaken(
                case_id=self._case_id,
                key=about,
                subject_unit_id=about or None,
                kind=process,
                element=figure.element,
                after=[figure.after] if figure.after else [],
                years_before=0,
            )
            self._read[key] = taken_records.newest(self._session, wanted)
        return self._read[key]
