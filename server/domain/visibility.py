"""Who sees what of a case: one matrix, one question.

A row names a kind of thing, the turn of events that widens its circle, and who sees it before and
after that turn. What nobody's row allows does not exist for them: the page answers 404.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from server.domain.posts import Position, post_for, position_of, unit_of
from server.domain.rules import CaseRules, VotingMode


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
    """Opinions of Home Affairs, votes of the Council, decisions before they are published."""
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
    """The case's rules and the turns it has taken, for the round the thing belongs to."""

    rules: CaseRules
    turns: frozenset[Turn] = frozenset()


@dataclass(frozen=True, slots=True)
class _Row:
    """Who sees a kind from the start, and who else from its turn on."""

    always: frozenset[Relation]
    turn: Turn
    then: frozenset[Relation] = frozenset()


_R = Relation
_SHEET = frozenset({_R.OWN, _R.APPRAISER, _R.ORGANISER, _R.AUDITOR})
_BLOC = frozenset({_R.MEMBER, _R.AUDITOR})
_BODIES = frozenset({_R.HOME_AFFAIRS, _R.COUNCIL, _R.CHAIRMAN})
_ALL = _BLOC | _BODIES
_NOBODY: frozenset[Relation] = frozenset()

MATRIX: Mapping[Kind, _Row] = {
    Kind.CASE: _Row(_ALL | {_R.ADMINISTRATOR}, Turn.ADOPTED),
    Kind.SHEET_STATE: _Row(_ALL | {_R.ADMINISTRATOR}, Turn.ADOPTED),
    Kind.SHEET_SCORES: _Row(_SHEET, Turn.ADOPTED, _ALL),
    Kind.EVIDENCE: _Row(_SHEET - {_R.ORGANISER}, Turn.ADOPTED, _BODIES),
    Kind.SHEET_COMMENTS: _Row(_SHEET - {_R.ORGANISER}, Turn.ADOPTED),
    Kind.SHEET_HISTORY: _Row(_SHEET, Turn.ADOPTED, _ALL),
    Kind.RANKING: _Row(frozenset({_R.ORGANISER, _R.AUDITOR}), Turn.ADOPTED, _ALL),
    Kind.MINUTES: _Row(_BLOC, Turn.SUBMITTED, _BODIES),
    Kind.CANDIDATES: _Row(_BLOC, Turn.SUBMITTED, _BODIES),
    Kind.BALLOT: _Row(frozenset({_R.HOLDER}), Turn.ROUND_CLOSED, frozenset({_R.MEMBER})),
    Kind.COUNT: _Row(frozenset({_R.HOLDER}), Turn.COUNTS_AGREED, _BLOC),
    Kind.TALLY: _Row(_NOBODY, Turn.ROUND_CLOSED, _ALL),
    Kind.DOSSIER: _Row(frozenset({_R.ORGANISER}), Turn.SUBMITTED, _ALL),
    Kind.BODY_WORK: _Row(_BODIES | {_R.AUDITOR}, Turn.PUBLISHED),
    Kind.DECISION: _Row(_BODIES | {_R.AUDITOR}, Turn.PUBLISHED, frozenset({_R.MEMBER})),
    Kind.CASE_COMMENTS: _Row(frozenset({_R.ORGANISER, _R.AUDITOR}), Turn.SUBMITTED, _BODIES),
    Kind.CASE_HISTORY: _Row(_ALL, Turn.ADOPTED),
    Kind.AUDIT: _Row(frozenset({_R.AUDITOR}), Turn.ADOPTED),
    Kind.DRAFT: _Row(frozenset({_R.HOLDER}), Turn.ADOPTED),
}

_ORGANISERS = frozenset({Position.HEAD, Position.SECRETARY})
_HOME_AFFAIRS = frozenset({Position.OFFICER, Position.HEAD})


def may_see(*, thing: Thing, viewer: Viewer, case: CaseState) -> bool:
    """Tell whether somebody may see a thing; False means that for them it does not exist."""
    row = MATRIX[thing.kind]
    if thing.kind is Kind.BALLOT and case.rules.voting.mode is not VotingMode.OPEN:
        return False
    circle = row.always | row.then if row.turn in case.turns else row.always
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


def _office(position: Position, post: str, rules: CaseRules) -> frozenset[Relation]:
    """Auditors and administrators have no other relation, and none outside their province."""
    if unit_of(post).partition("/")[0] != rules.bloc.province:
        return _NOBODY
    return frozenset({_R.AUDITOR if position is Position.AUDITOR else _R.ADMINISTRATOR})


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
    if unit == bodies.council.id and position is Position.SECRETARY:
        standing.add(Relation.COUNCIL)
    if unit == bodies.chairman.id and position is Position.CHAIRMAN:
        standing.add(Relation.CHAIRMAN)
    return frozenset(standing)
