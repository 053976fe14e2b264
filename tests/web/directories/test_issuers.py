"""A link names who vouches for the account: an equal name at another directory signs nobody in."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.directories import bind_links
from server.cli import main
from server.config import DirectorySettings
from server.domain.identity.directories import Directory, DirectoryAccount
from server.store.invariants import people
from tests.web.directories.test_ldap import typed
from tests.web.directories.test_links import proposed
from tests.worlds.accounts import FIRST, HEAD, OFFICER, Accounts
from tests.worlds.directories.slapd import BASE, Slapd
from tests.worlds.province import NOW
from tests.worlds.web.outside import link, linked, told, tries
from tests.worlds.web.phone import ACCOUNT
from tests.worlds.web.posting import send
from tests.worlds.web.proving import BY_PROVIDER, SETTING_UP, AskedAnew, begun, run

BREACH = "P6 account of a directory linked otherwise than told"
ISSUERS = "SELECT issuer FROM directory_link ORDER BY directory, id"


def issuer(office: Accounts) -> str:
    """Answer who vouches for accounts of the directory that is asked."""
    settings = office.app.extensions["binhxet"].settings
    return str(settings.directories.issuers["ldap"])


def issuers(office: Accounts) -> list[str | None]:
    with office.world.engine.connect() as connection:
        return list(connection.execute(text(ISSUERS)).scalars())


def breaches(office: Accounts) -> list[str]:
    with Session(office.world.engine) as session:
        found = session.execute(text(people.BREACHES[BREACH]), {"ruined": []})
        return [str(each) for each in found.scalars()]


def linked_before(office: Accounts, login: str, directory: Directory, subject: str) -> None:
    """Link somebody as releases did that wrote no issuer."""
    account = DirectoryAccount(directory, None, subject)  # type: ignore[arg-type]
    with Session(office.world.engine) as session:
        link(session, office.world.people[login], account, now=NOW)
        session.commit()


def started(office: Accounts, issuers: dict[str, str]) -> int:
    """Bind what is unbound, as the first start does."""
    with Session(office.world.engine) as session:
        bound = bind_links.bind_unbound(session, issuers, now=NOW)
        session.commit()
        return bound


def test_an_equal_name_at_another_directory_signs_nobody_in(
    at_directory: Accounts, directory: Slapd
) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    told(at_directory.app, directory.told | {"BINHXET_LDAP_BASE": "dc=tinh"})
    assert typed(at_directory).status_code in {403, 422}
    told(at_directory.app, directory.told | {"BINHXET_LDAP_CLAIM": "sn"})
    assert typed(at_directory).status_code == 403
    page = at_directory.administrator(FIRST).get(at_directory.page(HEAD)).text
    assert "Không đăng nhập được" in page
    told(at_directory.app, directory.told)
    assert typed(at_directory).status_code == 303
    page = at_directory.administrator(FIRST).get(at_directory.page(HEAD)).text
    assert "Không đăng nhập được" not in page
    assert issuer(at_directory) in page


def test_the_same_directory_is_asked_by_another_port_or_way(directory: Slapd) -> None:
    plain = directory.told | directory.reached(scheme="ldap")
    named = DirectorySettings.read(plain).issuers, DirectorySettings.read(directory.told).issuers
    assert named[0] == named[1] == {"ldap": f"ldap://localhost/{BASE}?employeeNumber"}


@pytest.mark.parametrize(
    ("claim", "named"),
    [("sub", "https://sso.example/r"), ("email", "https://sso.example/r#email")],
)
def test_a_provider_is_named_by_its_issuer_and_another_claim(claim: str, named: str) -> None:
    variables = {
        "BINHXET_OIDC_ISSUER": "https://sso.example/r",
        "BINHXET_OIDC_CLIENT": "c",
        "BINHXET_OIDC_SECRET": "s",
        "BINHXET_OIDC_CLAIM": claim,
    }
    assert DirectorySettings.read(variables).issuers == {"openid": named}


def test_where_entries_stand_is_read_of_the_name_of_a_person(directory: Slapd) -> None:
    reached = directory.reached() | {"BINHXET_LDAP_PERSON_DN": "uid={name}, OU=People, dc=Tinh"}
    assert DirectorySettings.read(reached).issuers == {
        "ldap": "ldap://localhost/ou=people,dc=tinh?employeeNumber"
    }


def test_an_account_of_another_provider_proves_no_act(anew: AskedAnew) -> None:
    client = anew.head()
    assert begun(client)
    run(anew.office, "UPDATE directory_link SET issuer = 'https://other.example'")
    assert "_proof" not in client.get(ACCOUNT).text
    assert send(client, SETTING_UP, BY_PROVIDER, at=ACCOUNT).status_code != 303


def test_links_of_before_are_bound_once_to_who_is_configured(at_directory: Accounts) -> None:
    linked_before(at_directory, HEAD, Directory.LDAP, "NV-1")
    linked_before(at_directory, OFFICER, Directory.OPENID, "nv-2")
    assert breaches(at_directory) == []
    assert typed(at_directory).status_code == 403
    named = issuer(at_directory)
    assert started(at_directory, {"ldap": named}) == 2
    assert issuers(at_directory) == [named, ""]  # no provider was configured: none gets them
    assert started(at_directory, {"ldap": "x", "openid": "x"}) == 0
    assert typed(at_directory).status_code == 303
    assert breaches(at_directory) == []


def test_an_unbound_account_is_not_linked_with_another_person(at_directory: Accounts) -> None:
    linked_before(at_directory, OFFICER, Directory.LDAP, "NV-1")
    assert proposed(at_directory, HEAD, "NV-1").status_code == 409


def test_a_link_that_names_another_issuer_than_told_is_a_breach(at_directory: Accounts) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    assert breaches(at_directory) == []
    run(at_directory, "UPDATE directory_link SET issuer = 'https://other.example'")
    assert len(set(breaches(at_directory))) == 1


def test_the_operator_moves_links_to_the_new_address_of_the_same_accounts(
    at_directory: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    former = issuer(at_directory)
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    linked(at_directory, OFFICER, Directory.LDAP, "NV-2")
    url = at_directory.world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    bind = ["person", "bind-directory-links", "ldap", "--from", former]
    assert main(bind) == 1
    assert "--issuer" in capsys.readouterr().err
    assert main([*bind, "--issuer", "ldap://new.example/dc=tinh?uid"]) == 0
    assert issuers(at_directory) == ["ldap://new.example/dc=tinh?uid"] * 2
    assert typed(at_directory).status_code == 403
    assert breaches(at_directory) == []
    linked(at_directory, FIRST, Directory.LDAP, "NV-1")
    back = ["person", "bind-directory-links", "ldap", "--issuer", former]
    assert main([*back, "--from", "ldap://new.example/dc=tinh?uid"]) == 0
    assert "left" in capsys.readouterr().out  # NV-1 is another's by now
    assert sorted(map(str, issuers(at_directory))) == [
        former,
        former,
        "ldap://new.example/dc=tinh?uid",
    ]
    assert breaches(at_directory) == []
    assert tries(at_directory) == ["unlinked"]


def test_an_issuer_that_is_none_or_that_no_link_names_is_told_to_the_operator(
    at_directory: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    url = at_directory.world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    bind = ["person", "bind-directory-links", "ldap", "--from", "ldap://typed/wrong"]
    assert main([*bind, "--issuer", "new.example"]) == 1
    assert "ldap://HOST/BASE?CLAIM" in capsys.readouterr().err
    assert main([*bind, "--issuer", "ldap://new.example/dc=tinh?uid"]) == 1
    assert issuer(at_directory) in capsys.readouterr().err, "the issuers that there are"
    assert main(["person", "link-directory", FIRST, "openid", "s", "--issuer", "ldap://a/b?c"]) == 1
    assert "https://…" in capsys.readouterr().err
