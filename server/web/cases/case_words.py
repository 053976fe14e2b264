"""The words and small answers that the templates of a case ask for."""

from decimal import Decimal

from server.web.frame.formats import number
from server.web.frame.lineage_words import followed_provinces
from server.web.names.case_titles import case_title

KILO = 1000


def file_size(size: int) -> str:
    """Write a number of bytes in kB or MB."""
    if size >= KILO * KILO:
        return f"{number(Decimal(size) / KILO / KILO // Decimal('0.1') * Decimal('0.1'))} MB"
    return f"{number(max(1, round(size / KILO)))} kB"


def words() -> dict[str, object]:
    """Give all of these to templates."""
    return {
        "file_size": file_size,
        "case_title": case_title,
        "followed_provinces": followed_provinces,
    }
