"""Award reviews and submissions of the archive: each stands where its name says."""

from server.demo.answers import Value, attendance
from tests.archive.evaluations import WHY
from tests.worlds.year import UNITS, Year


def proposing(year: Year) -> None:
    """The candidates are not yet chosen."""


def consulting(year: Year) -> None:
    """Some have given their opinion; the day of the consultation is a timer."""
    year.play("opinion")
    for task in year.tasks("opinion")[:2]:
        year.complete(task)


def consulted_in_part(year: Year) -> None:
    """The consultation ended over the silent ones; the meeting is next."""
    consulting(year)
    assert year.fire_due(year.after("consultation"))[-1:] == [True]


def meeting(year: Year) -> None:
    """All have given their opinion."""
    year.play("meeting")


def without_quorum(year: Year) -> None:
    """Too few met."""
    meeting(year)
    value = {**year.value(year.task("meeting")), "attendance": attendance(UNITS[:2])}
    year.do("meeting", value)


def voting(year: Year) -> None:
    """Some have voted."""
    year.play("vote")
    for task in year.tasks("vote")[:2]:
        year.complete(task)


def voting_again(year: Year) -> None:
    """The first round ended in a tie."""
    del year.answers["vote"]
    year.play("vote")
    for task in year.tasks("vote"):
        year.complete(task)
    assert {task.round for task in year.tasks("vote")} == {2}


def writing_minutes(year: Year) -> None:
    """The round is closed."""
    year.play("minutes")


def signing_minutes(year: Year) -> None:
    """The minutes wait for the signature."""
    year.play("sign")


def counting_again(year: Year) -> None:
    """On paper: the two counts differed, both count again, one has."""
    year.play("count")
    first, other = year.tasks("count")
    value = year.value(first)
    year.complete(first, value)
    most = {award: {unit: {"yes": 0} for unit in units} for award, units in value["counts"].items()}
    wrong: Value = {**value, "counts": most}
    year.complete(other, wrong)
    year.complete(year.tasks("count")[0], value)


def preparing(year: Year) -> None:
    """The dossier is not yet put together; its files are a draft's."""
    year.value(year.task("dossier"))


def signing_dossier(year: Year) -> None:
    """The leader signs next."""
    year.play("sign")


def checking(year: Year) -> None:
    """Home Affairs checks."""
    year.play("check")


def given_back(year: Year) -> None:
    """Home Affairs gave it back; it waits for the next one."""
    checking(year)
    value = year.value(year.task("check"))
    year.do("check", {**value, "verdict": "return", "reason": WHY})


def checking_again(year: Year) -> None:
    """It came a second time."""
    given_back(year)
    year.play("check")


def appraising(year: Year) -> None:
    """Home Affairs gives its opinion on each nominee."""
    year.play("appraise_dossier")


def putting(year: Year) -> None:
    """Home Affairs signs to the Council."""
    year.play("put_sign")


def in_council(year: Year) -> None:
    """The Council votes."""
    year.play("council_vote")


def deciding(year: Year) -> None:
    """The Chairman decides on each nominee."""
    year.play("decide")


def decided(year: Year) -> None:
    """One is approved, one refused, one returned."""
    deciding(year)
    approved, refused, returned = (task.key for task in year.tasks("decide"))
    year.do("decide", {"verdict": "approve", "reason": ""}, key=approved)
    year.do("decide", {"verdict": "refuse", "reason": WHY}, key=refused)
    year.do("decide", {"verdict": "return", "reason": WHY}, key=returned)


def announcing(year: Year) -> None:
    """Everything is decided, the bloc is told next."""
    decided(year)
    year.play("announce")


REVIEWS = (
    proposing,
    consulting,
    meeting,
    without_quorum,
    voting,
    voting_again,
    writing_minutes,
    signing_minutes,
)
SUBMISSIONS = (
    preparing,
    signing_dossier,
    checking,
    given_back,
    checking_again,
    appraising,
    putting,
    in_council,
    deciding,
    decided,
    announcing,
)
