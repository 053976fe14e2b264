"""What every page may ask for: the menu, who acts, the languages, and what this installation is."""

from flask import Flask

from server.domain.people import DEMONSTRATION_PASSWORD
from server.web.addresses import here
from server.web.delegation_words import scope_words
from server.web.identity import signed_in
from server.web.installation import installation
from server.web.language import LANGUAGES, language
from server.web.navigation import menu
from server.web.transaction import now


def install(app: Flask) -> None:
    """Give the page frame its values; they are functions, so an error page costs nothing."""
    app.jinja_env.globals.update(
        menu=menu,
        signed_in=signed_in,
        language=language,
        languages=LANGUAGES,
        installation=installation,
        now=now,
        demonstration_password=DEMONSTRATION_PASSWORD,
        here=here,
        scope_words=scope_words,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
