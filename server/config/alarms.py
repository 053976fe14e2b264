"""When security events are an alarm, as the installation sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from server.config.environment import SettingsRefused, read_number

RULES_NAME = "BINHXET_SECURITY_ALARMS"
NONE = "none"
ACCOUNT, ADDRESS, PLACE, FACTOR = "account", "address", "place", "factor"
PASSKEY, VIRUS = "passkey", "virus"
ALL_RULES = frozenset({ACCOUNT, ADDRESS, PLACE, FACTOR, PASSKEY, VIRUS})
MOST_FAILURES, MOST_MINUTES = 10_000, 720


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSettings:
    """Which rules there are, and from how many failures on; `apart`: what is one burst of them."""

    rules: frozenset[str] = ALL_RULES
    of_account: int = 8
    from_address: int = 30
    apart: timedelta = timedelta(minutes=15)

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "AlarmSettings":
        """Read them; raises SettingsRefused."""
        minutes = ALARMS.apart // timedelta(minutes=1)
        return cls(
            rules=_rules(env.get(RULES_NAME, "")),
            of_account=read_number(
                env, "BINHXET_ALARM_OF_ACCOUNT", ALARMS.of_account, most=MOST_FAILURES
            ),
            from_address=read_number(
                env, "BINHXET_ALARM_FROM_ADDRESS", ALARMS.from_address, most=MOST_FAILURES
            ),
            apart=timedelta(
                minutes=read_number(env, "BINHXET_ALARM_MINUTES", minutes, most=MOST_MINUTES)
            ),
        )


def _rules(text: str) -> frozenset[str]:
    told = frozenset(part.strip() for part in text.split(",") if part.strip())
    if not told:
        return ALL_RULES
    if told == {NONE}:
        return frozenset()
    if unknown := sorted(told - ALL_RULES):
        raise SettingsRefused(
            f"{RULES_NAME}: không có quy tắc / no such rule: {', '.join(unknown)[:80]}; có / there "
            f"are: {', '.join(sorted(ALL_RULES))}; {NONE}: không quy tắc nào / no rule"
        )
    return told


ALARMS = AlarmSettings()
