"""Two calendars of a recipient that know nothing of us: khal (by icalendar) and Radicale over CalDAV (by vobject)."""

import base64
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path
from xml.etree import ElementTree as ET

from icalendar import Calendar

BIN = Path(sys.executable).parent
KHAL = """\
[calendars]
[[mijn]]
path = {folder}/vdir
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Brussels
default_timezone = Europe/Brussels
"""
LINE = "{start-long}-{end-time} {title}, {location} {status}"


class Khal:
    """A calendar on the command line; an event that is called off stays in sight as such."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "khal.conf"
        self.config.write_text(KHAL.format(folder=folder))
        (folder / "vdir").mkdir()
        self.folder = folder

    def receive(self, text: str) -> None:
        file = self.folder / "invite.ics"
        file.write_bytes(text.encode())
        self._run("import", "--batch", str(file))

    def events(self, first_day: str) -> list[str]:
        listed = self._run("list", "--day-format", "", "--format", LINE, first_day, "10d")
        return [line.strip() for line in listed.splitlines() if line.strip()]

    def _run(self, *args: str) -> str:
        command = [str(BIN / "khal"), "-c", str(self.config), *args]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{start}" end="{end}"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


class Radicale:
    """A CalDAV server; `receive` does what a mail program does with a message (RFC 5546): put by UID, or delete."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = [f"--storage-filesystem-folder={folder}", f"--server-hosts=127.0.0.1:{self.port}", "--auth-type=none"]
        self.process = subprocess.Popen(
            [str(BIN / "radicale"), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        self._ask("PROPFIND", "/an/", expected=(207,))  # makes the home of the user
        self.number = 0
        self.calendar = ""

    def fresh(self) -> "Radicale":
        """With an empty calendar."""
        self.number += 1
        self.calendar = f"/an/agenda{self.number}/"
        self._ask("MKCALENDAR", self.calendar, expected=(201,))
        return self

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def receive(self, text: str) -> None:
        calendar = Calendar.from_ical(text)
        (event,) = calendar.events
        path = f"{self.calendar}{event['UID']}.ics"
        if calendar["METHOD"] == "CANCEL":
            self._ask("DELETE", path, expected=(200,))
        else:
            stored = text.replace("METHOD:REQUEST\r\n", "")  # RFC 4791, 4.1: what is stored has no METHOD
            self._ask("PUT", path, stored, expected=(201, 204))

    def events(self, start: str, end: str) -> list[str]:
        """The SUMMARY of what the server finds between two moments in UTC."""
        answer = self._ask("REPORT", self.calendar, QUERY.format(start=start, end=end), expected=(207,))
        found = ET.fromstring(answer).iter("{urn:ietf:params:xml:ns:caldav}calendar-data")
        return [str(event["SUMMARY"]) for data in found for event in Calendar.from_ical(data.text or "").events]

    def _ask(self, method: str, path: str, body: str = "", *, expected: Collection[int]) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": "Basic " + base64.b64encode(b"an:x").decode(), "Content-Type": "text/calendar"}
        connection.request(method, path, body.encode(), headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        assert response.status in expected, text
        return text

    def _wait(self) -> None:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("Radicale does not start")
