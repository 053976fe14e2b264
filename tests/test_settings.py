"""What the environment says: a wrong word is named, never passed over."""

from dataclasses import replace
from datetime import time

import pytest

from server.config import ROOT, ScannerSettings, Settings, SettingsRefused
from server.domain.history.oddities import Thresholds


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("BINHXET_WEB_WORKER", "4"),
        ("BINHXET_PROXY", "1"),
        ("BINHXET_INSECURE_COOKIES", "yes"),
        ("BINHXET_DEMONSTRATION", "true"),
        ("BINHXET_PUBLIC_URL", "binhxet.example"),
        ("BINHXET_PUBLIC_URL", "javascript:alert(1)"),
        ("BINHXET_PUBLIC_URL", "https://binhxet.example/?next=1"),
        ("BINHXET_PROXIES", "10"),
        ("BINHXET_WEB_WORKERS", "0"),
        ("BINHXET_WEB_THREADS", "25"),
        ("BINHXET_LOG", "xml"),
        ("BINHXET_ACTS_KEPT", "0"),
        ("BINHXET_SESSIONS_KEPT", "3651"),
        ("BINHXET_MAIL_KEPT", "-1"),
        ("BINHXET_FILES_KEPT", "a week"),
        ("BINHXET_SECURITY_EVENTS_KEPT", "0"),
        ("BINHXET_ADDRESSES_KEPT", "3651"),
        ("BINHXET_PLAIN_CONNECTIONS", "yes"),
        ("BINHXET_HASTY_SECONDS", "0"),
        ("BINHXET_CLAMD", "clamd"),
        ("BINHXET_CLAMD", "tcp://127.0.0.1:3310"),
        ("BINHXET_CLAMD", "127.0.0.1:99999"),
        ("BINHXET_LIMITS", "uploads"),
        ("BINHXET_LIMITS", "uploads=0"),
        ("BINHXET_LIMITS", "uploads=9,download=9"),
        ("BINHXET_OFFICE_HOURS", "7:30-17:00"),
        ("BINHXET_OFFICE_HOURS", "17:00-07:30"),
    ],
)
def test_a_variable_misspelt_or_out_of_range_is_refused_by_its_name(name: str, text: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        Settings.from_environment({name: text})


def test_a_misspelt_variable_is_answered_with_the_one_that_is_like_it() -> None:
    with pytest.raises(SettingsRefused, match="BINHXET_WEB_WORKERS"):
        Settings.from_environment({"BINHXET_WEB_WORKER": "4"})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("/run/clamav/clamd.ctl", ScannerSettings(socket="/run/clamav/clamd.ctl")),
        ("127.0.0.1:3310", ScannerSettings(host="127.0.0.1", port=3310)),
        ("[::1]:3310", ScannerSettings(host="::1", port=3310)),
        ("", ScannerSettings()),
    ],
)
def test_where_the_scanner_is_asked_is_read(text: str, read: ScannerSettings) -> None:
    assert Settings.from_environment({"BINHXET_CLAMD": text}).scanner == read


def test_limits_that_are_not_told_are_the_shipped_ones() -> None:
    told = Settings.from_environment({"BINHXET_LIMITS": "uploads=30, searches=90"}).limits
    assert told == replace(Settings().limits, uploads=30, searches=90)


def test_what_a_process_tells_its_child_is_understood_by_the_child() -> None:
    told = Settings.from_environment({"BINHXET_PUBLIC_URL": "https://binhxet.example:8443/bx/"})
    again = Settings.from_environment(told.to_environment())
    assert again == told
    assert again.public_url == "https://binhxet.example:8443/bx"


def test_what_is_pointed_out_to_auditors_without_being_told_is_what_the_rules_have() -> None:
    told = Settings().signs
    assert Thresholds() == Thresholds(
        hasty=told.hasty, skew=told.skew, back_dated_days=told.back_dated_days, hours=told.hours
    )


def test_the_sample_of_thresholds_in_the_docs_is_read() -> None:
    book = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    sample = book.partition("```sh\nBINHXET_HASTY_SECONDS")[2].partition("```")[0]
    lines = f"BINHXET_HASTY_SECONDS{sample}".splitlines()
    told = dict(line.partition("#")[0].strip().split("=") for line in lines)
    read = Settings.from_environment(told)
    assert read.signs.hours == (time(7, 30), time(17, 0))
    assert replace(read.signs, hours=None) == Settings().signs


OPENID = {
    "BINHXET_OIDC_ISSUER": "https://sso.example/tinh",
    "BINHXET_OIDC_CLIENT": "binhxet",
    "BINHXET_OIDC_SECRET": "bi-mat-cua-cong",
}
LDAP = {
    "BINHXET_LDAP_URL": "ldaps://ldap.example",
    "BINHXET_LDAP_BASE": "dc=tinh",
    "BINHXET_LDAP_FILTER": "(uid={name})",
    "BINHXET_LDAP_BIND_DN": "cn=svc,dc=tinh",
    "BINHXET_LDAP_BIND_PASSWORD": "bi-mat-cua-thu-muc",
}


@pytest.mark.parametrize(
    ("told", "name", "text"),
    [
        (OPENID, "BINHXET_OIDC_ISSUER", "http://sso.example"),
        (OPENID, "BINHXET_OIDC_ISSUER", "https://a@sso.example"),
        (OPENID, "BINHXET_OIDC_ISSUER", ""),
        (OPENID, "BINHXET_OIDC_CLIENT", ""),
        (OPENID, "BINHXET_OIDC_SECRET", ""),
        (OPENID, "BINHXET_OIDC_CLAIM", "hai từ"),
        (OPENID, "BINHXET_OIDC_NAME", "x" * 61),
        (LDAP, "BINHXET_LDAP_URL", "http://ldap.example"),
        (LDAP, "BINHXET_LDAP_URL", "ldaps://ldap.example:99999"),
        (LDAP, "BINHXET_LDAP_URL", ""),
        (LDAP, "BINHXET_LDAP_FILTER", "(uid=x)"),
        (LDAP, "BINHXET_LDAP_FILTER", "(uid={name}"),
        (LDAP, "BINHXET_LDAP_FILTER", "(|(uid={name})(cn={name}))"),
        (LDAP, "BINHXET_LDAP_BIND_PASSWORD", ""),
        (LDAP, "BINHXET_LDAP_PERSON_DN", "uid={name},dc=tinh"),
        (LDAP, "BINHXET_LDAP_CA", "/khong/co"),
        (LDAP, "BINHXET_LDAP_FACTOR", "yes"),
        ({}, "BINHXET_LOCAL_ACCOUNTS", "0"),
        (LDAP, "BINHXET_LOCAL_ACCOUNTS", "no"),
    ],
)
def test_what_is_told_of_directories_is_refused_by_its_name(
    told: dict[str, str], name: str, text: str
) -> None:
    with pytest.raises(SettingsRefused, match=name) as refused:
        Settings.from_environment({**told, name: text})
    assert "bi-mat" not in str(refused.value)


def test_directories_secrets_are_the_web_server_s_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (OPENID | LDAP).items():
        monkeypatch.setenv(name, text)
    settings = Settings.from_environment(OPENID | LDAP)
    assert "bi-mat" not in repr(settings)
    assert not (OPENID | LDAP).keys() & settings.to_environment().keys()
    assert (OPENID | LDAP).items() <= settings.to_web_environment().items()
