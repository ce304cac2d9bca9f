"""No text of a dialogue names a resident: what is surely a name is refused, what may be one is asked, once."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django import forms

from programmes.werkvormen.inwonersdialoog.naming import read
from programmes.werkvormen.nameless import names_in, possible_names
from programmes.words import listed

NAMED = (
    "Hier staat de naam van {}. Laat namen weg: schrijf bijvoorbeeld ‘een buurvrouw’. "
    "Is het hier geen naam? Schrijf het dan zonder hoofdletter."
)
ASKED = "Kijk naar {}. Is het een naam? Laat die dan weg. Is het een gewoon woord? Vink het dan aan."


class OrdinaryField(forms.MultipleChoiceField):
    """Words that may be a name, of which whoever typed them says by a tick that here they are none; hidden until then.

    Each form shows it as `ordinary`.
    """

    def __init__(self) -> None:
        super().__init__(required=False, label="Staat hier een naam?", widget=forms.MultipleHiddenInput)

    def valid_value(self, value: str) -> bool:  # noqa: ARG002 (Django's signature)
        return True


def meet_names(form: forms.BaseForm, fields: Iterable[str], names: Collection[str]) -> None:
    """Of what stood there already was asked before."""
    maybe: dict[str, list[str]] = {}
    for name in fields:
        text = read(name, form.cleaned_data.get(name) or "")
        before = read(name, form.get_initial_for_field(form.fields[name], name) or "")
        if named := names_in(text, names):
            form.add_error(name, NAMED.format(listed(named)))
        known = possible_names(before, names)
        maybe |= {word: whose for word, whose in possible_names(text, names).items() if word not in known}
    if maybe:
        _ask(form, maybe)


def _ask(form: forms.BaseForm, maybe: Mapping[str, Sequence[str]]) -> None:
    field = form.fields["ordinary"]
    assert isinstance(field, OrdinaryField)  # noqa: S101 (tells the type checker)
    field.widget = forms.CheckboxSelectMultiple()
    field.choices = [(word, f"‘{word}’ is hier niet {' of '.join(whose)}") for word, whose in maybe.items()]
    if asked := [f"‘{word}’" for word in maybe if word not in form.cleaned_data.get("ordinary", ())]:
        form.add_error("ordinary", ASKED.format(listed(asked)))
