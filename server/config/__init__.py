"""Settings from the environment, and the one place where the clock is read."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.config.alarms import ALARMS, AlarmSettings
from server.config.connections import CONNECTIONS, ConnectionSettings
from server.config.directories import (
    DIRECTORIES,
    OF_DIRECTORIES,
    DirectorySettings,
    LdapSettings,
    OpenIdSettings,
)
from server.config.environment import (
    SettingsRefused,
    read_bind,
    read_days,
    read_log,
    read_number,
    read_path,
    read_port,
    read_proxies,
    read_public_url,
    read_switch,
    refuse_unknown,
    sqlalchemy_url,
)
from server.config.factor_posts import read_factor_posts
from server.config.keeping import KEEPING, KeepingSettings
from server.config.limits import LIMITS, LimitSettings
from server.config.metrics import NO_METRICS, MetricsSettings
from server.config.scanner import NO_SCANNER, ScannerSettings
from server.config.sessions import SESSIONS, SessionSettings
from server.config.signs import SIGNS, SignSettings

__all__ = [
    "DEFAULT_PORT",
    "DIRECTORIES",
    "LIMITS",
    "LOG_DATABASE_URL",
    "LOG_KEYS",
    "NO_SCANNER",
    "PROPOSALS_HOLD",
    "ROOT",
    "SHORTEST_SECRET",
    "SIGNS",
    "SIGN_INS_KEPT",
    "DirectorySettings",
    "LdapSettings",
    "LimitSettings",
    "OpenIdSettings",
    "ScannerSettings",
    "Settings",
    "SettingsRefused",
    "SignSettings",
    "clock",
    "sqlalchemy_url",
]

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_PORT = 8024
LOOPBACK = "127.0.0.1"
MOST_WEB_WORKERS = 64
MOST_WEB_THREADS = 24
"""As many as a process's pool has connections."""
SHORTEST_SECRET = 32
SIGN_INS_KEPT = timedelta(days=365)
PROPOSALS_HOLD = timedelta(days=14)
LONGEST_PROPOSALS_HOLD = 365
LOG_KEYS = "BINHXET_LOG_KEYS"
LOG_DATABASE_URL = "BINHXET_LOG_DATABASE_URL"
KEPT_BACK = ("BINHXET_OWNER_DATABASE_URL", LOG_KEYS, LOG_DATABASE_URL, *OF_DIRECTORIES)
"""How a variable begins that a child process must not have.

The worker alone is told of the keys and the log's role, the web server alone of directories.
"""


