"""Templates, compiled once a language: the words of the catalogue stand in them as they are shown.

A page asks for some hundred words. Those that are written out in a template are known when it is
compiled, so that nothing of them is looked up when a page is drawn.
"""

import hashlib
from collections.abc import MutableMapping
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, TemplateNotFound, nodes

from server.web.words.compiled_templates import CompiledTemplates
from server.web.words.language import LANGUAGES, language
from server.web.words.template_trees import Joining, Saying


class SpokenEnvironment(Environment):
    """Flask's templates: asked for one, it answers the one in the language that is spoken."""

    spoken: str | None = None
    """The language its templates are compiled in; None: that of whoever asks."""
    kept_in: Path | None = None
    """The folder that keeps what was compiled; where it cannot be written, nothing is kept."""

    @cached_property
    def _alone(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _made_of(self) -> str:
        """The mark of all templates: each may be made of any of the others."""
        sources = map(self._source, sorted(self.list_templates()))
        return hashlib.sha256("\n".join(sources).encode()).hexdigest()

    @cached_property
    def _languages(self) -> dict[str, "SpokenEnvironment"]:
        return {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's own name
    ) -> Template:
        """Load a template. Raises jinja2.TemplateNotFound."""
        if self.spoken is None:
            return self.in_language(language()).get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def in_language(self, code: str) -> "SpokenEnvironment":
        """Answer the templates of one language: filters and globals are those of all."""
        found = self._languages.get(code)
        if found is None:
            found = self.overlay()
            found.spoken = code
            if self.kept_in is not None:
                found.bytecode_cache = CompiledTemplates(self.kept_in / code, self._made_of)
            found = self._languages.setdefault(code, found)
        return found

    def load_all(self) -> None:
        """Load every template in every language, so that nobody waits for one to be compiled."""
        for code in LANGUAGES:
            for name in self.list_templates():
                self.in_language(code).get_template(name)

    def forget_compiled(self) -> None:
        """Read every template anew when it is asked for next."""
        self._languages.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if self.spoken is None:
            return parsed
        if not self.auto_reload:  # where one works on templates, each is looked at by itself
            parsed = Joining(self._as_written, self.globals, self._alone).visit(parsed)
        said: nodes.Template = Saying(self.spoken).visit(parsed)
        return said

    def _as_written(self, name: str) -> nodes.Template:
        return super()._parse(self._source(name), name, None)

    def _source(self, name: str) -> str:
        if self.loader is None:
            raise TemplateNotFound(name)
        return self.loader.get_source(self, name)[0]


def install(app: Flask, kept_in: Path) -> None:
    """Have an application's templates compiled once a language, and kept in a folder."""
    app.jinja_environment = SpokenEnvironment
    templates_of(app).kept_in = kept_in


def templates_of(app: Flask) -> SpokenEnvironment:
    """Answer an application's templates in all languages. Raises TypeError."""
    if not isinstance(app.jinja_env, SpokenEnvironment):
        raise TypeError("this application compiles its templates otherwise")
    return app.jinja_env
