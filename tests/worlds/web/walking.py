"""Going from page to page by what each links to, as one reader."""

import html
import re
from collections.abc import Iterator, Sequence

from flask.testing import FlaskClient

PAGE = re.compile(r'href="(/(?:tasks|cases|blocs|registers|board|mailbox)\b[^"#]*)')
LINKS_ON = re.compile(r"/(?:tasks|cases|blocs)/[^/?]+(?:\?tab=\w+)?$")
"""Pages that are read for the links on them; of the others it is enough that they open."""
NO_PAGES = ("/export", ".csv", ".xml", ".zip", "/files/")
LISTS = (
    "/tasks", "/tasks?scope=unit", "/tasks?scope=done", "/cases", "/blocs", "/cases/new",
    "/mailbox", "/registers", "/delegations", "/account", "/board",
)  # fmt: skip


def links(page: str) -> Iterator[str]:
    """Give the addresses of pages that a page links to."""
    for found in PAGE.findall(page):
        address = html.unescape(found)
        if not any(part in address for part in NO_PAGES):
            yield address


def dead_ends(client: FlaskClient, begin: Sequence[str] = LISTS, *, most: int) -> dict[str, str]:
    """Open what is linked to, at most so many pages; answer what did not open, and from where."""
    waiting = [(address, "") for address in begin]
    seen, closed = set(begin), {}
    while waiting:
        address, source = waiting.pop(0)
        answer = client.get(address, follow_redirects=True)
        if answer.status_code != 200 and source:
            closed[address] = f"{answer.status_code} from {source}"
        if answer.status_code != 200 or not (address in begin or LINKS_ON.match(address)):
            continue
        for found in links(answer.text):
            if found not in seen and len(seen) < most:
                seen.add(found)
                waiting.append((found, address))
    return closed