def clock(offset: timedelta) -> Callable[[], datetime]:
    """Answer a clock: aware UTC, moved by `offset` (zero in production)."""
    return lambda: datetime.now(UTC) + offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an installation is told from outside. Empty text: not told."""

    home: Path = ROOT / "var"
    port: int = DEFAULT_PORT
    bind: str = LOOPBACK
    database_url: str = field(default="", repr=False)
    """The application role's; never the owner's."""
    owner_database_url: str = field(default="", repr=False)
    """The owner role's, for migrations alone; web and worker processes do not have it."""
    secret_key: str = field(default="", repr=False)
    secret_before: str = field(default="", repr=False)
    """The secret that `secret_key` has replaced: it still opens, and seals nothing."""
    demonstration: bool = False
    """Started by `binhxet run`: one-click sign-in may be offered, if the database agrees."""
    secure_cookies: bool = True
    proxies: int = 0
    """How many proxies of ours stand in front; only they are believed about the client."""
    web_workers: int = 2
    """Web processes; two for each core that the web may use are enough."""
    web_threads: int = 8
    """Requests that one web process works on at a time."""
    json_log: bool = True
    """Whether the log is lines of JSON; `binhxet run` keeps it for people to read."""
    smtp_url: str = field(default="", repr=False)
    """`smtp://`, `smtp+starttls://` or `smtps://` [user:password@]host[:port]; empty: no mail."""
    mail_from: str = ""
    public_url: str = ""
    """Where people find the pages, for the links in mail."""
    sign_ins_kept: timedelta = SIGN_INS_KEPT
    """How long the rows of tries to sign in stay, with address and browser."""
    proposals_hold: timedelta = PROPOSALS_HOLD
    """How long what needs a second person waits for one."""
    log_keys: Path | None = None
    """The folder of the keys that sign the log; the worker alone has it, never a web process."""
    log_database_url: str = field(default="", repr=False)
    """The role's that alone appends to the log and signs it; the worker has it, no web process."""
    log_policy: Path | None = None
    """A tlog-policy file: the witnesses the worker asks to cosign, and where they are asked."""
    tsa_url: str = ""
    """The time-stamping authority (RFC 3161) the worker has checkpoints stamped by."""
    signature_roots: Path | None = None
    """The folder of root certificates and revocation lists that files' signatures are judged by."""
    signs: SignSettings = SIGNS
    alarms: AlarmSettings = ALARMS
    """From when on an act is pointed out to auditors."""
    keeping: KeepingSettings = KEEPING
    """How long what is no record of the office stays."""
    connections: ConnectionSettings = CONNECTIONS
    """How what leaves this machine is protected."""
    limits: LimitSettings = LIMITS
    """How often a person may do what costs others something."""
    directories: DirectorySettings = DIRECTORIES
    """Who else proves who somebody is, and whether passwords kept here sign in."""
    sessions: SessionSettings = SESSIONS
    """How long a session lasts."""
    factor_posts: frozenset[str] = frozenset()
    """Positions that nobody acts in without a second factor."""
    scanner: ScannerSettings = NO_SCANNER
    """Where what people upload is scanned for viruses, if anywhere."""
    metrics: MetricsSettings = NO_METRICS
    """Where figures of this installation may be read, if anywhere."""
    workflows: Path = ROOT / "workflows"
    forms: Path = ROOT / "forms"

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Settings":
        """Read PORT, BINHXET_* and DATABASE_URL. Raises SettingsRefused."""
        refuse_unknown(env)
        demonstration = read_switch(env, "BINHXET_DEMONSTRATION")
        return cls(
            home=Path(env.get("BINHXET_HOME") or ROOT / "var").absolute(),
            port=read_port(env.get("PORT") or str(DEFAULT_PORT)),
            bind=read_bind(env.get("BINHXET_BIND") or LOOPBACK),
            database_url=sqlalchemy_url(env.get("DATABASE_URL", "")),
            owner_database_url=sqlalchemy_url(env.get("BINHXET_OWNER_DATABASE_URL", "")),
            secret_key=env.get("BINHXET_SECRET", ""),
            secret_before=env.get("BINHXET_SECRET_BEFORE", ""),
            demonstration=demonstration,
            json_log=read_log(env.get("BINHXET_LOG") or ("text" if demonstration else "json")),
            smtp_url=env.get("BINHXET_SMTP_URL", ""),
            mail_from=env.get("BINHXET_MAIL_FROM", ""),
            public_url=read_public_url(env.get("BINHXET_PUBLIC_URL", "")),
            secure_cookies=not demonstration and not read_switch(env, "BINHXET_INSECURE_COOKIES"),
            proxies=read_proxies(env.get("BINHXET_PROXIES") or "0"),
            web_workers=read_number(env, "BINHXET_WEB_WORKERS", 2, most=MOST_WEB_WORKERS),
            web_threads=read_number(env, "BINHXET_WEB_THREADS", 8, most=MOST_WEB_THREADS),
            log_keys=read_path(env, LOG_KEYS),
            log_database_url=sqlalchemy_url(env.get(LOG_DATABASE_URL, "")),
            log_policy=read_path(env, "BINHXET_LOG_POLICY"),
            signature_roots=read_path(env, "BINHXET_SIGNATURE_ROOTS"),
            tsa_url=env.get("BINHXET_TSA_URL", ""),
            sign_ins_kept=read_days(env, "BINHXET_SIGN_INS_KEPT", SIGN_INS_KEPT),
            proposals_hold=_read_hold(env),
            signs=SignSettings.read(env),
            alarms=AlarmSettings.read(env),
            keeping=KeepingSettings.read(env),
            connections=ConnectionSettings.read(env),
            limits=LimitSettings.read(env),
            directories=DirectorySettings.read(env),
            scanner=ScannerSettings.read(env),
            sessions=SessionSettings.read(env),
            metrics=MetricsSettings.read(env),
            factor_posts=read_factor_posts(env, demonstration=demonstration),
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the secrets that open what was sealed here; the first one seals."""
        return (self.secret_key, *filter(None, [self.secret_before]))

    @property
    def address(self) -> str:
        """The address of the pages, without a slash at its end.

        Passkeys are made for a name alone, which a number is not.
        """
        if self.public_url or self.bind != LOOPBACK:
            return self.public_url or f"http://{self.host_and_port}"
        return f"http://localhost:{self.port}"

    @property
    def host_and_port(self) -> str:
        """Where the web server listens, as an address names it: IPv6 stands in brackets."""
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return f"{host}:{self.port}"

    def to_environment(self) -> dict[str, str]:
        """Say the same to a child process, except what it must not have (`KEPT_BACK`)."""
        told = {
            "BINHXET_HOME": str(self.home),
            "PORT": str(self.port),
            "BINHXET_BIND": self.bind,
            "DATABASE_URL": self.database_url,
            "BINHXET_SECRET": self.secret_key,
            "BINHXET_SECRET_BEFORE": self.secret_before,
            "BINHXET_SMTP_URL": self.smtp_url,
            "BINHXET_MAIL_FROM": self.mail_from,
            "BINHXET_PUBLIC_URL": self.public_url,
            "BINHXET_DEMONSTRATION": "1" if self.demonstration else "0",
            "BINHXET_INSECURE_COOKIES": "0" if self.secure_cookies else "1",
            "BINHXET_PROXIES": str(self.proxies),
            "BINHXET_LOG": "json" if self.json_log and not self.demonstration else "text",
            "BINHXET_WEB_WORKERS": str(self.web_workers),
            "BINHXET_WEB_THREADS": str(self.web_threads),
            "BINHXET_SIGN_INS_KEPT": str(self.sign_ins_kept.days),
            "BINHXET_PROPOSALS_HOLD": str(self.proposals_hold.days),
        }
        return {k: v for k, v in os.environ.items() if not k.startswith(KEPT_BACK)} | told

    def to_web_environment(self) -> dict[str, str]:
        """Say the same to the web server, which alone asks directories and has their secrets."""
        of_directories = {k: v for k, v in os.environ.items() if k.startswith(OF_DIRECTORIES)}
        return self.to_environment() | of_directories


def _read_hold(env: Mapping[str, str]) -> timedelta:
    name = "BINHXET_PROPOSALS_HOLD"
    return read_days(env, name, PROPOSALS_HOLD, most=LONGEST_PROPOSALS_HOLD)
