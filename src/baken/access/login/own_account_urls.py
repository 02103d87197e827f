# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of one's own account."""

from django.urls import path

from . import own_account_views as views

app_name = "own"
urlpatterns = [
    path("", views.overview, name="account"),
    path("sessies/<uuid:key>/afmelden/", views.session_end, name="session_end"),
    path("wachtwoord/kiezen/", views.password_choose, name="password_choose"),
    path("wachtwoord/<str:key>/<str:token>/", views.password_link, name="password_link"),
]
