"""What is asked of votes, in words: the share that passes, the share that must be there."""

from collections.abc import Mapping
from decimal import Decimal

from server.domain.blocs.rules import Floor, Minimum, Quorum, Threshold
from server.web.frame.formats import number
from server.web.words.catalogue import gettext as _


def share(rule: Quorum | Threshold | Minimum | Floor) -> str:
    """Write a share as its paper does: 2/3, or 66,5% with the reader's own sign."""
    if isinstance(rule, Quorum):
        return f"{rule.numerator}/{rule.denominator}"
    if rule.share is None:
        return f"{number(rule.percent)}%" if isinstance(rule, Threshold) else ""
    if rule.share.endswith("%"):
        return f"{number(Decimal(rule.share.removesuffix('%').strip()))}%"
    return rule.share


def unit_bases() -> Mapping[str, str]:
    """Say of what a share of the bloc's votes is taken."""
    return {
        "all": _("tổng số đơn vị"),
        "present": _("số đơn vị có mặt"),
        "valid": _("số phiếu hợp lệ"),
        "reviewed": _("số đơn vị được xét"),
    }


def threshold_words(threshold: Threshold, bases: Mapping[str, str]) -> str:
    """Say which share of which base passes."""
    said, base = share(threshold), bases[threshold.base.value]
    if threshold.inclusive:
        return _("từ %(share)s của %(base)s", share=said, base=base)
    return _("trên %(share)s của %(base)s", share=said, base=base)


def quorum_words(quorum: Quorum, bases: Mapping[str, str]) -> str:
    """Say which share must be there."""
    said, base = share(quorum), bases[quorum.base.value]
    if quorum.strict:
        return _("trên %(share)s của %(base)s", share=said, base=base)
    return _("từ %(share)s của %(base)s", share=said, base=base)
