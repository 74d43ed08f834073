"""What holds for every command."""

import subprocess
import sys

MORTEL = [sys.executable, "-c", "from mortel.console.main import main; main()"]


def test_a_reader_that_has_read_enough_sees_no_traceback() -> None:
    command = [*MORTEL, "power", "--teams", ",".join(str(n) for n in range(1, 400)), "--response", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.readline()
        writer.stdout.close()
        assert writer.stderr.read() == ""
        assert writer.wait(60) == 1
