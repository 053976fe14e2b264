"""What units, bodies, criteria and awards of a case are called, gathered once for a whole page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from server.domain.blocs.parties import Party
from server.domain.blocs.rules import CaseRules
from server.domain.people.posts import row_number, unit_of_key
from server.web.names.process_words import process_words
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import joined, of_page, pick

FIELDS: Mapping[str, object] = {
    "self_points": _l("Tự chấm"),
    "points": _l("Điểm"),
    "appraisal_1": _l("Thẩm định lần 1"),
    "appraisal_2": _l("Thẩm định lần 2"),
    "not_applicable": _l("không áp dụng"),
    "stance": _l("Giải trình"),
    "assignee": _l("Người làm"),
    "wording": _l("Lời văn bản in"),
    "post_title": _l("Chức danh"),
    "gone": _l("Đơn vị đã sáp nhập, giải thể"),
    "valid_to": _l("Ngày cuối giữ chức vụ"),
    "issued": _l("Số phiếu phát ra"),
    "collected": _l("Số phiếu thu về"),
    "valid": _l("Số phiếu hợp lệ"),
    "invalid": _l("Số phiếu không hợp lệ"),
    "province": _l("Tỉnh"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNames:
    """Names by id, in the reader's language."""

    units: Mapping[str, str]
    codes: Mapping[str, str]
    criteria: Mapping[str, str]
    awards: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    """Bodies by their kinds, the bloc and its year by their ids."""

    @classmethod
    def of(cls, rules: CaseRules | None) -> Self:
        """Gather the names of a rule set; without one everything stands for itself."""
        if rules is None:
            return cls(units={}, codes={}, criteria={}, awards={})
        lines = [line for _section, line in rules.score_table.lines()]
        return cls(
            units=unit_names(rules),
            codes=rules.score_table.codes,
            criteria={
                line.id: joined(of_page(line.code), pick(line.name), by=" ") for line in lines
            },
            awards={award.id: pick(award.name) for award in rules.awards},
            others=_others(rules),
        )

    def field(self, path: str) -> str:
        """Say a path in words where it begins with a criterion or a unit and ends in a field."""
        about, _dot, last = path.rpartition(".")
        if path in self.units:
            return self.units[path]
        if path.partition("/")[0] in self.awards:
            return self.subject(path)
        if last in self.units and about:
            return self.subject(f"{about}/{last}")
        named = str(FIELDS.get(last) or process_words().fields.get(last, last))
        if not about:
            return named
        code = self.codes.get(about)
        said = _("Tiêu chí %(code)s", code=code) if code else self.units.get(about, about)
        return f"{said}: {named}"

    def subject(self, subject: str) -> str:
        """Say what something is about: a criterion, a nominee, an award, a row, or its name."""
        award, _slash, unit = subject.partition("/")
        if (number := row_number(subject)) is not None:
            about = unit_of_key(subject)
            return _("%(unit)s, dòng %(row)s", unit=self.units.get(about, about), row=number)
        if unit in self.units:
            return joined(self.awards.get(award, award), self.units[unit], by=", ")
        known = self.criteria.get(subject) or self.units.get(subject)
        return known or self.awards.get(subject, subject)


def _others(rules: CaseRules) -> dict[str, str]:
    bloc = rules.bloc
    bodies = rules.bodies.by_kind().items()
    named = {kind: pick(each.short) or pick(each.name) for kind, each in bodies}
    name = pick(bloc.name)
    return {**named, bloc.id: name, f"{bloc.id}/{rules.year}": f"{name}, {rules.year}"}


def unit_names(rules: CaseRules) -> dict[str, str]:
    """Return what units and bodies of a case are called, in short."""
    named: tuple[Party, ...] = (*rules.units, *rules.bodies.everyone())
    return {each.id: pick(each.short) or pick(each.name) for each in named}
