# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of logging in, and of saying who one is. allauth finds them by these names, so they stand in no namespace."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from baken.kernel.processing import processes

from . import own_account_views as own

ours = processes("accounts")

urlpatterns = [
    path("login/", ours(account.login), name="account_login"),
    path("logout/", ours(account.logout), name="account_logout"),
    path("password/change/", ours(account.password_change), name="account_change_password"),
    path("bevestigen/", own.confirm, name="account_reauthenticate"),
    path("tweede-stap/", ours(own.second_factor), name="mfa_index"),
    path("tweede-stap/code/", ours(mfa.authenticate), name="mfa_authenticate"),
    path("tweede-stap/instellen/", ours(totp.activate_totp), name="mfa_activate_totp"),
    path("tweede-stap/uitzetten/", ours(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("herstelcodes/", ours(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", ours(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("herstelcodes/bestand/", ours(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
]
