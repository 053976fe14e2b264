"""What the operator does where the log may not be signed, said at a terminal."""

from server.actions.installation.alarms import Alarm
from server.cli.said.alarm_words import what_it_means
from server.domain.log.signing import WhyUnsigned


def what_to_do(why: WhyUnsigned) -> str:
    """Return the alarm's word and what it asks for, in both languages."""
    return f"{why}: {what_it_means(Alarm('LogUnsigned', why))}"
