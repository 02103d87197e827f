# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How pages of a department are asked for: by who works there, wholly inside that person's own context."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse

from baken.access.facade import Request, opened, require
from baken.kernel.processing import processes, touched

from ..parts import ACTIVITY
from ..policies import STANDING
from . import queries

View = Callable[..., HttpResponse]


def of_department(permission: str = STANDING) -> Callable[[View], View]:
    """Make a view of a department, rendering included; it is kept out of every cache."""

    def wrap(view: View) -> View:
        @processes(ACTIVITY)
        @wraps(view)
        def answered(request: Request, **more: str) -> HttpResponse:
            require(request.actor, permission)
            with opened(request.actor):
                response = view(request, **more)
            response["Cache-Control"] = "private, no-store"
            return response

        return answered

    return wrap


def of_standing(permission: str = STANDING) -> Callable[[View], View]:
    """Make a view of one standing: `view(request, standing)`. What is another department's isn't there: 404."""

    def wrap(view: View) -> View:
        @of_department(permission)
        @wraps(view)
        def answered(request: Request, reference: str) -> HttpResponse:
            standing = queries.find(request.actor, reference)
            touched(request, "standing", standing.pk)
            return view(request, standing)

        return answered

    return wrap
