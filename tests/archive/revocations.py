"""Revocations of the archive: after each dossier one a unit, each stands where its name says."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import text

from server.domain.canonical import Json
from tests.archive.evaluations import WHY
from tests.worlds.year import Year

OFFICER = "bac-giang/so-noi-vu/officer"
SOON, LATER = timedelta(days=10), timedelta(days=364)
"""The day for opinions comes, or waits when the archive is made."""


def found(_year: Year) -> None:
    """The finding is not stated yet."""


def hearing(year: Year) -> None:
    """The unit has until a day."""
    year.play("hear_unit")


def weighing(year: Year) -> None:
    """Home Affairs weighs finding and opinion."""
    year.play("propose_revocation")


def signing_proposal(year: Year) -> None:
    """The proposal is signed next."""
    year.play("sign_proposal")


def letting_stand(year: Year) -> None:
    """The unit said nothing until the day was over; nothing was proposed, it is told next."""
    year.play("hear_unit")
    assert year.fire_due(year.now + SOON + timedelta(days=1)) == [True]
    year.play("sign_proposal")
    year.do("sign_proposal", {"verdict": "agree"})


def told(year: Year) -> None:
    """The unit reads that its award stands, which the Chairman decided."""
    year.play("decide")
    for task in year.tasks("decide"):
        year.complete(task, {"verdict": "keep", "reason": WHY})
    year.play("read_outcome")


def issuing(year: Year) -> None:
    """Of two awards one is revoked and waits for its number, the other for the Chairman."""
    year.play("decide")
    year.complete(year.tasks("decide")[0])


def revoked(year: Year) -> None:
    """The award is revoked and recovered, the unit has read it."""
    year.play()


def recovering(year: Year) -> None:
    """The award is revoked; it is recovered and announced next."""
    year.play("recover_award", "announce")


Play = Callable[[Year], None]
REVOCATIONS: tuple[tuple[Play, ...], ...] = (
    (found, hearing),
    (weighing, signing_proposal),
    (recovering, told),
    (issuing, revoked),
    (letting_stand,),
)
"""A dossier a line, a unit a play; the first has two awards."""


def open_each(year: Year, plays: tuple[Play, ...]) -> dict[str, str]:
    """Open and play revocations after a dossier that is closed; answer the cases by name."""
    with year.begin() as session:
        query = text("SELECT unit_id FROM nominee WHERE case_id = :case ORDER BY id")
        units = dict.fromkeys(session.execute(query, {"case": year.case_id}).scalars())
    scenes = {}
    for play, unit in zip(plays, units, strict=False):
        until = (year.now + (LATER if play is hearing else SOON)).date().isoformat()
        opening: dict[str, Json] = {"title": play.__name__, "units": [unit], "opinion_by": until}
        year.open("revocation", post=OFFICER, opening=opening)
        play(year)
        scenes[str(year.case_id)] = play.__name__
    return scenes
