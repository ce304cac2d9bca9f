from press.models.beeld import Beeld, Groep, Herkend, Upload
from press.models.dag import Aanwezigheid, Chauffeur, Vertraging
from press.models.link import Deellink
from press.models.pers import Perscontact, Persmap, Persmoment, Uitgifte, Verschenen
from press.models.post import Post
from press.models.quote import Quote

__all__ = [
    "Aanwezigheid",
    "Beeld",
    "Chauffeur",
    "Deellink",
    "Groep",
    "Herkend",
    "Perscontact",
    "Persmap",
    "Persmoment",
    "Post",
    "Quote",
    "Uitgifte",
    "Upload",
    "Verschenen",
    "Vertraging",
]
