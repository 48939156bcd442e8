"""Buckets through boto3: making, finding, removing them, and the settings they keep."""

import pytest

import signing
from failures import failure


def test_a_bucket_is_made_found_and_removed(client, bucket):
    assert client.head_bucket(Bucket=bucket)["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert bucket in [entry["Name"] for entry in client.list_buckets()["Buckets"]]
    client.delete_bucket(Bucket=bucket)
    assert failure(client.head_bucket, Bucket=bucket)[0] == 404
    assert failure(client.delete_bucket, Bucket=bucket) == (404, "NoSuchBucket")


def test_buckets_are_listed_in_pages(client, bucket):
    names = sorted(f"{bucket}-{letter}" for letter in "abc")
    for name in names:
        client.create_bucket(Bucket=name)
    first = client.list_buckets(Prefix=f"{bucket}-", MaxBuckets=2)
    assert [entry["Name"] for entry in first["Buckets"]] == names[:2]
    second = client.list_buckets(Prefix=f"{bucket}-", MaxBuckets=2, ContinuationToken=first["ContinuationToken"])
    assert [entry["Name"] for entry in second["Buckets"]] == names[2:]
    assert "ContinuationToken" not in second


def test_a_bucket_with_something_in_it_stays(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert failure(client.delete_bucket, Bucket=bucket) == (409, "BucketNotEmpty")
    client.delete_object(Bucket=bucket, Key="k")
    client.delete_bucket(Bucket=bucket)


def test_a_bucket_is_in_the_region_it_was_made_in(client, bucket, new_client):
    assert client.get_bucket_location(Bucket=bucket)["LocationConstraint"] is None
    elsewhere = f"{bucket}-eu"
    client.create_bucket(Bucket=elsewhere, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    assert client.get_bucket_location(Bucket=elsewhere)["LocationConstraint"] == "eu-central-1"


@pytest.mark.parametrize("name", ["ab", "UpperCase", "under_score", "two..dots", "-dash", "192.168.1.1", "x" * 64])
def test_a_bad_bucket_name_is_refused(server, name):
    answer = signing.send_signed(server, "PUT", f"/{name}")
    assert (answer.status, answer.code) == (400, "InvalidBucketName")


def test_default_encryption_with_a_kms_key_reads_back(client, bucket):
    rule = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/some-key"},
        "BucketKeyEnabled": True,
    }
    client.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})
    stored = client.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert stored["ApplyServerSideEncryptionByDefault"] == rule["ApplyServerSideEncryptionByDefault"]
    assert stored["BucketKeyEnabled"] is True


def test_a_new_bucket_encrypts_with_keys_of_the_store(client, bucket):
    rules = client.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"


def test_a_bucket_keeps_its_tags(client, bucket):
    assert failure(client.get_bucket_tagging, Bucket=bucket) == (404, "NoSuchTagSet")
    client.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [{"Key": "team", "Value": "red"}]})
    assert client.get_bucket_tagging(Bucket=bucket)["TagSet"] == [{"Key": "team", "Value": "red"}]
    client.delete_bucket_tagging(Bucket=bucket)
    assert failure(client.get_bucket_tagging, Bucket=bucket) == (404, "NoSuchTagSet")
