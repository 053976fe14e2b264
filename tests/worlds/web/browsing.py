"""A page as a person uses it: fields by what they are called, buttons by what they say."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

PDF = b"%PDF-1.4 x"
PARSER = etree.HTMLParser(encoding="utf-8")


def said(node: etree._Element) -> str:
    """Give what an element says, as it is read."""
    return " ".join("".join(map(str, node.itertext())).split())


@dataclass(slots=True)
class Browser:
    """A signed-in client on a page; what it posts is what the page's form holds."""

    client: FlaskClient
    address: str = ""
    page: etree._Element = field(init=False)

    def go(self, address: str) -> "Browser":
        """Open a page."""
        return self._on(self.client.get(address, follow_redirects=True))

    def follow(self, link: str) -> "Browser":
        """Open what a link says."""
        (address,) = {each.get("href", "") for each in self.page.iter("a") if said(each) == link}
        return self.go(address)

    def press(self, button: str, typed: Mapping[str, str]) -> "Browser":
        """Press a button of the page's own part, with what is typed into its form before."""
        found = self._button(button)
        form = next(found.iterancestors("form"))
        fields: dict[str, object] = dict(_held(form))
        for name, value in typed.items():
            fields |= _typed(form, name, value)
        if named := found.get("name"):
            fields[named] = found.get("value", "")
        address = found.get("formaction") or form.get("action") or self.address
        return self._on(self.client.post(address, data=fields, follow_redirects=True))

    def reads(self, text: str) -> bool:
        """Tell whether the page says something."""
        return text in said(self.page)

    def _button(self, words: str) -> etree._Element:
        main = next(self.page.iter("main"))
        found = [each for each in main.iter("button") if said(each) == words]
        assert found, (words, said(main)[:2000])
        return found[0]

    def _on(self, answer: TestResponse) -> "Browser":
        assert answer.status_code == 200, (answer.status_code, answer.text[-3000:])
        self.address = answer.request.path
        self.page = etree.fromstring(answer.data, PARSER)
        return self


def _held(form: etree._Element) -> Iterator[tuple[str, str]]:
    """Give what a form's fields hold, as a browser sends it."""
    for control in form.iter("input", "textarea", "select"):
        name, kind = control.get("name"), control.get("type", "")
        ticked = kind not in {"radio", "checkbox"} or control.get("checked") is not None
        if name is None or kind == "file" or not ticked:
            continue
        if control.tag == "textarea":
            yield name, (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            yield from ((name, each.get("value", "")) for each in _selected(control))
        else:
            yield name, control.get("value", "on" if kind else "")


def _selected(control: etree._Element) -> list[etree._Element]:
    return [each for each in control.iter("option") if each.get("selected") is not None]


def _typed(form: etree._Element, name: str, value: str) -> dict[str, object]:
    """Fill in the field of a name: a line or box, one of several, or a file."""
    for legend in form.iter("legend"):
        if said(legend) == name:
            return _chosen(legend, value)
    controls = {each.get("id"): each for each in form.iter("input", "textarea")}
    for label in form.iter("label"):
        if said(label) == f"Chọn tệp cho {name}":
            return {next(label.iter("input")).get("name", ""): (io.BytesIO(PDF), value)}
        if said(label) == name:
            return {controls[label.get("for")].get("name", ""): value}
    raise AssertionError((name, [said(each) for each in form.iter("label", "legend")]))


def _chosen(legend: etree._Element, value: str) -> dict[str, object]:
    for label in next(legend.iterancestors("fieldset")).iter("label"):
        if said(label) == value:
            control = next(label.iter("input"))
            return {control.get("name", ""): control.get("value", "")}
    raise AssertionError((said(legend), value))
