"""Variables of the environment, read one by one: each refuses what nothing can be made of."""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from difflib import get_close_matches
from pathlib import Path

LAST_PORT = 65535
MOST_DAYS = 3650
OURS = "BINHXET_"
KNOWN = frozenset(
    OURS + name
    for name in (
        *("HOME", "BIND", "SECRET", "DEMONSTRATION", "LOG", "OWNER_DATABASE_URL", "SIGN_INS_KEPT"),
        "PROPOSALS_HOLD",
        "SIGNATURE_ROOTS",
        "LIMITS",
        *("METRICS", "WORKER_METRICS"),
        *("CLAMD", "FACTOR_POSTS", "SESSION_IDLE", "SESSION_LONGEST"),
        *("SMTP_URL", "MAIL_FROM", "PUBLIC_URL", "PROXIES", "WEB_WORKERS", "WEB_THREADS"),
        *("LOG_KEYS", "LOG_DATABASE_URL", "LOG_POLICY", "TSA_URL"),
        *("PLAIN_CONNECTIONS", "SMTP_ROOTS", "SECRET_BEFORE"),
        *("ACTS_KEPT", "SESSIONS_KEPT", "MAIL_KEPT", "FILES_KEPT"),
        *("SECURITY_EVENTS_KEPT", "ADDRESSES_KEPT"),
        *("HASTY_SECONDS", "SKEW_SECONDS", "BACK_DATED_DAYS", "OFFICE_HOURS"),
        *("SECURITY_ALARMS", "ALARM_OF_ACCOUNT", "ALARM_FROM_ADDRESS", "ALARM_MINUTES"),
        "LOCAL_ACCOUNTS",
        *(f"OIDC_{each}" for each in ("ISSUER", "CLIENT", "SECRET", "CLAIM", "NAME", "TRUSTED")),
        "OIDC_SKEW",
        *(f"LDAP_{each}" for each in ("URL", "BASE", "FILTER", "BIND_DN", "BIND_PASSWORD")),
        *(f"LDAP_{each}" for each in ("PERSON_DN", "CLAIM", "CA", "NAME", "FACTOR")),
        *("INSECURE_COOKIES", "TEST_RUN", "PICTURES"),
    )
)
"""Every variable of ours; the last two are the tests' own."""


class SettingsRefused(Exception):
    """A variable of the environment has a value nothing can be made of; the text says which."""


def sqlalchemy_url(url: str) -> str:
    """Name the psycopg 3 driver in a `postgres://` or `postgresql://` URL."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    return url


def read_path(env: Mapping[str, str], name: str) -> Path | None:
    """Read a path; None where it is not told."""
    text = env.get(name, "")
    return Path(text).absolute() if text else None


def refuse_unknown(env: Mapping[str, str]) -> None:
    """Raise SettingsRefused for a BINHXET_* variable nobody reads: it is one misspelt."""
    if unknown := sorted(name for name in env if name.startswith(OURS) and name not in KNOWN):
        near = [like for name in unknown for like in get_close_matches(name, KNOWN, n=1)]
        raise SettingsRefused(
            f"Không có biến / no such variable: {', '.join(unknown)}"
            + (f". Có phải / is it: {', '.join(near)}?" if near else "")
        )


def read_switch(env: Mapping[str, str], name: str) -> bool:
    """Read 1 or 0; not told is 0. Raises SettingsRefused."""
    text = env.get(name) or "0"
    if text in {"0", "1"}:
        return text == "1"
    raise SettingsRefused(f"{name} phải là 0 hoặc 1 / must be 0 or 1: {text!r}")


def read_bind(text: str) -> str:
    """Read the host to listen on; an IPv6 address may stand in brackets, as in an address."""
    in_brackets = re.fullmatch(r"\[([^][]*:[^][]*)\]", text)
    return in_brackets[1] if in_brackets else text


def read_public_url(text: str) -> str:
    """Read the address of the pages, without a slash at its end. Raises SettingsRefused."""
    if not text or re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", text):
        return text.rstrip("/")
    raise SettingsRefused(
        f"BINHXET_PUBLIC_URL phải có dạng https://tên-máy / must be like https://host: {text!r}"
    )


def read_proxies(text: str) -> int:
    """Read how many proxies stand in front, 0 to 9. Raises SettingsRefused."""
    if len(text) == 1 and text.isascii() and text.isdigit():
        return int(text)
    raise SettingsRefused(f"BINHXET_PROXIES phải là số từ 0 đến 9 / must be 0 to 9: {text!r}")


def read_log(text: str) -> bool:
    """Read how the log is written: `json` or `text`. Raises SettingsRefused."""
    if text in {"json", "text"}:
        return text == "json"
    raise SettingsRefused(f"BINHXET_LOG phải là json hoặc text / must be json or text: {text!r}")


def read_number(env: Mapping[str, str], name: str, usual: int, *, most: int) -> int:
    """Read a whole number from 1 on. Raises SettingsRefused."""
    text = env.get(name, "") or str(usual)
    number = _number(text)
    if 1 <= number <= most:
        return number
    raise SettingsRefused(f"{name} phải là số từ 1 đến {most} / must be 1 to {most}: {text[:40]!r}")


def read_days(
    env: Mapping[str, str], name: str, usual: timedelta, *, most: int = MOST_DAYS
) -> timedelta:
    """Read a number of days from 1 on. Raises SettingsRefused."""
    return timedelta(days=read_number(env, name, usual.days, most=most))


def read_seconds(env: Mapping[str, str], name: str, usual: timedelta) -> timedelta:
    """Read a number of seconds, 1 to 3600. Raises SettingsRefused."""
    number = read_number(env, name, int(usual.total_seconds()), most=3600)
    return timedelta(seconds=number)


def read_hours(text: str) -> tuple[time, time] | None:
    """Read office hours, `07:30-17:00`; None where none are told. Raises SettingsRefused."""
    if not text:
        return None
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", text)
    if found:
        hour, minute, to_hour, to_minute = map(int, found.groups())
        if (hour, minute) < (to_hour, to_minute):
            return time(hour, minute), time(to_hour, to_minute)
    raise SettingsRefused(
        f"BINHXET_OFFICE_HOURS phải có dạng 07:30-17:00 / must be like 07:30-17:00: {text[:40]!r}"
    )


def read_port(text: str) -> int:
    """Read a TCP port, 1 to 65535. Raises SettingsRefused."""
    number = _number(text)
    if 1 <= number <= LAST_PORT:
        return number
    raise SettingsRefused(f"PORT phải là số từ 1 đến 65535 / must be 1 to 65535: {text[:40]!r}")


def _number(text: str) -> int:
    """Read a few digits; 0 for anything else. `int` itself breaks at thousands of digits."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0
