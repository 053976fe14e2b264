"""Letters leave by TLS to the mail server whose certificate is the one that is meant, only."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from server.mail.relay import relay_of
from server.mail.smtp import NotSent, deliver
from tests.connections.authority import Authority
from tests.jobs.post_office import PostOffice

SENDER = "binhxet@example.invalid"
BY_TLS = pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Answer the authority the installation trusts."""
    return Authority(tmp_path_factory.mktemp("own"), "own")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Answer an authority it does not trust."""
    return Authority(tmp_path_factory.mktemp("other"), "other")


@contextmanager
def office(scheme: str, authority: Authority, host: str) -> Iterator[PostOffice]:
    """Open a mail server that shows a certificate."""
    shown = authority.sign(host)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(shown.certificate, shown.key)
    opened = PostOffice(tls=context, at_once=scheme == "smtps").open()
    try:
        yield opened
    finally:
        opened.close()


def send(scheme: str, opened: PostOffice, roots: Path | None) -> None:
    relay = relay_of(f"{scheme}://localhost:{opened.port}", sender=SENDER, roots=roots)
    assert relay is not None
    letter = EmailMessage()
    letter["To"], letter["Subject"] = "can-bo@example.invalid", "Nhắc việc"
    letter.set_content("Việc của đơn vị còn ba ngày.")
    deliver(relay, letter, handing_over=lambda: True)


@BY_TLS
def test_a_letter_leaves_to_the_server_that_is_meant(scheme: str, own: Authority) -> None:
    with office(scheme, own, "localhost") as opened:
        send(scheme, opened, own.roots)
        assert [recipient for recipient, _ in opened.taken] == ["can-bo@example.invalid"]


@BY_TLS
def test_no_letter_leaves_to_who_shows_a_certificate_nobody_vouches_for(
    scheme: str, own: Authority, other: Authority
) -> None:
    with office(scheme, other, "localhost") as opened:
        for roots in (own.roots, None):
            with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
                send(scheme, opened, roots)
        assert opened.taken == []


@BY_TLS
def test_no_letter_leaves_to_who_shows_another_servers_certificate(
    scheme: str, own: Authority
) -> None:
    with office(scheme, own, "else.example") as opened:
        with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
            send(scheme, opened, own.roots)
        assert opened.taken == []


def test_who_offers_no_tls_where_it_is_asked_for_gets_nothing(own: Authority) -> None:
    opened = PostOffice().open()
    try:
        with pytest.raises(NotSent, match="STARTTLS"):
            send("smtp+starttls", opened, own.roots)
        assert opened.taken == []
    finally:
        opened.close()
