"""What an auditor may choose from: who was found by what was typed, units, cases and their kinds.

What an address names and nobody can choose is said: a list without it would pass for its answer.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.actions.definitions.processes import known_kind
from server.domain.administration.repairs import CaseBroken
from server.domain.history.asked import NotAChoice
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.domain.refusals import Refusal
from server.store import Session
from server.store.blocs import bloc_pages
from server.store.blocs.bloc_pages import BlocYear
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead, in_reach
from server.store.history import actors, history_pages
from server.store.history.event_questions import EventFilter
from server.web.cases.case_access import Damaged, known
from server.web.frame.formats import day
from server.web.history import audit_filter
from server.web.history.audit_filter import SHOWN, AuditFilter
from server.web.names.case_titles import case_title
from server.web.requests import keyset
from server.web.requests.typed_values import id_of
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

MOST_CASES = 200
MOST_BLOCS = 200
MOST_UNITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Somebody the list is narrowed to, and the address of the list without them."""

    field: str
    value: str
    label: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedActor:
    """Who was found: the list of what they did, and one more by the words that lead to it."""

    label: str
    note: str
    did: str
    more: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Units and streams of no case by name, what is chosen, and what is none of the choices."""

    units: Mapping[str, str]
    units_listed: bool
    """Whether they are few enough to choose from; of more, words find them."""
    streams: Mapping[str, object]
    chosen: Sequence[Chosen]
    unknown: Sequence[tuple[str, Refusal]]


def cases(session: Session, actor: Actor) -> tuple[Sequence[CaseHead], Sequence[Damaged]]:
    """Return the cases an auditor may choose from, newest first, and those left out."""
    rows = case_pages.listed_for(
        session, in_reach(actor.reach, None), before=None, limit=MOST_CASES
    )
    return known(session, rows, actor=actor)


def labels(found: Sequence[CaseHead]) -> Sequence[tuple[UUID, str, bool]]:
    """Name the cases to choose from, and say which are simulated.

    Of several with one title each says when it was opened: else they are one to the eye.
    """
    titles = {case.id: case_title(case) for case in found}
    often = Counter(titles.values())
    return [
        (
            case.id,
            _("%(title)s, mở ngày %(day)s", title=titles[case.id], day=day(case.opened_at))
            if often[titles[case.id]] > 1
            else titles[case.id],
            case.simulated,
        )
        for case in found
    ]


def choices(
    session: Session, reach: Reach, asked: AuditFilter, kinds: Collection[str] = ()
) -> Choices:
    """Look up what is asked for; `kinds` of cases are known beside those that are published."""
    named = {unit: pick(name) for unit, name in actors.units_of(session, reach).items()}
    posts = [each for each in (asked.post, asked.behalf) if each]
    titles = {each.id: pick(each.title) for each in actors.posts_named(session, reach, posts)}
    person_id = id_of(asked.person)
    person = actors.person_named(session, reach, person_id) if person_id else None
    listed = len(named) <= MOST_UNITS
    labels = {
        "person": _("Người làm: %(name)s", name=person.name if person else asked.person),
        "post": _("Chức vụ: %(title)s", title=titles.get(asked.post, asked.post)),
        "behalf": _("Làm thay: %(title)s", title=titles.get(asked.behalf, asked.behalf)),
        **({} if listed else _unit_labels(asked, named)),
    }
    values = {at: str(getattr(asked, at)) for at in labels}
    named_streams = streams(session, reach)
    kind = asked.kind and asked.kind not in kinds and not known_kind(session, asked.kind)
    unknown = {
        "case": asked.case if asked.of_bloc and asked.case not in named_streams else "",
        "unit": asked.unit if asked.unit not in named else "",
        "of": asked.of if asked.of not in named else "",
        "kind": asked.kind if kind else "",
        "person": asked.person if person is None else "",
        "post": asked.post if asked.post not in titles else "",
        "behalf": asked.behalf if asked.behalf not in titles else "",
    }
    return Choices(
        units=named,
        units_listed=listed,
        streams=named_streams,
        chosen=[_chosen(asked, at, values[at], labels[at]) for at in values if values[at]],
        unknown=[
            ("who" if at in values else at, NotAChoice(text[:SHOWN]))
            for at, text in unknown.items()
            if text
        ],
    )


def _unit_labels(asked: AuditFilter, named: Mapping[str, str]) -> dict[str, str]:
    return {
        "of": _("Đơn vị của người làm: %(name)s", name=named.get(asked.of, asked.of)),
        "unit": _("Về đơn vị: %(name)s", name=named.get(asked.unit, asked.unit)),
    }


def streams(session: Session, reach: Reach) -> Mapping[str, object]:
    """Name the streams of no case: those of the reach's blocs after those of all."""
    found: dict[str, object] = dict(audit_filter.STREAMS)
    for year in bloc_pages.in_reach(session, reach, day=dt.date.max, limit=MOST_BLOCS):
        name = _bloc_name(session, year)
        of_rules = f"{audit_filter.RULES_OF}{year.id}"
        found[of_rules] = _("Bộ quy tắc %(bloc)s năm %(year)s", bloc=name, year=year.year)
        registers = f"{audit_filter.REGISTERS_OF}{year.bloc_id}"
        found.setdefault(registers, _("Giữ số, hủy số văn bản %(bloc)s", bloc=name))
    return found


def _bloc_name(session: Session, year: BlocYear) -> str:
    """Return the bloc's name; its id where the rules are no longer what was frozen."""
    try:
        return pick(rules_of(session, year.rules_digest).bloc.name)
    except CaseBroken:
        return year.bloc_id


def no_such_case(
    session: Session, reach: Reach, asked: AuditFilter
) -> Sequence[tuple[str, Refusal]]:
    """Refuse a case of which the reach has no event, be it another's or nobody's."""
    if asked.case_id is None:
        return ()
    wanted = EventFilter(reach=reach, streams=frozenset({asked.stream}))
    if history_pages.page(session, wanted, before=None, limit=1):
        return ()
    return (("case", NotAChoice(asked.case[:SHOWN])),)


def offered(
    session: Session, reach: Reach, asked: AuditFilter, choices: Choices
) -> Sequence[OfferedActor]:
    """List what was meant by what was typed: posts, units that are not listed, persons."""
    if not asked.who:
        return ()
    posts = actors.posts_found(session, reach, asked.who)
    units = {} if choices.units_listed else actors.units_found(session, reach, asked.who)
    persons = actors.persons_found(session, reach, asked.who)
    return [
        *(
            OfferedActor(
                label=pick(each.title),
                note=_("chức vụ"),
                did=_address(asked, post=each.id),
                more=(_("việc người khác làm thay"), _address(asked, behalf=each.id)),
            )
            for each in posts
        ),
        *(
            OfferedActor(
                label=pick(name),
                note=_("đơn vị"),
                did=_address(asked, of=unit),
                more=(_("việc về đơn vị này"), _address(asked, unit=unit)),
            )
            for unit, name in units.items()
        ),
        *(
            OfferedActor(label=each.name, note=each.login, did=_address(asked, person=str(each.id)))
            for each in persons
        ),
    ]


def _chosen(asked: AuditFilter, field: str, value: str, label: str) -> Chosen:
    without = keyset.address("audit.index", **{**asked.query(), field: None})
    return Chosen(field=field, value=value, label=label, without=without)


def _address(asked: AuditFilter, **choice: str) -> str:
    """Return the address of the list narrowed to a choice instead of to what was typed."""
    return keyset.address("audit.index", **{**asked.query(), "who": None, **choice})
