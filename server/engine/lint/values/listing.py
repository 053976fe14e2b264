"""How names are told in a finding."""


def listed(names: frozenset[str]) -> str:
    """Name them in order, as a mend shows them."""
    return ", ".join(sorted(names)) or "—"
