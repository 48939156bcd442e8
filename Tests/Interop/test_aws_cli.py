"""aws-cli against the store."""

import json

import pytest

from programs import read_tree, run, write_tree
from test_authentication import fetch

FILES = {"a.txt": b"a", "folder/b.bin": bytes(range(256)) * 100, "folder/deep/ü +%2F@.txt": b"odd", "empty": b""}


@pytest.fixture
def aws(server, aws_command, tmp_path):
    """Runs an aws command that must succeed, unless `status` says otherwise; None is any failure."""

    def call(*arguments, status=0, **options):
        finished = run(aws_command, "--endpoint-url", server.endpoint, *arguments, folder=tmp_path, **options)
        assert finished.status == status if status is not None else finished.status != 0, finished
        return finished

    return call


@pytest.fixture
def tree(tmp_path):
    return write_tree(tmp_path / "tree", FILES)


def keys_in(client, bucket):
    return [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket).get("Contents", [])]


def test_aws_makes_lists_and_removes_buckets(aws, client, bucket):
    name = f"{bucket}-aws"
    aws("s3", "mb", f"s3://{name}")
    assert name in aws("s3", "ls").output
    aws("s3", "rb", f"s3://{name}")
    assert name not in aws("s3", "ls").output


def test_aws_copies_a_file_up_and_down(aws, client, bucket, tmp_path, bytes_of):
    (tmp_path / "up").write_bytes(bytes_of(300_000))
    aws("s3", "cp", "up", f"s3://{bucket}/folder/file", "--content-type", "text/csv")
    assert client.head_object(Bucket=bucket, Key="folder/file")["ContentType"] == "text/csv"
    aws("s3", "cp", f"s3://{bucket}/folder/file", "down")
    assert (tmp_path / "down").read_bytes() == bytes_of(300_000)


def test_aws_copies_large_files_in_parts(aws, client, bucket, tmp_path, bytes_of):
    (tmp_path / "up").write_bytes(bytes_of(20_000_000))
    aws("s3", "cp", "up", f"s3://{bucket}/big")
    assert client.head_object(Bucket=bucket, Key="big")["ETag"].endswith('-3"')
    aws("s3", "cp", f"s3://{bucket}/big", f"s3://{bucket}/copied")
    aws("s3", "cp", f"s3://{bucket}/copied", "down")
    assert (tmp_path / "down").read_bytes() == bytes_of(20_000_000)


def test_aws_copies_standard_input_and_output(aws, bucket):
    aws("s3", "cp", "-", f"s3://{bucket}/k", input=b"from a pipe")
    assert aws("s3", "cp", f"s3://{bucket}/k", "-").output == "from a pipe"


def test_aws_copies_a_tree_up_and_down(aws, client, bucket, tree, tmp_path):
    aws("s3", "cp", tree, f"s3://{bucket}/t", "--recursive")
    assert keys_in(client, bucket) == sorted(f"t/{path}" for path in FILES)
    aws("s3", "cp", f"s3://{bucket}/t", "back", "--recursive")
    assert read_tree(tmp_path / "back") == FILES


def test_aws_lists_one_level_or_all(aws, client, bucket, tree):
    aws("s3", "cp", tree, f"s3://{bucket}/", "--recursive")
    level = aws("s3", "ls", f"s3://{bucket}").output
    assert "PRE folder/" in level and "a.txt" in level and "b.bin" not in level
    assert "folder/deep/ü +%2F@.txt" in aws("s3", "ls", f"s3://{bucket}", "--recursive").output


def test_aws_syncs_both_ways(aws, client, bucket, tree, tmp_path):
    aws("s3", "sync", tree, f"s3://{bucket}/")
    assert aws("s3", "sync", tree, f"s3://{bucket}/").output == ""
    (tree / "a.txt").unlink()
    (tree / "new").write_bytes(b"new")
    aws("s3", "sync", tree, f"s3://{bucket}/", "--delete")
    assert keys_in(client, bucket) == sorted(FILES.keys() - {"a.txt"} | {"new"})
    aws("s3", "sync", f"s3://{bucket}/", "back")
    assert read_tree(tmp_path / "back") == read_tree(tree)


def test_aws_moves_and_removes(aws, client, bucket, tree):
    aws("s3", "mv", tree / "a.txt", f"s3://{bucket}/moved")
    assert not (tree / "a.txt").exists()
    aws("s3", "mv", f"s3://{bucket}/moved", f"s3://{bucket}/again")
    assert keys_in(client, bucket) == ["again"]
    aws("s3", "rm", f"s3://{bucket}/again")
    aws("s3", "cp", tree, f"s3://{bucket}/t/", "--recursive")
    aws("s3", "rm", f"s3://{bucket}/t/", "--recursive")
    assert keys_in(client, bucket) == []


def test_aws_removes_a_bucket_with_all_in_it(aws, client, bucket, tree):
    aws("s3", "cp", tree, f"s3://{bucket}/", "--recursive")
    aws("s3", "rb", f"s3://{bucket}", status=1)
    aws("s3", "rb", f"s3://{bucket}", "--force")


def test_a_link_aws_signs_gives_the_object(aws, client, bucket):
    client.put_object(Bucket=bucket, Key="a b", Body=b"linked")
    link = aws("s3", "presign", f"s3://{bucket}/a b", "--expires-in", "60").output.strip()
    assert fetch(link)[::2] == (200, b"linked")


def test_aws_tells_what_is_missing(aws, bucket):
    assert "404" in aws("s3", "cp", f"s3://{bucket}/missing", "here", status=1).errors
    assert "NoSuchBucket" in aws("s3", "ls", "s3://no-such-bucket-here", status=None).errors


def test_aws_reads_the_plain_operations(aws, bucket):
    aws("s3api", "put-object", "--bucket", bucket, "--key", "k", "--metadata", "color=green")
    head = json.loads(aws("s3api", "head-object", "--bucket", bucket, "--key", "k").output)
    assert (head["Metadata"], head["ContentLength"]) == ({"color": "green"}, 0)
    tags = '{"TagSet": [{"Key": "a", "Value": "b"}]}'
    aws("s3api", "put-object-tagging", "--bucket", bucket, "--key", "k", "--tagging", tags)
    assert json.loads(aws("s3api", "get-object-tagging", "--bucket", bucket, "--key", "k").output) == json.loads(tags)
