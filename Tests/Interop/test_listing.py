"""Listings through boto3: prefixes, delimiters, pages, encodings."""

from concurrent.futures import ThreadPoolExecutor

import pytest


def put_all(client, bucket, keys):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: client.put_object(Bucket=bucket, Key=key, Body=b""), keys))


def listed(client, operation, bucket, **parameters):
    """All keys and common prefixes of a listing, in the order they came, and the number of pages."""
    keys, prefixes, pages = [], [], 0
    for page in client.get_paginator(operation).paginate(Bucket=bucket, **parameters):
        pages += 1
        keys += [entry["Key"] for entry in page.get("Contents", page.get("Versions", []))]
        prefixes += [entry["Prefix"] for entry in page.get("CommonPrefixes", [])]
    return keys, prefixes, pages


LISTINGS = ["list_objects", "list_objects_v2", "list_object_versions"]


@pytest.fixture(scope="module")
def crowded(server):
    """A bucket with 1,500 keys in 15 folders of 100."""
    from conftest import make_client

    client, bucket = make_client(server), "interop-crowded"
    client.create_bucket(Bucket=bucket)
    keys = [f"folder{number // 100:02}/key{number:04}" for number in range(1500)]
    put_all(client, bucket, keys)
    return bucket, keys


def test_five_under_a_prefix_and_one_beside_it_list_as_five(client, bucket):
    put_all(client, bucket, [f"inside/{number}" for number in range(5)] + ["insider"])
    answer = client.list_objects_v2(Bucket=bucket, Prefix="inside/")
    assert [entry["Key"] for entry in answer["Contents"]] == [f"inside/{number}" for number in range(5)]
    assert answer["KeyCount"] == 5
    assert not answer["IsTruncated"]


@pytest.mark.parametrize("operation", LISTINGS)
def test_all_of_1500_keys_are_listed_in_order(client, crowded, operation):
    bucket, keys = crowded
    assert listed(client, operation, bucket) == (keys, [], 2)


@pytest.mark.parametrize("operation", LISTINGS)
def test_1500_keys_fold_into_their_15_folders(client, crowded, operation):
    bucket, keys = crowded
    prefixes = [f"folder{number:02}/" for number in range(15)]
    assert listed(client, operation, bucket, Delimiter="/") == ([], prefixes, 1)
    assert listed(client, operation, bucket, Delimiter="/", PaginationConfig={"PageSize": 4}) == ([], prefixes, 4)


@pytest.mark.parametrize("operation", LISTINGS)
def test_pages_of_seven_lose_and_repeat_nothing(client, crowded, operation):
    bucket, keys = crowded
    found = listed(client, operation, bucket, Prefix="folder03/", PaginationConfig={"PageSize": 7})
    assert found == (keys[300:400], [], 15)


def test_a_page_tells_where_it_stands(client, crowded):
    bucket, keys = crowded
    first = client.list_objects_v2(Bucket=bucket, MaxKeys=10)
    assert (first["KeyCount"], first["MaxKeys"], first["IsTruncated"]) == (10, 10, True)
    second = client.list_objects_v2(Bucket=bucket, MaxKeys=10, ContinuationToken=first["NextContinuationToken"])
    assert second["ContinuationToken"] == first["NextContinuationToken"]
    assert [entry["Key"] for entry in second["Contents"]] == keys[10:20]


def test_a_listing_starts_after_a_key(client, crowded):
    bucket, keys = crowded
    answer = client.list_objects_v2(Bucket=bucket, StartAfter=keys[1489])
    assert [entry["Key"] for entry in answer["Contents"]] == keys[1490:]
    answer = client.list_objects(Bucket=bucket, Marker=keys[1489])
    assert [entry["Key"] for entry in answer["Contents"]] == keys[1490:]


def test_more_than_1000_keys_never_come_on_a_page(client, crowded):
    assert client.list_objects_v2(Bucket=crowded[0], MaxKeys=5000)["KeyCount"] == 1000


def test_no_keys_asked_for_is_an_empty_page(client, crowded):
    answer = client.list_objects_v2(Bucket=crowded[0], MaxKeys=0)
    assert (answer["KeyCount"], answer["IsTruncated"]) == (0, False)


@pytest.mark.parametrize("operation", LISTINGS)
@pytest.mark.parametrize("page_size", [1, 2, 1000])
def test_keys_and_folders_come_mixed_in_order(client, bucket, operation, page_size):
    put_all(client, bucket, ["a", "b/1", "b/2", "c", "d/e/1", "d/f", "é", "z"])
    keys, prefixes, _ = listed(client, operation, bucket, Delimiter="/", PaginationConfig={"PageSize": page_size})
    assert (keys, prefixes) == (["a", "c", "z", "é"], ["b/", "d/"])
    keys, prefixes, _ = listed(
        client, operation, bucket, Prefix="d/", Delimiter="/", PaginationConfig={"PageSize": page_size}
    )
    assert (keys, prefixes) == (["d/f"], ["d/e/"])


def test_a_delimiter_can_be_any_string(client, bucket):
    put_all(client, bucket, ["a--b", "a--c", "a-d", "e"])
    assert listed(client, "list_objects_v2", bucket, Delimiter="--") == (["a-d", "e"], ["a--"], 1)


def test_keys_are_ordered_by_their_bytes(client, bucket):
    keys = ["A", "B", "a", "a b", "a!", "a/", "a/b", "a0", "ä", "\uffee", "\U0001f600"]
    put_all(client, bucket, reversed(keys))
    expected = sorted(keys, key=lambda key: key.encode())
    assert listed(client, "list_objects_v2", bucket)[0] == expected
    assert listed(client, "list_objects_v2", bucket, PaginationConfig={"PageSize": 1})[0] == expected


def test_an_entry_describes_its_object(client, bucket):
    put = client.put_object(Bucket=bucket, Key="k", Body=b"four")
    entry = client.list_objects_v2(Bucket=bucket, FetchOwner=True)["Contents"][0]
    assert (entry["ETag"], entry["Size"], entry["StorageClass"]) == (put["ETag"], 4, "STANDARD")
    assert entry["Owner"]["ID"]


def test_an_empty_bucket_lists_as_nothing(client, bucket):
    answer = client.list_objects_v2(Bucket=bucket)
    assert (answer["KeyCount"], answer.get("Contents", []), answer["Name"]) == (0, [], bucket)
