# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address. Features bring their own; this says under which step of the loop they stand."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from baken.access import own_account_views as own
from baken.kernel.processing import processes
from baken.web import urls as web

of_accounts = processes("accounts")

handler400 = "baken.web.errors.bad_request"
handler403 = "baken.web.errors.forbidden"
handler404 = "baken.web.errors.not_found"
handler500 = "baken.web.errors.server_error"

urlpatterns = [
    *web.root,
    path("", include("baken.web.urls")),
    path("", include("baken.ui.urls")),
    path("accounts/login/", of_accounts(account.login), name="account_login"),
    path("accounts/logout/", of_accounts(account.logout), name="account_logout"),
    path("accounts/password/change/", of_accounts(account.password_change), name="account_change_password"),
    path("accounts/bevestigen/", own.confirm, name="account_reauthenticate"),
    path("accounts/tweede-stap/", of_accounts(own.second_factor), name="mfa_index"),
    path("accounts/tweede-stap/code/", of_accounts(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/tweede-stap/instellen/", of_accounts(totp.activate_totp), name="mfa_activate_totp"),
    path("accounts/tweede-stap/uitzetten/", of_accounts(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("accounts/herstelcodes/", of_accounts(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "accounts/herstelcodes/nieuw/",
        of_accounts(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/herstelcodes/bestand/",
        of_accounts(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/", include("baken.access.own_account_urls")),
    path("toezicht/accounts/", include("baken.access.account_urls")),
    path("", include("baken.access.supervision_urls")),
    path("toezicht/", include("baken.privacy.urls")),
    path("waarnemen/", include("baken.observe.urls")),
    path("besluiten/", include("baken.decide.policy.urls")),
    path("besluiten/beweringen/", include("baken.decide.claims.urls")),
    path("besluiten/programma/", include("baken.decide.programme.urls")),
    path("besluiten/overleg/", include("baken.decide.meetings.urls")),
    path("besluiten/raad/", include("baken.decide.council.urls")),
    path("uitvoeren/casussen/", include("baken.act.cases.urls")),
    path("verantwoorden/", include("baken.account.urls")),
    path("api/", include("baken.api.urls")),
    path("openbaar/", include("baken.account.public_urls")),
    path("voortgang/", include("baken.decide.programme.public_urls")),
]
