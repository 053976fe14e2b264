"""Who was rewarded for a year, for the page of all years: by decisions, and as entered by hand."""

from collections.abc import Iterator, Mapping

from flask import url_for

from server.processes.submission.tables import nominees
from server.processes.submission.tables.nominees import NomineeRow
from server.web.cases.case_access import Sight
from server.web.frame.formats import day
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick
from server.web.years.measures import Measure, MeasureGroup, YearValue


def told_of_year(sight: Sight) -> Iterator[YearValue]:
    """Tell of each nominee what was decided, and of earlier years what the bloc-year says."""
    case, rules = sight.case, sight.rules
    names = {award.id: pick(award.name) for award in rules.awards}
    if sight.matter("nominees", of=case):
        for row in nominees.nominees(session(), case.id):
            decided = sight.matter("nominee", of=case, unit=row.unit_id, key=row.id)
            yield YearValue(
                measure=_award(names, row.award_id),
                unit_id=row.unit_id,
                said=_said(row) if decided else _("Được đề nghị"),
                address=url_for(
                    "results.show", case_id=case.id, about=f"{row.award_id}/{row.unit_id}"
                ),
            )
    for past in rules.history or ():
        yield YearValue(
            measure=_award(names, past.award),
            unit_id=past.unit,
            said=_("Được khen thưởng, %(decision)s", decision=past.decision),
            year=past.year,
        )


def _award(names: Mapping[str, str], award: str) -> Measure:
    return Measure(MeasureGroup.AWARD, award, names.get(award, award))


def _said(row: NomineeRow) -> str:
    """Say what was decided, and by which decision it was revoked since."""
    if not row.revoked_number:
        return _decided(row)
    revoked = _(
        "Đã hủy bỏ theo Quyết định số %(number)s ngày %(day)s.",
        number=row.revoked_number,
        day=day(row.revoked_date),
    )
    return f"{_decided(row)}. {revoked}"


def _decided(row: NomineeRow) -> str:
    match row.decision:
        case "approve" if row.decision_number:
            return _(
                "Được khen thưởng, số %(number)s ngày %(day)s",
                number=row.decision_number,
                day=day(row.decision_date),
            )
        case "approve":
            return _("Được khen thưởng")
        case "refuse":
            return _("Không được khen thưởng")
        case _other:
            return _("Được đề nghị")
