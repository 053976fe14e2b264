"""What stands on the printouts of a case, as each post's holder may have them."""

import pypdfium2
from flask import Flask
from werkzeug.test import TestResponse

from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send


def printed(app: Flask, post: str, address: str) -> str:
    """Answer what stands on a printout, its lines joined; where there is none its refusal."""
    return _said(taken(app, post, address))


def linked(app: Flask, post: str, address: str) -> str:
    """Answer what stands on a letter that a link leads to, as `printed` does."""
    return _said(sign_in(app, post.partition("/")[2].replace("/", ".")).get(address))


def _said(answer: TestResponse) -> str:
    if answer.status_code != 200:
        return str(answer.status_code)
    assert answer.mimetype == "application/pdf"
    return words_of(answer.data)


def taken(app: Flask, post: str, address: str) -> TestResponse:
    """Take a printout out as the holder of a post."""
    return send(sign_in(app, post.partition("/")[2].replace("/", ".")), address, {})


def words_of(file: bytes) -> str:
    """Answer what stands on a PDF, its lines joined."""
    document = pypdfium2.PdfDocument(file)
    try:
        pages = [document.get_page(number) for number in range(len(document))]
        told = [each.get_textpage().get_text_bounded() for each in pages]
    finally:
        document.close()
    return " ".join(" ".join(told).split())
