"""The most that a part or criterion can count, in words."""

from decimal import Decimal

from server.domain.blocs.rules import SectionKind
from server.web.frame.formats import number
from server.web.words.catalogue import gettext as _


def most_of(kind: SectionKind, points: Decimal) -> str:
    """Say the most a part or criterion can count: what a deduction takes off is typed so too."""
    said = number(points)
    return _("trừ đến %(max)s", max=said) if kind is SectionKind.DEDUCTION else said
