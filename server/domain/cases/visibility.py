"""Who sees what of a case: one matrix, one question.

A row names a kind of thing, who sees it from the start, and who else from a turn of events on. What
its row does not allow somebody does not exist for them: the page answers 404.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from server.domain.blocs.rules import CaseRules, VotingMode
from server.domain.people.lane_posts import post_for
from server.domain.people.posts import (
    Position,
    position_of,
    province_of,
    unit_of,
)


class Kind(StrEnum):
    """The kinds of things a case holds."""

    CASE = "case"
    """That the case exists: its name, steps, diagram, rules, roster, deadlines."""
    SHEET_STATE = "sheet_state"
    """State and dates of one unit's sheet."""
    SHEET_SCORES = "sheet_scores"
    """Points, reasons and explanations on one unit's sheet."""
    EVIDENCE = "evidence"
    SHEET_COMMENTS = "sheet_comments"
    SHEET_HISTORY = "sheet_history"
    """The events of one unit's instances, with their values."""
    RANKING = "ranking"
    MINUTES = "minutes"
    CANDIDATES = "candidates"
    """Candidates, and the units' opinions on them."""
    BALLOT = "ballot"
    """What one unit voted."""
    COUNT = "count"
    """What one scrutineer counted."""
    TALLY = "tally"
    """What each candidate got, and what was settled."""
    DOSSIER = "dossier"
    BODY_WORK = "body_work"
    """Opinions of Home Affairs, votes of the Council."""
    DECISION = "decision"
    """The Chairman's decision on a nominee, its number, date and reason."""
    CASE_COMMENTS = "case_comments"
    """Comments on the bloc's own tasks."""
    CASE_HISTORY = "case_history"
    """Who did what when in the case's own steps, without what has a row of its own."""
    AUDIT = "audit"
    """All events of the case on one page, and their download."""
    DRAFT = "draft"


class Turn(StrEnum):
    """The events that widen a circle."""

    HANDED_IN = "handed_in"
    """The head has approved the unit's sheet, in this round or an earlier one."""
    ADOPTED = "adopted"
    """The meeting has adopted the final points."""
    ROUND_CLOSED = "round_closed"
    """The round of voting the thing belongs to is closed."""
    COUNTS_AGREED = "counts_agreed"
    """The two scrutineers' counts of that round agree."""
    SUBMITTED = "submitted"
    """The leader has signed and sent the dossier."""
    PUBLISHED = "published"
    """The decision is published."""


class Relation(StrEnum):
    """How somebody stands to a thing."""

    HOLDER = "holder"
    """Holds the very post the thing is of: whose draft, count or ballot it is."""
    OWN = "own"
    """Belongs to the unit the thing is about."""
    APPRAISER = "appraiser"
    """Appraises the unit the thing is about."""
    ORGANISER = "organiser"
    """The leader unit's head and secretary: they collate, rank and submit."""
    MEMBER = "member"
    HOME_AFFAIRS = "home_affairs"
    COUNCIL = "council"
    CHAIRMAN = "chairman"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing somebody asks to see; `unit` it is about, `post` it is of, where it has one."""

    kind: Kind
    unit: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks: the posts they act in, delegated ones included; none for a stranger."""

    posts: frozenset[str]

    @classmethod
    def of(cls, posts: Collection[str]) -> Self:
        """Make a viewer of post ids."""
        return cls(posts=frozenset(posts))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """The case's rules and the turns taken, for the sheet or round the thing belongs to."""

    rules: CaseRules
    turns: frozenset[Turn] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """Who sees a kind from the start, and who else from each turn on."""

    always: frozenset[Relation]
    since: Mapping[Turn, frozenset[Relation]] = field(default_factory=dict)


_R = Relation
_NOBODY: frozenset[Relation] = frozenset()
_HOLDER = frozenset({_R.HOLDER})
_MEMBER = frozenset({_R.MEMBER})
_ORGANISER = frozenset({_R.ORGANISER})
_AUDITOR = frozenset({_R.AUDITOR})
_BODIES = frozenset({_R.HOME_AFFAIRS, _R.COUNCIL, _R.CHAIRMAN})
_BLOC = _MEMBER | _AUDITOR
_ALL = _BLOC | _BODIES
_UNIT = frozenset({_R.OWN, _R.AUDITOR})
_APPRAISER = frozenset({_R.APPRAISER})

