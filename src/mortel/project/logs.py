"""What a log line may hold: the way it failed and where, never what somebody wrote."""

import logging
import re
import traceback

# The addresses of mailed links: what follows opens an account or a ballot.
SECRET = re.compile(r"/(begin|wachtwoord|adres|ronde)/[^/\s]+")


class NamelessFilter(logging.Filter):
    """Drops query strings and replaces exceptions by their type and place.

    Exception texts may quote what was typed (a database error shows its parameters), so only the class and the
    code location are kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            place = traceback.extract_tb(trace)[-1] if trace else None
            where = f" at {place.filename}:{place.lineno} in {place.name}" if place else ""
            record.msg, record.args = f"{record.name}: {kind.__name__}{where}", ()
            record.exc_info = record.exc_text = None
        else:
            record.msg, record.args = SECRET.sub(r"/\1/…", record.getMessage().split("?", 1)[0]), ()
        return True
