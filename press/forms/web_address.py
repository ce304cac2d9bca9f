from django import forms
from django.core.validators import URLValidator


class WebAddressField(forms.URLField):
    """An address of a page on the web: http or https, nothing else."""

    default_validators = [URLValidator(schemes=["http", "https"])]  # noqa: RUF012 (as Django has it)
    default_error_messages = {  # noqa: RUF012
        "invalid": "Plak het volledige adres van de pagina, zoals https://krant.example/artikel.",
    }

    def __init__(self, **kwargs: object) -> None:
        invalid = self.default_error_messages["invalid"]
        super().__init__(assume_scheme="https", max_length=500, **kwargs)  # type: ignore[arg-type]
        for validator in self.validators:
            if isinstance(validator, URLValidator):
                validator.message = invalid
