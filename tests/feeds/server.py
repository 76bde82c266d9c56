"""A real web server on 127.0.0.1 whose pages a test writes, friendly or hostile."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Asks the server's routes; a connection that the reader cuts is no error here."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        with contextlib.suppress(ConnectionError, TimeoutError):
            self.server.routes.get(path, missing)(self)

    def answer(
        self, data: bytes, media: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        """A whole answer with its length; `etag="x"` becomes the header ETag, `_` a hyphen."""
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Nothing on the test's output."""


class Server(ThreadingHTTPServer):
    """`routes`: path -> page. `asked`: `(path with query, headers)` of every request, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def serve(
        self, path: str, data: bytes | str, media: str = "text/html; charset=utf-8", **headers: str
    ) -> str:
        """Let `path` answer with `data`; gives the address."""
        body = data.encode("utf-8") if isinstance(data, str) else data
        self.routes[path] = lambda handler: handler.answer(body, media, **headers)
        return self.origin + path

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that goes away is what the tests are about."""


def missing(handler: Handler) -> None:
    handler.answer(b"nothing here", "text/plain", 404)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server for the length of the block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
