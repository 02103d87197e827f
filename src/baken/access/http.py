# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The request as views know it: with the actor that `access.middleware` puts on it."""

from django.http import HttpRequest

from .actors import Actor


class Request(HttpRequest):
    """A request with its actor. A type for views only: at run time it is Django's own request."""

    actor: Actor
