"""The forms of a vision workshop: on the phones, and of whoever leads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from programmes.forms.base import DateInput, ModelForm
from programmes.models import Voorbeeld, Voornemen
from programmes.werkvormen.visieworkshop.blocks import BLOCKS, GROUPS, OF_KEY, SCALE, Block
from programmes.werkvormen.visieworkshop.holding import Sheet

LONGEST_EXAMPLE = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A block on the phone, with its two fields."""

    block: Block
    value: BoundField
    example: BoundField


class InschattingForm(forms.Form):
    """What one phone answers; every question may be left open. Its key is known to that phone alone."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, blocks: Iterable[Block] = BLOCKS) -> None:
        super().__init__(data, initial={"key": uuid4()})
        self.blocks = list(blocks)
        for block in self.blocks:
            self.fields[f"value-{block.key}"] = forms.TypedChoiceField(
                label=block.question,
                choices=list(SCALE.items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": f"Kies bij '{block.title}' een van de vijf antwoorden."},
            )
            self.fields[f"example-{block.key}"] = forms.CharField(
                label="Een voorbeeld uit de praktijk",
                required=False,
                max_length=LONGEST_EXAMPLE,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"max_length": f"Hou je voorbeeld korter: hoogstens {LONGEST_EXAMPLE} tekens."},
            )

    @property
    def groups(self) -> Iterator[tuple[str, list[Asked]]]:
        for name in GROUPS:
            asked = [self._asked(block) for block in self.blocks if block.group == name]
            if asked:
                yield name, asked

    def _asked(self, block: Block) -> Asked:
        return Asked(block, self[f"value-{block.key}"], self[f"example-{block.key}"])

    @property
    def sheet(self) -> Sheet:
        said = self.cleaned_data
        keys = [block.key for block in self.blocks]
        values = {key: said[f"value-{key}"] for key in keys if said.get(f"value-{key}") is not None}
        examples = {key: said[f"example-{key}"] for key in keys if said.get(f"example-{key}")}
        return Sheet(_key(said["key"]), values, examples, frozenset(keys))


def _key(text: str) -> UUID:
    """What the form brought along; something else counts as a form of its own."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


class VoorbeeldForm(ModelForm[Voorbeeld]):
    """An example that was told aloud, typed by whoever leads."""

    block = forms.ChoiceField(label="Bouwsteen", choices=[(block.key, block.title) for block in BLOCKS])

    class Meta:
        model = Voorbeeld
        fields = ("block", "text")


class VoornemenForm(ModelForm[Voornemen]):
    """Of two who change the same one, the second is told what the first made of it."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = str(self.instance) if self.instance.pk else ""
        self.now = "/".join(str(self.initial.get(name) or "") for name in self.Meta.fields) if self.stored else ""
        self.initial["was"] = self.now

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("was", "") != self.now:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("was")] = self.now
            self.data = data
            raise forms.ValidationError(
                f"Iemand anders maakte hiervan intussen: '{self.now}'. Bewaar opnieuw als jij gelijk hebt."
            )
        return said

    class Meta:
        model = Voornemen
        fields = ("text", "who", "due_on")
        widgets: ClassVar = {"due_on": DateInput(), "who": forms.TextInput(attrs={"list": "wie"})}
        help_texts: ClassVar = {"who": "Kies een naam uit de lijst, dan staat de afspraak straks bij die persoon."}


class TekstForm(forms.Form):
    """The vision; `base` is the version that it was written on."""

    text = forms.CharField(
        label="Onze visie",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Schrijf eerst iets. Een paar zinnen volstaan voor de eerste versie."},
    )
    base = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


def blocks_asked(key: str) -> list[Block]:
    """The one that is open now, or all."""
    return [OF_KEY[key]] if key in OF_KEY else list(BLOCKS)
