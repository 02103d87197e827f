# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of accounts and roles, under supervision."""

from django.urls import path

from . import change_views as changes
from . import token_views as tokens
from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("nieuw/", views.account_new, name="new"),
    path("rollen/", changes.people, name="people"),
    path("rollen/wie-heeft-welke-rol.csv", changes.people_csv, name="people_csv"),
    path("wijzigingen/<uuid:key>/", changes.change, name="change"),
    path("wijzigingen/<uuid:key>/besluit/", changes.change_decide, name="change_decide"),
    path("<uuid:key>/", views.account, name="account"),
    path("<uuid:key>/gegevens/", views.details, name="details"),
    path("<uuid:key>/rol/", views.role_give, name="role_give"),
    path("<uuid:key>/overstap/", views.move, name="move"),
    path("<uuid:key>/vertrek/", views.leave, name="leave"),
    path("<uuid:key>/wachtwoord/", views.password_link, name="password_link"),
    path("<uuid:key>/tweede-stap/", views.second_factor_reset, name="second_factor_reset"),
    path("rollen/<uuid:key>/einde/", views.role_end, name="role_end"),
    path("<uuid:key>/sleutel/", tokens.token_new, name="token_new"),
    path("sleutels/<uuid:key>/intrekken/", tokens.token_revoke, name="token_revoke"),
]
