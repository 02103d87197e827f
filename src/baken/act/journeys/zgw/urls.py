# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "zgw"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("opnieuw/", views.again, name="again"),
    path("vergelijken/", views.compare, name="compare"),
]
