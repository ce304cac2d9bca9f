"""What stands in no log: who reads that a link was opened in a wrong way, could open it in the right one."""

import logging
import re

_LINK = re.compile(
    r"/(mijn|gastheer|assistent|dag|pers|quote|zaal|nazorg(?:/(?:verslag|afspraken|enquete))?)/[^/\s?'\"]+"
)


class WithoutLinks(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"/\1/***", super().format(record))
