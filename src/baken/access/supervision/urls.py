# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ..emergency import views as emergency_views
from . import covenant_views
from . import views as supervision_views

app_name = "supervision"
urlpatterns = [
    path("toezicht/rollen/", supervision_views.roles, name="roles"),
    path("toezicht/rollen/rol/<slug:role>/", supervision_views.role, name="role"),
    path("toezicht/rollen/recht/<str:permission>/", supervision_views.permission, name="permission"),
    path("toezicht/rollen/<slug:role>/<str:permission>/", supervision_views.cell, name="cell"),
    path("toezicht/registers/", supervision_views.registers, name="registers"),
    path("toezicht/registers/nieuw/", supervision_views.register_new, name="register_new"),
    path("toezicht/registers/<slug:vault>/", supervision_views.register, name="register"),
    path("toezicht/registers/<slug:vault>/wijzigen/", supervision_views.register_edit, name="register_edit"),
    path("toezicht/registers/<slug:vault>/toelaten/", supervision_views.admission, name="admission"),
    path("toezicht/registers/<slug:vault>/rol/<slug:role>/", supervision_views.dismissal, name="dismissal"),
    path("toezicht/wpg-export/<slug:vault>/", supervision_views.wpg_export, name="wpg_export"),
    path("toezicht/convenanten/", covenant_views.covenant_list, name="covenants"),
    path("toezicht/convenanten/nieuw/", covenant_views.covenant_new, name="covenant_new"),
    path("toezicht/convenanten/<slug:covenant>/", covenant_views.covenant, name="covenant"),
    path(
        "toezicht/convenanten/<slug:covenant>/ondertekening/", covenant_views.covenant_signing, name="covenant_signing"
    ),
    path("toezicht/convenanten/<slug:covenant>/verlengen/", covenant_views.covenant_extend, name="covenant_extend"),
    path("toezicht/convenanten/<slug:covenant>/einde/", covenant_views.covenant_end, name="covenant_end"),
    path("toezicht/teams/", covenant_views.team_list, name="teams"),
    path("toezicht/teams/nieuw/", covenant_views.team_new, name="team_new"),
    path("toezicht/teams/lid/<uuid:key>/einde/", covenant_views.team_leave, name="team_leave"),
    path("toezicht/teams/<slug:team>/", covenant_views.team, name="team"),
    path("toezicht/noodtoegang/", emergency_views.emergencies, name="emergencies"),
    path("toezicht/noodtoegang/<uuid:key>/", emergency_views.review, name="review"),
    path("noodtoegang/", emergency_views.use, name="emergency"),
    path("noodtoegang/<uuid:key>/einde/", emergency_views.end, name="emergency_end"),
    path("waarom/", emergency_views.why_not, name="why"),
]