MATRIX: Mapping[Kind, Row] = {
    Kind.CASE: Row(_ALL | {_R.ADMINISTRATOR}),
    Kind.SHEET_STATE: Row(_ALL | {_R.ADMINISTRATOR}),
    Kind.SHEET_SCORES: Row(_UNIT, {Turn.HANDED_IN: _APPRAISER | _ORGANISER, Turn.ADOPTED: _ALL}),
    Kind.EVIDENCE: Row(_UNIT, {Turn.HANDED_IN: _APPRAISER, Turn.ADOPTED: _BODIES}),
    Kind.SHEET_COMMENTS: Row(_UNIT, {Turn.HANDED_IN: _APPRAISER}),
    Kind.SHEET_HISTORY: Row(_UNIT, {Turn.HANDED_IN: _APPRAISER | _ORGANISER, Turn.ADOPTED: _ALL}),
    Kind.RANKING: Row(_ORGANISER | _AUDITOR, {Turn.ADOPTED: _ALL}),
    Kind.MINUTES: Row(_BLOC, {Turn.SUBMITTED: _BODIES}),
    Kind.CANDIDATES: Row(_BLOC, {Turn.SUBMITTED: _BODIES}),
    Kind.BALLOT: Row(_HOLDER, {Turn.ROUND_CLOSED: _MEMBER}),
    Kind.COUNT: Row(_HOLDER, {Turn.COUNTS_AGREED: _BLOC}),
    Kind.TALLY: Row(_NOBODY, {Turn.ROUND_CLOSED: _BLOC, Turn.SUBMITTED: _BODIES}),
    Kind.DOSSIER: Row(_ORGANISER, {Turn.SUBMITTED: _ALL}),
    Kind.BODY_WORK: Row(_BODIES | _AUDITOR),
    Kind.DECISION: Row(_BODIES | _AUDITOR, {Turn.PUBLISHED: _MEMBER}),
    Kind.CASE_COMMENTS: Row(_ORGANISER | _AUDITOR, {Turn.SUBMITTED: _BODIES}),
    Kind.CASE_HISTORY: Row(_ALL),
    Kind.AUDIT: Row(_AUDITOR),
    Kind.DRAFT: Row(_HOLDER),
}

_ORGANISERS = frozenset({Position.HEAD, Position.SECRETARY})
_HOME_AFFAIRS = frozenset({Position.OFFICER, Position.HEAD})


def case_known(viewer: Viewer, rules: CaseRules) -> bool:
    """Tell whether somebody may know of a case with these rules at all."""
    return may_see(thing=Thing(kind=Kind.CASE), viewer=viewer, case=CaseState(rules=rules))


def may_see(*, thing: Thing, viewer: Viewer, case: CaseState) -> bool:
    """Tell whether somebody may see a thing; False means that for them it does not exist."""
    row = MATRIX[thing.kind]
    if thing.kind is Kind.BALLOT and case.rules.voting.mode is not VotingMode.OPEN:
        return False
    later = (more for turn, more in row.since.items() if turn in case.turns)
    circle = row.always.union(*later)
    return any(circle & relations(thing=thing, post=post, case=case) for post in viewer.posts)


def relations(*, thing: Thing, post: str, case: CaseState) -> frozenset[Relation]:
    """Return how a post stands to a thing; empty for a post with no part in the case."""
    position = position_of(post)
    if position in {Position.AUDITOR, Position.ADMINISTRATOR}:
        return _office(position, post, case.rules)
    standing = _in_bloc(thing, post, case.rules) | _in_bodies(post, case.rules)
    if standing and post == thing.post:
        return standing | {Relation.HOLDER}
    return standing


def _office(position: str, post: str, rules: CaseRules) -> frozenset[Relation]:
    """Auditors and administrators have no other relation, and none outside their province."""
    if province_of(post) != rules.bloc.province:
        return _NOBODY
    return frozenset({_R.AUDITOR if position == Position.AUDITOR else _R.ADMINISTRATOR})


def _in_bloc(thing: Thing, post: str, rules: CaseRules) -> frozenset[Relation]:
    members = {unit.id for unit in rules.units}
    unit = unit_of(post)
    if unit not in members:
        return _NOBODY
    standing = {Relation.MEMBER}
    if unit == thing.unit:
        standing.add(Relation.OWN)
    if thing.unit in members and post == post_for("appraiser", thing.unit, rules):
        standing.add(Relation.APPRAISER)
    if unit == rules.leader.id and position_of(post) in _ORGANISERS:
        standing.add(Relation.ORGANISER)
    return frozenset(standing)


def _in_bodies(post: str, rules: CaseRules) -> frozenset[Relation]:
    unit, position = unit_of(post), position_of(post)
    bodies = rules.bodies
    standing = set()
    if unit == bodies.home_affairs.id and position in _HOME_AFFAIRS:
        standing.add(Relation.HOME_AFFAIRS)
    if unit == bodies.council.id and position == Position.SECRETARY:
        standing.add(Relation.COUNCIL)
    if unit == bodies.chairman.id and position == Position.CHAIRMAN:
        standing.add(Relation.CHAIRMAN)
    return frozenset(standing)
