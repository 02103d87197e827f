# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of topic signals: what was told, and telling."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, municipality_of, require
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either
from baken.ui.forms import choose

from ..models import Trend
from ..policies import TOPIC_REPORT, TOPIC_VIEW
from . import actions as topics
from . import pages as topic_pages
from .actions import Told

ACTIVITY = "topic-signals"


class TopicForm(forms.Form):
    """One topic signal. What looks like personal data is refused by the action: nobody can choose to keep it."""

    topic = forms.ChoiceField(label=gettext_lazy("Onderwerp"))
    area = forms.ChoiceField(label=gettext_lazy("Waar speelt het?"), required=False)
    trend = forms.ChoiceField(
        label=gettext_lazy("Hoe ontwikkelt het zich?"), choices=Trend.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Wat hoort u?"), required=False, max_length=topics.MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Over de sfeer en het onderwerp. Nooit over een persoon, een gezin of een adres."),
    )  # fmt: skip
    trigger = forms.CharField(
        label=gettext_lazy("Hangt het samen met een gebeurtenis?"), required=False, max_length=topics.MAX_TRIGGER,
        help_text=gettext_lazy("Bijvoorbeeld een besluit of iets in het nieuws."),
    )  # fmt: skip
    no_person = forms.BooleanField(
        label=gettext_lazy("Dit gaat over een onderwerp, niet over een persoon"), required=False
    )

    def __init__(self, *args: Any, wijken: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = wijken
        names = sorted(wijken.items(), key=lambda pair: pair[1])
        choose(
            self, "topic", [("", _("Kies")), *((slug, str(one).capitalize()) for slug, one in topics.TOPICS.items())]
        )
        choose(self, "area", [("", _("Hele gemeente")), *names])

    def told(self) -> Told:
        """Return what a valid form tells."""
        names = ("topic", "trend", "area", "text", "trigger", "no_person")
        return Told(**{name: self.cleaned_data.get(name, "") for name in names})

    def clean(self) -> dict[str, Any]:
        """Tell each reason of the action at its own field."""
        found = super().clean() or self.cleaned_data
        for reason in topics.against(self.told(), self.known):
            name = reason.slug.rpartition(":")[2]
            if name in self.fields and name not in self.errors:
                self.add_error(name, str(reason.text))
        return found


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """What was told, by topic and month. Who may not see all sees those of the own organisation."""
    actor = _may_open(request)
    context = topic_pages.overview(actor, municipality_of(actor), moment.now(), request.GET.get("onderwerp", ""))
    page = Paginator(context["rows"], topic_pages.PAGE).get_page(request.GET.get("bladzijde"))
    context |= {"page": page, "lines": topic_pages.lines(page, context["names"])}
    context |= {"all": actor.may(TOPIC_VIEW), "tells": actor.may(TOPIC_REPORT)}
    return render(request, "concerns/topics/overview.html", context)


@processes(ACTIVITY)
@either
def new(request: Request) -> HttpResponse:
    """Tell what one hears about a topic."""
    actor: Actor = request.actor
    require(actor, TOPIC_REPORT)
    municipality, at = municipality_of(actor), moment.now()
    form = TopicForm(answering.posted(request), wijken=topics.wijken(municipality, at))

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "concerns/topics/new.html", {"form": form, **more}, status=status)

    def act() -> HttpResponse:
        topics.report_topic(actor=actor, at=at, municipality=municipality, told=form.told())
        messages.success(request, _("Uw onderwerpsignaal is bewaard. Dank u wel."))
        return redirect("concerns:topics")

    def again() -> HttpResponse:
        messages.info(request, _("Dit onderwerpsignaal was al bewaard. Er is niets dubbel gemaakt."))
        return redirect("concerns:topics")

    return answering.answer(form, act, page, actor=actor, again=again)


def _may_open(request: Request) -> Actor:
    actor: Actor = request.actor
    require(actor, TOPIC_VIEW if actor.may(TOPIC_VIEW) else TOPIC_REPORT)
    return actor
