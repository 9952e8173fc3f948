"""The workbench: opens a project, hands its screens the session, lets no text slip out."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from codebook.errors import CodebookError
from codebook.tui.dialogs import Help
from codebook.tui.home import HomeScreen

ENDS = ("SIGHUP", "SIGTERM")
LONGEST_END = 2.0  # seconds to restore the terminal, once all is written
_SWITCH = 0.001  # seconds until the gate's thread lets a key through; 5 ms as it is, several times a key


@runtime_checkable
class Resting(Protocol):
    """A screen that writes what it holds before the program ends."""

    async def rest(self) -> None:
        """Write it, or raise a `CodebookError` that says why it cannot be written."""


class Workbench(App[None]):
    """The whole program on screen; each screen holds its own keys and an `ABOUT` that `?` shows."""

    CSS_PATH = "app.tcss"
    TITLE = "codebook"
    ALLOW_SELECT = False
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("ctrl+q", "quit", "Quit", priority=True, show=False),
        Binding("f8", "light", "Light or dark", show=False),
    ]

    def __init__(self, path: Path | None, coder: str) -> None:
        super().__init__()
        self._path, self._coder = path, coder

    def on_mount(self) -> None:
        """Paint the home screen first; a project named on the command line opens from there."""
        self.push_screen(HomeScreen(self._coder, self._path))
        self._heed_ends()

    def _heed_ends(self) -> None:
        """Write what is typed when the terminal is closed or the program told to end."""
        loop = asyncio.get_running_loop()
        for name in ENDS:
            number = getattr(signal, name, None)
            with suppress(NotImplementedError, ValueError, RuntimeError):  # Windows, or another thread's loop
                if number is not None:
                    loop.add_signal_handler(number, lambda: self.run_worker(self._end(), group="end"))

    async def _end(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Resting):
                with suppress(CodebookError):  # nobody is there to be told
                    await screen.rest()
        if not self.is_headless:  # a terminal that is gone keeps the framework waiting for ever
            last = threading.Timer(LONGEST_END, os._exit, (1,))
            last.daemon = True
            last.start()
        self.exit(return_code=1)

    def action_help(self) -> None:
        """Explain the screen: what it is for and which keys work here."""
        self.push_screen(Help(str(self.screen.TITLE), str(getattr(self.screen, "ABOUT", "")), self._keys()))

    def _keys(self) -> list[tuple[str, str]]:
        """The keys of the screen, then those of the pane in focus; not what every widget knows."""
        found: dict[str, list[str]] = {}
        active = self.screen.active_bindings.values()
        for each in sorted(active, key=lambda each: each.node is not self.screen):
            binding, own = each.binding, {made.action for made in _declared(each.node)}
            if each.node is self or binding.action not in own or binding.description.startswith("Extend"):
                continue
            found.setdefault(binding.description, []).append(self.get_key_display(binding))
        return [(" ".join(keys), what) for what, keys in found.items()]

    async def action_quit(self) -> None:
        """Leave, once notes that are being typed are written; not while withdrawal codes are to be seen."""
        if any(getattr(screen, "busy", False) for screen in self.screen_stack):
            self.notify("Something is not kept yet: files are being taken in, or notes could not be written.")
            return
        try:
            for screen in self.screen_stack:
                if isinstance(screen, Resting):
                    await screen.rest()
        except CodebookError as error:
            self.notify(str(error), severity="error", markup=False, timeout=8)
        else:
            self.exit()

    def action_light(self) -> None:
        """Turn a dark screen light, or a light one dark."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key of the screen as a command by name; nothing that writes the screen to a file."""
        for active in screen.active_bindings.values():
            binding, own = active.binding, {made.action for made in _declared(active.node)}
            if binding.description and binding.action in own:
                node, action = active.node, binding.action
                title = f"{binding.description}  ({self.get_key_display(binding)})"
                yield SystemCommand(
                    title,
                    "on this screen",
                    lambda action=action, node=node: self.run_worker(
                        self.run_action(action, node), exit_on_error=True
                    ),
                )
        yield SystemCommand("Light or dark", "colours of the whole program", self.action_light)
        yield SystemCommand("Quit", "everything is saved already", self.action_quit)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: a terminal's clipboard is kept, shared and synchronised by other programs."""
        del text
        self.notify("Copying to the terminal's clipboard is off, so that no text leaves here.")

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write nothing: a picture of the screen holds its text."""
        del filename, path
        self.notify("Pictures of the screen are off, so that no text leaves here.")

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Write nothing, also when TEXTUAL_SCREENSHOT is set; there is no file to name."""
        del filename, path, time_format
        return ""

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """Write nothing and deliver nothing."""
        del filename, path, time_format
        return None

    def _fatal_error(self) -> None:
        """Say what kind of error happened, not with which values; and withdrawal codes nobody has seen."""
        kind = type(self._exception).__name__
        said = [f"codebook: something went wrong inside the program ({kind}). What was stored is safe."]
        for screen in self.screen_stack:
            said += getattr(screen, "untold", ())
        self._exit_renderables.append(Text("\n".join(said)))
        self._close_messages_no_wait()


def _declared(node: DOMNode) -> list[Binding]:
    """The bindings a class of ours declares itself, not those of the framework's class below it."""
    made = [each for each in vars(type(node)).get("BINDINGS", ()) if isinstance(each, Binding)]
    return made if type(node).__module__.startswith("codebook") else []


def run(path: Path | None, coder: str) -> None:
    """Open the workbench and stay until it is closed."""
    sys.setswitchinterval(_SWITCH)
    app = Workbench(path, coder)
    app.run()
    if app.return_code:
        sys.exit(app.return_code)
