"""Pages of our own that use real libraries from npm, on a loopback server that the lab does not know."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE / "pages"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".cjs": "text/javascript"}


def install(folder: Path) -> Path:
    """Install the pinned libraries with the npm that is there, and bundle those that come as modules only.

    Returns the folder of modules; bundles are in `built` beside it.
    """
    shutil.copy(HERE / "package.json", folder)
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    for entry in PAGES.glob("*.js"):
        shutil.copy(entry, folder)
        bundle = ["npx", "--no-install", "esbuild", entry.name, "--bundle", "--minify", f"--outfile=built/{entry.name}"]
        subprocess.run(bundle, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder / "node_modules"


@contextmanager
def serve(modules: Path) -> Iterator[str]:
    """Serve pages and modules; the address of the site."""
    form = (PAGES / "form.html").read_text()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file = PAGES / path.lstrip("/")
            if path.startswith("/npm/"):
                file = modules / path.removeprefix("/npm/")
            elif path.startswith("/built/"):
                file = modules.parent / path.lstrip("/")
            if ".." in path or not file.is_file():
                self.send_error(404)
                return
            content = file.read_bytes()
            if file.suffix == ".html":
                content = content.decode().replace("<!--FORM-->", form).encode()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
