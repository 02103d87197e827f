# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path, register_converter

from . import views
from .data import views as data_views
from .taking_part import views as participant_views
from .work import views as work_views


class ReferenceConverter:
    """A case's reference in an address, as 2026-0087. What is none is no address: 404."""

    regex = r"[0-9]{4}-[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "case")

CASE = "<case:reference>/"
PART = f"{CASE}onderdeel/<slug:part>/"
app_name = "cases"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.new, name="new"),
    path(CASE, views.case, name="case"),
    path(f"{CASE}wijzigen/", views.edit, name="edit"),
    path(f"{CASE}stap/", views.step, name="step"),
    path(f"{CASE}tijdlijn/", data_views.timeline, name="timeline"),
    path(f"{CASE}verloop.svg", data_views.chart, name="chart"),
    path(f"{CASE}casus.json", data_views.export_json, name="export_json"),
    path(f"{CASE}casus.csv", data_views.export_csv, name="export_csv"),
    path(f"{CASE}document/<uuid:key>/", data_views.document, name="document"),
    path(PART, views.section, name="section"),
    path(f"{PART}conclusie/", work_views.conclusion, name="conclusion"),
    path(f"{PART}notitie/", work_views.entry, name="entry"),
    path(f"{PART}betrokkene/", work_views.subject, name="subject"),
    path(f"{PART}actie/", work_views.action, name="action"),
    path(f"{PART}document/", work_views.document, name="document_add"),
    path(f"{CASE}actie/<uuid:key>/klaar/", work_views.action_done, name="action_done"),
    path(f"{CASE}deelnemers/", participant_views.participants, name="participants"),
    path(f"{CASE}deelnemers/overdragen/", participant_views.hand_over, name="hand_over"),
    path(f"{CASE}deelnemers/<uuid:key>/einde/", participant_views.end, name="participant_end"),
    path(f"{CASE}deelnemers/<uuid:key>/zicht/", participant_views.sight, name="participant_sight"),
    path(f"{CASE}delen/", participant_views.share, name="share"),
]
