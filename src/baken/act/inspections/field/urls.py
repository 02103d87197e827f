# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views as field_views

app_name = "inspection_field"
urlpatterns = [
    path("", field_views.form, name="form"),
    path("adressen.json", field_views.lists, name="lists"),
    path("versturen", field_views.send, name="send"),
]
