"""Requests the store does not know: a clear refusal, never a failure of its own."""

import pytest

import signing


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/{bucket}?metadataTable"),
        ("PUT", "/{bucket}?intelligent-tiering&id=x"),
        ("GET", "/{bucket}?analytics&id=x"),
        ("GET", "/{bucket}/k?torrent"),
    ],
)
def test_an_operation_it_does_not_offer_is_not_implemented(server, bucket, method, target):
    answer = signing.send_signed(server, method, target.format(bucket=bucket))
    assert (answer.status, answer.code) == (501, "NotImplemented")


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("POST", "/"),
        ("POST", "/{bucket}/k?frobnicate"),
        ("PROPFIND", "/{bucket}"),
        ("OPTIONS", "/{bucket}/k"),
        ("GET", "/{bucket}?list-type=3"),
        ("GET", "/{bucket}?list-type=2&max-keys=many"),
        ("GET", "/{bucket}?list-type=2&max-keys=-1"),
        ("GET", "/{bucket}?list-type=2&continuation-token=rubbish"),
        ("GET", "/{bucket}?encoding-type=rot13"),
        ("GET", "/{bucket}?uploads&upload-id-marker=x"),
        ("PUT", "/{bucket}/k?partNumber=one&uploadId=x"),
        ("PUT", "/{bucket}/k?partNumber=1&uploadId=nothing-like-it"),
        ("GET", "/{bucket}/k?versionId=no%20such"),
        ("GET", "/{bucket}/%ff%fe"),
        ("GET", "/{bucket}/%zz"),
        ("GET", "/%20"),
        ("GET", "/{bucket}/" + "x" * 5000),
    ],
)
def test_a_strange_request_is_never_an_internal_error(server, bucket, method, target):
    answer = signing.send_signed(server, method, target.format(bucket=bucket))
    assert answer.status < 500 or answer.status == 501, answer.body


def test_the_server_still_answers_after_all_that(server, client, bucket):
    assert signing.send(server, "GET", "/").status == 403
    assert client.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
