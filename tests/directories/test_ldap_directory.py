"""Whether a password is a person's, asked of a real directory."""

import os
import signal
import socket
import time
from collections.abc import Mapping
from typing import Any

import ldap3
import pytest

from server.config import DirectorySettings
from server.directories import ldap_directory
from server.directories.ldap_directory import LdapDirectory, LdapEntry, filter_value
from server.domain.identity.directories import DirectorySilent
from tests.worlds.directories.slapd import BASE, PEOPLE, Slapd

WRONG = "không phải"
A, PASSWORD = "nguyen.van.a", PEOPLE["nguyen.van.a"]


def directory(told: Mapping[str, str], **other: str) -> LdapDirectory:
    settings = DirectorySettings.read({**told, **other}).ldap
    assert settings is not None
    return LdapDirectory(settings, patience=2)


def signed_in(asked: LdapDirectory, name: str, password: str) -> LdapEntry | None:
    return asked.proven(asked.find(name), password)


@pytest.mark.parametrize("scheme", ["ldaps", "ldap"])
def test_a_right_password_names_the_account_and_a_wrong_one_nobody(
    ldap: Slapd, scheme: str
) -> None:
    asked = directory({**ldap.told, **ldap.reached(scheme=scheme)})
    found = signed_in(asked, A, PASSWORD)
    assert found is not None
    assert found.subject == "NV-1"
    assert signed_in(asked, A, WRONG) is None
    assert signed_in(asked, "o*(dd)\\", PEOPLE["o*(dd)\\"]) is not None


@pytest.mark.parametrize(
    "name",
    [
        *("", "*", "nguyen*", "x)(uid=*", "*)(|(uid=*))", "nguyen.van.a)(objectClass=*"),
        *("ngu\\79en.van.a", "nguyen.van.a\0", "ai-do", "x" * 300),
    ],
)
def test_what_is_no_name_finds_nobody(ldap: Slapd, name: str) -> None:
    asked = directory(ldap.told)
    assert asked.find(name) is None
    assert asked.proven(None, PASSWORD) is None


def test_an_empty_password_is_asked_of_nobody(ldap: Slapd) -> None:
    """It would be an anonymous bind, which many directories answer with success."""
    asked = directory(ldap.told)
    entry = asked.find(A)
    os.kill(ldap.server.pid, signal.SIGSTOP)
    try:
        assert asked.proven(entry, "") is None
    finally:
        os.kill(ldap.server.pid, signal.SIGCONT)


def test_a_name_that_is_not_there_takes_as_long_as_a_wrong_password(
    ldap: Slapd, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound: list[str] = []
    real = ldap3.Connection

    def watched(*args: Any, **words: Any) -> ldap3.Connection:  # noqa: ANN401 - as they come
        bound.append(words["user"])
        return real(*args, **words)

    monkeypatch.setattr(ldap3, "Connection", watched)
    asked = directory(ldap.told)
    for name in (A, "ai-do"):
        begun = time.monotonic()
        assert signed_in(asked, name, WRONG) is None
        assert time.monotonic() - begun >= ldap_directory.SOONEST
    assert len(bound) == 4  # each a search and a bind
    assert bound[3].startswith("cn=nobody-")


def test_without_a_service_account_the_entry_is_where_the_name_says(ldap: Slapd) -> None:
    told = ldap.reached() | {"BINHXET_LDAP_PERSON_DN": f"uid={{name}},ou=people,{BASE}"}
    asked = directory(told)
    found = signed_in(asked, "Nguyen.Van.A", PASSWORD)
    assert found is not None
    assert found.subject == "NV-1"
    assert signed_in(asked, A, WRONG) is None
    assert signed_in(asked, "ai-do", PASSWORD) is None
    for odd in ("nguyen.van.a,ou=people", "o*(dd)\\", "a b", ""):
        assert asked.find(odd) is None


def test_another_authority_s_certificate_or_another_host_s_is_refused(ldap: Slapd) -> None:
    others = directory(ldap.told, BINHXET_LDAP_CA="/etc/ssl/certs/ca-certificates.crt")
    by_number = directory(ldap.told, BINHXET_LDAP_URL=f"ldaps://127.0.0.1:{ldap.tls_port}")
    started = directory(ldap.told, BINHXET_LDAP_URL=f"ldap://127.0.0.1:{ldap.port}")
    for asked in (others, by_number, started):
        with pytest.raises(DirectorySilent):
            asked.find(A)


def test_a_referral_is_not_followed(ldap: Slapd) -> None:
    asked = directory(ldap.told, BINHXET_LDAP_BASE=f"ou=far,{BASE}")
    begun = time.monotonic()
    assert asked.find(A) is None
    assert time.monotonic() - begun < 2  # 192.0.2.1 answers nobody


def test_a_wrong_service_password_is_a_silent_directory_and_no_wrong_name(ldap: Slapd) -> None:
    asked = directory(ldap.told, BINHXET_LDAP_BIND_PASSWORD=WRONG)
    with pytest.raises(DirectorySilent):
        asked.find(A)


@pytest.mark.parametrize("scheme", ["ldaps", "ldap"])
def test_a_server_that_takes_connections_and_says_nothing_is_given_up(
    ldap: Slapd, scheme: str
) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen(5)
        port = mute.getsockname()[1]
        asked = directory(ldap.told, BINHXET_LDAP_URL=f"{scheme}://localhost:{port}")
        begun = time.monotonic()
        with pytest.raises(DirectorySilent):
            asked.find(A)
        assert time.monotonic() - begun < 20


def test_a_directory_that_is_away_is_silent(ldap: Slapd) -> None:
    asked = directory(ldap.told, BINHXET_LDAP_URL="ldaps://localhost:1")
    with pytest.raises(DirectorySilent):
        asked.find(A)


@pytest.mark.parametrize("scheme", ["ldaps", "ldap"])
def test_a_directory_that_said_nothing_is_not_asked_again_at_once(ldap: Slapd, scheme: str) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen(5)
        port = mute.getsockname()[1]
        asked = directory(ldap.told, BINHXET_LDAP_URL=f"{scheme}://localhost:{port}")
        for most in (20, 1, 1):
            begun = time.monotonic()
            with pytest.raises(DirectorySilent):
                asked.find(A)
            assert time.monotonic() - begun < most


def test_an_account_that_is_linked_is_found_by_what_it_is_linked_by(ldap: Slapd) -> None:
    asked = directory(ldap.told)
    found = asked.entry_of("NV-1", login="ai-do")
    assert found is not None
    assert (found.subject, found.dn) == ("NV-1", f"uid={A},ou=people,{BASE}")
    for odd in ("NV-*", "*", "NV-1)(uid=*", "NV-9", "x)(|(uid=*)"):
        assert asked.entry_of(odd, login=A) is None
    barred = directory(ldap.told, BINHXET_LDAP_FILTER="(&(uid={name})(sn=tran*))")
    assert barred.entry_of("NV-1", login=A) is None
    assert barred.entry_of("NV-2", login=A) is not None


def test_active_directory_is_asked_for_the_bytes_of_its_ids() -> None:
    wanted = r"\33\22\11\00\55\44\77\66\88\99\aa\bb\cc\dd\ee\ff"
    assert filter_value("objectGUID", "00112233-4455-6677-8899-aabbccddeeff") == wanted
    assert filter_value("objectGUID", "*") == ""
    assert filter_value("uid", "a*b") == r"a\2ab"
