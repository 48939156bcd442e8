"""Keys are opaque: whatever is in them comes back unchanged from every operation."""

import pytest

ODD_KEYS = [
    "a//b",
    "a/./b",
    "a/../b",
    "../x",
    "./x",
    "..",
    ".",
    "/leading",
    "//",
    "foo/",
    "foo",
    "with space",
    " around ",
    "plus+plus",
    "%2F",
    "%",
    "a%20b",
    "at@sign",
    "q?x=1&y=2",
    "#hash",
    "semi;colon:and,comma",
    "quote'and\"double",
    "<tag>&amp;",
    "back\\slash",
    "star*[x]{y}|~^`$!()=",
    "tab\tand\nnewline",
    "ünï-ço̧dé",
    "日本語/キー",
    "\U0001f680/\U0001f468\u200d\U0001f469",
    "x" * 1024,
    "é" * 512,
]


def name_of(key):
    return ascii(key)[1:-1][:24]


@pytest.mark.parametrize("key", ODD_KEYS, ids=name_of)
def test_an_odd_key_survives_everything(client, bucket, key):
    body = key.encode()
    client.put_object(Bucket=bucket, Key=key, Body=body)
    assert client.get_object(Bucket=bucket, Key=key)["Body"].read() == body
    assert client.head_object(Bucket=bucket, Key=key)["ContentLength"] == len(body)
    for listing in (client.list_objects, client.list_objects_v2):
        assert [entry["Key"] for entry in listing(Bucket=bucket)["Contents"]] == [key]
        assert [entry["Key"] for entry in listing(Bucket=bucket, Prefix=key)["Contents"]] == [key]
    assert client.list_object_versions(Bucket=bucket)["Versions"][0]["Key"] == key

    client.put_object(Bucket=bucket, Key="plain", Body=b"plain")
    client.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": key})
    assert client.get_object(Bucket=bucket, Key="copy")["Body"].read() == body
    client.copy_object(Bucket=bucket, Key=key, CopySource={"Bucket": bucket, "Key": "plain"})
    assert client.get_object(Bucket=bucket, Key=key)["Body"].read() == b"plain"

    client.delete_object(Bucket=bucket, Key=key)
    assert [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket)["Contents"]] == ["copy", "plain"]


def test_odd_keys_stand_side_by_side(client, bucket):
    for key in ODD_KEYS:
        client.put_object(Bucket=bucket, Key=key, Body=key.encode())
    found = [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket)["Contents"]]
    assert found == sorted(ODD_KEYS, key=lambda key: key.encode())
    for key in ODD_KEYS:
        assert client.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()

    objects = [{"Key": key} for key in ODD_KEYS]
    answer = client.delete_objects(Bucket=bucket, Delete={"Objects": objects})
    assert {entry["Key"] for entry in answer["Deleted"]} == set(ODD_KEYS)
    assert client.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


@pytest.mark.parametrize("key", ["a//b", "../x", "with space+plus", "ünï%2F@", "\U0001f680"], ids=name_of)
def test_an_odd_key_can_be_uploaded_in_parts(client, bucket, key):
    upload = client.create_multipart_upload(Bucket=bucket, Key=key)
    assert upload["Key"] == key
    parameters = {"Bucket": bucket, "Key": key, "UploadId": upload["UploadId"]}
    part = client.upload_part(**parameters, PartNumber=1, Body=b"part")
    assert [entry["Key"] for entry in client.list_multipart_uploads(Bucket=bucket)["Uploads"]] == [key]
    done = client.complete_multipart_upload(
        **parameters, MultipartUpload={"Parts": [{"ETag": part["ETag"], "PartNumber": 1}]}
    )
    assert done["Key"] == key
    assert client.get_object(Bucket=bucket, Key=key)["Body"].read() == b"part"


def test_a_key_of_1025_bytes_is_too_long(client, bucket):
    from failures import failure

    assert failure(client.put_object, Bucket=bucket, Key="x" * 1025, Body=b"") == (400, "KeyTooLongError")
