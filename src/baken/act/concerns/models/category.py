# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.db import models
from django.utils.translation import get_language

from baken.access.facade import Vault
from baken.kernel.models import Record


class Category(Record):
    """One kind of concern, as this municipality set it up: what is asked, who handles it, where it lies, within what terms.

    `vault` is the register in which its concerns lie: who is admitted there sees them. `texts` holds what people read by
    language: {"nl": {"name": …, "intro": …, "hint": …, "elsewhere": …}, "en": …, "easy": …} ("easy": Dutch in easy
    language). `questions` are described in the module of that name. Terms are in working days: `test_days` until the toets
    vooraf, `answer_days` until it was weighed. `public` says that the public form offers it; that works only once the desk
    and the DPIA are ready.
    """

    slug = models.SlugField()
    group = models.SlugField(help_text="heading under which the form shows it")
    theme = models.SlugField(help_text="theme of own records by which it is counted")
    priority = models.SlugField(blank=True, help_text="priority of the kadernota it belongs to")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    handler_role = models.CharField(max_length=40, help_text="function that handles it")
    route = models.CharField(max_length=20, blank=True, help_text="route that is usual, shown first")
    texts = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    test_days = models.PositiveSmallIntegerField(default=5)
    answer_days = models.PositiveSmallIntegerField(default=30)
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=2, help_text="of work, one concern on average")
    sensitive = models.BooleanField(default=False, help_text="the reporter hears received, handled, closed and no more")
    no_names = models.BooleanField(default=True, help_text="on trafficking: a name with premises is refused too")
    victims = models.BooleanField(default=False, help_text="by which a victim is reported who is met in a round")
    active = models.BooleanField(default=True)
    public = models.BooleanField(default=False)
    desk_ready = models.BooleanField(default=False)
    dpia_ready = models.BooleanField(default=False)
    closed_to = models.JSONField(default=list, blank=True, help_text="channels by which it can't be reported")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "slug")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="category_slug"),
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(desk_ready=True, dpia_ready=True), name="category_public"
            ),
        )

    def __str__(self) -> str:
        return self.slug

    def text(self, name: str, language: str = "") -> str:
        """Return one text in a language ("" for that of the page); in Dutch where it wasn't written."""
        texts: dict[str, Any] = self.texts
        wanted = language or (get_language() or "nl")[:2]
        return str(texts.get(wanted, {}).get(name) or texts.get("nl", {}).get(name, ""))

    @property
    def name(self) -> str:
        return self.text("name") or self.slug

    @property
    def intro(self) -> str:
        """What it is about, in the language of the page."""
        return self.text("intro")

    @property
    def hint(self) -> str:
        """What to tell, and what better not."""
        return self.text("hint")

    @property
    def elsewhere(self) -> str:
        """Where somebody may better go, or go too."""
        return self.text("elsewhere")
