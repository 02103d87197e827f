# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views as checklist_views

urlpatterns = [
    path("lijsten/", checklist_views.checklists, name="checklists"),
    path("lijsten/nieuw/", checklist_views.new, name="checklist_new"),
    path("lijsten/<slug:slug>/", checklist_views.checklist, name="checklist"),
    path("lijsten/<slug:slug>/wijzigen/", checklist_views.edit, name="checklist_edit"),
    path("lijsten/<slug:slug>/beeindigen/", checklist_views.end, name="checklist_end"),
]
