"""A certificate for 127.0.0.1, signed by itself, for an hour: what a mail server on loopback shows."""

import datetime as dt
import ipaddress
from pathlib import Path

from django.utils import timezone


def make_certificate(path: Path) -> Path:
    """Key and certificate in one file."""
    from cryptography import x509  # noqa: PLC0415 (comes with the sign-in; only who measures or tests needs it here)
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)  # what most mail servers show
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now, hour = timezone.now(), dt.timedelta(hours=1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - hour, now + hour)
    certificate = builder.add_extension(address, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path
