"""The sentences about a digital signature: when, whole or not, by whose word, what came after."""

from collections.abc import Mapping
from typing import Final

from server.domain.signatures.found import (
    Added,
    Chain,
    Coverage,
    FoundSignature,
    FoundSignatures,
)
from server.web.frame.formats import moment
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import ngettext

_ADDED: Final[Mapping[Added, object]] = {
    Added.NOTHING: _l("Sau chữ ký này tệp còn được nối thêm dữ liệu."),
    Added.PROOFS: _l("Sau chữ ký này tệp chỉ thêm dữ liệu để kiểm chứng lâu dài."),
    Added.FILLED: _l("Sau chữ ký này tệp có thêm chữ ký hoặc nội dung điền vào ô."),
    Added.CHANGED: _l("Sau chữ ký này tệp bị sửa ngoài những gì chữ ký cho phép."),
}
_CHAINS: Final[Mapping[Chain, object]] = {
    Chain.NO_ROOTS: _l("Máy chủ chưa được cài chứng thư gốc nào nên chưa xác minh được người ký."),
    Chain.EXPIRED: _l("Chứng thư đã hết hạn vào lúc xét."),
    Chain.NOT_YET: _l("Chứng thư chưa có hiệu lực vào lúc xét."),
    Chain.REVOKED: _l("Chứng thư đã bị thu hồi."),
    Chain.UNFIT: _l("Chứng thư không dùng được cho chữ ký này."),
}


def of_signature(found: FoundSignature) -> list[str]:
    """Say what is to be known of one signature."""
    return [*_when(found), _intact(found), *_after(found), *_chain(found)]


def of_file(found: FoundSignatures) -> list[str]:
    """Say what is to be known of all of a file's signatures together."""
    said = [
        _("Chữ ký cuối cùng bao trùm toàn bộ tệp.")
        if found.whole
        else _("Không chữ ký nào bao trùm toàn bộ tệp.")
    ]
    if found.empty_fields:
        said.append(
            ngettext(
                "Còn %(num)s ô ký chưa ai ký.", "Còn %(num)s ô ký chưa ai ký.", found.empty_fields
            )
        )
    said.append(
        _("Hãy đối chiếu với những người phải ký: tệp bị cắt bớt chữ ký sau vẫn có thể hợp lệ.")
    )
    return said


def _when(found: FoundSignature) -> list[str]:
    if found.stamp_trusted:
        return [_("%(time)s theo dấu thời gian.", time=moment(found.stamped_at))]
    said = []
    if found.claimed_at:
        said.append(
            _(
                "%(time)s theo máy của người ký, chưa được chứng minh.",
                time=moment(found.claimed_at),
            )
        )
    if found.stamped_at:
        said.append(
            _(
                "Dấu thời gian ghi %(time)s, nhưng của bên chưa xác minh được.",
                time=moment(found.stamped_at),
            )
        )
    return said


def _intact(found: FoundSignature) -> str:
    if found.intact:
        return _("Phần đã ký còn nguyên như lúc ký.")
    return _("Phần đã ký bị thay đổi, hoặc chữ ký bị hỏng.")


def _after(found: FoundSignature) -> list[str]:
    if not found.intact or found.coverage is Coverage.FILE:
        return []
    if found.coverage is Coverage.PART:
        return [_("Chữ ký chỉ bao trùm một phần tệp.")]
    return [str(_ADDED[found.added])]


def _chain(found: FoundSignature) -> list[str]:
    if not found.intact:
        return []
    at = moment(found.judged_at)
    if found.chain is Chain.TRUSTED:
        trusted = _(
            "Chứng thư do %(issuer)s cấp, thuộc gốc được tin cậy, xét vào lúc %(time)s.",
            issuer=found.issuer,
            time=at,
        )
        return [trusted, _revocation(found)]
    if found.chain is Chain.UNKNOWN_ROOT:
        return [
            _(
                "Chứng thư do %(issuer)s cấp, không thuộc gốc nào được máy chủ tin cậy.",
                issuer=found.issuer,
            )
        ]
    return [str(_CHAINS[found.chain])]


def _revocation(found: FoundSignature) -> str:
    if found.revocation_known:
        return _("Theo danh sách thu hồi, chứng thư không bị thu hồi.")
    return _("Không có danh sách thu hồi để biết chứng thư có bị thu hồi không.")
