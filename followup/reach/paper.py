"""The reach on paper."""

import datetime as dt

from followup.reach.comparing import Reach
from programmes.documents import document


def reach_pdf(reach: Reach, *, now: dt.datetime) -> bytes:
    programme = reach.this.programme
    return document("bereik", {"reach": reach, "programme": programme, "bestuur": programme.bestuur, "now": now})
