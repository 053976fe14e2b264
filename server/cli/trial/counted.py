"""How many there are, in words: English tells one from several."""

from server.domain.texts.words import Words


def counted(number: int, vi: str, one: str, several: str) -> Words:
    """Say a number of things; Vietnamese has one word for one and for several."""
    return Words(f"{number} {vi}", f"{number} {one if number == 1 else several}")
