"""`binhxet modelling`: what a desktop modeller and a text editor offer an author, as files."""

import argparse
import json
from pathlib import Path

from server.actions.deployment.deploy import LANGUAGES
from server.actions.deployment.modelling import (
    Vocabulary,
    element_templates,
    manifest_schema,
    moddle_descriptor,
)
from server.cli.command import CommandRefused, Commands, command, untouched
from server.config import Settings


def add(commands: Commands) -> None:
    """Add `modelling`."""
    made = command(
        commands,
        "modelling",
        "ghi mẫu phần tử, bộ mô tả moddle, lược đồ bảng mô tả / write element templates, moddle "
        "descriptor, manifest schema",
        write,
    )
    made.add_argument("folder", type=Path, metavar="FOLDER",
                      help="thư mục để ghi / where to write")  # fmt: skip


def write(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the files, over those of a time before; name each."""
    folder: Path = arguments.folder
    try:
        found = described(settings)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")
            print(folder / name)
    except OSError as error:  # names its file itself
        raise CommandRefused(untouched(error)) from error
    return 0


def described(settings: Settings) -> dict[str, str]:
    """Give the files by name, for the forms and decision tables of the settings' folders."""
    known = Vocabulary.of(settings.workflows, settings.forms)
    contents: dict[str, object] = {
        f"element-templates.{language}.json": element_templates(known, language)
        for language in LANGUAGES
    }
    contents["spiffworkflow.moddle.json"] = moddle_descriptor(known)
    contents["manifest.schema.json"] = manifest_schema(known)
    return {
        name: json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        for name, content in contents.items()
    }
