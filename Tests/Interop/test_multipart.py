"""Multipart uploads through boto3."""

import hashlib

import pytest
from boto3.s3.transfer import TransferConfig

from failures import failure

MIB = 1024 * 1024
PART_SIZE = 5 * MIB


@pytest.fixture
def upload(client, bucket):
    """An upload that has begun: the parameters all its calls share."""
    begun = client.create_multipart_upload(
        Bucket=bucket, Key="big", ContentType="text/plain", Metadata={"color": "green"}
    )
    return {"Bucket": bucket, "Key": "big", "UploadId": begun["UploadId"]}


def put_part(client, upload, number, body):
    return {"PartNumber": number, "ETag": client.upload_part(**upload, PartNumber=number, Body=body)["ETag"]}


def complete(client, upload, parts):
    return client.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})


def test_20_mb_go_up_in_parts_and_come_back(client, bucket, tmp_path, bytes_of):
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(bytes_of(20_000_000))
    config = TransferConfig(multipart_threshold=PART_SIZE, multipart_chunksize=PART_SIZE, max_concurrency=4)
    client.upload_file(str(source), bucket, "big", Config=config)
    assert client.head_object(Bucket=bucket, Key="big")["ETag"].endswith('-4"')
    client.download_file(bucket, "big", str(copy), Config=config)
    assert copy.read_bytes() == source.read_bytes()


def test_parts_are_joined_by_their_numbers(client, upload, bytes_of):
    bodies = {1: bytes_of(PART_SIZE, 1), 2: bytes_of(PART_SIZE, 2), 9: b"the end"}
    parts = {number: put_part(client, upload, number, bodies[number]) for number in (9, 2, 1)}
    done = complete(client, upload, [parts[number] for number in (1, 2, 9)])
    digests = b"".join(hashlib.md5(bodies[number]).digest() for number in (1, 2, 9))
    assert done["ETag"] == f'"{hashlib.md5(digests).hexdigest()}-3"'
    answer = client.get_object(Bucket=upload["Bucket"], Key="big")
    assert answer["Body"].read() == b"".join(bodies[number] for number in (1, 2, 9))
    assert (answer["ContentType"], answer["Metadata"]) == ("text/plain", {"color": "green"})


def test_a_part_can_be_read_alone(client, upload, bytes_of):
    parts = [put_part(client, upload, 1, bytes_of(PART_SIZE)), put_part(client, upload, 2, b"tail")]
    complete(client, upload, parts)
    answer = client.get_object(Bucket=upload["Bucket"], Key="big", PartNumber=2)
    assert (answer["Body"].read(), answer["PartsCount"]) == (b"tail", 2)


def test_a_part_sent_again_replaces_the_first(client, upload):
    put_part(client, upload, 1, b"wrong")
    complete(client, upload, [put_part(client, upload, 1, b"right")])
    assert client.get_object(Bucket=upload["Bucket"], Key="big")["Body"].read() == b"right"


def test_nothing_is_there_before_the_upload_is_complete(client, upload):
    put_part(client, upload, 1, b"x")
    assert failure(client.get_object, Bucket=upload["Bucket"], Key="big") == (404, "NoSuchKey")
    assert client.list_objects_v2(Bucket=upload["Bucket"])["KeyCount"] == 0


def test_parts_and_uploads_are_listed_in_pages(client, upload):
    for number in (1, 2, 3):
        put_part(client, upload, number, b"x" * number)
    first = client.list_parts(**upload, MaxParts=2)
    assert [(part["PartNumber"], part["Size"]) for part in first["Parts"]] == [(1, 1), (2, 2)]
    assert first["IsTruncated"]
    second = client.list_parts(**upload, PartNumberMarker=first["NextPartNumberMarker"])
    assert [part["PartNumber"] for part in second["Parts"]] == [3]

    bucket = upload["Bucket"]
    others = [client.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"] for key in ("a", "big", "c/d")]
    pages = client.get_paginator("list_multipart_uploads").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1})
    found = [(entry["Key"], entry["UploadId"]) for page in pages for entry in page.get("Uploads", [])]
    assert [key for key, _ in found] == ["a", "big", "big", "c/d"]
    assert {identifier for _, identifier in found} == {upload["UploadId"], *others}
    folded = client.list_multipart_uploads(Bucket=bucket, Delimiter="/")
    assert [entry["Prefix"] for entry in folded["CommonPrefixes"]] == ["c/"]


def test_an_aborted_upload_is_gone(client, upload):
    put_part(client, upload, 1, b"x")
    client.abort_multipart_upload(**upload)
    assert failure(client.upload_part, **upload, PartNumber=2, Body=b"x") == (404, "NoSuchUpload")
    assert failure(client.list_parts, **upload) == (404, "NoSuchUpload")
    assert "Uploads" not in client.list_multipart_uploads(Bucket=upload["Bucket"])


def test_an_upload_that_does_not_add_up_is_refused(client, upload, bytes_of):
    one, two = (put_part(client, upload, number, bytes_of(PART_SIZE, number)) for number in (1, 2))
    small, last = put_part(client, upload, 3, b"small"), put_part(client, upload, 4, b"x")
    wrong = {"PartNumber": 1, "ETag": '"00000000000000000000000000000000"'}
    absent = {"PartNumber": 7, "ETag": one["ETag"]}

    def refused(parts):
        return failure(client.complete_multipart_upload, **upload, MultipartUpload={"Parts": parts})

    assert refused([small, last]) == (400, "EntityTooSmall")
    assert refused([two, one]) == (400, "InvalidPartOrder")
    assert refused([wrong]) == (400, "InvalidPart")
    assert refused([absent]) == (400, "InvalidPart")
    complete(client, upload, [one, two, last])


@pytest.mark.parametrize("number", [0, 10_001])
def test_part_numbers_end_at_10000(client, upload, number):
    assert failure(client.upload_part, **upload, PartNumber=number, Body=b"x") == (400, "InvalidArgument")


def test_parts_can_be_copied_from_objects(client, upload, bytes_of):
    bucket, body = upload["Bucket"], bytes_of(PART_SIZE + 100)
    client.put_object(Bucket=bucket, Key="from", Body=body)
    source, parts = {"Bucket": bucket, "Key": "from"}, []
    for number, wanted in ((1, f"bytes=0-{PART_SIZE - 1}"), (2, f"bytes={PART_SIZE}-{PART_SIZE + 99}")):
        copied = client.upload_part_copy(**upload, PartNumber=number, CopySource=source, CopySourceRange=wanted)
        parts.append({"PartNumber": number, "ETag": copied["CopyPartResult"]["ETag"]})
    complete(client, upload, parts)
    assert client.get_object(Bucket=bucket, Key="big")["Body"].read() == body


def test_a_completed_upload_can_demand_that_nothing_was_there(client, upload):
    part = put_part(client, upload, 1, b"x")
    client.put_object(Bucket=upload["Bucket"], Key="big", Body=b"already")
    refused = failure(
        client.complete_multipart_upload, **upload, MultipartUpload={"Parts": [part]}, IfNoneMatch="*"
    )
    assert refused == (412, "PreconditionFailed")
