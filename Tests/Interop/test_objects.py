"""Single objects through boto3: bodies, metadata, ranges, conditions, copies."""

from datetime import datetime, timedelta, timezone

import pytest
from botocore.exceptions import ClientError

from failures import failure


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_003])
def test_a_file_goes_up_and_comes_back(client, bucket, tmp_path, bytes_of, size):
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(bytes_of(size))
    client.upload_file(str(source), bucket, "folder/file.bin")
    client.download_file(bucket, "folder/file.bin", str(copy))
    assert copy.read_bytes() == source.read_bytes()


def test_an_object_keeps_its_headers_and_metadata(client, bucket):
    client.put_object(
        Bucket=bucket,
        Key="page",
        Body=b"<p>hello</p>",
        ContentType="text/html; charset=utf-8",
        CacheControl="max-age=60",
        ContentDisposition='attachment; filename="page.html"',
        ContentEncoding="identity",
        ContentLanguage="de",
        Metadata={"color": "green", "mixed-case": "Some Value"},
    )
    for answer in (client.get_object(Bucket=bucket, Key="page"), client.head_object(Bucket=bucket, Key="page")):
        assert answer["ContentType"] == "text/html; charset=utf-8"
        assert answer["CacheControl"] == "max-age=60"
        assert answer["ContentDisposition"] == 'attachment; filename="page.html"'
        assert answer["ContentEncoding"] == "identity"
        assert answer["ContentLanguage"] == "de"
        assert answer["Metadata"] == {"color": "green", "mixed-case": "Some Value"}
        assert answer["ContentLength"] == 12
        assert abs(answer["LastModified"] - datetime.now(timezone.utc)) < timedelta(minutes=5)


def test_a_put_answers_with_the_md5_as_its_entity_tag(client, bucket):
    put = client.put_object(Bucket=bucket, Key="k", Body=b"hello")
    assert put["ETag"] == '"5d41402abc4b2a76b9719d911017c592"'
    assert client.head_object(Bucket=bucket, Key="k")["ETag"] == put["ETag"]


def test_an_object_without_a_type_is_an_octet_stream(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert client.head_object(Bucket=bucket, Key="k")["ContentType"] == "binary/octet-stream"


def test_the_last_write_wins(client, bucket):
    for body in (b"first", b"second"):
        client.put_object(Bucket=bucket, Key="k", Body=body)
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"second"


def test_what_is_missing_is_not_found(client, bucket):
    assert failure(client.head_object, Bucket=bucket, Key="missing")[0] == 404
    assert failure(client.get_object, Bucket=bucket, Key="missing") == (404, "NoSuchKey")
    assert failure(client.get_object, Bucket="no-such-bucket-here", Key="k") == (404, "NoSuchBucket")
    assert failure(client.put_object, Bucket="no-such-bucket-here", Key="k", Body=b"") == (404, "NoSuchBucket")
    assert failure(client.list_objects_v2, Bucket="no-such-bucket-here") == (404, "NoSuchBucket")


def test_an_error_names_its_request(client, bucket):
    with pytest.raises(ClientError) as caught:
        client.get_object(Bucket=bucket, Key="missing")
    assert caught.value.response["ResponseMetadata"]["RequestId"]
    assert caught.value.response["Error"]["Key"] == "missing"


def test_deleting_what_is_missing_succeeds(client, bucket):
    assert client.delete_object(Bucket=bucket, Key="missing")["ResponseMetadata"]["HTTPStatusCode"] == 204


def test_ten_objects_go_in_one_request(client, bucket):
    keys = [f"bulk/{number}" for number in range(10)]
    for key in keys:
        client.put_object(Bucket=bucket, Key=key, Body=b"x")
    client.put_object(Bucket=bucket, Key="kept", Body=b"x")
    answer = client.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys]})
    assert sorted(entry["Key"] for entry in answer["Deleted"]) == keys
    assert "Errors" not in answer
    assert [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket)["Contents"]] == ["kept"]


def test_a_quiet_bulk_delete_names_no_successes(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    answer = client.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "k"}, {"Key": "gone"}], "Quiet": True})
    assert "Deleted" not in answer and "Errors" not in answer
    assert client.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=100-199", 100, 199), ("bytes=900-", 900, 999), ("bytes=-50", 950, 999), ("bytes=990-5000", 990, 999)],
)
def test_a_range_gives_just_its_bytes(client, bucket, bytes_of, wanted, first, last):
    body = bytes_of(1000)
    client.put_object(Bucket=bucket, Key="k", Body=body)
    answer = client.get_object(Bucket=bucket, Key="k", Range=wanted)
    assert answer["Body"].read() == body[first : last + 1]
    assert answer["ContentRange"] == f"bytes {first}-{last}/1000"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206


def test_a_range_past_the_end_is_refused(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"short")
    assert failure(client.get_object, Bucket=bucket, Key="k", Range="bytes=5-9") == (416, "InvalidRange")


