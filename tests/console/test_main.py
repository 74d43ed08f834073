"""What holds for every command."""

import os
import subprocess
import sys

MORTEL = [sys.executable, "-c", "from mortel.console.main import main; main()"]


def test_a_reader_that_has_gone_sees_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*MORTEL, "power", "--teams", "12", "--response", "60"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
