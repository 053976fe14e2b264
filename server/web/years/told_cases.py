"""Cases that stand among the results over the years, as their manifests say."""

from collections.abc import Iterator

from flask import url_for

from server.actions.definitions.deployed import deployed
from server.actions.definitions.processes import processes
from server.store import Session
from server.web.cases.case_access import Sight
from server.web.names.case_titles import case_title
from server.web.words.language import pick
from server.web.years.measures import Measure, MeasureGroup, YearValue


def told_kinds(session: Session) -> frozenset[str]:
    """Name the processes whose cases stand there."""
    return frozenset(
        model.key
        for model in processes(session)
        if any(each.over_years for each in model.manifest.milestones.values())
    )


def told(session: Session, sight: Sight) -> Iterator[YearValue]:
    """Tell of a case the reader may know of, under each unit it stands for."""
    case, milestones = sight.case, sight.of().manifest.milestones
    kept = {name for name, each in milestones.items() if each.over_years}
    units = [mark.key or sight.about for mark in case.marks if mark.milestone in kept]
    if not units:
        return
    model = deployed(session, case.definition_hash)
    name = pick(model.words(model.manifest.short))
    for unit in dict.fromkeys(units):
        yield YearValue(
            measure=Measure(MeasureGroup.CASE, case.kind, name),
            unit_id=unit,
            said=case_title(case),
            address=url_for("cases.show", case_id=case.id),
        )
