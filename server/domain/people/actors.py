"""Who acts: a person in a post of theirs, or on behalf of somebody else's post."""

from dataclasses import dataclass
from uuid import UUID

from server.domain.people.delegations import EVERYTHING, Scope
from server.domain.people.lineage import NO_LINEAGE, Lineage, Reach
from server.domain.people.posts import (
    position_of,
    province_of,
)
from server.domain.refusals import Refusal
from server.domain.texts.words import Words

DEMONSTRATION_PASSWORD = "khoi-thi-dua-2024"  # noqa: S105 - printed on the sign-in page
"""The password of every demonstration account; no other account may have it."""


OPERATOR = "người vận hành máy chủ"
"""What the operator of the machine is called where names of persons stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHand:
    """Through whose hands a link went; `person_id` is None for the operator of the machine."""

    person_id: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Performer:
    """Who did something, as others are told: the person, and the title of a post lent to them."""

    name: str
    on_behalf: str = ""

    @property
    def recorded(self) -> str:
        """Return both as a record keeps them, in Vietnamese."""
        return f"{self.name}, thay mặt {self.on_behalf}" if self.on_behalf else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person behind an act and the post they act in, as they are today.

    `unit_ids` are the units of all posts of the person and of the post acted for: the own-unit rule
    is judged on the person. `on_behalf` is the title of the lent post, set by delegation only,
    `giver_id` who lent it, where that is known, and `scope` what of it they may do and see.
    `link_by` are those who had the link in hand by which the password in force was set; none where
    the person chose it while signed in, or got the link by mail alone. `lineage` says which
    province follows which today.
    """

    person_id: UUID
    name: str
    post_id: str
    post_title: Words
    unit_id: str
    unit_ids: frozenset[str]
    positions: frozenset[str]
    on_behalf: Words | None = None
    delegation_id: UUID | None = None
    giver_id: UUID | None = None
    scope: Scope = EVERYTHING
    demonstration: bool = False
    link_by: tuple[LinkHand, ...] = ()
    lineage: Lineage = NO_LINEAGE

    @property
    def judged(self) -> tuple[UUID, ...]:
        """The persons whose own units bar an act: who acts, and who lent them the post."""
        return tuple(who for who in (self.person_id, self.giver_id) if who is not None)

    @property
    def acts_as(self) -> Words:
        """The title in whose name they act: of the lent post, else of their own."""
        return self.post_title if self.on_behalf is None else self.on_behalf

    @property
    def performer(self) -> Performer:
        """Return what others are told of who acts."""
        return Performer(self.name, self.on_behalf.vi if self.on_behalf else "")

    @property
    def own_post(self) -> str | None:
        """The post acted in where it is one's own; None where it is lent."""
        return self.post_id if self.delegation_id is None else None

    @property
    def province(self) -> str:
        """The province of the post acted in."""
        return province_of(self.post_id)

    @property
    def reach(self) -> Reach:
        """The provinces whose things they look after by an office: their own, and its formers."""
        return self.lineage.reach(self.province)

    @property
    def kin(self) -> Reach:
        """The provinces in which their unit may have a part: those before and after, too.

        For lists of which each line is then asked whether they may know of it.
        """
        return self.lineage.kin(self.province)

    @property
    def position(self) -> str:
        """The position of the post acted in."""
        return position_of(self.post_id)

    @property
    def looks_as(self) -> frozenset[str]:
        """The posts they look with: the one acted in, and those of formers it has the eyes of."""
        return self.lineage.former_posts(self.post_id) | {self.post_id}

    def eyes(self, kind: str, task_id: UUID | None = None) -> frozenset[str]:
        """Return the posts that look at a case of this kind, or at one task of it."""
        return self.looks_as if self.scope.covers(kind, task_id) else frozenset()

    def hands(self, kind: str, task_id: UUID | None = None) -> frozenset[str]:
        """Return the posts that work in a case of this kind: never one that nobody gave them."""
        return frozenset({self.post_id} if self.scope.covers(kind, task_id) else ())


@dataclass(eq=False)
class WrongPassword(Refusal):
    """The sign-in name or the password is not right; which of them is never said."""


@dataclass(eq=False)
class FreshPasswordWrong(Refusal):
    """The password that somebody who is signed in was asked for once more is not theirs."""


@dataclass(eq=False)
class FreshPasswordByName(FreshPasswordWrong):
    """It is not theirs, or it is and the directory calls them otherwise than `login`."""

    login: str


@dataclass(eq=False)
class TooManyTries(Refusal):
    """Too many wrong passwords in a short time; the next try counts after so many minutes."""

    minutes: int


@dataclass(eq=False)
class NotYourPost(Refusal):
    """The person neither holds this post today nor acts for it."""


@dataclass(eq=False)
class NoPostToday(Refusal):
    """The person holds no post today, so there is nothing they could sign in as."""


@dataclass(eq=False)
class DemonstrationAccount(Refusal):
    """An account of the demonstration keeps the password that stands on the sign-in page."""


@dataclass(eq=False)
class NotADemonstration(Refusal):
    """One-click sign-in exists only where the installation is a demonstration."""
