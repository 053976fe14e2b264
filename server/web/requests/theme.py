"""The theme of the pages on this browser: light, dark, or as the machine is set."""

from flask import Response, request

COOKIE = "theme"
AUTO = "auto"
THEMES = (AUTO, "light", "dark")
YEAR = 365 * 24 * 3600


def theme() -> str:
    """Return the theme of this request: `auto`, `light` or `dark`."""
    wanted = request.cookies.get(COOKIE, AUTO)
    return wanted if wanted in THEMES else AUTO


def keep(response: Response, chosen: str, *, secure: bool) -> None:
    """Remember the choice in a cookie for a year; an unknown theme changes nothing."""
    if chosen in THEMES:
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
        )
