"""Persons of a website whose accounts are their own: no demonstration signs them in by a click."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import text

from server.config import DirectorySettings
from server.demo.load import OPENS
from server.domain.identity.directories import Directory, DirectoryAccount
from tests.e2e import roster
from tests.e2e.website import Website
from tests.worlds.accounts import HASH
from tests.worlds.web.outside import link

OFFICER, ADMINISTRATOR = roster.SCHOOL.officer, f"{roster.P}/quan-tri/administrator"
ADDED = """
WITH p AS (INSERT INTO person(id, login, name, province, password_hash, created_at)
  SELECT :id, :login, :name, 'bac-giang', :hash, min(created_at) FROM person RETURNING id)
INSERT INTO appointment(id, person_id, post_id, valid_from)
SELECT gen_random_uuid(), id, :post, '2024-01-01' FROM p
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """An account: who has it, and what they sign in by."""

    id: UUID
    login: str

    @property
    def name(self) -> str:
        return f"Holder {self.login}"

    @property
    def page(self) -> str:
        """The page that administrators have of them."""
        return f"/people/{self.id}"


def holder(site: Website, post: str = OFFICER, *, password: bool = True) -> Holder:
    """Add the account of somebody new, in a post; with the password of all, or with none yet."""
    made = Holder(uuid4(), f"holder-{uuid4().hex[:6]}")
    told = {"id": made.id, "login": made.login, "name": made.name, "post": post}
    with site.begin() as session:
        session.execute(text(ADDED), told | {"hash": HASH if password else None})
    return made


def linked(site: Website, person: Holder, directory: Directory, subject: str) -> Holder:
    """Link a person with an account of a directory, as two administrators do."""
    with site.begin() as session:
        issuer = DirectorySettings.read(site.told).issuers[directory]
        link(session, person.id, DirectoryAccount(directory, issuer, subject), now=OPENS)
    return person


def changed(site: Website, statement: str, **told: object) -> None:
    """Let what a test cannot wait for be so: that time has passed, that somebody was ended."""
    with site.begin() as session:
        session.execute(text(statement), told)
