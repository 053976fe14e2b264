"""When a case may be opened, and by whom, as its process's manifest says.

The order of the year is a rule, not a habit: a bloc may not vote before its scores are adopted, and
may not submit before it has reviewed (official answer on bloc procedure, domain facts 1.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.domain.documents.registers import check_register
from server.domain.manifest import MEMBER, Manifest
from server.domain.people.actors import Actor
from server.domain.people.lane_posts import post_for
from server.domain.people.posts import Position, post_id
from server.domain.refusals import Refusal
from server.domain.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """A case of the bloc-year, oldest first: what it takes up, and what it has come to.

    `reached` are its milestones; `seq` counts what was done in it.
    """

    id: UUID
    kind: str
    slot: str | None
    state: str
    seq: int
    reached: frozenset[str]

    @property
    def counts(self) -> bool:
        """Whether it stands: a cancelled one makes room for another."""
        return self.state != "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A process one may open: its manifest, and what is said while it has to wait.

    `before` is what the process is called that comes before it.
    """

    manifest: Manifest
    refused: Words
    before: Words


@dataclass(eq=False)
class AlreadyOpened(Refusal):
    """What stands once in a bloc-year is there already."""

    kind: str


@dataclass(eq=False)
class AnswerTaken(AlreadyOpened):
    """One with the same answers is there already, and one with others may be opened.

    `answers` are those of the opening form by which it stands once, each with its field's title.
    """

    answers: Words


@dataclass(eq=False)
class MilestoneMissing(Refusal):
    """What must stand in another case of the bloc-year does not stand; `before` names its kind."""

    kind: str
    milestone: str
    before: Words


@dataclass(eq=False)
class MilestoneAwaited(MilestoneMissing):
    """The same, in the words that the manifest has for it."""

    refused: Words


@dataclass(eq=False)
class NotYoursToOpen(Refusal):
    """The post acted in opens no case of this kind, or the delegation does not reach it."""


@dataclass(eq=False)
class NoSuchBlocYear(Refusal):
    """There is no bloc-year of this id, or none in force today."""

    bloc_year_id: str


@dataclass(eq=False)
class NoSuchProcess(Refusal):
    """No process of this key was ever published."""

    key: str


@dataclass(eq=False)
class PostsMissing(Refusal):
    """Posts that the process needs do not exist."""

    posts: tuple[str, ...]


@dataclass(eq=False)
class DefinitionFails(Refusal):
    """The deployed process does not get past its first steps; `detail` says where."""

    error: str
    detail: str


def openers(manifest: Manifest, rules: CaseRules) -> frozenset[str]:
    """Name the posts that open a case: one for each role, or officer and head of every unit."""
    roles = rules.lanes.keyless.intersection(manifest.open.by)
    found = {post_for(role, "", rules) for role in roles}
    if MEMBER in manifest.open.by:
        posts = (Position.OFFICER, Position.HEAD)
        found |= {post_id(unit.id, position) for unit in rules.units for position in posts}
    return frozenset(found)


def post_of_system(manifest: Manifest, rules: CaseRules) -> str:
    """Name the post whose a case is that the system opens: the first opener that is one post.

    Where none is, it is the leading unit's head.
    """
    keyless = rules.lanes.keyless
    named = (post_for(role, "", rules) for role in manifest.open.by if role in keyless)
    return next(named, post_id(rules.leader.id, Position.HEAD))


def may_open(manifest: Manifest, *, rules: CaseRules, actor: Actor) -> bool:
    """Tell whether a post, as far as it was lent, opens cases of a process."""
    return actor.post_id in openers(manifest, rules) and bool(actor.eyes(manifest.key))


def check_opens(  # noqa: PLR0913 - one judgement, named part by part
    offered: Offered,
    *,
    rules: CaseRules,
    actor: Actor | None,
    cases: Sequence[OpenedCase],
    slot: str | None,
    simulated: bool,
) -> OpenedCase | None:
    """Raise why a case may not be opened, or return the one it follows from, if it has to.

    `cases` are those of the bloc-year, with those of the same kind of other years where it stands
    once over the years; samples for a sample alone, of which any number may be made.
    `slot` is what the new one takes up, None where that is nothing, or not known yet. Without an
    `actor` the system opens it, on a day of its manifest.
    """
    manifest = offered.manifest
    if actor is not None and not may_open(manifest, rules=rules, actor=actor):
        raise NotYoursToOpen
    check_register(manifest, rules)
    taken = {case.slot for case in cases if case.counts and case.kind == manifest.key}
    if slot is not None and slot in taken and not simulated:
        raise AlreadyOpened(manifest.key)
    return _before(offered, cases)


def _before(offered: Offered, cases: Sequence[OpenedCase]) -> OpenedCase | None:
    after = offered.manifest.open.after
    if after is None:
        return None
    for case in reversed(cases):
        if case.counts and case.kind == after.kind and after.milestone in case.reached:
            return case
    if offered.refused.vi:
        raise MilestoneAwaited(after.kind, after.milestone, offered.before, offered.refused)
    raise MilestoneMissing(after.kind, after.milestone, offered.before)
