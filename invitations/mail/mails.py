"""The one way in which a mail is made: templates/mails/<name>.txt and .html in, a snapshot out."""

import re
from typing import Any

from django.template.loader import render_to_string

from invitations.mail.outbox import Mail


def render(name: str, *, subject: str, **context: Any) -> Mail:
    """The HTML has its styles inline, loads nothing from outside, and says what the plain text says."""
    import css_inline  # noqa: PLC0415 (a compiled library that only mails need)

    context["subject"] = subject
    text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"mails/{name}.txt", context))
    html = css_inline.inline(render_to_string(f"mails/{name}.html", context), load_remote_stylesheets=False)
    return Mail(subject=" ".join(subject.split())[:200], text=text.strip() + "\n", html=html)
