"""What is said to a participant when nobody wrote anything."""

from followup.models import Bedanking

GUESTS_THANKED = (
    "Bedankt dat je mee op expeditie ging. Je maakte tijd voor de mensen die elke dag zorg geven en krijgen. "
    "Hier lees je terug waar je was, wie je ontving en wat jullie afspraken."
)
HOSTS_THANKED = (
    "Bedankt dat jullie de deur openzetten. Wie langskwam, zag hoe er bij jullie gewerkt en geleefd wordt. "
    "Hier lees je terug wie er was, wat ze zeiden en wat jullie afspraken."
)
HOST_THANKS = (
    "Bedankt dat je bij ons langskwam, dat je meedeed en vragen stelde. "
    "Het deed ons deugd om te tonen hoe we werken. Je blijft welkom."
)


def thanks_of(written: Bedanking | None, service: str) -> tuple[str, str, bool]:
    """(text, by whom, whether they wrote it themselves); nobody's name stands under words that are not theirs."""
    if written is None:
        return HOST_THANKS, f"Iedereen van {service}", False
    return written.text, written.by or f"Iedereen van {service}", True
