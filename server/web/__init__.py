"""The pages. `create_app` ties the parts together; a new blueprint is one line in BLUEPRINTS."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.config import Settings
from server.store import engine_for
from server.web import cookies, process_pages
from server.web.administration import erasures, health, measured
from server.web.administration import pages as operations
from server.web.bloc_drafts import pages as bloc_drafts
from server.web.bloc_parts import routes as bloc_parts
from server.web.board import case_duties, letter, urging
from server.web.board import pages as board
from server.web.calendar import pages as calendar
from server.web.cases import pages as cases
from server.web.cases import tabs
from server.web.clock import pages as clock
from server.web.deployment import pages as deployment
from server.web.directories import ldap, provider, proving
from server.web.documents import pages as documents
from server.web.files import archive, scanning, viewing
from server.web.frame import formats, pages, rule_words
from server.web.help import glossary
from server.web.help import pages as help_pages
from server.web.history import audit, receipts
from server.web.home import pages as home
from server.web.identity import (
    account,
    choices,
    factors,
    passkeys,
    second_step,
    sign_in,
)
from server.web.inbox import bulk, saved
from server.web.inbox import pages as inbox
from server.web.limits import counting
from server.web.log import published as published_log
from server.web.mail import mailbox
from server.web.notices import pages as notices
from server.web.people import directory_links, session_ends
from server.web.people import pages as people_pages
from server.web.printouts import pages as printouts
from server.web.process_pages import ProcessPages
from server.web.refusals import refusals
from server.web.registers import pages as registers
from server.web.requests import (
    access,
    addresses,
    assets,
    form_marks,
    headers,
    identity,
    installation,
    request_log,
    shown_answers,
    transaction,
)
from server.web.requests.composed import ComposedFlask
from server.web.results import pages as results
from server.web.search import pages as search
from server.web.security_events import pages as security_events
from server.web.security_events import refused, whence
from server.web.sheets import case_tables, task_sheets
from server.web.tasks import (
    entrusting,
    files,
    life,
    remarks,
)
from server.web.tasks import (
    pages as tasks,
)
from server.web.wordings import pages as wordings
from server.web.words import language, templates
from server.web.working_days import pages as working_days
from server.web.years import pages as years

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.blueprint,
    sign_in.blueprint,
    second_step.blueprint,
    provider.blueprint,
    proving.blueprint,
    ldap.blueprint,
    choices.blueprint,
    home.blueprint,
    inbox.blueprint,
    bulk.blueprint,
    saved.blueprint,
    tasks.blueprint,
    files.blueprint,
    task_sheets.blueprint,
    viewing.blueprint,
    archive.blueprint,
    life.blueprint,
    entrusting.blueprint,
    remarks.blueprint,
    cases.blueprint,
    printouts.blueprint,
    case_tables.blueprint,
    results.blueprint,
    board.blueprint,
    urging.blueprint,
    letter.blueprint,
    calendar.blueprint,
    registers.blueprint,
    documents.blueprint,
    search.blueprint,
    years.blueprint,
    audit.blueprint,
    security_events.blueprint,
    people_pages.blueprint,
    directory_links.blueprint,
    session_ends.blueprint,
    mailbox.blueprint,
    notices.blueprint,
    help_pages.blueprint,
    account.blueprint,
    factors.blueprint,
    passkeys.blueprint,
    operations.blueprint,
    deployment.blueprint,
    published_log.blueprint,
    erasures.blueprint,
    receipts.blueprint,
    working_days.blueprint,
    clock.blueprint,
    bloc_parts.blueprint,
    bloc_drafts.blueprint,
    wordings.blueprint,
)
LARGEST_REQUEST = 21 * 1024 * 1024  # a file of 20 MB and the fields around it
LARGEST_FIELDS = 2 * 1024 * 1024
MOST_FIELDS = 10_000


def create_app(settings: Settings, processes: Sequence[ProcessPages], *, compiled: Path) -> Flask:
    """Build the web application; refuses to start where a page has no access rule.

    `processes` are the pages of processes that have any of their own; the folder `compiled` keeps
    their templates as they were compiled.
    """
    app = ComposedFlask(__name__, static_folder=str(Path(__file__).parent / "static"))
    templates.install(app, compiled)
    app.url_map.merge_slashes = False  # its redirect would name the host the request does
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secrets[1:]),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELDS,
        MAX_FORM_PARTS=MOST_FIELDS,
        SESSION_COOKIE_NAME=cookies.full_name("binhxet", secure=settings.secure_cookies),
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
    )
    if settings.proxies:
        near = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near)  # type: ignore[method-assign]
    installation.install(
        app, installation.Installation(settings, engine_for(settings.database_url))
    )
    whence.install(app)
    _around_requests(app, settings)
    identity.install(app)
    language.install(app)
    formats.install(app)
    rule_words.install(app)
    refusals.install(app)
    pages.install(app)
    glossary.install(app)
    form_marks.install(app)
    _add_pages(app, processes)
    return app


def _around_requests(app: Flask, settings: Settings) -> None:
    """Flask runs `after_request` in reverse order: commit, what a post is answered by, headers."""
    if settings.metrics.web.told:
        measured.install(app)
    request_log.install(app, proxies=settings.proxies)
    assets.install(app)
    headers.install(app, https=settings.secure_cookies)
    shown_answers.install(app)
    refused.install(app)
    transaction.install(app)


def _add_pages(app: Flask, processes: Sequence[ProcessPages]) -> None:
    process_pages.install(app, processes)
    tabs.beside(app, {"duties": case_duties.TAB, "printouts": printouts.TAB})
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.guard(app)
    counting.install(app)
    scanning.install(app)
    addresses.install(app)
