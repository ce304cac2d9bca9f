"""What a vision workshop keeps of a visit."""

from programmes.models import Inschatting, Visietekst, Voorbeeld, Voornemen
from programmes.werkvormen.tools import Kept, Tool

TOOL = Tool(
    visit="workshop__bezoek",
    kept=(
        Kept(Voorbeeld.objects.all, "voorbeeld", "voorbeelden"),
        Kept(Inschatting.objects.all, "inschatting", "inschattingen"),
        Kept(Voornemen.objects.all, "voornemen", "voornemens"),
        Kept(Visietekst.objects.all, "visietekst", "visieteksten"),
    ),
)
