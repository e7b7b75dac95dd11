"""Run a command against a private PostgreSQL server on a free port, and stop the server afterwards.

python -m tests.postgres pytest -n auto
"""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"


def binaries() -> Path:
    """The newest installed PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        sys.exit("PostgreSQL is not installed. Install with: sudo apt-get install postgresql")
    return found[-1].parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def server() -> Iterator[str]:
    """A server that lives as long as the block; yields its address as a database URL."""
    folder = Path(tempfile.mkdtemp(prefix="socbudget-postgres-"))
    # The server refuses to run as root; Debian's package makes a user for it.
    prefix = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    if prefix:
        shutil.chown(folder, user=pwd.getpwnam(OWNER).pw_uid)
    folder.chmod(0o755)
    name = OWNER if prefix else getpass.getuser()
    port, programs, data = free_port(), binaries(), folder / "data"

    def run(*command: object) -> None:
        subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    try:
        run(programs / "initdb", "-D", data, "-A", "trust", "-U", name, "-E", "UTF8")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgres://{name}@127.0.0.1:{port}/postgres"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with server() as url:
        done = subprocess.run(sys.argv[1:], check=False, env=os.environ | {"SOCBUDGET_DATABASE_URL": url})
    sys.exit(done.returncode)
