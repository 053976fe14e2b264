"""Which post a lane's role means in a case, and whom the own-unit rule bars.

A post is a position in a unit: `bac-giang/so-khcn/head`. The bloc's leader and deputy are roles of
member units in one year, so the same lane means another post in another year.
"""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum

from server.domain.blocs.rules import CaseRules
from server.domain.refusals import OwnUnit, UnknownRole


class Position(StrEnum):
    """What a post is in its unit."""

    OFFICER = "officer"
    HEAD = "head"
    APPRAISER = "appraiser"
    SECRETARY = "secretary"
    CHAIRMAN = "chairman"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class BarredAct(StrEnum):
    """The acts nobody does for a unit of their own; every other act is a duty or is only marked."""

    APPRAISE = "appraise"
    APPRAISE_2 = "appraise_2"
    TAKE_OUT = "take_out"
    SEND_BACK = "send_back"
    DECIDE_AWARD = "decide_award"


def post_id(unit_id: str, position: Position) -> str:
    """Name the post that a position is in a unit."""
    return f"{unit_id}/{position.value}"


def unit_of(post: str) -> str:
    """Return the id of the unit a post belongs to."""
    return post.rpartition("/")[0]


def province_of(post_or_unit: str) -> str:
    """Return the province a post or a unit belongs to."""
    return post_or_unit.partition("/")[0]


def position_of(post: str) -> Position:
    """Return the position of a post; raises ValueError where it is none."""
    return Position(post.rpartition("/")[2])


def post_for(role: str, key: str, rules: CaseRules) -> str:
    """Return the post that a lane's role means for an instance.

    `key` is what the instance is for: a unit id, a nominee id, or empty for the whole bloc.
    Raises UnknownRole.
    """
    rule = _POSTS.get(role)
    if rule is None:
        raise UnknownRole(role)
    return rule(key, rules)


def own_unit_bars(act: str, unit_id: str, person_units: Collection[str]) -> bool:
    """Tell whether a person may not do this to this unit.

    `person_units` are the units of all the person's posts, lent and entrusted ones among them, and
    those whose sheet they scored, approved or explained: the rule is judged on the person, not on
    the post they use.
    """
    return act in _BARRED and unit_id in person_units


def nominee_id(award_id: str, unit_id: str) -> str:
    """Name a unit proposed for an award."""
    return f"{award_id}/{unit_id}"


def unit_of_nominee(nominee: str) -> str:
    """Return the unit of a nominee id."""
    return nominee.partition("/")[2]


def task_barred(role: str, key: str, person_units: Collection[str]) -> bool:
    """Tell whether the own-unit rule keeps a person from a whole task.

    That is so for an appraiser's lane, whose key is a unit, and for the Chairman's, whose key is a
    nominee. Taking out and sending back name their units in the form: ask `own_unit_bars` per row.
    """
    match role:
        case "appraiser":
            return own_unit_bars(BarredAct.APPRAISE, key, person_units)
        case "chairman":
            return own_unit_bars(BarredAct.DECIDE_AWARD, unit_of_nominee(key), person_units)
        case _:
            return False


ROLES_BARRED = ("appraiser", "chairman")
"""The lanes of `task_barred`; the unit is the one the task is about."""


def check_task(role: str, key: str, subject: str | None, person_units: Collection[str]) -> None:
    """Raise OwnUnit where the own-unit rule keeps a person from a whole task."""
    if task_barred(role, key, person_units):
        raise OwnUnit(subject or "")


def check_own_unit(act: str, unit_id: str, person_units: Collection[str]) -> None:
    """Raise OwnUnit where `own_unit_bars` says so."""
    if own_unit_bars(act, unit_id, person_units):
        raise OwnUnit(unit_id)


def _in_unit(position: Position) -> Callable[[str, CaseRules], str]:
    return lambda key, _rules: post_id(key, position)


def _in_leader(position: Position) -> Callable[[str, CaseRules], str]:
    return lambda _key, rules: post_id(rules.leader.id, position)


def _in_home_affairs(position: Position) -> Callable[[str, CaseRules], str]:
    return lambda _key, rules: post_id(rules.bodies.home_affairs.id, position)


def _appraiser(key: str, rules: CaseRules) -> str:
    """Give the leader's own sheet to the deputy, and every other to the leader."""
    unit = rules.deputy if key == rules.leader.id else rules.leader
    return post_id(unit.id, Position.APPRAISER)


def _council_secretary(_key: str, rules: CaseRules) -> str:
    return post_id(rules.bodies.council.id, Position.SECRETARY)


def _chairman(_key: str, rules: CaseRules) -> str:
    return post_id(rules.bodies.chairman.id, Position.CHAIRMAN)


_BARRED = frozenset(BarredAct)
_POSTS: Mapping[str, Callable[[str, CaseRules], str]] = {
    "officer": _in_unit(Position.OFFICER),
    "head": _in_unit(Position.HEAD),
    "scrutineer": _in_unit(Position.OFFICER),
    "appraiser": _appraiser,
    "leader": _in_leader(Position.HEAD),
    "secretary": _in_leader(Position.SECRETARY),
    "home_affairs_officer": _in_home_affairs(Position.OFFICER),
    "home_affairs_head": _in_home_affairs(Position.HEAD),
    "council_secretary": _council_secretary,
    "chairman": _chairman,
}
ROLES = frozenset(_POSTS)
