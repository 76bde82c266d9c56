"""The command line. stdout is data, stderr is narration; rooms are imported inside each command.

Exit status: 0 done; 1 something could not be done (said on stderr), the rest was; 2 the call was
wrong; 130 interrupted.
"""

import io
import os
import sys
from collections.abc import Sequence

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the console script `briefing`."""
    from briefing.cli.parser import parse_arguments

    if not _streams():
        return complain("standard output is closed")
    call = parse_arguments(list(sys.argv[1:] if arguments is None else arguments))
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


def _streams() -> bool:
    """Make the standard streams fit for use; whether there is a standard output at all.

    What is printed has passed the door (no controls). A terminal that cannot show a character of it gets a
    replacement instead of a traceback; a file or a pipe gets UTF-8 whatever the locale is, for JSON and
    HTML say that they are.
    """
    there = sys.stdout is not None
    # One that was closed (`>&-`) would leave its number to the next file that is opened.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            data = stream is sys.stdout and not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if data else stream.encoding, errors="backslashreplace")
    return there


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
