"""An office one of whose heads signs in by directories, and another is proposed to."""

from datetime import timedelta
from uuid import UUID

from server.actions.directories import link_account, prove_anew
from server.actions.directories.prove_anew import BegunProof
from server.actions.identity import let_in
from server.actions.people import confirm_account
from server.directories.openid_provider import BegunSignIn
from server.domain.identity.directories import Directory, DirectoryAccount
from server.domain.identity.sign_ins import TryOrigin
from server.domain.people.actors import Actor
from server.store.identity import directory_links, provider_sessions
from server.store.identity.web_sessions import hashed
from server.store.people import account_proposals
from tests.worlds.year import PRESS, SCHOOL, Year

ORIGIN = TryOrigin(address="192.0.2.1", browser="", tokens=(), key=b"of-a-test")


def link_accounts(year: Year, first: Actor, second: Actor) -> None:
    """Propose two links and confirm one, by which a provider then begins a session."""
    for post, confirmed in ((f"{PRESS}/head", True), (f"{SCHOOL}/head", False)):
        person = year.holder(post).person_id
        with year.begin() as session:
            account = DirectoryAccount(Directory.OPENID, "https://sso.example", f"nv/{post}")
            link_account.propose(session, person, account, actor=first, now=year.tick())
            rows = account_proposals.of_person(session, person)
        asked = next(row.id for row in rows if row.kind == "directory")
        if confirmed:
            with year.begin() as session:
                now = year.tick()
                confirm_account.confirm(session, asked, mails=False, actor=second, now=now)
    with year.begin() as session:
        person, now = year.holder(f"{PRESS}/head").person_id, year.tick()
        token = let_in.start(session, person, ORIGIN, post_id=None, now=now)
        provider_sessions.keep(session, hashed(token), subject_hash="x", id_token=b"x")
        link = directory_links.of_person(session, person)[0].id
        prove_anew.begin(session, _begun(hashed(token), link), at=now)
        engine = session.get_bind().engine
    provider_sessions.spend(engine, "x", until=now + timedelta(minutes=20), at=now)


def _begun(session_hash: str, link_id: UUID) -> BegunProof:
    return BegunProof(
        session_hash=session_hash,
        purpose="/account/authenticator",
        link_id=link_id,
        begun=BegunSignIn.new(),
        sealed=b"x",
    )
