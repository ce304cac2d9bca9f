"""What stands in no log: who reads that a link was opened in a wrong way, could open it in the right one."""

import logging
import re

_OPENED_BY = "mijn|gastheer|assistent|dag|pers|quote|zaal|inschrijv(?:en|ing)|nazorg(?:/(?:verslag|afspraken|enquete))?"
_LINK = re.compile(rf"/({_OPENED_BY})/[^/\s?'\"]+")


class WithoutLinks(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"/\1/***", super().format(record))
