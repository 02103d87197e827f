# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import public_views

app_name = "public"
urlpatterns = [
    path("", public_views.municipalities, name="municipalities"),
    path("<slug:slug>/", public_views.municipality, name="municipality"),
    path("<slug:slug>/raadsdossier/<int:year>/<str:name>", public_views.download, name="download"),
]
