"""The command line. stdout is data, stderr is narration; rooms are imported inside each command.

Exit status: 0 done; 1 something could not be done (said on stderr), the rest was; 2 the call was
wrong; 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the console script `briefing`."""
    from briefing.cli.parser import parse_arguments

    call = parse_arguments(list(sys.argv[1:] if arguments is None else arguments))
    for stream in (sys.stdout, sys.stderr):
        # What is printed has passed the door (no controls); a terminal that cannot show a character
        # of it gets a replacement instead of a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(call.run(call))
    except KeyboardInterrupt:
        print("briefing: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return complain(f"{where}{error.strerror or error}")
    except Exception as error:
        if _expected(error):
            # A query that was not understood shows the place below the line that was typed.
            explain = getattr(error, "explain", None)
            return complain(f"this query is not understood\n{explain()}" if explain else str(error))
        raise


def complain(message: str) -> int:
    """Say on stderr what went wrong, harmless to a terminal; gives the exit status for it."""
    from briefing.model.text import neutralise

    print(f"briefing: {neutralise(message)}", file=sys.stderr)
    return FAILED


def _expected(error: Exception) -> bool:
    """Whether the error is one of ours, whose message is written for the person at the keyboard."""
    rooms = (
        "briefing.config",
        "briefing.ingest",
        "briefing.extract",
        "briefing.store",
        "briefing.query",
        "briefing.workspace",
        "briefing.commands",
        "briefing.compare",
        "briefing.desk",
        "briefing.exchange",
    )
    return any(cls.__module__.startswith(rooms) for cls in type(error).__mro__)
