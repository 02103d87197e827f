# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views
from .alerts import views as alerts
from .local_files import views as local
from .own_figures import views as own
from .pulls import views as pulls

app_name = "observe"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("gebied/<str:code>/", views.area, name="area"),
    path("vergelijk/", views.compare, name="compare"),
    path("indicatoren/", views.indicators, name="indicators"),
    path("indicator/<slug:slug>/", views.indicator, name="indicator"),
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("cijfer/<slug:slug>/<str:code>/<int:year>/", views.figure, name="figure"),
    path("eigen-cijfers/", own.own_figures, name="own_figures"),
    path("eigen-cijfers/cijfers.csv", own.own_figures_csv, name="own_figures_csv"),
    path("attenderingen/", alerts.overview, name="alerts"),
    path("attenderingen/opbrengst/", alerts.record, name="alerts_record"),
    path("attenderingen/uitleg/", alerts.how, name="alerts_how"),
    path("attenderingen/kijk/", alerts.look, name="alerts_look"),
    path("attenderingen/<uuid:key>/", alerts.alert, name="alert"),
    path("attenderingen/<uuid:key>/beoordelen/", alerts.triage, name="alert_triage"),
    path("attenderingen/<uuid:key>/nut/", alerts.useful, name="alert_useful"),
    path("bronnen/", pulls.sources, name="sources"),
    path("bronnen/ophalen/", pulls.pulls, name="pulls"),
    path("bronnen/ophalen/start/", pulls.start, name="pull_start"),
    path("bronnen/ophalen/schema/<slug:source>/", pulls.schedule, name="pull_schedule"),
    path("bronnen/ophalen/<uuid:pull_id>/", pulls.one_pull, name="pull"),
    path("bronnen/ophalen/<uuid:pull_id>/stand/", pulls.state, name="pull_state"),
    path("bronnen/ophalen/<uuid:pull_id>/stop/", pulls.stop, name="pull_stop"),
    path("bronnen/ophalen/<uuid:pull_id>/verder/", pulls.resume, name="pull_resume"),
    path("bronnen/inlezen/", local.start, name="local"),
    path("bronnen/inlezen/voorbeeld/<slug:name>.csv", local.practice_csv, name="local_practice"),
    path("bronnen/inlezen/indeling/<slug:slug>/", local.mapping_page, name="local_mapping"),
    path("bronnen/inlezen/indeling/<slug:slug>/verwijderen/", local.mapping_delete, name="local_mapping_delete"),
    path("bronnen/inlezen/<str:token>/", local.columns, name="local_columns"),
    path("bronnen/inlezen/<str:token>/controle/", local.check_page, name="local_check"),
    path("bronnen/inlezen/<str:token>/weg/", local.discard, name="local_discard"),
    path("bronnen/<str:slug>/", views.one_dataset, name="dataset"),
    path("download/<slug:name>.csv", views.download, name="download"),
]
