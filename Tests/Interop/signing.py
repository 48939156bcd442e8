"""Requests signed and sent byte for byte, for what a finished client never sends."""

import hashlib
import hmac
import http.client
from dataclasses import dataclass

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from servers import ACCESS_KEY, REGION, SECRET_KEY

CHUNKED_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
CHUNKED_UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
EMPTY_HASH = hashlib.sha256().hexdigest()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def code(self):
        """The error document's code, or an empty string."""
        return self.body.decode(errors="replace").partition("<Code>")[2].partition("</Code>")[0]


class FixedPayload(S3SigV4Auth):
    """Signs with a given x-amz-content-sha256, whatever the body is."""

    def __init__(self, payload):
        super().__init__(Credentials(ACCESS_KEY, SECRET_KEY), "s3", REGION)
        self.fixed = payload

    def payload(self, request):
        return self.fixed


def signed_head(server, method, target, headers=None, payload=None, host=None):
    """Signs a request for `target`, the path and query exactly as they go on the wire."""
    request = AWSRequest(method, f"http://{host or server.address}{target}", headers=headers or {})
    FixedPayload(payload or EMPTY_HASH).add_auth(request)
    return dict(request.headers.items()) | {"Host": host or server.address}


def send(server, method, target, headers=None, body=b""):
    """Sends a request as it is and reads the whole answer."""
    connection = http.client.HTTPConnection(server.address, timeout=30)
    try:
        connection.putrequest(method, target, skip_host="Host" in (headers or {}), skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if method in ("PUT", "POST") and "Content-Length" not in (headers or {}):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def send_signed(server, method, target, headers=None, body=b"", payload=None, host=None):
    payload = payload or hashlib.sha256(body).hexdigest()
    headers = dict(headers or {})
    if method in ("PUT", "POST"):
        headers["Content-Length"] = str(len(body))
    return send(server, method, target, signed_head(server, method, target, headers, payload, host), body)


def chunk_signatures(authorization, date, chunks):
    """The signature of each chunk, in a chain that begins with the request's own signature."""
    key = f"AWS4{SECRET_KEY}".encode()
    for part in (date[:8], REGION, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    scope = f"{date[:8]}/{REGION}/s3/aws4_request"
    previous = authorization.rpartition("Signature=")[2]
    for chunk in chunks:
        text = "\n".join(
            ["AWS4-HMAC-SHA256-PAYLOAD", date, scope, previous, EMPTY_HASH, hashlib.sha256(chunk).hexdigest()]
        )
        previous = hmac.digest(key, text.encode(), "sha256").hex()
        yield previous


def put_in_signed_chunks(server, target, body, chunk_size=65536, spoil=None):
    """Uploads in aws-chunked framing with every chunk signed. `spoil` is the index of a chunk to sign wrongly."""
    chunks = [body[start : start + chunk_size] for start in range(0, len(body), chunk_size)] + [b""]
    framed_length = sum(len(f"{len(c):x}") + len(";chunk-signature=") + 64 + 4 + len(c) for c in chunks)
    head = signed_head(
        server,
        "PUT",
        target,
        {
            "Content-Encoding": "aws-chunked",
            "Content-Length": str(framed_length),
            "x-amz-decoded-content-length": str(len(body)),
        },
        CHUNKED_SIGNED,
    )
    framed = b""
    signatures = chunk_signatures(head["Authorization"], head["X-Amz-Date"], chunks)
    for index, (chunk, signature) in enumerate(zip(chunks, signatures)):
        if index == spoil:
            signature = "0" * 64
        framed += f"{len(chunk):x};chunk-signature={signature}\r\n".encode() + chunk + b"\r\n"
    return send(server, "PUT", target, head, framed)


def put_with_trailer(server, target, body, name, value, chunk_size=65536):
    """Uploads in aws-chunked framing, unsigned, with a checksum after the body."""
    framed = b""
    for start in range(0, len(body), chunk_size):
        chunk = body[start : start + chunk_size]
        framed += f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n"
    framed += f"0\r\n{name}:{value}\r\n\r\n".encode()
    headers = {
        "Content-Encoding": "aws-chunked",
        "Content-Length": str(len(framed)),
        "x-amz-decoded-content-length": str(len(body)),
        "x-amz-trailer": name,
    }
    head = signed_head(server, "PUT", target, headers, CHUNKED_UNSIGNED_TRAILER)
    return send(server, "PUT", target, head, framed)