def test_reads_obey_their_conditions(client, bucket):
    tag = client.put_object(Bucket=bucket, Key="k", Body=b"x")["ETag"]
    past, future = (datetime.now(timezone.utc) + timedelta(days=days) for days in (-1, 1))
    for call in (client.get_object, client.head_object):
        assert call(Bucket=bucket, Key="k", IfMatch=tag)["ETag"] == tag
        assert call(Bucket=bucket, Key="k", IfNoneMatch='"0"')["ETag"] == tag
        assert call(Bucket=bucket, Key="k", IfModifiedSince=past)["ETag"] == tag
        assert call(Bucket=bucket, Key="k", IfUnmodifiedSince=future)["ETag"] == tag
        assert failure(call, Bucket=bucket, Key="k", IfMatch='"0"')[0] == 412
        assert failure(call, Bucket=bucket, Key="k", IfNoneMatch=tag)[0] == 304
        assert failure(call, Bucket=bucket, Key="k", IfUnmodifiedSince=past)[0] == 412


def test_writes_obey_their_conditions(client, bucket):
    tag = client.put_object(Bucket=bucket, Key="k", Body=b"1", IfNoneMatch="*")["ETag"]
    put = client.put_object
    assert failure(put, Bucket=bucket, Key="k", Body=b"2", IfNoneMatch="*") == (412, "PreconditionFailed")
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"1"
    client.put_object(Bucket=bucket, Key="k", Body=b"3", IfMatch=tag)
    assert failure(put, Bucket=bucket, Key="k", Body=b"4", IfMatch=tag) == (412, "PreconditionFailed")
    assert failure(put, Bucket=bucket, Key="absent", Body=b"5", IfMatch=tag) == (404, "NoSuchKey")
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"3"


def test_a_read_can_set_the_headers_of_its_answer(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    answer = client.get_object(
        Bucket=bucket, Key="k", ResponseContentType="text/plain", ResponseContentDisposition="inline"
    )
    assert (answer["ContentType"], answer["ContentDisposition"]) == ("text/plain", "inline")


def test_a_copy_keeps_the_metadata_unless_told_otherwise(client, bucket):
    client.put_object(Bucket=bucket, Key="from", Body=b"body", ContentType="text/plain", Metadata={"a": "1"})
    source = {"Bucket": bucket, "Key": "from"}
    copied = client.copy_object(Bucket=bucket, Key="to", CopySource=source)
    assert copied["CopyObjectResult"]["ETag"] == client.head_object(Bucket=bucket, Key="from")["ETag"]
    answer = client.get_object(Bucket=bucket, Key="to")
    assert (answer["Body"].read(), answer["ContentType"], answer["Metadata"]) == (b"body", "text/plain", {"a": "1"})

    client.copy_object(
        Bucket=bucket, Key="to", CopySource=source, MetadataDirective="REPLACE", ContentType="text/csv", Metadata={"b": "2"}
    )
    answer = client.head_object(Bucket=bucket, Key="to")
    assert (answer["ContentType"], answer["Metadata"]) == ("text/csv", {"b": "2"})


def test_a_copy_obeys_conditions_on_its_source(client, bucket):
    tag = client.put_object(Bucket=bucket, Key="from", Body=b"body")["ETag"]
    source = {"Bucket": bucket, "Key": "from"}
    client.copy_object(Bucket=bucket, Key="to", CopySource=source, CopySourceIfMatch=tag)
    refused = failure(client.copy_object, Bucket=bucket, Key="to", CopySource=source, CopySourceIfMatch='"0"')
    assert refused == (412, "PreconditionFailed")
    refused = failure(client.copy_object, Bucket=bucket, Key="to", CopySource=source, CopySourceIfNoneMatch=tag)
    assert refused == (412, "PreconditionFailed")
    missing = failure(client.copy_object, Bucket=bucket, Key="to", CopySource={"Bucket": bucket, "Key": "absent"})
    assert missing == (404, "NoSuchKey")


def test_a_copy_onto_itself_must_change_something(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    source = {"Bucket": bucket, "Key": "k"}
    assert failure(client.copy_object, Bucket=bucket, Key="k", CopySource=source) == (400, "InvalidRequest")


def test_tags_are_set_read_replaced_and_removed(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x", Tagging="team=red&stage=a%20b")
    tags = client.get_object_tagging(Bucket=bucket, Key="k")["TagSet"]
    assert sorted((tag["Key"], tag["Value"]) for tag in tags) == [("stage", "a b"), ("team", "red")]
    assert client.get_object(Bucket=bucket, Key="k")["TagCount"] == 2
    client.put_object_tagging(Bucket=bucket, Key="k", Tagging={"TagSet": [{"Key": "only", "Value": "ünï/+="}]})
    assert client.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == [{"Key": "only", "Value": "ünï/+="}]
    client.delete_object_tagging(Bucket=bucket, Key="k")
    assert client.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == []


def test_an_object_has_attributes(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"hello", ChecksumAlgorithm="SHA256")
    answer = client.get_object_attributes(
        Bucket=bucket, Key="k", ObjectAttributes=["ETag", "Checksum", "ObjectSize", "StorageClass"]
    )
    assert answer["ETag"] == "5d41402abc4b2a76b9719d911017c592"
    assert answer["ObjectSize"] == 5
    assert answer["Checksum"]["ChecksumSHA256"] == "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
