"""What a person's page shows of accounts of directories, and which directories there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from server.domain.identity.directories import Directory
from server.store.identity import directory_links
from server.store.identity.directory_links import DirectoryLink
from server.web.names.content_names import VALUES
from server.web.requests.context import session
from server.web.requests.installation import installation


@dataclass(frozen=True, slots=True)
class OutsideAccounts:
    """A person's links that are in force, what directories are called, and those asked here."""

    links: Sequence[DirectoryLink]
    names: Mapping[Directory, object]
    ways: Mapping[Directory, str]
    issuers: Mapping[str, str]

    def signs_in(self, link: DirectoryLink) -> bool:
        """Tell whether who vouches for it is whom this installation asks."""
        return link.issuer is not None and self.issuers.get(link.directory) == link.issuer


def ways() -> Mapping[Directory, str]:
    """Name the directories that sign persons in here."""
    open_here = installation().settings.directories
    names = {Directory.OPENID: open_here.openid, Directory.LDAP: open_here.ldap}
    return {way: settings.name for way, settings in names.items() if settings is not None}


def issuers() -> Mapping[str, str]:
    """Name who vouches for accounts here, by the kind of directory."""
    return installation().settings.directories.issuers


def shown(person_id: UUID) -> OutsideAccounts:
    """Read what a person's page shows."""
    links = [each for each in directory_links.of_person(session(), person_id) if each.in_force]
    names = {way: VALUES["directory", way] for way in Directory}
    return OutsideAccounts(links, names, ways(), issuers())
