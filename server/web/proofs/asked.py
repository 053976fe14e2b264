"""The directories that this process asks: made of the settings once, and kept."""

from datetime import datetime, timedelta
from functools import lru_cache

from server.config import LdapSettings, OpenIdSettings, clock
from server.directories.ldap_directory import LdapDirectory
from server.directories.openid_provider import OpenIdProvider
from server.domain.identity.directories import NoSuchWay
from server.web.requests.installation import installation

ANSWER = "/sign-in/provider/answer"


def provider() -> OpenIdProvider:
    """Return the OpenID provider; raises NoSuchWay where there is none."""
    settings = installation().settings
    if settings.directories.openid is None:
        raise NoSuchWay
    return _provider(settings.directories.openid, settings.address)


def ldap() -> LdapDirectory:
    """Return the LDAP directory; raises NoSuchWay where there is none."""
    settings = installation().settings.directories.ldap
    if settings is None:
        raise NoSuchWay
    return _ldap(settings)


def real_time() -> datetime:
    """Return the time as providers have it: a demonstration's clock moves none of theirs."""
    return clock(timedelta())()


@lru_cache(maxsize=4)
def _provider(settings: OpenIdSettings, address: str) -> OpenIdProvider:
    return OpenIdProvider(settings, answer_to=address + ANSWER)


@lru_cache(maxsize=4)
def _ldap(settings: LdapSettings) -> LdapDirectory:
    return LdapDirectory(settings)
