# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ..converters import register
from . import views

register()
urlpatterns = [path("<screening:reference>/uren/", views.hours, name="hours")]
