# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import logbook_views, read_views, register_views, retention_views, row_views, views

app_name = "privacy"
urlpatterns = [
    path("", views.index, name="overview"),
    path("logboek/controle/", views.check, name="check"),
    path("verwerkingen/", register_views.register, name="register"),
    path("verwerkingen/register.csv", register_views.register_csv, name="register_csv"),
    path("verwerkingen/laden/", register_views.register_load, name="register_load"),
    path("verwerkingen/nieuw/", register_views.activity_new, name="activity_new"),
    path("verwerkingen/<slug:slug>/", register_views.activity, name="activity"),
    path("verwerkingen/<slug:slug>/wijzigen/", register_views.activity_edit, name="activity_edit"),
    path("dpia/", register_views.dpias, name="dpias"),
    path("dpia/<slug:slug>/", register_views.dpia, name="dpia"),
    path("dpia/<slug:slug>/wijzigen/", register_views.dpia_edit, name="dpia_edit"),
    path("dataverwerkingen/", logbook_views.logbook, name="logbook"),
    path("dataverwerkingen/logboek.jsonl", logbook_views.logbook_lines, name="logbook_lines"),
    path("inzage/", read_views.queue, name="reads"),
    path("inzage/bekijken/", read_views.look, name="reads_look"),
    path("inzage/<uuid:pk>/", read_views.read, name="read"),
    path("inzage/<uuid:pk>/vragen/", read_views.ask, name="read_ask"),
    path("uw-inzage/", read_views.own_reads, name="own_reads"),
    path("uw-inzage/<uuid:pk>/", read_views.explain, name="explain"),
    path("bewaren/", retention_views.due, name="retention"),
    path("bewaren/termijnen/", retention_views.rules, name="retention_rules"),
    path("bewaren/termijnen/<uuid:pk>/", retention_views.rule_edit, name="rule_edit"),
    path("bewaren/verklaringen/", retention_views.certificates, name="certificates"),
    path("bewaren/verklaringen/<str:number>/", retention_views.certificate, name="certificate"),
    path("bewaren/toezicht/", row_views.own_rows, name="own_rows"),
    path("bewaren/toezicht/<str:slug>/vernietigen/", row_views.own_rows_destroy, name="own_rows_destroy"),
    path("bewaren/<uuid:pk>/", retention_views.record, name="record"),
    path("bewaren/<uuid:pk>/tegenhouden/", retention_views.hold, name="hold"),
    path("bewaren/<uuid:pk>/goedkeuren/", retention_views.approve, name="approve"),
    path("bewaren/<uuid:pk>/vernietigen/", retention_views.destroy, name="destroy"),
]
