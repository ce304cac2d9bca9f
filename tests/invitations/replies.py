"""Answers as calendar programs send them: the shapes of Outlook, Google and Apple, each with its own habits."""

import email
from email import policy
from email.message import EmailMessage

HEAD = """\
From: An Peeters <{email}>
To: expeditie@localhost
Subject: Accepted: De Linde
Message-ID: <antwoord@example.be>
MIME-Version: 1.0
"""

# One text/calendar part among others, a comment, times in a zone with a name of Microsoft.
OUTLOOK = (
    HEAD
    + """\
Content-Type: multipart/alternative; boundary="_000_AM0PR"

--_000_AM0PR
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

{comment}

--_000_AM0PR
Content-Type: text/calendar; charset="utf-8"; method=REPLY
Content-Transfer-Encoding: 8bit

BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT={partstat};CN=An Peeters:MAILTO:{email}
COMMENT;LANGUAGE=nl-BE:{comment}\\n
UID:{uid}
SUMMARY;LANGUAGE=nl-BE:Accepted: De Linde
DTSTART;TZID=Romance Standard Time:20250224T093000
DTEND;TZID=Romance Standard Time:20250224T103000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{stamp}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{sequence}
X-MICROSOFT-CDO-APPT-SEQUENCE:0
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR

--_000_AM0PR--
"""
)

# The same text twice: as an alternative, and in base64 as invite.ics.
GOOGLE = (
    HEAD
    + """\
Content-Type: multipart/mixed; boundary="000000000000a"

--000000000000a
Content-Type: multipart/alternative; boundary="000000000000b"

--000000000000b
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes

An Peeters heeft geantwoord.

--000000000000b
Content-Type: text/calendar; charset="UTF-8"; method=REPLY
Content-Transfer-Encoding: 7bit

BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20250224T083000Z
DTEND:20250224T093000Z
DTSTAMP:{stamp}
ORGANIZER:mailto:expeditie@localhost
UID:{uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN=An
 Peeters;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="{comment}":mailto:{email}
X-MICROSOFT-CDO-OWNERAPPTID:0
CREATED:20250203T090000Z
DESCRIPTION:Kledij: Schort
LAST-MODIFIED:{stamp}
LOCATION:De Linde
SEQUENCE:{sequence}
STATUS:CONFIRMED
SUMMARY:De Linde
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR

--000000000000b--

--000000000000a
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCkVORDpWQ0FMRU5EQVINCg==
--000000000000a--
"""
)

# No ORGANIZER, no COMMENT, the calendar alone in quoted-printable.
APPLE = (
    HEAD
    + """\
Content-Type: multipart/alternative; boundary="Apple-Mail=_1"

--Apple-Mail=_1
Content-Type: text/plain; charset=utf-8

An Peeters heeft je uitnodiging beantwoord.

--Apple-Mail=_1
Content-Type: text/calendar; method=REPLY; charset=utf-8; name="iCal-1.ics"
Content-Transfer-Encoding: quoted-printable

BEGIN:VCALENDAR
CALSCALE:GREGORIAN
VERSION:2.0
METHOD:REPLY
PRODID:-//Apple Inc.//macOS 14.5//EN
BEGIN:VEVENT
UID:{uid}
ATTENDEE;CN=3D"An Peeters";CUTYPE=3DINDIVIDUAL;EMAIL=3D"{email}";PARTSTAT=3D{partstat}:
 mailto:{email}
DTEND;TZID=3DEurope/Brussels:20250224T103000
SUMMARY:De Linde
DTSTART;TZID=3DEurope/Brussels:20250224T093000
DTSTAMP:{stamp}
SEQUENCE:{sequence}
END:VEVENT
END:VCALENDAR

--Apple-Mail=_1--
"""
)
SHAPES = {"outlook": OUTLOOK, "google": GOOGLE, "apple": APPLE}


def reply(
    shape: str,
    uid: str,
    *,
    partstat: str = "ACCEPTED",
    sender: str = "an@example.be",
    sequence: int = 0,
    stamp: str = "20250203T100000Z",
    comment: str = "",
) -> EmailMessage:
    text = SHAPES[shape].format(
        uid=uid, partstat=partstat, email=sender, sequence=sequence, stamp=stamp, comment=comment
    )
    return email.message_from_string(text, policy=policy.default)  # type: ignore[return-value]
