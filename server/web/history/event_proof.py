"""What can be proved of one event, and what cannot, line by line."""

from dataclasses import dataclass

from server.store.history.history_events import HistoryEvent
from server.store.log import checkpoints, leaves, trusted
from server.store.log.checkpoints import SignedCheckpoint
from server.store.log.leaves import EventLeaf
from server.web.frame.formats import moment, number
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One thing: whether it is proved, None where it waits or nothing could prove it."""

    holds: bool | None
    says: str
    note: str = ""


def proofs(event: HistoryEvent, *, hash_before: str) -> list[ProofLine]:
    """List what is proved of an event now, then what nothing here can prove.

    `hash_before` is what stands at the event before it in its stream; empty where there is none.
    """
    leaf = leaves.leaf_of_event(session(), event.id)
    stands = leaf is not None and leaf.entry.hex() == event.row["hash"]
    covering = trusted.covering(session(), leaf.index) if leaf and stands else None
    return [
        _own(event),
        _linked(event, hash_before),
        _in_log(leaf, stands=stands),
        _sealed(covering),
        _witnessed(covering),
        ProofLine(
            holds=None,
            says=_("Không chứng minh được: nội dung tệp trước khi tải lên"),
            note=_("Hệ thống chỉ giữ mã của tệp nhận được"),
        ),
        ProofLine(
            holds=None,
            says=_("Không chứng minh được: chính người giữ chức vụ bấm nút"),
            note=_("Hệ thống biết tài khoản và mật khẩu, không biết người ngồi trước máy"),
        ),
    ]


def _own(event: HistoryEvent) -> ProofLine:
    if event.erased:
        return ProofLine(holds=None, says=_("Nội dung đã xóa theo luật, mã băm còn nguyên"))
    if event.fits:
        return ProofLine(
            holds=True,
            says=_("Nội dung đúng như lúc ghi"),
            note=_("Tính lại từ dữ liệu, ra đúng mã đã ghi"),
        )
    return ProofLine(holds=False, says=_("Nội dung không ra mã đã ghi: hãy báo thanh tra"))


def _linked(event: HistoryEvent, hash_before: str) -> ProofLine:
    if event.row["prev_hash"] == hash_before:
        return ProofLine(
            holds=True,
            says=_("Liền mạch với sự kiện trước"),
            note=_(
                "Sự kiện %(seq)s của chuỗi; mã sự kiện trước khớp", seq=number(event.row["seq"])
            ),
        )
    return ProofLine(holds=False, says=_("Không nối đúng với sự kiện trước: hãy báo thanh tra"))


def _in_log(leaf: EventLeaf | None, *, stands: bool) -> ProofLine:
    """Compare the entry in the log with the event's hash: that there is one says nothing."""
    if leaf is None:
        return ProofLine(holds=None, says=_("Chưa vào nhật ký chung: đang chờ"))
    if not stands:
        return ProofLine(
            holds=False,
            says=_("Nhật ký chung giữ một mã khác cho sự kiện này: hãy báo thanh tra"),
            note=_("Lá số %(index)s", index=number(leaf.index)),
        )
    return ProofLine(
        holds=True,
        says=_("Có trong nhật ký chung"),
        note=_("Lá số %(index)s", index=number(leaf.index)),
    )


def _sealed(covering: SignedCheckpoint | None) -> ProofLine:
    if covering is None:
        return ProofLine(holds=None, says=_("Chưa có điểm chốt nào ký trên sự kiện này"))
    return ProofLine(
        holds=True,
        says=_("Trong điểm chốt có %(size)s lá", size=number(covering.size)),
        note=_("Ký lúc %(at)s", at=moment(covering.at)),
    )


def _witnessed(covering: SignedCheckpoint | None) -> ProofLine:
    seen = [] if covering is None else _witnesses(covering.size)
    if not seen:
        return ProofLine(holds=None, says=_("Chưa bên chứng kiến nào ngoài hệ thống xác nhận"))
    said = ngettext(
        "%(num)s bên chứng kiến ngoài hệ thống xác nhận",
        "%(num)s bên chứng kiến ngoài hệ thống xác nhận",
        len(seen),
    )
    return ProofLine(holds=True, says=said, note="; ".join(seen))


def _witnesses(size: int) -> list[str]:
    """Name the witnesses that saw a log of this size or a larger one."""
    found = checkpoints.witnesses(session())
    return [
        f"{each.key.partition('+')[0]} {moment(each.cosigned_at)}"
        for each in found
        if each.size >= size
    ]
