"""What every page may ask for: menu, who acts, language, theme, what this installation is."""

from flask import Flask, request

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.web.frame import erased_text
from server.web.frame.delegation_words import scope_words
from server.web.frame.navigation import menu
from server.web.proofs import at_provider, passkey_place, post_acted_in
from server.web.requests.addresses import here
from server.web.requests.identity import signed_in
from server.web.requests.installation import installation
from server.web.requests.theme import theme
from server.web.requests.transaction import now
from server.web.words.language import LANGUAGES, language


def install(app: Flask) -> None:
    """Give the page frame its values; they are functions, so an error page costs nothing."""
    app.jinja_env.globals.update(
        menu=menu,
        signed_in=signed_in,
        language=language,
        languages=LANGUAGES,
        theme=theme,
        installation=installation,
        now=now,
        demonstration_password=DEMONSTRATION_PASSWORD,
        here=here,
        posted=lambda: request.method == "POST",
        scope_words=scope_words,
        passkey_offered=passkey_place.offered,
        proof_offer=at_provider.offer,
        acts_in=post_acted_in.told,
    )
    app.jinja_env.finalize = erased_text.shown
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
