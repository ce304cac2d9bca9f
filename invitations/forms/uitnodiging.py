"""Forms to compose an invitation and to send it."""

from typing import Any, ClassVar

from django import forms

from invitations.inviting.audiences import NAMES
from invitations.inviting.markup import to_text
from invitations.inviting.placeholders import problems_in_body, problems_in_subject
from invitations.models import Uitnodiging
from programmes.forms.base import ModelForm, fieldsets
from programmes.models import Programme

LONGEST_BODY = 20_000


class UitnodigingForm(ModelForm[Uitnodiging]):
    segment = forms.ChoiceField(label="Voor wie", choices=[(key, name) for key, name in NAMES.items()], required=False)
    body = forms.CharField(
        label="Tekst",
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="Een lege regel begint een nieuwe alinea. Met **sterretjes** wordt tekst vet, een regel met - wordt "
        "een punt in een lijst, en [tekst](https://adres) wordt een link.",
    )
    video_url = forms.URLField(
        label="Link naar een korte video",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen webadres. Kopieer het hele adres van de video, met https:// vooraan."},
        help_text="Bijvoorbeeld een boodschap van de burgemeester. Gebruik {video} in de tekst.",
    )

    also_validated: ClassVar[frozenset[str]] = frozenset({"programme"})

    class Meta:
        model = Uitnodiging
        fields = ("segment", "subject", "body", "video_url")

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        self.helper = fieldsets(("De uitnodiging", ["segment", "subject", "body", "video_url"]))

    def clean_subject(self) -> str:
        subject = str(self.cleaned_data["subject"])
        return _checked(subject, list(problems_in_subject(subject)))

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n")
        if not to_text(body, {}).strip():
            raise forms.ValidationError("Schrijf een tekst.")
        return _checked(body, list(problems_in_body(body)))

    def clean_video_url(self) -> str:
        url: str = self.cleaned_data["video_url"]
        if url and not url.casefold().startswith(("https://", "http://")):
            raise forms.ValidationError("Het adres van de video begint met https://.")
        return url


def _checked(text: str, problems: list[str]) -> str:
    if problems:
        raise forms.ValidationError(problems)
    return text


class SendForm(forms.Form):
    """What was shown when somebody confirmed, and to whom."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    iedereen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    mislukt = forms.BooleanField(required=False, widget=forms.HiddenInput)
