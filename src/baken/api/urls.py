# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern, path

from baken.kernel.processing import activity_of, processes

from . import concerns, public_concerns  # noqa: F401 - their operations join the API
from .api import api
from .docs import docs
from .writing import install

install(api)

_urls = api.urls
_activities = {
    operation.view_func.__name__: activity_of(operation.view_func)
    for view in api.default_router.path_operations.values()
    for operation in view.operations
}
for _pattern in _urls[0]:  # the views that the framework makes don't carry over what their operations name
    if isinstance(_pattern, URLPattern) and _activities.get(str(_pattern.name)):
        processes(_activities[str(_pattern.name)])(_pattern.callback)

urlpatterns = [path("v1/docs", docs, name="api_docs"), path("v1/", _urls)]
