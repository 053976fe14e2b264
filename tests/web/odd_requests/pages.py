"""What the pages offer: their forms and the queries of their links, as a browser finds them."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml import etree, html
from werkzeug.test import TestResponse

from tests.web.access.asking import Asking
from tests.web.access.callers import GONE, NAMES

FORMS_KEPT = 60
"""Of a caller and route, so that a page of a hundred rows is not all there is."""


@dataclass(frozen=True)
class OfferedForm:
    """A form that posts, as one caller was shown it."""

    who: str
    action: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """All that was found, and the queries by path."""

    forms: tuple[OfferedForm, ...]
    queries: Mapping[str, tuple[str, ...]]


def offered(asking: Asking) -> Offered:
    """Ask every page for everybody, and read it."""
    forms: dict[tuple[str, str], list[OfferedForm]] = {}
    queries: dict[str, set[str]] = {}
    for who in NAMES:
        for rule in asking.routes("GET"):
            with closing(asking.ask(who, rule)) as answer:
                if who in GONE and answer.status_code != 200:
                    continue
                for form in _forms(who, answer, queries):
                    forms.setdefault((who, form.action), []).append(form)
    kept = [form for found in forms.values() for form in found[:FORMS_KEPT]]
    return Offered(tuple(kept), {path: tuple(sorted(names)) for path, names in queries.items()})


def _forms(who: str, answer: TestResponse, queries: dict[str, set[str]]) -> Iterator[OfferedForm]:
    if not (answer.content_type or "").startswith("text/html") or not answer.data:
        return
    page, here = html.document_fromstring(answer.text), answer.request.path
    for link in page.iter("a"):
        parts = urlsplit(link.get("href") or "")
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        queries.setdefault(parts.path or here, set()).update(names)
    for form in page.iter("form"):
        action = urlsplit(form.get("action") or here).path or here
        if (form.get("method") or "").upper() == "POST":
            yield OfferedForm(who, action, tuple(_fields(form)), tuple(_files(form)))
        else:
            queries.setdefault(action, set()).update(name for name, _ in _fields(form))


def _fields(form: etree._Element) -> Iterator[tuple[str, str]]:
    for field in form.iter("input", "select", "textarea", "button"):
        if (name := field.get("name")) and field.get("type") != "file":
            options = [each.get("value") for each in field.iter("option")]
            told = options[-1] if options else field.get("value") or field.text
            yield name, told or ""


def _files(form: etree._Element) -> Iterator[str]:
    return (each.get("name", "") for each in form.iter("input") if each.get("type") == "file")
