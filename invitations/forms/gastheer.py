"""What a host fills in of their own service and of themselves, behind their link."""

from typing import Any, ClassVar

from django import forms
from django.core import signing

from programmes.forms.base import ModelForm, fieldsets
from programmes.forms.diensten import EXPERIENCE, PRACTICAL, DienstDetailsForm
from programmes.models import Contactpersoon, Zorgdienst
from programmes.models.base import mark_typed
from programmes.times import DAY_NAMES, clock
from programmes.upkeep import DETAILS, last_change_of

SALT = "invitations.gastheer"


class GastheerDienstForm(DienstDetailsForm):
    """Only what this person changed is stored: `was` carries what the page showed when it was opened.

    When a colleague changed the same field meanwhile, theirs is shown beside what was typed, and nothing is stored yet.
    """

    remark = forms.CharField(
        label="Iets wat de coördinator moet weten",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: in die week zijn er verbouwingen aan de inkom.",
    )

    def __init__(self, data: Any, *, instance: Zorgdienst) -> None:
        self.shown = _remembered(str(data.get("was", "")) if data else "") or _values(instance)
        self.changed: list[str] = []
        self.unseen: list[str] = []  # changed by somebody else since the page was opened, and left alone here
        super().__init__(data, instance=instance, initial=self.shown)
        self.helper = fieldsets(
            ("Wanneer en met hoeveel", ["moments", "visit_minutes", ("min_people", "max_people", "max_groups")]),
            EXPERIENCE,
            PRACTICAL,
            ("Voor de coördinator", ["remark"]),
        )

    @property
    def was(self) -> str:
        """For a hidden field."""
        return signing.dumps(self.shown, salt=SALT)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stored = _values(self.instance)
        for name in (name for name in DETAILS if name in data):
            typed = data[name] = _plain(data[name])
            if typed == self.shown[name]:
                data[name] = getattr(self.instance, name)
                self.unseen += [name] if stored[name] != typed else []
            elif stored[name] not in (self.shown[name], typed):
                self._say_who(name, stored[name])
            else:
                self.changed.append(name)
        return data

    def _say_who(self, name: str, theirs: Any) -> None:
        self.shown[name] = theirs  # who saves once more, has read it
        change = last_change_of(self.instance, name)
        who = change.by if change else "iemand anders"
        self.add_error(
            name,
            f"Intussen maakte {who} hier ‘{_said(theirs)}’ van. Bewaar nog eens als het moet worden wat er nu staat.",
        )

    def save(self, commit: bool = True) -> Zorgdienst:  # noqa: FBT001, FBT002 (Django's signature)
        mark_typed(self.instance, self.changed)
        return super().save(commit)


def _values(service: Zorgdienst) -> dict[str, Any]:
    return {name: _plain(getattr(service, name)) for name in DETAILS}


def _plain(value: Any) -> Any:
    """As JSON and a browser have it: lists, and lines that end alike."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return [list(item) for item in value] if isinstance(value, list | tuple) else value


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(f"{DAY_NAMES[day]} {clock(start)}–{clock(end)}" for day, start, end in value) or "altijd"
    return str(value) or "leeg"


def _remembered(text: str) -> dict[str, Any] | None:
    try:
        values = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return values if isinstance(values, dict) and set(values) == set(DETAILS) else None


class EigenGegevensForm(ModelForm[Contactpersoon]):
    """How somebody who receives visitors can be reached."""

    prefix = "mij"

    class Meta:
        model = Contactpersoon
        fields = ("function", "email", "phone")
        widgets: ClassVar = {"phone": forms.TextInput(attrs={"type": "tel"})}

    def __init__(self, data: Any, *, instance: Contactpersoon) -> None:
        super().__init__(data, instance=instance)
        self.helper = fieldsets(("Hoe bereiken we jou", ["function", ("email", "phone")]))

    def save(self, commit: bool = True) -> Contactpersoon:  # noqa: FBT001, FBT002 (Django's signature)
        contact = super().save(commit=False)
        if commit and self.changed_data:
            contact.save(update_fields=self.changed_data)
        return contact
