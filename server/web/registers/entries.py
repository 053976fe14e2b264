"""Entries of a register as somebody may see them: of a document out of sight its number alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import url_for

from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import local_day, working_days_between
from server.domain.documents.registers import EntryState, organises
from server.store.documents.register_pages import EntryLine
from server.web.cases.case_access import Sight, looks
from server.web.frame.formats import day as day_of
from server.web.names.case_titles import case_title
from server.web.names.paper_names import PaperName, paper_names
from server.web.names.rule_names import RuleNames
from server.web.requests.context import actor, calendar, session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """An entry for its reader. `title` is what the number is for, `link` its document's page.

    `in_case` leads to the documents of its case, `sight` is that case as its reader sees it.

    `why` tells a gap: each part says what happened and, where somebody wrote one, the reason. Where
    it is `hidden`, all but the number is empty.
    """

    line: EntryLine
    hidden: bool
    title: str = ""
    case: str = ""
    link: str = ""
    in_case: str = ""
    sight: Sight | None = field(default=None, repr=False)
    why: tuple[tuple[str, str], ...] = ()
    cancellable: bool = False
    """Whether the reader may cancel the number."""


def shown(lines: Sequence[EntryLine], rules: CaseRules | None) -> list[ShownEntry]:
    """Judge each entry for who looks.

    `rules` say who acts on a number that is of no case; None: nobody does here.
    """
    ids = {line.case_id for line in lines if line.case_id is not None}
    sights = looks(session(), ids, actor=actor())
    versions = {sight.case.definition_hash for sight in sights.values()}
    names = {version: paper_names(session(), version) for version in sorted(versions)}
    return [_shown(line, sights, names, rules) for line in lines]


def _shown(
    line: EntryLine,
    sights: Mapping[UUID, Sight],
    names: Mapping[str, PaperName],
    rules: CaseRules | None,
) -> ShownEntry:
    if line.case_id is None:
        title, may = _("Văn bản ngoài hệ thống"), _may_cancel(line, rules)
        return ShownEntry(line=line, hidden=False, title=title, why=_why(line), cancellable=may)
    sight = sights.get(line.case_id)
    if sight is None or not sight.document(line.kind, key=line.subject):
        return ShownEntry(line=line, hidden=True)
    name = names[sight.case.definition_hash](line.kind)
    about = RuleNames.of(sight.rules).subject(line.subject) if line.subject else ""
    return ShownEntry(
        line=line,
        hidden=False,
        title=joined(name, about, by=", ") if about else name,
        case=case_title(sight.case),
        link=url_for("documents.show", document_id=line.document_id) if line.document_id else "",
        in_case=url_for("cases.show", case_id=line.case_id, tab="documents"),
        sight=sight,
        why=_why(line),
        cancellable=_may_cancel(line, sight.rules),
    )


def _may_cancel(line: EntryLine, rules: CaseRules | None) -> bool:
    stands = line.state != EntryState.CANCELLED
    return stands and rules is not None and organises(rules, actor())


def _why(line: EntryLine) -> tuple[tuple[str, str], ...]:
    """Tell what leaves a gap, or breaks the order of days."""
    found: list[tuple[str, str]] = []
    if line.back_dated:
        found.append((_back_dated(line), line.reason))
    elif line.reason or line.state == EntryState.RESERVED:
        found.append((_("Giữ số"), line.reason or _unused(line)))
    if line.state == EntryState.CANCELLED:
        found.append((_("Đã hủy số"), line.cancelled_reason))
    elif line.state == EntryState.USED and line.case_state == "cancelled":
        found.append((_("Hồ sơ đã hủy"), line.case_reason))
    return tuple(found)


def _back_dated(line: EntryLine) -> str:
    """Say how far a number's day lies before the one on which it was taken."""
    taken = local_day(line.taken_at)
    days = working_days_between(line.dated, taken, calendar())
    told = {"day": day_of(line.dated), "taken": day_of(taken)}
    if days < 1:
        return _("Lùi ngày, giữa là ngày nghỉ: ghi ngày %(day)s, vào sổ %(taken)s", **told)
    return ngettext(
        "Lùi %(num)s ngày làm việc: ghi ngày %(day)s, vào sổ %(taken)s",
        "Lùi %(num)s ngày làm việc: ghi ngày %(day)s, vào sổ %(taken)s",
        days,
        **told,
    )


def _unused(line: EntryLine) -> str:
    """Say why a number that a case reserved by itself stands for no document yet, or never will."""
    if line.case_state == "cancelled":
        return _("Không dùng: hồ sơ đã hủy. %(why)s", why=line.case_reason)
    if line.case_state == "closed":
        return _("Không dùng: hồ sơ đã kết thúc mà không ban hành văn bản này.")
    return _("Giữ cho văn bản đang chờ ký của hồ sơ.")
