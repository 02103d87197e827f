# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Translations: ``collect`` the texts of the interface into the catalogues (needs gettext), ``compile`` them (doesn't).

The texts in the code are Dutch; each catalogue holds another language. Compiling is pure Python, so that a machine with
nothing but Python shows the English interface too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "baken"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en",)
# dates that change with every run would make every run a change
NOT_KEPT = ("POT-Creation-Date", "PO-Revision-Date")


def collect() -> None:
    """Bring the catalogues up to date with the code. New texts come in empty; texts no longer used go."""
    LOCALE.mkdir(exist_ok=True)
    languages = [part for language in LANGUAGES for part in ("--locale", language)]
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", *languages, "--no-obsolete", "--add-location", "file"],
        check=True,
        cwd=PACKAGE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "baken.config.settings"},
    )
    for path in catalogues():
        catalogue = polib.pofile(str(path), wrapwidth=100)
        for name in NOT_KEPT:
            catalogue.metadata.pop(name, None)
        catalogue.save()
        print(f"{path.relative_to(PACKAGE)}: {len(catalogue)} texts, {catalogue.percent_translated()}% translated")


def compile_catalogues() -> None:
    """Write the binary catalogue beside each one that is newer than it."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))


def catalogues() -> list[Path]:
    """The catalogues of all languages."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def main(arguments: list[str] | None = None) -> None:
    """Without an argument: both."""
    parser = argparse.ArgumentParser(description="collect and compile the translations")
    parser.add_argument("step", nargs="?", choices=("collect", "compile"))
    step = parser.parse_args(arguments).step
    if step != "compile":
        collect()
    if step != "collect":
        compile_catalogues()


if __name__ == "__main__":
    main()
