"""The `s3` command against moto's server and against ours; boto3 looks at what it did."""

import json

import pytest

from programs import read_tree, run, write_tree
from test_authentication import fetch

pytestmark = pytest.mark.parametrize("server", ["moto", "directory"], indirect=True)

FILES = {
    "a.txt": b"a",
    "empty": b"",
    "folder/b.bin": bytes(range(256)) * 400,
    "folder/deep/with space +%2F@.txt": b"odd",
    "folder/ünï/日本": b"unicode",
}
ODD_KEYS = [
    "a//b",
    "a/./b",
    "../x",
    "..",
    "/leading",
    "with space",
    "plus+plus",
    "%2F",
    "a%20b",
    "at@sign",
    "q?x=1&y=2",
    "#hash",
    "star*[x]{y}|~^`$!()=",
    "ünï-ço̧dé",
    "\U0001f680/\U0001f468\u200d\U0001f469",
    "x" * 1024,
]


@pytest.fixture
def s3(server, s3_binary, tmp_path):
    """Runs an s3 command that must succeed, unless `status` says otherwise."""

    def call(*arguments, status=0, **options):
        finished = run(s3_binary, "--endpoint-url", server.endpoint, *arguments, folder=tmp_path, **options)
        assert finished.status == status, finished
        assert status == 0 or finished.errors.strip(), "a failure must say what failed"
        return finished

    return call


@pytest.fixture
def tree(tmp_path):
    return write_tree(tmp_path / "tree", FILES)


@pytest.fixture
def keys(client, bucket):
    """The keys that are in the bucket now."""
    return lambda: [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket).get("Contents", [])]


@pytest.fixture
def body(client, bucket):
    """The bytes of an object now."""
    return lambda key: client.get_object(Bucket=bucket, Key=key)["Body"].read()


def test_s3_makes_lists_and_removes_buckets(s3, client, bucket):
    name = f"{bucket}-s3"
    s3("mb", f"s3://{name}")
    assert name in [entry["Name"] for entry in client.list_buckets()["Buckets"]]
    assert name in s3("ls").output
    s3("rb", f"s3://{name}")
    assert name not in s3("ls").output


def test_s3_removes_a_full_bucket_only_by_force(s3, client, bucket):
    for number in range(20):
        client.put_object(Bucket=bucket, Key=f"k{number}", Body=b"x")
    assert "BucketNotEmpty" in s3("rb", f"s3://{bucket}", status=1).errors
    s3("rb", "--force", f"s3://{bucket}")
    assert bucket not in [entry["Name"] for entry in client.list_buckets()["Buckets"]]


@pytest.mark.parametrize("size", [0, 1, 300_000, 20_000_000])
def test_s3_copies_a_file_up_and_down(s3, bucket, body, tmp_path, bytes_of, size):
    (tmp_path / "up").write_bytes(bytes_of(size))
    s3("cp", "up", f"s3://{bucket}/folder/file")
    assert body("folder/file") == bytes_of(size)
    s3("cp", f"s3://{bucket}/folder/file", "down")
    assert (tmp_path / "down").read_bytes() == bytes_of(size)


def test_s3_takes_the_name_from_the_source_when_the_target_is_a_folder(s3, bucket, keys, tmp_path):
    (tmp_path / "name.txt").write_bytes(b"x")
    s3("cp", "name.txt", f"s3://{bucket}/folder/")
    s3("cp", "name.txt", f"s3://{bucket}")
    assert keys() == ["folder/name.txt", "name.txt"]
    (tmp_path / "place").mkdir()
    s3("cp", f"s3://{bucket}/folder/name.txt", "place")
    assert (tmp_path / "place" / "name.txt").read_bytes() == b"x"


def test_s3_copies_standard_input_and_output(s3, bucket, body, bytes_of):
    s3("cp", "-", f"s3://{bucket}/k", input=bytes_of(300_000))
    assert body("k") == bytes_of(300_000)
    assert s3("cp", f"s3://{bucket}/k", "-").output_bytes == bytes_of(300_000)
    s3("cp", "-", f"s3://{bucket}/nothing", input=b"")
    assert body("nothing") == b""


