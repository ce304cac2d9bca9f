import datetime as dt

from programmes.models import Programme


def load_enquetes(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago."""
