"""Versioning through boto3."""

import pytest

from failures import failure


@pytest.fixture
def versioned(client, bucket):
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return bucket


def test_a_bucket_tells_its_versioning_state(client, bucket):
    assert "Status" not in client.get_bucket_versioning(Bucket=bucket)
    for status in ("Enabled", "Suspended"):
        client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": status})
        assert client.get_bucket_versioning(Bucket=bucket)["Status"] == status


def test_every_version_stays_readable(client, versioned):
    ids = [client.put_object(Bucket=versioned, Key="k", Body=body)["VersionId"] for body in (b"one", b"two")]
    assert ids[0] != ids[1]
    assert client.get_object(Bucket=versioned, Key="k")["Body"].read() == b"two"
    assert client.get_object(Bucket=versioned, Key="k", VersionId=ids[0])["Body"].read() == b"one"
    assert client.head_object(Bucket=versioned, Key="k", VersionId=ids[0])["VersionId"] == ids[0]


def test_a_delete_leaves_a_marker_that_can_be_taken_away(client, versioned):
    kept = client.put_object(Bucket=versioned, Key="k", Body=b"one")["VersionId"]
    deletion = client.delete_object(Bucket=versioned, Key="k")
    assert deletion["DeleteMarker"] is True
    assert failure(client.get_object, Bucket=versioned, Key="k") == (404, "NoSuchKey")
    assert client.get_object(Bucket=versioned, Key="k", VersionId=kept)["Body"].read() == b"one"
    assert failure(client.get_object, Bucket=versioned, Key="k", VersionId=deletion["VersionId"])[0] == 405
    assert client.list_objects_v2(Bucket=versioned)["KeyCount"] == 0

    undone = client.delete_object(Bucket=versioned, Key="k", VersionId=deletion["VersionId"])
    assert undone["DeleteMarker"] is True
    assert client.get_object(Bucket=versioned, Key="k")["Body"].read() == b"one"


def test_versions_and_markers_are_listed_newest_first(client, versioned):
    first = client.put_object(Bucket=versioned, Key="k", Body=b"one")["VersionId"]
    second = client.put_object(Bucket=versioned, Key="k", Body=b"three")["VersionId"]
    other = client.put_object(Bucket=versioned, Key="a", Body=b"")["VersionId"]
    marker = client.delete_object(Bucket=versioned, Key="k")["VersionId"]
    answer = client.list_object_versions(Bucket=versioned)
    versions = [(entry["Key"], entry["VersionId"], entry["IsLatest"], entry["Size"]) for entry in answer["Versions"]]
    assert versions == [("a", other, True, 0), ("k", second, False, 5), ("k", first, False, 3)]
    markers = [(entry["Key"], entry["VersionId"], entry["IsLatest"]) for entry in answer["DeleteMarkers"]]
    assert markers == [("k", marker, True)]


def test_version_pages_can_break_inside_a_key(client, versioned):
    ids = [client.put_object(Bucket=versioned, Key="k", Body=b"x")["VersionId"] for _ in range(5)]
    pages = client.get_paginator("list_object_versions").paginate(Bucket=versioned, PaginationConfig={"PageSize": 2})
    assert [entry["VersionId"] for page in pages for entry in page["Versions"]] == ids[::-1]


def test_deleting_a_version_brings_the_one_before_back(client, versioned):
    client.put_object(Bucket=versioned, Key="k", Body=b"one")
    newest = client.put_object(Bucket=versioned, Key="k", Body=b"two")["VersionId"]
    client.delete_object(Bucket=versioned, Key="k", VersionId=newest)
    assert client.get_object(Bucket=versioned, Key="k")["Body"].read() == b"one"
    assert failure(client.get_object, Bucket=versioned, Key="k", VersionId=newest) == (404, "NoSuchVersion")


def test_suspension_keeps_old_versions_and_overwrites_the_null_one(client, versioned):
    kept = client.put_object(Bucket=versioned, Key="k", Body=b"one")["VersionId"]
    client.put_bucket_versioning(Bucket=versioned, VersioningConfiguration={"Status": "Suspended"})
    for body in (b"two", b"three"):
        client.put_object(Bucket=versioned, Key="k", Body=body)
    versions = [entry["VersionId"] for entry in client.list_object_versions(Bucket=versioned)["Versions"]]
    assert versions == ["null", kept]
    assert client.get_object(Bucket=versioned, Key="k", VersionId="null")["Body"].read() == b"three"
    assert client.get_object(Bucket=versioned, Key="k", VersionId=kept)["Body"].read() == b"one"


def test_objects_from_before_versioning_are_the_null_version(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"before")
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    client.put_object(Bucket=bucket, Key="k", Body=b"after")
    assert client.get_object(Bucket=bucket, Key="k", VersionId="null")["Body"].read() == b"before"


def test_bulk_deletes_take_versions_and_make_markers(client, versioned):
    old = client.put_object(Bucket=versioned, Key="k", Body=b"one")["VersionId"]
    client.put_object(Bucket=versioned, Key="other", Body=b"x")
    answer = client.delete_objects(
        Bucket=versioned, Delete={"Objects": [{"Key": "k", "VersionId": old}, {"Key": "other"}]}
    )
    deleted = {entry["Key"]: entry for entry in answer["Deleted"]}
    assert deleted["k"]["VersionId"] == old
    assert deleted["other"]["DeleteMarker"] is True and deleted["other"]["DeleteMarkerVersionId"]


def test_a_copy_can_take_an_old_version(client, versioned):
    old = client.put_object(Bucket=versioned, Key="k", Body=b"one")["VersionId"]
    client.put_object(Bucket=versioned, Key="k", Body=b"two")
    source = {"Bucket": versioned, "Key": "k", "VersionId": old}
    copied = client.copy_object(Bucket=versioned, Key="k", CopySource=source)
    assert copied["CopySourceVersionId"] == old
    assert client.get_object(Bucket=versioned, Key="k")["Body"].read() == b"one"
    assert len(client.list_object_versions(Bucket=versioned)["Versions"]) == 3