def test_s3_copies_between_objects(s3, client, bucket, body):
    client.put_object(Bucket=bucket, Key="from", Body=b"body", ContentType="text/csv", Metadata={"color": "green"})
    s3("cp", f"s3://{bucket}/from", f"s3://{bucket}/to")
    head = client.head_object(Bucket=bucket, Key="to")
    assert (body("to"), head["ContentType"], head["Metadata"]) == (b"body", "text/csv", {"color": "green"})


def test_s3_copies_a_tree_up_across_and_down(s3, client, bucket, keys, tree, tmp_path):
    s3("cp", tree, f"s3://{bucket}/t", "--recursive")
    assert keys() == sorted(f"t/{path}" for path in FILES)
    other = f"{bucket}-other"
    client.create_bucket(Bucket=other)
    s3("cp", f"s3://{bucket}/t/", f"s3://{other}/moved/", "--recursive")
    s3("cp", f"s3://{other}/moved/", "back", "--recursive")
    assert read_tree(tmp_path / "back") == FILES


def test_s3_chooses_by_patterns_of_which_the_last_wins(s3, bucket, keys, tree):
    s3("cp", tree, f"s3://{bucket}/", "--recursive", "--exclude", "*", "--include", "*.txt", "--exclude", "a*")
    assert keys() == ["folder/deep/with space +%2F@.txt"]


def test_s3_only_tells_on_a_dry_run(s3, bucket, keys, tree):
    told = s3("cp", tree, f"s3://{bucket}/", "--recursive", "--dryrun").output
    assert "folder/b.bin" in told
    assert keys() == []
    s3("mv", tree / "a.txt", f"s3://{bucket}/", "--dryrun")
    assert (tree / "a.txt").exists()


def test_s3_lists_one_level_or_all(s3, client, bucket):
    for key in ("top", "folder/one", "folder/two", "folderish"):
        client.put_object(Bucket=bucket, Key=key, Body=b"12345")
    level = s3("ls", f"s3://{bucket}").output
    assert "top" in level and "folder/" in level and "folderish" in level and "one" not in level
    below = s3("ls", f"s3://{bucket}/folder/").output
    assert "one" in below and "two" in below and "folderish" not in below
    everything = s3("ls", f"s3://{bucket}", "--recursive").output
    assert all(key in everything for key in ("top", "folder/one", "folder/two", "folderish"))
    assert "5" in everything


def test_s3_lists_past_1000_keys(s3, client, bucket, tmp_path):
    names = [f"{number:04}" for number in range(1100)]
    write_tree(tmp_path / "many", {name: b"" for name in names})
    s3("cp", tmp_path / "many", f"s3://{bucket}/", "--recursive")
    lines = s3("ls", f"s3://{bucket}", "--recursive").output.splitlines()
    assert [line.split()[-1] for line in lines if line.split()[-1] in set(names)] == names
    s3("rm", f"s3://{bucket}/", "--recursive")
    assert client.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_s3_writes_an_object_to_standard_output(s3, client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=bytes(range(256)))
    assert s3("cat", f"s3://{bucket}/k").output_bytes == bytes(range(256))


