"""The theme of the pages on this browser: light, dark, or as the machine is set."""

from datetime import timedelta

from flask import Response

from server.web import cookies

COOKIE = "theme"
AUTO = "auto"
THEMES = (AUTO, "light", "dark")
YEAR = timedelta(days=365)


def theme() -> str:
    """Return the theme of this request: `auto`, `light` or `dark`."""
    wanted = cookies.sent(COOKIE)
    return wanted if wanted in THEMES else AUTO


def keep(response: Response, chosen: str) -> None:
    """Remember the choice in a cookie for a year; an unknown theme changes nothing."""
    if chosen in THEMES:
        cookies.keep(response, COOKIE, chosen, age=YEAR)
