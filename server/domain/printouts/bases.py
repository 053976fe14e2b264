"""What a paper cites as its bases, in the order of their force (Decree 30/2020, Appendix I, II.6a).

Laws stand before decrees, those before circulars and what a province laid down; what is no legal
act (directives, guidance, letters) follows as the bloc lists it.
"""

from collections.abc import Sequence
from typing import Final

from server.domain.blocs.papers import LegalBasis
from server.domain.printouts.printout import Block, Paragraphs

PROPOSED: Final = "Theo đề nghị "
"""How the last basis of a decision begins (Appendix III, specimen 1.2)."""
_ORDER: Final[Sequence[tuple[str, str]]] = (
    ("Hiến pháp", ""),
    ("Bộ luật", ""),
    ("Luật", ""),
    ("Nghị quyết", "/QH"),
    ("Pháp lệnh", ""),
    ("Nghị quyết", "/UBTVQH"),
    ("Nghị định", ""),
    ("Nghị quyết", "/NQ-CP"),
    ("Quyết định", "/QĐ-TTg"),
    ("Thông tư", ""),
    ("Nghị quyết", "/NQ-HĐND"),
    ("Quyết định", "/QĐ-UBND"),
)
"""Kinds of legal acts with what stands in their symbols, the strongest first."""


def by_force(bases: Sequence[LegalBasis]) -> list[LegalBasis]:
    """Sort bases by their force; those of one kind stay as they were."""
    return sorted(bases, key=_rank)


def proposed_by(blocks: Sequence[Block]) -> str:
    """Return by whose proposal a text says first that it follows; empty where it does not."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraphs) or first.label or len(first.lines) != 1:
        return ""
    return first.lines[0] if first.lines[0].startswith(PROPOSED) else ""


def _rank(basis: LegalBasis) -> int:
    kinds = enumerate(_ORDER)
    return next((n for n, of in kinds if _is_of(basis, *of)), len(_ORDER))


def _is_of(basis: LegalBasis, kind: str, mark: str) -> bool:
    return basis.name.vi.startswith(f"{kind} ") and mark in basis.symbol
