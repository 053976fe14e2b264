"""Urging from the board: whom it reaches is shown first, then sent, and said how it went."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.urging import judging, urge
from server.actions.urging.judging import Chosen, JudgedDuty
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import DutyState
from server.domain.cases.urging import NotYoursToUrge
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_pages import BlocYear
from server.store.cases.urgings import DutyPlace
from server.web.board import words
from server.web.board.asked import duties_of, year_asked
from server.web.board.reading import THE_BLOC, DutyLine
from server.web.names.rule_names import unit_names
from server.web.refusals.refusals import sentence
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import id_of
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import gettext as _

blueprint = Blueprint("urging", __name__)
MOST = 600
"""Duties that are urged at once."""
Judge = Callable[[UUID, Chosen, Actor], Sequence[JudgedDuty]]


@blueprint.get("/board/urge")
@access(SIGNED_IN)
def check() -> ResponseReturnValue:
    """Show whom urging reaches: for the duties asked for, or all that are late."""
    year, rules = year_asked()
    asked = _places(request.args.getlist("duty"))
    lines = [line for line in duties_of(year).lines if line.urges]
    late = [line.place for line in lines if is_late(line)]
    return _page(year, rules, _each(asked or late[:MOST], _looked), sent=False)


@blueprint.post("/board/urge")
@access(SIGNED_IN)
@counted(Use.LETTERS)
def send() -> ResponseReturnValue:
    """Urge what was shown, and say of each how it went."""
    year, rules = year_asked()
    places = _places(request.form.getlist("duty"))
    return _page(year, rules, _each(places, _urged), sent=True)


def is_late(line: DutyLine) -> bool:
    """Tell whether a duty is overdue."""
    return line.standing is not None and line.standing.state is DutyState.OVERDUE


def _looked(case_id: UUID, chosen: Chosen, by: Actor) -> Sequence[JudgedDuty]:
    return judging.judge(session(), case_id, chosen, actor=by, now=now())


def _urged(case_id: UUID, chosen: Chosen, by: Actor) -> Sequence[JudgedDuty]:
    return urge.urge(session(), case_id, chosen, actor=by, now=now())


def _each(places: Iterable[DutyPlace], act: Judge) -> list[JudgedDuty]:
    """Go through the cases in the order of their ids; one that cannot be read is left out.

    Raises NotYoursToUrge where none of the duties is the actor's to urge.
    """
    chosen: dict[UUID, set[tuple[str, str]]] = {}
    for case_id, milestone, key in places:
        chosen.setdefault(case_id, set()).add((milestone, key))
    found: list[JudgedDuty] = []
    for case_id in sorted(chosen):
        try:
            found += act(case_id, chosen[case_id], actor())
        except (NotThere, CaseBroken):
            continue
    if found and all(isinstance(each.refusal, NotYoursToUrge) for each in found):
        raise NotYoursToUrge
    return sorted(found, key=lambda each: (each.due, each.about))


def _places(texts: Sequence[str]) -> list[DutyPlace]:
    """Read duties as `DutyLine.address` writes them; raises NotThere for anything else."""
    return [_place(each) for each in texts[:MOST]]


def _place(written: str) -> DutyPlace:
    case, _slash, rest = written.partition("/")
    milestone, slash, key = rest.partition("/")
    case_id = id_of(case)
    if case_id is None or not slash:
        raise NotThere
    return case_id, milestone, key


def _page(year: BlocYear, rules: CaseRules, found: Sequence[JudgedDuty], *, sent: bool) -> str:
    names = {THE_BLOC: _("Việc chung của Khối"), **unit_names(rules)}
    return render_template(
        "board/urge.html",
        year=year,
        ready=[each for each in found if each.refusal is None],
        left_out=[each for each in found if each.refusal],
        why={each.address: sentence(each.refusal) for each in found if each.refusal},
        names=names,
        state=words.words,
        shape=words.shape,
        sent=sent,
        me=actor(),
    )
