# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address. Features bring their own; this says under which step of the loop they stand."""

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
    path("plaats/", include("baken.registry.urls")),
    path("accounts/", include("baken.access.login.urls")),
    path("account/", include("baken.access.login.own_account_urls")),
    path("toezicht/accounts/", include("baken.access.accounts.urls")),
    path("", include("baken.access.supervision.urls")),
    path("toezicht/delingen/", include("baken.act.cases.oversight.urls")),
    path("toezicht/verstrekkingen/", include("baken.act.concerns.sharing.oversight_urls")),
    path("toezicht/", include("baken.privacy.urls")),
    path("termijnen/", include("baken.terms.urls")),
    path("waarnemen/", include("baken.observe.urls")),
    path("besluiten/", include("baken.decide.policy.urls")),
    path("besluiten/beweringen/", include("baken.decide.claims.urls")),
    path("besluiten/programma/", include("baken.decide.programme.urls")),
    path("besluiten/capaciteit/", include("baken.decide.capacity.urls")),
    path("besluiten/overleg/", include("baken.decide.meetings.urls")),
    path("besluiten/raad/", include("baken.decide.council.urls")),
    path("uitvoeren/casussen/", include("baken.act.cases.urls")),
    path("uitvoeren/casussen/", include("baken.act.journeys.case_to_measure.urls")),
    path("uitvoeren/signalen/", include("baken.act.concerns.urls")),
    path("uitvoeren/signalen/", include("baken.act.journeys.urls")),
    path("uitvoeren/maatregelen/", include("baken.act.measures.urls")),
    path("uitvoeren/maatregelen/", include("baken.act.journeys.signal_to_measure.urls")),
    path("uitvoeren/controles/", include("baken.act.inspections.urls")),
    path("uitvoeren/controles/", include("baken.act.journeys.finding_to_signal.urls")),
    path("uitvoeren/bibob/", include("baken.act.bibob.urls")),
    path("uitvoeren/bibob-stand/", include("baken.act.bibob.departments.urls")),
    path("veld/", include("baken.web.field_urls")),
    path("melden/", include("baken.act.concerns.public.urls")),
    path("veld/controle/", include("baken.act.inspections.field.urls")),
    path("veld/signaal/", include("baken.act.concerns.field.urls")),
    path("bibob/vragenlijst/", include("baken.act.bibob.questionnaire.public_urls")),
    path("uitvoeren/zaaksysteem/", include("baken.act.journeys.zgw.urls")),
    path("zgw/", include("baken.act.journeys.zgw.notify_urls")),
    path("verantwoorden/", include("baken.account.urls")),
    path("api/", include("baken.api.urls")),
    path("openbaar/", include("baken.account.public.urls")),
    path("voortgang/", include("baken.decide.programme.owners.public_urls")),
]
