"""Runs command-line programs as a user would."""

import subprocess

from servers import clean_environment


class Finished:
    """A program that has ended: its status and what it wrote."""

    def __init__(self, arguments, process):
        self.arguments = arguments
        self.status = process.returncode
        self.output_bytes = process.stdout
        self.output = process.stdout.decode(errors="replace")
        self.errors = process.stderr.decode(errors="replace")

    def __repr__(self):
        return f"{' '.join(map(str, self.arguments))}\nended with {self.status}\n{self.output[-2000:]}\n{self.errors[-2000:]}"


def run(*arguments, input=None, environment=None, folder=None, seconds=90):
    """Runs a program to its end, with nothing to read unless `input` is given."""
    process = subprocess.run(
        [str(argument) for argument in arguments],
        input=input if input is not None else b"",
        capture_output=True,
        env=clean_environment() | (environment or {}),
        cwd=folder,
        timeout=seconds,
    )
    return Finished(arguments, process)


def write_tree(folder, files):
    """Writes files, given as a map from relative paths to bytes."""
    for path, body in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return folder


def read_tree(folder):
    """The files of a folder as such a map."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
