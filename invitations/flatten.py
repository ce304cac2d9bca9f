"""A mail as bytes: what email.generator makes, in a third of its time, which was half of what sending a mail took.

The generator folds every header anew, letter by letter; nearly all of them are short, and Django has encoded them.
"""

import re
import secrets
from email.message import Message

SHORT = 76
_LINE_END = re.compile(rb"\r\n|\r|\n")


def flatten(message: Message) -> bytes:
    """With CRLF. The text of each part is encoded already, as Django leaves it."""
    if message.is_multipart():
        boundary = secrets.token_hex(16)
        parts = [flatten(part) for part in message.get_payload() if isinstance(part, Message)]
        edge = f"--{boundary}".encode()
        body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
        return _headers(message, f'{message.get_content_type()}; boundary="{boundary}"') + body
    return _headers(message, message["Content-Type"]) + _LINE_END.sub(b"\r\n", _body(message))


def _body(message: Message) -> bytes:
    is_plain = message["Content-Transfer-Encoding"] in {"7bit", "8bit"}  # the rest stays encoded
    body = message.get_payload(decode=True) if is_plain else message.get_payload()
    return body if isinstance(body, bytes) else str(body).encode("ascii")


def _headers(message: Message, content_type: str) -> bytes:
    lines = [
        _header(message, name, content_type if name == "Content-Type" else value) for name, value in message.items()
    ]
    return "".join(lines).encode("ascii", "surrogateescape") + b"\r\n"


def _header(message: Message, name: str, value: str) -> str:
    if len(name) + len(value) < SHORT and value.isascii() and value.isprintable():
        return f"{name}: {value}\r\n"
    return re.sub(r"\r\n|\r|\n", "\r\n", message.policy.fold(name, value))
