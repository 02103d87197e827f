# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views as oversight_views

app_name = "sharings"
urlpatterns = [
    path("", oversight_views.sharings, name="sharings"),
    path("delingen.csv", oversight_views.sharings_csv, name="sharings_csv"),
]
