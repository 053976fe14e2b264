"""Cookies of this browser: where they are `Secure`, no other host can set or see them.

`__Host-` has the browser hold to that (RFC 6265bis, 4.1.3.2), which over plain HTTP takes none.
"""

from datetime import timedelta

from flask import Response, current_app, request

SECURE = "SESSION_COOKIE_SECURE"
"""Flask's own setting says for all of our cookies whether they need TLS."""


def full_name(name: str, *, secure: bool) -> str:
    """Name a cookie of ours as the browser is given it."""
    return f"__Host-{name}" if secure else name


def sent(name: str) -> str | None:
    """Return what the browser has under a name of ours."""
    return request.cookies.get(full_name(name, secure=current_app.config[SECURE]))


def drop(response: Response, name: str) -> None:
    """Have the browser forget what it keeps under a name of ours."""
    secure = current_app.config[SECURE]
    response.delete_cookie(
        full_name(name, secure=secure), secure=secure, httponly=True, samesite="Lax"
    )


def keep(response: Response, name: str, value: str, *, age: timedelta) -> None:
    """Have the browser keep a value that no script reads and no foreign form sends along."""
    secure = current_app.config[SECURE]
    response.set_cookie(
        full_name(name, secure=secure),
        value,
        max_age=age,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
