# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every command uses."""


class WrongCommand(Exception):
    """The user asked for something that isn't there; the message says what to do."""


def django_ready() -> None:
    """Set Django up. Each command does it for itself, so that a wrong word on the command line is told at once."""
    import django

    django.setup()
