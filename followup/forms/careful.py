"""Two people with the same form open: what one of them did not touch stays as the other saved it, and where both wrote
something, the form says so before anything is overwritten."""

import json
from typing import Any, TypeVar, cast

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.choices import flatten_choices

from invitations.forms.merging import digest_of
from programmes.forms.base import ModelForm

M = TypeVar("M", bound=Model)


def _plain(value: Any) -> Any:
    """The same for what is stored, what is shown and what was cleaned."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | QuerySet):
        return sorted(_plain(one) for one in value)
    return value


class CarefulForm(ModelForm[M]):
    """Give it the row as it is stored now."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = {name: digest_of(_plain(self.initial.get(name))) for name in self.fields if name != "was"}
        self.initial["was"] = json.dumps(self.now)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk:
            was = self._was()
            changed = [name for name, digest in was.items() if self.now.get(name, digest) != digest]
            clashing = [name for name in changed if self._clashes(said, name, was[name])]
            if clashing:  # the rest keeps what it was: what this person left alone is still merged next time
                data = cast(QueryDict, self.data).copy()
                data[self.add_prefix("was")] = json.dumps(was | {name: self.now[name] for name in clashing})
                self.data = data
        return said

    def _was(self) -> dict[str, str]:
        """What each field was when the form was opened; nothing when somebody tampered with it."""
        try:
            found = json.loads(self.data.get(self.add_prefix("was"), ""))
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}

    def _clashes(self, said: dict[str, Any], name: str, was: str) -> bool:
        """Both changed it to something else: told at the field. What only the other changed, is taken over."""
        if name not in said:  # wrong already, and told
            return False
        mine = digest_of(_plain(said[name]))
        if mine == was:
            said[name] = self.fields[name].clean(self[name].field.prepare_value(self.initial.get(name)))
        if mine in {was, self.now[name]}:
            return False
        end = "Bewaar opnieuw als jij gelijk hebt."
        self.add_error(name, f"Iemand anders maakte hiervan: '{self._shown(name)}'. {end}")
        return True

    def _shown(self, name: str) -> str:
        value = _plain(self.initial.get(name))
        choices: dict[Any, Any] = dict(flatten_choices(getattr(self.fields[name], "choices", ())))
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(choices.get(one, "" if one is None else one)) for one in values)
