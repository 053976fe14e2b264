"""What every answer tells the browser to forbid: foreign code, frames, guessing, keeping."""

from http import HTTPStatus

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "style-src-attr 'none'; "
    "img-src 'self' data:; "
    "font-src 'self' data:; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
CACHED = frozenset({"static", "log.tile"})
"""What never changes under its address; everything else is kept by nobody."""
YEAR = 365 * 24 * 3600


def install(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer; HSTS only where the pages are served by https."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        for name, value in ALWAYS.items():
            response.headers[name] = value
        if "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint not in CACHED or response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers["Cache-Control"] = "no-store"
        return response
