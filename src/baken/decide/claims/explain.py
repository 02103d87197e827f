# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules in words, for whoever wants to know how an outcome came about. The numbers come from the rules themselves."""

from django.utils.translation import gettext as _

from baken.decide.policy.facade import Expect
from baken.ui import format as fmt

from .rules.change import EQUIVALENT_MARK, EQUIVALENT_PERCENT
from .rules.effect import MINIMUM_EVENTS
from .rules.gap import MINIMUM_RESIDENTS


def rules() -> list[tuple[str, str]]:
    """Return (outcome, when a claim gets it), in the order of the list."""
    return [
        ("contradicted", _("Minstens één onderdeel gaat aantoonbaar de andere kant op.")),
        (
            "no_significant_change",
            _("Wat te toetsen is, laat geen aantoonbaar verschil zien. Dat is niet hetzelfde als gelijk."),
        ),
        ("supported", _("Alles wat te toetsen is, wijst aantoonbaar in de richting van de bewering.")),
        (
            "not_testable",
            _("Er is geen echt cijfer van de gemeente zelf. Voorbeeldcijfers en landelijke cijfers toetsen niets."),
        ),
    ]


def rule_of(expect: str) -> str:
    """Return how one kind of test works."""
    change = _(
        "Aantallen: de toets op twee tellingen, met zoveel speling als de eigen gebieden van jaar tot jaar schommelen, voor "
        "alle gebieden samen. Vragenlijst: het verschil moet groter zijn dan de twee marges samen, en de manier van vragen "
        "moet gelijk zijn gebleven."
    )
    level = _(
        "Aantallen: per inwoner tegenover de rest van de gemeente, voor alle gebieden samen beoordeeld. Vragenlijst: "
        "tegenover heel de gemeente, en het verschil moet groter zijn dan de marges samen."
    )
    words = {
        Expect.LOWER: change,
        Expect.HIGHER: change,
        Expect.UNCHANGED: _(
            "Gelijk gebleven is pas onderbouwd als heel de marge binnen %(percent)s omhoog of omlaag ligt (bij een "
            "rapportcijfer %(mark)s punt). Is er alleen geen verschil aan te tonen, dan staat dat er."
        )
        % {"percent": fmt.percent(EQUIVALENT_PERCENT), "mark": fmt.rate(EQUIVALENT_MARK)},
        Expect.BELOW_AVERAGE: level,
        Expect.ABOVE_AVERAGE: level,
        Expect.DIFFERS: _(
            "Lopen de wijken verder uiteen dan toeval geeft? Wijken met minder dan %(n)s inwoners tellen niet mee: bezoekers "
            "wegen daar te zwaar."
        )
        % {"n": fmt.count(MINIMUM_RESIDENTS)},
        Expect.SHRINKING: _(
            "Hoe ver liggen de wijken gemiddeld van het gemiddelde af, toen en nu? Toeval is eraf getrokken. Wijken met "
            "minder dan %(n)s inwoners tellen niet mee."
        )
        % {"n": fmt.count(MINIMUM_RESIDENTS)},
        Expect.MISMATCH: _(
            "Ligt de beleving verder boven die van heel de gemeente dan het slachtofferschap? Alleen als dat groter is dan de "
            "vier marges samen."
        ),
        Expect.EFFECT: _(
            "De verandering waar iets is gedaan, min de verandering elders. Minstens %(n)s voorvallen per groep en jaar. Een "
            "oorzaak laat dit niet zien: er kan meer veranderd zijn."
        )
        % {"n": fmt.count(MINIMUM_EVENTS)},
    }
    return words[Expect(expect)]
