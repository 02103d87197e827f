# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of documents, under those of one measure."""

from typing import Any

from django.urls import path

from . import views as document_views

MEASURE = "<measure:reference>/"
urlpatterns: list[Any] = [
    path(f"{MEASURE}brief/<slug:kind>/", document_views.prepare, name="prepare"),
    path(f"{MEASURE}motivering/<slug:kind>/", document_views.reasons, name="reasons"),
    path(f"{MEASURE}stuk/<uuid:key>/", document_views.document, name="document"),
    path(f"{MEASURE}stuk/<uuid:key>/ondertekenen/", document_views.sign, name="document_sign"),
]
