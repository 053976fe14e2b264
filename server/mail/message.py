"""A letter as the mail message that leaves: plain text, Vietnamese first, English beneath it."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from server.domain.texts.words import Words

RULE = "\n\n" + "-" * 20 + "\n\n"
LONGEST_SUBJECT = 200


class NoAddress(Exception):
    """This is no mail address; nothing can ever be sent there."""


def message(  # noqa: PLR0913 - a message, named part by part
    *, sender: str, address: str, subject: Words, body: Words, key: str, at: datetime
) -> EmailMessage:
    """Write a message; the same key gives the same Message-ID. Raises NoAddress."""
    made = EmailMessage(policy=SMTP)
    made["From"] = checked(sender)
    made["To"] = checked(address)
    made["Subject"] = " ".join(subject.vi.split())[:LONGEST_SUBJECT]
    made["Date"] = at
    digest = hashlib.sha256(f"{key}\n{address}".encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{digest}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    parts = [body.vi] + ([f"{subject.en}\n\n{body.en}"] if body.en else [])
    made.set_content(RULE.join(parts) + "\n", cte="base64")
    return made


def checked(text: str) -> Address:
    """Read a plain mail address; raises NoAddress."""
    try:
        found = Address(addr_spec=text.strip())
    except Exception as problem:
        raise NoAddress(text) from problem
    if not found.domain or not text.isascii() or any(sign in text for sign in "\r\n"):
        raise NoAddress(text)
    return found
