"""How much a file may hold. A town has some hundred mandates and some tens of services."""

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 2_000  # characters
MAX_BYTES = 10 * 1024**2  # of a spreadsheet; the export of all of Flanders has a limit in the settings
MAX_UNPACKED = 50 * 1024**2  # of an .xlsx, which is a zip
HEADER_WITHIN = 20  # rows

TOO_MANY_ROWS = (
    f"Dit bestand telt meer dan {MAX_ROWS:,} rijen. Zoveel kunnen er niet tegelijk: "
    "hou alleen de rijen van je eigen bestuur over en probeer opnieuw."
).replace(",", ".", 1)


def megabytes(size: int) -> str:
    """'10 MB'"""
    return f"{size // 1024**2} MB"
