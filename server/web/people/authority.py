"""The letter of authority of a delegation: for the office to number, and for both to sign."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from flask.typing import ResponseReturnValue

from server.domain.deadlines import local_day
from server.domain.manifest import Layout
from server.domain.people.actors import Actor
from server.domain.people.appointments import MAY_DELEGATE
from server.domain.people.typed_papers import TypedPaper, read_paper
from server.domain.printouts.left_open import DOTS, NUMBER_AND_DAY
from server.domain.printouts.printout import (
    Block,
    Paragraphs,
    PrintedHead,
    Printout,
    SignatureBlock,
)
from server.domain.tasks.work import NotThere
from server.store.people import delegations, unit_names
from server.store.people.delegations import DelegationRow
from server.web.frame.delegation_words import scope_words
from server.web.frame.formats import day
from server.web.printouts import sending
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.uses import Use, counted
from server.web.words.language import spoken

PLACE: Final = "Địa danh"
NUMBER: Final = "Số văn bản"
DAY: Final = "Ngày văn bản"


@access(SIGNED_IN)
@counted(Use.EXPORTS)
def download(delegation_id: UUID, form: str) -> ResponseReturnValue:
    """Send the letter of a delegation that the post acted in gave, and that stands."""
    row = next((each for each in given(actor()) if each.id == delegation_id), None)
    if row is None or row.revoked_at is not None:
        raise NotThere
    with spoken("vi"):
        letter = _written(row, actor())
    return sending.send(letter, now(), form=form, called=f"Giấy ủy quyền {row.person_name}")


def may_delegate(who: Actor) -> bool:
    """Tell whether somebody lends the post they act in; not one that they were lent."""
    return who.position in MAY_DELEGATE and who.delegation_id is None


def given(who: Actor) -> list[DelegationRow]:
    """List what was lent of the post acted in, whole or for kinds of case; single tasks are not."""
    if not may_delegate(who):
        return []
    found = delegations.listed(session(), post_id=who.post_id, since=None)
    return [row for row in found if row.task is None]


def missing(row: DelegationRow) -> list[str]:
    """Name what the office has to fill in by hand: what was not typed of the letter."""
    return [*_not_typed(_own_paper(row)), PLACE]


def _own_paper(row: DelegationRow) -> TypedPaper | None:
    """Return the typed paper where it is the letter itself; another one is what it rests on."""
    paper = read_paper(row.document)
    return paper if paper.of_authority else None


def _not_typed(paper: TypedPaper | None) -> Iterator[str]:
    if paper is None or not (paper.number or paper.dated):
        yield NUMBER_AND_DAY
    elif not paper.number:
        yield NUMBER
    elif not paper.dated:
        yield DAY


def _written(row: DelegationRow, who: Actor) -> Printout:
    paper = _own_paper(row)
    unit = unit_names.name_on(session(), who.unit_id, local_day(now())).vi
    return Printout(
        layout=Layout.NAMED,
        head=PrintedHead(
            issuer=unit or DOTS,
            number=paper.number if paper else "",
            place=DOTS,
            dated=paper.dated if paper else None,
            year=row.valid_from.year,
            kind="Giấy ủy quyền",
            subject=f"Về việc thực hiện nhiệm vụ của {who.post_title.vi}",
        ),
        bases=[] if paper else [f"Căn cứ {row.document}"],
        blocks=_text(row, who),
        signers=[
            SignatureBlock(lines=["Người được ủy quyền"], name=_name(row)),
            SignatureBlock(lines=["Người ủy quyền", who.post_title.vi]),
        ],
        recipients=["Người được ủy quyền"],
        kept="VT",
        missing=missing(row),
    )


def _text(row: DelegationRow, who: Actor) -> list[Block]:
    """Say who authorises whom to what, and until when (Decree 30/2020, article 13 clause 3)."""
    to = ", ".join(dict.fromkeys((row.person_name, *_posts(row))))
    until = f"từ ngày {day(row.valid_from)} đến hết ngày {day(row.valid_to)}"
    alone = "Người được ủy quyền không được ủy quyền lại cho người khác"
    told = "báo cáo kết quả với người ủy quyền và chịu trách nhiệm về việc đã làm"
    said = (
        ("1. Người ủy quyền:", f"{who.post_title.vi}."),
        ("2. Người được ủy quyền:", f"{to}."),
        ("3. Nội dung ủy quyền:", f"{scope_words(row.scope)}."),
        ("4. Thời hạn ủy quyền:", f"{until}."),
        ("5. Trách nhiệm:", f"{alone}; {told}./."),
    )
    return [Paragraphs(label=label, lines=[line]) for label, line in said]


def _posts(row: DelegationRow) -> list[str]:
    return [title.vi for title in row.person_posts]


def _name(row: DelegationRow) -> str:
    """Return who is authorised; an account that is named for its post has no name to print."""
    return "" if row.person_name in _posts(row) else row.person_name