def test_s3_describes_an_object(s3, client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x" * 1234, ContentType="text/csv", Metadata={"color": "green"})
    told = s3("stat", f"s3://{bucket}/k").output
    assert "1234" in told and "text/csv" in told and "green" in told


def documents(text):
    """The JSON documents of an output: one as a whole, or one a line."""
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", [["ls"], ["ls", "BUCKET"], ["ls", "BUCKET", "--recursive"], ["stat", "OBJECT"], ["rm", "OBJECT"], ["cp", "OBJECT", "down"], ["presign", "OBJECT"]])
def test_s3_speaks_json(s3, client, bucket, command):
    client.put_object(Bucket=bucket, Key='quote"d ünï', Body=b"x")
    names = {"BUCKET": f"s3://{bucket}", "OBJECT": f's3://{bucket}/quote"d ünï'}
    found = documents(s3(*[names.get(word, word) for word in command], "--json").output)
    assert found
    assert bucket in str(found) if command == ["ls"] or command[0] == "presign" else 'quote"d ünï' in str(found)


def test_a_link_s3_signs_gives_the_object(s3, client, bucket):
    client.put_object(Bucket=bucket, Key="a folder/ü +%2F.txt", Body=b"linked")
    link = s3("presign", f"s3://{bucket}/a folder/ü +%2F.txt", "--expires-in", "60").output.strip()
    assert fetch(link)[::2] == (200, b"linked")


def test_s3_moves_files_and_objects(s3, bucket, keys, tmp_path):
    (tmp_path / "file").write_bytes(b"moved")
    s3("mv", "file", f"s3://{bucket}/one")
    assert not (tmp_path / "file").exists() and keys() == ["one"]
    s3("mv", f"s3://{bucket}/one", f"s3://{bucket}/two")
    assert keys() == ["two"]
    s3("mv", f"s3://{bucket}/two", "file")
    assert (tmp_path / "file").read_bytes() == b"moved" and keys() == []


def test_s3_moves_a_tree(s3, bucket, keys, tree, tmp_path):
    s3("mv", tree, f"s3://{bucket}/t/", "--recursive")
    assert read_tree(tree) == {} and len(keys()) == len(FILES)
    s3("mv", f"s3://{bucket}/t/", "back", "--recursive")
    assert read_tree(tmp_path / "back") == FILES and keys() == []


def test_s3_removes_one_or_all_under_a_prefix(s3, client, bucket, keys):
    for key in ("a", "b/1", "b/2", "bb"):
        client.put_object(Bucket=bucket, Key=key, Body=b"x")
    s3("rm", f"s3://{bucket}/a")
    s3("rm", f"s3://{bucket}/b/", "--recursive")
    assert keys() == ["bb"]


@pytest.mark.parametrize("command", [["cat", "KEY"], ["stat", "KEY"], ["cp", "KEY", "here"], ["mv", "KEY", "here"]])
def test_s3_fails_for_a_missing_key(s3, bucket, tmp_path, command):
    finished = s3(*[f"s3://{bucket}/missing" if word == "KEY" else word for word in command], status=1)
    assert "missing" in finished.errors
    assert finished.output_bytes == b"" and not (tmp_path / "here").exists()


def test_s3_fails_for_a_missing_bucket_and_a_missing_file(s3, bucket):
    assert "NoSuchBucket" in s3("ls", "s3://no-such-bucket-here", status=1).errors
    assert "absent.txt" in s3("cp", "absent.txt", f"s3://{bucket}/k", status=1).errors


def test_s3_does_what_it_can_and_sums_up_what_failed(s3, client, bucket, tmp_path):
    for key in ("a", "a/b", "c"):
        client.put_object(Bucket=bucket, Key=key, Body=b"x")
    finished = s3("cp", f"s3://{bucket}/", "down", "--recursive", status=1)
    assert (tmp_path / "down" / "c").read_bytes() == b"x"
    assert finished.errors.strip()


def test_s3_never_writes_outside_the_folder_it_was_given(s3, client, bucket, tmp_path):
    for key in ("../escaped", "folder/../../escaped", "fine"):
        client.put_object(Bucket=bucket, Key=key, Body=b"x")
    s3("cp", f"s3://{bucket}/", tmp_path / "inner" / "down", "--recursive", status=1)
    assert read_tree(tmp_path) == {"inner/down/fine": b"x"}


@pytest.mark.parametrize("key", ODD_KEYS, ids=lambda key: ascii(key)[1:-1][:24])
def test_s3_leaves_odd_keys_as_they_are(s3, bucket, keys, body, key):
    s3("cp", "-", f"s3://{bucket}/{key}", input=b"odd")
    assert keys() == [key]
    assert body(key) == b"odd"
    assert s3("cat", f"s3://{bucket}/{key}").output == "odd"
    s3("stat", f"s3://{bucket}/{key}")
    s3("cp", f"s3://{bucket}/{key}", f"s3://{bucket}/plain")
    assert body("plain") == b"odd"
    s3("rm", f"s3://{bucket}/{key}")
    assert keys() == ["plain"]


def test_s3_tells_a_folder_marker_from_the_key_beside_it(s3, client, bucket, keys):
    for key in ("foo", "foo/", "foo//"):
        client.put_object(Bucket=bucket, Key=key, Body=key.encode())
    for key in ("foo", "foo/", "foo//"):
        assert s3("cat", f"s3://{bucket}/{key}").output == key
    s3("rm", f"s3://{bucket}/foo/")
    assert keys() == ["foo", "foo//"]
