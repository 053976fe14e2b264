"""What a case is called: the holes of its manifest's name, filled once when it opens."""

import re
from collections.abc import Mapping
from typing import Final

HOLE: Final = re.compile(r"\{([^{}]*)\}")
LONGEST: Final = 500


def filled(name: str, holes: Mapping[str, str]) -> str:
    """Fill the holes of a name; what fills one is text, whatever it holds, and an unknown one goes.

    At most 500 characters.
    """
    text = " ".join(HOLE.sub(lambda hole: holes.get(hole[1], ""), name).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
