"""A form that two people may have open at once: who saves last, is told what the other made of it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict

from programmes.forms.base import M, ModelForm
from programmes.forms.widgets import whole_number

ERASED = (
    "Intussen trok iemand zich terug en is diens naam hier weggehaald. Daarom staat er nu weer wat bewaard is: vul aan "
    "wat je wijzigde, zonder die naam."
)


class RevisedForm(ModelForm[M]):
    """Whoever saves over what somebody else saved meanwhile, is told so first; who saves once more, has read it."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remember()

    def remember(self) -> None:
        """What is stored; once more when a form has more fields than it began with."""
        self.stored = {name: self._shown(name) for name, field in self.fields.items() if not field.widget.is_hidden}
        self.kept = self.revision_of(self.instance)
        self.initial["revision"] = self.kept

    def revision_of(self, row: M) -> int:
        return int(cast("Any", row).revision)

    def _shown(self, name: str) -> str:
        display = getattr(self.instance, f"get_{name}_display", None)
        return str(display() if display else getattr(self.instance, name))

    def meet(self, who: str, gone: str, *, erased: Iterable[str] = ()) -> None:
        """`gone`: what to say when the row is no longer there.

        `erased`: fields out of which a name is taken by nobody (`who` is ''): what was typed before that, may hold it.
        """
        if whole_number(self.data.get("revision", "")) == self.kept:
            return
        self.data = cast("QueryDict", self.data).copy()
        self.data["revision"] = str(self.kept)
        row = cast("Model", self.instance)
        if row.pk is None:
            self.add_error(None, gone)
        elif erased and not who:
            self.add_error(None, ERASED)
            for name in erased:
                self.data[name] = self.stored[name]
        else:
            self.add_error(None, f"{who or 'Iemand anders'} wijzigde dit intussen. {self._differences()}")

    def _differences(self) -> str:
        """The stored values beside which something else was typed."""
        different = [
            f"‘{value or 'niets'}’ bij {self.fields[name].label}"
            for name, value in self.stored.items()
            if name in self.cleaned_data and self._shown(name) != value
        ]
        again = "Bewaar nog eens als het moet worden wat er hier staat."
        return f"Nu staat er {', '.join(different)}. {again}" if different else again
