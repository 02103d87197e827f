# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "bibob"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<screening:reference>/", views.screening, name="screening"),
]
