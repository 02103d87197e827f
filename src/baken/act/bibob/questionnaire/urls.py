# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's addresses of a questionnaire, under those of its file."""

from django.urls import path

from ..converters import register
from . import views

register()
FILE = "<screening:reference>/vragenlijst/"
urlpatterns = [
    path(FILE, views.send, name="questionnaire_send"),
    path(f"{FILE}<uuid:key>/", views.one, name="questionnaire"),
    path(f"{FILE}<uuid:key>/intrekken/", views.revoke, name="questionnaire_revoke"),
]
