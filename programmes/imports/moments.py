"""Weekly moments as people type them: 'ma-vr 9.30-11.30; wo 14-16'. Minutes since midnight, Monday is 0."""

import re

from programmes.times import DAY_NAMES, clock
from programmes.windows import Span, merged

Moments = list[list[int]]  # [[weekday, from, until]]: as Zorgdienst.moments holds them

SHORT = tuple(name[:2] for name in DAY_NAMES)
_DAYS = {name: index for index, name in enumerate(DAY_NAMES)} | {name: index for index, name in enumerate(SHORT)}
_DAYS |= {f"{name}en": index for name, index in _DAYS.items() if name.endswith("dag")}
_GROUPS = {
    **dict.fromkeys(("werkdag", "werkdagen", "weekdag", "weekdagen"), range(5)),
    **dict.fromkeys(("dagelijks", "dag", "dagen", "altijd"), range(7)),
    **dict.fromkeys(("weekend", "weekenden"), range(5, 7)),
}
_FILLER = {"elke", "alle", "op", "de", "in", "het", "van", "en", "ook"}
_TIME = r"(\d{1,2})(?:\s*(?:[.:]|u(?:ur)?|h)\s*(\d{2})?)?(?:\s*(?:u(?:ur)?|h)\b)?"
_SPAN = re.compile(rf"(?:van\s+)?(?<!\d){_TIME}\s*(?:-|–|—|tot(?:\s+en\s+met)?)\s*{_TIME}")
_TOKEN = re.compile(r"[a-z]+|[-–—]|/|,|&|\+")
EXAMPLE = "Schrijf bijvoorbeeld: ma-vr 9.30-11.30; wo 14-16"


def parse_moments(text: str) -> Moments:
    """Raises ValueError with a Dutch sentence. 'altijd' and an empty text give no moments: any time suits."""
    text = " ".join(text.lower().replace("\n", ";").replace("t/m", "-").split())
    if text in {"", "altijd", "steeds", "alle momenten"}:
        return []
    windows: dict[int, list[Span]] = {}
    days: list[int] = []
    for part in (part.strip(" .") for part in re.split(r"[;|]", text)):
        if not part:
            continue
        days = _add_part(windows, part, days)
    if not windows:
        raise ValueError(f"'{text[:60]}' begrijpen we niet. {EXAMPLE}")
    return [[day, start, end] for day in sorted(windows) for start, end in merged(windows[day])]


def _add_part(windows: dict[int, list[Span]], part: str, days: list[int]) -> list[int]:
    """One or more 'days, then hours'; hours without days belong to the days before."""
    position = 0
    spans = list(_SPAN.finditer(part))
    if not spans:
        raise ValueError(f"in '{part[:60]}' staan geen uren. {EXAMPLE}")
    for match in spans:
        words = part[position : match.start()]
        days = _days_in(words) or days
        position = match.end()
        if not days:
            raise ValueError(f"voor '{match[0]}' staat geen dag. {EXAMPLE}")
        span = _span(match)
        for day in days:
            windows.setdefault(day, []).append(span)
    if rest := part[position:].strip(" ,.)("):
        raise ValueError(f"'{rest[:40]}' begrijpen we niet. {EXAMPLE}")
    return days


def _span(match: re.Match[str]) -> Span:
    start = int(match[1]) * 60 + int(match[2] or 0)
    end = int(match[3]) * 60 + int(match[4] or 0)
    if max(int(match[2] or 0), int(match[4] or 0)) > 59 or end > 1440:
        raise ValueError(f"'{match[0]}' zijn geen uren van de dag")
    if end <= start:
        raise ValueError(f"'{match[0]}' eindigt voor het begint")
    return start, end


def _days_in(words: str) -> list[int]:
    """'ma-wo, vr' -> [0, 1, 2, 4]; [] when only joining words stand there."""
    days: list[int] = []
    is_range = False
    for token in _TOKEN.findall(words):
        if token in {"-", "–", "—", "tot", "tm"}:
            is_range = bool(days)
        elif token in _GROUPS:
            days += _GROUPS[token]
        elif token in _DAYS:
            first = days[-1] if is_range else _DAYS[token]
            if first > _DAYS[token]:
                raise ValueError(f"'{words.strip()}': de laatste dag komt voor de eerste. {EXAMPLE}")
            days += range(first, _DAYS[token] + 1)
            is_range = False
        elif token.isalpha() and token not in _FILLER:
            raise ValueError(f"'{token}' is geen dag. {EXAMPLE}")
    if strange := re.sub(_TOKEN, "", words).strip(" .():"):
        raise ValueError(f"'{strange[:40]}' begrijpen we niet. {EXAMPLE}")
    return sorted(set(days))


def moments_text(moments: Moments) -> str:
    """'ma-vr 9.30-11.30 en 14-16; za 10-12': what parse_moments() reads back the same."""
    by_day: dict[int, tuple[Span, ...]] = {}
    for day, start, end in moments:
        by_day[day] = (*by_day.get(day, ()), (start, end))
    runs: list[tuple[list[int], tuple[Span, ...]]] = []
    for day in sorted(by_day):
        if runs and runs[-1][1] == by_day[day] and runs[-1][0][-1] == day - 1:
            runs[-1][0].append(day)
        else:
            runs.append(([day], by_day[day]))
    return "; ".join(f"{_run_text(days)} {' en '.join(map(_span_text, spans))}" for days, spans in runs)


def _run_text(days: list[int]) -> str:
    return SHORT[days[0]] if len(days) == 1 else f"{SHORT[days[0]]}-{SHORT[days[-1]]}"


def _span_text(span: Span) -> str:
    return "-".join(clock(minutes).removesuffix(".00") for minutes in span)
