"""What a guest fills in behind the link before there is a plan."""

from typing import Any

from programmes.forms.base import fieldsets
from programmes.forms.wensen import WensenForm

HELP = {
    "visits_wanted": "Leeg: zoveel als past.",
    "diet": "Bijvoorbeeld: vegetarisch, geen noten.",
    "clothing_size": "Voor een schort of een T-shirt: S, M, L, XL…",
    "mobility": "Bijvoorbeeld: ik kom met een rolstoel, of lang rechtstaan gaat moeilijk.",
    "remarks": "Wat de diensten nog moeten weten.",
}
LABELS = {"visits_wanted": "Hoeveel bezoeken wil je doen?", "mode": "Hoe kom je?", "remarks": "Nog iets?"}


class MijnWensenForm(WensenForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.available is None:
            self.initial["answer"] = ""
        self.fields["answer"].error_messages["required"] = "Kies wanneer je kunt."
        for name, text in HELP.items():
            self.fields[name].help_text = text
        for name, text in LABELS.items():
            self.fields[name].label = text
        self.helper = fieldsets(
            ("Wanneer", ["answer", "drops", "windows", "visits_wanted", "mode"]),
            ("Wat wil je graag zien?", self.wish_layout),
            ("Praktisch", ["diet", "clothing_size", "mobility", "remarks"]),
        )
