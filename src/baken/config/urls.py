# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address. Features bring their own; this says under which step of the loop they stand."""

from allauth.account import views as account
from django.urls import include, path

from baken.web import urls as web

handler400 = "baken.web.errors.bad_request"
handler403 = "baken.web.errors.forbidden"
handler404 = "baken.web.errors.not_found"
handler500 = "baken.web.errors.server_error"

urlpatterns = [
    *web.root,
    path("", include("baken.web.urls")),
    path("", include("baken.ui.urls")),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("waarnemen/", include("baken.observe.urls")),
    path("besluiten/", include("baken.decide.policy.urls")),
    path("besluiten/beweringen/", include("baken.decide.claims.urls")),
    path("besluiten/programma/", include("baken.decide.programme.urls")),
    path("besluiten/overleg/", include("baken.decide.meetings.urls")),
    path("besluiten/raad/", include("baken.decide.council.urls")),
    path("verantwoorden/", include("baken.account.urls")),
    path("openbaar/", include("baken.account.public_urls")),
    path("voortgang/", include("baken.decide.programme.public_urls")),
]
