"""Who must have a second factor: the positions that nobody acts in by a password alone."""

from collections.abc import Mapping

from server.config.environment import SettingsRefused

NAME = "BINHXET_FACTOR_POSTS"
NOBODY = "none"
POSITIONS = (
    *("administrator", "appraiser", "auditor", "chairman", "head"),
    *("officer", "secretary"),
)
"""Those of `server.domain.people.posts.Position`."""
USUAL = frozenset({"administrator", "chairman", "head"})


def read_factor_posts(env: Mapping[str, str], *, demonstration: bool) -> frozenset[str]:
    """Read positions, like `administrator,chairman`, or `none`. Raises SettingsRefused.

    Not told: who gives others their powers, decides, or signs for a unit; in `run` nobody.
    """
    text = env.get(NAME, "").strip()
    if not text:
        return frozenset() if demonstration else USUAL
    told = frozenset(part.strip() for part in text.split(",") if part.strip())
    if told == {NOBODY}:
        return frozenset()
    if unknown := sorted(told.difference(POSITIONS)):
        raise SettingsRefused(
            f"{NAME}: không có chức vụ / no such position: {', '.join(unknown)[:80]}; có / there "
            f"are: {', '.join(POSITIONS)}; {NOBODY}: không ai phải có / nobody must"
        )
    return told
