"""What a stage keeps of a visit."""

from programmes.models import Verteller
from programmes.werkvormen.tools import Kept, Tool

TOOL = Tool(visit="podium__bezoek", kept=(Kept(Verteller.objects.all, "verteller", "vertellers"),))
