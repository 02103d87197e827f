# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views
from .dossiers import scenario_views
from .dossiers import views as dossier_views
from .sessions import views as session_views

app_name = "council"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("toezeggingen-moties-vragen.csv", views.items_csv, name="items_csv"),
    path("nieuw/", views.item_new, name="item_new"),
    path("termijn/", views.term, name="term"),
    path("punt/<uuid:pk>/", views.item, name="item"),
    path("punt/<uuid:pk>/wijzigen/", views.item_edit, name="item_edit"),
    path("punt/<uuid:pk>/antwoord/", views.item_answer, name="item_answer"),
    path("punt/<uuid:pk>/vervallen/", views.item_withdraw, name="item_withdraw"),
    path("punt/<uuid:pk>/besluit/", views.item_decide, name="item_decide"),
    path("punt/<uuid:pk>/stuk/", views.paper_add, name="paper_add"),
    path("stuk/<uuid:pk>/", views.paper, name="paper"),
    path("stuk/<uuid:pk>/weghalen/", views.paper_remove, name="paper_remove"),
    path("sessies/", session_views.overview, name="sessions"),
    path("sessies/nieuw/", session_views.new, name="session_new"),
    path("sessies/<int:year>/", session_views.session, name="session"),
    path("sessies/<int:year>/stand/", session_views.state, name="session_state"),
    path("sessies/<int:year>/wijzigen/", session_views.edit, name="session_edit"),
    path("sessies/<int:year>/stap/", session_views.step, name="session_step"),
    path("sessies/<int:year>/afsluiten/", session_views.settle, name="session_settle"),
    path("sessies/<int:year>/wijzigingen.csv", session_views.changes_csv, name="changes_csv"),
    path("sessies/<int:year>/wijziging/", session_views.choose_change, name="change_choose"),
    path("sessies/<int:year>/wijziging/<slug:kind>/", session_views.change_new, name="change_new"),
    path("sessies/<int:year>/wijziging/<slug:kind>/<slug:effort>/", session_views.change_new, name="change_new"),
    path(
        "sessies/<int:year>/wijziging/<slug:kind>/<slug:effort>/<slug:field>/",
        session_views.change_new,
        name="change_new",
    ),
    path("besluit/<uuid:pk>/", session_views.decide_change, name="change_decide"),
    path("apv/", dossier_views.apv, name="apv"),
    path("apv/apv-wijzigingen.csv", dossier_views.apv_csv, name="apv_csv"),
    path("apv/nieuw/", dossier_views.apv_new, name="apv_new"),
    path("apv/<uuid:pk>/", dossier_views.apv_change, name="apv_change"),
    path("apv/<uuid:pk>/wijzigen/", dossier_views.apv_edit, name="apv_edit"),
    path("apv/<uuid:pk>/stap/", dossier_views.apv_step, name="apv_step"),
    path("voorstellen/", dossier_views.proposals, name="proposals"),
    path("voorstellen/raadsvoorstellen.csv", dossier_views.proposals_csv, name="proposals_csv"),
    path("voorstellen/nieuw/", dossier_views.proposal_new, name="proposal_new"),
    path("voorstellen/<uuid:pk>/", dossier_views.proposal, name="proposal"),
    path("voorstellen/<uuid:pk>/wijzigen/", dossier_views.proposal_edit, name="proposal_edit"),
    path("voorstellen/<uuid:pk>/stap/", dossier_views.proposal_step, name="proposal_step"),
    path("voorstellen/<uuid:pk>/scenario/", scenario_views.choose, name="proposal_scenario"),
    path("scenario/<uuid:pk>/", scenario_views.attach, name="scenario_attach"),
    path("bijlage/<uuid:pk>/weghalen/", scenario_views.detach, name="scenario_detach"),
    path("regionaal-plan/", dossier_views.hearings, name="hearings"),
    path("regionaal-plan/nieuw/", dossier_views.hearing_new, name="hearing_new"),
    path("regionaal-plan/<uuid:pk>/", dossier_views.hearing, name="hearing"),
]
