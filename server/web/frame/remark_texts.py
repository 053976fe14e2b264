"""Remarks as they are shown: cut at whom they name and at the addresses of our own pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from server.domain.tasks.mentions import pieces
from server.domain.texts.words import Words
from server.store.tasks import mentions
from server.store.tasks.mentions import Mention
from server.web.requests.context import session
from server.web.requests.installation import installation

ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class Spoken(Protocol):
    """A comment, whoever reads it where."""

    @property
    def id(self) -> UUID: ...
    @property
    def text(self) -> str: ...


C = TypeVar("C", bound=Spoken)


@dataclass(frozen=True, slots=True)
class RemarkPiece:
    """A piece of a remark as it is shown; `address` is a page of ours."""

    text: str
    names: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Generic[C]):
    """A remark, cut at whom it names; `chosen` are named beside it, `new` names the reader."""

    comment: C
    said: Sequence[RemarkPiece]
    chosen: Sequence[Words]
    new: bool


def remarks(comments: Sequence[C], *, post_id: str) -> list[Remark[C]]:
    """Make remarks of comments for a reader in a post; what names the post may be new to it."""
    named: dict[UUID, list[Mention]] = {}
    for mention in mentions.of_comments(session(), [comment.id for comment in comments]):
        named.setdefault(mention.comment_id, []).append(mention)
    return [_remark(comment, named.get(comment.id, []), post_id) for comment in comments]


def _remark(comment: C, named: Sequence[Mention], me: str) -> Remark[C]:
    return Remark(
        comment=comment,
        said=list(_said(comment.text, named)),
        chosen=[mention.post for mention in named if not mention.label],
        new=any(mention.new and mention.post_id == me for mention in named),
    )


def _said(text: str, named: Sequence[Mention]) -> Iterator[RemarkPiece]:
    for piece in pieces(text, {mention.label for mention in named}):
        if piece.names:
            yield RemarkPiece(piece.text, names=True)
        else:
            yield from linked(piece.text)


def linked(text: str) -> Iterator[RemarkPiece]:
    """Cut out the addresses of our own tasks and cases; no other address becomes a link."""
    here = re.escape(installation().settings.address)
    ours = rf"(?<!\S)(?:{here})?(/(?:tasks|cases)/{ID})(?![^\s.,;:)])"
    end = 0
    for found in re.finditer(ours, text):
        yield RemarkPiece(text[end : found.start()])
        yield RemarkPiece(found[0], address=found[1])
        end = found.end()
    yield RemarkPiece(text[end:])
