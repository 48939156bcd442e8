"""Who may come in: signatures in headers and in links, and addressing by host name."""

import socket
import urllib.error
import urllib.request
from datetime import timedelta

import botocore.auth
import botocore.crt.auth
import pytest
from botocore import UNSIGNED

import signing
from failures import failure


def fetch(url, method="GET", body=None, headers=None):
    """The status, headers and body of a link, opened without any keys."""
    request = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()


@pytest.fixture
def stored(client, bucket):
    client.put_object(Bucket=bucket, Key="a folder/ünï+.txt", Body=b"hello", ContentType="text/plain")
    return {"Bucket": bucket, "Key": "a folder/ünï+.txt"}


def test_a_link_gives_the_object(client, stored):
    status, headers, body = fetch(client.generate_presigned_url("get_object", Params=stored))
    assert (status, headers["Content-Type"], body) == (200, "text/plain", b"hello")


def test_a_link_can_ask_for_other_headers(client, stored):
    parameters = stored | {"ResponseContentType": "application/pdf"}
    assert fetch(client.generate_presigned_url("get_object", Params=parameters))[1]["Content-Type"] == "application/pdf"


def test_a_link_takes_an_upload(client, bucket):
    url = client.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "up"})
    assert fetch(url, "PUT", b"from a link", {"Content-Type": "text/plain"})[0] == 200
    assert client.get_object(Bucket=bucket, Key="up")["Body"].read() == b"from a link"


@pytest.fixture
def turn_clock(monkeypatch):
    """Lets boto3 sign as if it were later, or earlier, than it is."""
    now = botocore.auth.get_current_datetime

    def turn(**offset):
        for module in (botocore.auth, botocore.crt.auth):
            monkeypatch.setattr(
                module, "get_current_datetime", lambda *rest, **more: now(*rest, **more) + timedelta(**offset)
            )

    return turn


def test_a_link_expires(client, stored, turn_clock):
    turn_clock(seconds=-90)
    assert fetch(client.generate_presigned_url("get_object", Params=stored, ExpiresIn=120))[0] == 200
    status, _, body = fetch(client.generate_presigned_url("get_object", Params=stored, ExpiresIn=60))
    assert status == 403
    assert b"<Code>AccessDenied</Code>" in body and b"Request has expired" in body


def test_a_link_lives_at_most_a_week(client, stored):
    status, _, body = fetch(client.generate_presigned_url("get_object", Params=stored, ExpiresIn=604_801))
    assert status == 400
    assert b"<Code>AuthorizationQueryParametersError</Code>" in body


def test_a_changed_link_is_refused(client, stored):
    url = client.generate_presigned_url("get_object", Params=stored)
    for changed in (url.replace("folder", "falter"), url[:-1] + ("0" if url[-1] != "0" else "1")):
        status, _, body = fetch(changed)
        assert status == 403
        assert b"<Code>SignatureDoesNotMatch</Code>" in body
    assert fetch(url, "PUT", b"x")[0] == 403


def test_a_wrong_secret_does_not_match(new_client, bucket):
    client = new_client(secret_key="wrong")
    assert failure(client.list_objects_v2, Bucket=bucket) == (403, "SignatureDoesNotMatch")
    assert failure(client.put_object, Bucket=bucket, Key="k", Body=b"x") == (403, "SignatureDoesNotMatch")


def test_an_unknown_key_is_named_so(new_client, bucket):
    client = new_client(access_key="nobody")
    assert failure(client.list_objects_v2, Bucket=bucket) == (403, "InvalidAccessKeyId")


def test_a_request_without_keys_is_denied(server, bucket, client):
    client.put_object(Bucket=bucket, Key="k", Body=b"secret")
    answer = signing.send(server, "GET", f"/{bucket}/k")
    assert (answer.status, answer.code) == (403, "AccessDenied")


def test_a_clock_far_off_is_told_so(client, bucket, turn_clock):
    for hours in (-1, 1):
        turn_clock(hours=hours)
        assert failure(client.list_objects_v2, Bucket=bucket) == (403, "RequestTimeTooSkewed")


@pytest.mark.parametrize(
    "authorization",
    ["", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=test", "Bearer abc", "AWS4-HMAC-SHA256 " + "x" * 4000, "AWS test:abc"],
)
def test_a_malformed_authorization_is_a_client_error(server, bucket, authorization):
    answer = signing.send(server, "GET", f"/{bucket}", {"Authorization": authorization})
    assert answer.status in (400, 403)
    assert answer.code


@pytest.fixture
def every_name_is_here(monkeypatch):
    """Resolves every host name to this machine, as a wildcard entry in a name server would."""
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more))


@pytest.mark.parametrize("domain", ["localhost", "s3.localhost.localstack.cloud", "s3.us-east-1.amazonaws.com"])
def test_a_bucket_can_stand_in_the_host_name(server, bucket, new_client, every_name_is_here, domain):
    client = new_client(endpoint=f"http://{domain}:{server.port}", s3={"addressing_style": "virtual"})
    hosts = []
    client.meta.events.register("before-send.s3", lambda request, **_: hosts.append(request.url))
    client.put_object(Bucket=bucket, Key="a//b", Body=b"virtual")
    assert hosts[0].startswith(f"http://{bucket}.{domain}:{server.port}/")
    assert client.get_object(Bucket=bucket, Key="a//b")["Body"].read() == b"virtual"
    assert [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket)["Contents"]] == ["a//b"]
    assert new_client().get_object(Bucket=bucket, Key="a//b")["Body"].read() == b"virtual"


def test_an_anonymous_client_is_denied(new_client, bucket):
    client = new_client()
    client.meta.events.register("choose-signer.s3.*", lambda **_: UNSIGNED)
    assert failure(client.list_objects_v2, Bucket=bucket) == (403, "AccessDenied")
