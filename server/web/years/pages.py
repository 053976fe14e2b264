"""The page of results over the years: one unit by all measures, or one measure by all units."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.blocs import export_results
from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules, Reorganised
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_pages import BlocYear
from server.web.cases.blocs import known_bloc_years
from server.web.downloads.workbooks import workbook
from server.web.frame.reorganised_words import gone_units
from server.web.names.rule_names import unit_names
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import chosen
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick
from server.web.years.measures import MeasureGroup
from server.web.years.reading import MOST, BlocResults, results
from server.web.years.results_sheet import AskedResults, results_sheet

blueprint = Blueprint("years", __name__)
GROUPS: Mapping[MeasureGroup, object] = {
    MeasureGroup.RESULT: _l("Kết quả"),
    MeasureGroup.AWARD: _l("Khen thưởng"),
    MeasureGroup.ITEM: _l("Từng tiêu chí"),
    MeasureGroup.CASE: _l("Hồ sơ trong năm"),
}


@blueprint.get("/years")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show the years of a bloc beside each other; `?unit=` or `?measure=` says of what."""
    asked = _asked()
    if asked is None:
        return render_template("years/none.html")
    found = asked.found
    return render_template(
        "years/index.html",
        bloc=asked.bloc,
        blocs=asked.blocs,
        names=asked.names,
        found=found,
        gone=asked.gone,
        homes=asked.homes,
        groups=GROUPS,
        before=asked.first or None,
        newest=asked.years[0] if asked.first else None,
        earlier=asked.years[-1].year if asked.goes_on else None,
        measure=asked.measure,
        unit=asked.unit,
    )


@blueprint.post("/years/export")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export() -> ResponseReturnValue:
    """Record the download, then send the table that the page shows."""
    asked = _asked()
    if asked is None or not asked.found.told:
        raise NotThere
    sheet = results_sheet(asked, GROUPS)
    rows = len([*sheet.rows])
    export_results.note(session(), asked.bloc, rows=rows, actor=actor(), now=now())
    return workbook([sheet], name=f"{sheet.title} {asked.blocs[asked.bloc]}")


def _asked() -> AskedResults | None:
    """Read what is asked for, as far as the reader may know of it; None where there is no bloc."""
    of_bloc = _by_bloc(known_bloc_years())
    if not of_bloc:
        return None
    bloc = chosen("bloc", of_bloc) or next(iter(of_bloc))
    first = chosen("before", {str(year.year) for year in of_bloc[bloc]})
    left = [year for year in of_bloc[bloc] if not first or year.year < int(first)]
    years = left[:MOST]
    found = results(session(), years)
    named, gone = _names(years), _reorganised(of_bloc, bloc)
    return AskedResults(
        bloc=bloc,
        blocs=_called(of_bloc),
        names={unit: name for unit, name in named.items() if unit in found.units},
        found=found,
        gone=gone_units(gone),
        homes=_homes(of_bloc, bloc, gone),
        first=first,
        years=years,
        goes_on=len(left) > MOST,
        **_subject(found, named),
    )


def _by_bloc(years: Sequence[BlocYear]) -> dict[str, list[BlocYear]]:
    """Sort bloc-years by their bloc, the newest year first."""
    found: dict[str, list[BlocYear]] = {}
    for year in years:
        found.setdefault(year.bloc_id, []).append(year)
    return found


def _subject(found: BlocResults, named: Mapping[str, str]) -> dict[str, str]:
    """Say what is shown: a measure or a unit asked for, else the reader's own, else the first.

    These years may have nothing of what was asked for in others.
    """
    measure, known = request.args.get("measure", ""), {each.key for each in found.measures}
    if measure in known:
        return {"measure": measure, "unit": ""}
    wanted = (request.args.get("unit", ""), actor().unit_id, *named)
    return {"measure": "", "unit": next((unit for unit in wanted if unit in found.units), "")}


def _names(years: Sequence[BlocYear]) -> dict[str, str]:
    """Name the units of these years, each as the newest of them calls it."""
    return {
        unit: name for year in reversed(years) for unit, name in unit_names(_rules(year)).items()
    }


def _called(of_bloc: Mapping[str, Sequence[BlocYear]]) -> dict[str, str]:
    """Name the blocs; those of one name, of which one took over the other, with their years."""
    named = {bloc: pick(_rules(years[0]).bloc.name) for bloc, years in of_bloc.items()}
    told = Counter(named.values())
    return {
        bloc: name if told[name] == 1 else f"{name} ({_span(of_bloc[bloc])})"
        for bloc, name in named.items()
    }


def _span(years: Sequence[BlocYear]) -> str:
    first, last = years[-1].year, years[0].year
    return str(last) if first == last else f"{first}–{last}"


def _reorganised(of_bloc: Mapping[str, Sequence[BlocYear]], bloc: str) -> Collection[Reorganised]:
    """Return the units that are gone, each as the newest year says that names it.

    A bloc that took units over from another one tells of them on the pages of both.
    """
    units = {unit for year in of_bloc[bloc] for unit in _rules(year).unit_ids}
    others = [years[0] for each, years in of_bloc.items() if each != bloc]
    found = {
        gone.unit: gone
        for year in others
        for gone in _rules(year).reorganised or ()
        if gone.unit in units
    }
    own = (gone for year in reversed(of_bloc[bloc]) for gone in _rules(year).reorganised or ())
    return (found | {gone.unit: gone for gone in own}).values()


def _homes(
    of_bloc: Mapping[str, Sequence[BlocYear]], bloc: str, gone: Collection[Reorganised]
) -> dict[str, tuple[str, str]]:
    """Return the bloc in whose years a unit is found, and its name there: this bloc before all.

    Other blocs are read only where one of the units that are gone is none of this bloc's.
    """
    own = {unit: (bloc, name) for unit, name in _names(of_bloc[bloc]).items()}
    if {unit for each in gone for unit in (each.unit, each.into) if unit} <= own.keys():
        return own
    others = {
        unit: (each, name)
        for each, years in of_bloc.items()
        if each != bloc
        for unit, name in _names(years).items()
    }
    return others | own


def _rules(year: BlocYear) -> CaseRules:
    return rules_of(session(), year.rules_digest)
