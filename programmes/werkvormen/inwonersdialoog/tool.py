"""What a dialogue keeps of a visit: a meeting stays in sight, in its trajectory, and goes on following the visit."""

from programmes.models import Bijeenkomst
from programmes.werkvormen.tools import Kept, Tool
from programmes.words import listed


def stays(visit: int) -> str:
    titles = [f"‘{title}’" for title in Bijeenkomst.objects.filter(bezoek=visit).values_list("title", flat=True)]
    meetings = f"de bijeenkomst{'en' * (len(titles) > 1)} {listed(titles)}"
    follows = f"Dit bezoek blijft de plek voor {meetings} van een inwonersdialoog: dag en uur volgen het bezoek."
    return f"{follows} Is dat niet meer de bedoeling? Wijzig dan de bijeenkomst in het traject."


TOOL = Tool(visit="bezoek", kept=(Kept(Bijeenkomst.objects.all, "bijeenkomst", "bijeenkomsten"),), stays=stays)
