"""Makes a certificate authority of its own for one host: writes ca.pem, and key.pem and cert.pem of the host, into a folder."""

import datetime
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

folder, host = pathlib.Path(sys.argv[1]), sys.argv[2]
now = datetime.datetime.now(datetime.timezone.utc)


def certificate(name, key, issuer, issuer_key, extensions):
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer_key, hashes.SHA256())


def pem(one):
    return one.public_bytes(serialization.Encoding.PEM)


AUTHORITY = "slipway-peers"
authority_key = ec.generate_private_key(ec.SECP256R1())
host_key = ec.generate_private_key(ec.SECP256R1())
identifier = x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key())
usage = dict.fromkeys(
    ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"], False
)
authority = certificate(
    AUTHORITY,
    authority_key,
    AUTHORITY,
    authority_key,
    [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, **usage), True),
        (identifier, False),
    ],
)
leaf = certificate(
    host,
    host_key,
    AUTHORITY,
    authority_key,
    [
        (x509.SubjectAlternativeName([x509.DNSName(host)]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), False),
    ],
)
(folder / "ca.pem").write_bytes(pem(authority))
(folder / "cert.pem").write_bytes(pem(leaf))
(folder / "key.pem").write_bytes(
    host_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
)
