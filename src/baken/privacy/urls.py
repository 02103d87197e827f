# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views
from .logbook import views as logbook_views
from .reads import views as read_views
from .register import dpia_views
from .register import views as register_views
from .requests import views as request_views
from .retention import row_views, rule_views
from .retention import views as retention_views

app_name = "privacy"
urlpatterns = [
    path("", views.index, name="overview"),
    path("logboek/controle/", views.check, name="check"),
    path("verwerkingen/", register_views.register, name="register"),
    path("verwerkingen/register.csv", register_views.register_csv, name="register_csv"),
    path("verwerkingen/laden/", register_views.register_load, name="register_load"),
    path("verwerkingen/nieuw/", register_views.activity_new, name="activity_new"),
    path("verwerkingen/contact/", register_views.contacts, name="contacts"),
    path("verwerkingen/<slug:slug>/", register_views.activity, name="activity"),
    path("verwerkingen/<slug:slug>/wijzigen/", register_views.activity_edit, name="activity_edit"),
    path("verzoeken/", request_views.register, name="requests"),
    path("verzoeken/nieuw/", request_views.new, name="request_new"),
    path("verzoeken/<uuid:pk>/", request_views.one_request, name="request"),
    path("verzoeken/<uuid:pk>/wijzigen/", request_views.edit, name="request_edit"),
    path("verzoeken/<uuid:pk>/stap/<slug:name>/", request_views.step, name="request_step"),
    path("dpia/", dpia_views.dpias, name="dpias"),
    path("dpia/<slug:slug>/", dpia_views.dpia, name="dpia"),
    path("dpia/<slug:slug>/wijzigen/", dpia_views.dpia_edit, name="dpia_edit"),
    path("dpia/<slug:slug>/opnieuw/", dpia_views.dpia_anew, name="dpia_anew"),
    path("dpia/<slug:slug>/risico/", dpia_views.risk_new, name="risk_new"),
    path("dpia/<slug:slug>/risico/<uuid:pk>/", dpia_views.risk_edit, name="risk_edit"),
    path("dataverwerkingen/", logbook_views.logbook, name="logbook"),
    path("dataverwerkingen/logboek.csv", logbook_views.logbook_csv, name="logbook_csv"),
    path("dataverwerkingen/logboek.jsonl", logbook_views.logbook_lines, name="logbook_lines"),
    path("inzage/", read_views.queue, name="reads"),
    path("inzage/bekijken/", read_views.look, name="reads_look"),
    path("inzage/<uuid:pk>/", read_views.read, name="read"),
    path("inzage/<uuid:pk>/vragen/", read_views.ask, name="read_ask"),
    path("inzage/<uuid:pk>/vervolg/", read_views.follow_up, name="read_follow_up"),
    path("uw-inzage/", read_views.own_reads, name="own_reads"),
    path("uw-inzage/<uuid:pk>/", read_views.explain, name="explain"),
    path("bewaren/", retention_views.due, name="retention"),
    path("bewaren/komend-jaar/", rule_views.year_ahead, name="year_ahead"),
    path("bewaren/termijnen/", rule_views.rules, name="retention_rules"),
    path("bewaren/termijnen/nieuw/", rule_views.rule_new, name="rule_new"),
    path("bewaren/termijnen/<uuid:pk>/", rule_views.rule, name="rule"),
    path("bewaren/termijnen/<uuid:pk>/wijzigen/", rule_views.rule_edit, name="rule_edit"),
    path("bewaren/termijnen/<uuid:pk>/nagekeken/", rule_views.rule_verify, name="rule_verify"),
    path("bewaren/verklaringen/", retention_views.certificates, name="certificates"),
    path("bewaren/verklaringen/<str:number>/", retention_views.certificate, name="certificate"),
    path("bewaren/verklaringen/<str:number>/verklaring.pdf", retention_views.certificate_pdf, name="certificate_pdf"),
    path("bewaren/toezicht/", row_views.own_rows, name="own_rows"),
    path("bewaren/toezicht/<str:slug>/vernietigen/", row_views.own_rows_destroy, name="own_rows_destroy"),
    path("bewaren/<uuid:pk>/", retention_views.record, name="record"),
    path("bewaren/<uuid:pk>/tegenhouden/", retention_views.hold, name="hold"),
    path("bewaren/<uuid:pk>/goedkeuren/", retention_views.approve, name="approve"),
    path("bewaren/<uuid:pk>/vernietigen/", retention_views.destroy, name="destroy"),
]
