"""The gate at work beside the keys: it looks at what is typed a moment later, in a thread, and writes."""

import asyncio
import time
from collections.abc import Callable

from codebook.errors import CodebookError
from codebook.intake.entering import Entry

PAUSE = 0.12  # seconds without a key until a look, so that it falls between words
MOST = 0.36  # seconds a look waits for somebody who types on
IDLE = 0.5  # seconds without a key until a sentence counts as left
AGAIN = 2.0  # seconds until a write that failed is tried again


class Watch:
    """One look after another, never two at once; decisions are taken in the same turn.

    `take_down` hands what is typed to the entry, `show` paints what was found, `refuse` says why a
    decision cannot be. `trouble` says why nothing can be written at the moment, "" when all is well.
    """

    def __init__(
        self,
        entry: Entry,
        *,
        take_down: Callable[[], None],
        show: Callable[[], None],
        refuse: Callable[[str], None],
    ) -> None:
        self._entry, self._take_down, self._show, self._refuse = entry, take_down, show, refuse
        self._stirred, self._resting = asyncio.Event(), asyncio.Event()
        self._resting.set()
        self._typed, self._on = 0.0, True
        self._decisions: list[Callable[[], object]] = []
        self.trouble = ""

    @property
    def idle(self) -> bool:
        """Whether nobody has typed for a moment."""
        return time.monotonic() - self._typed > IDLE

    def typed(self) -> None:
        """A key changed the text."""
        self._typed = time.monotonic()
        self._stirred.set()

    def stir(self) -> None:
        """Look soon."""
        self._stirred.set()

    def decide(self, decision: Callable[[], object]) -> None:
        """Take a decision with the next look, at once."""
        self._decisions.append(decision)
        self._stirred.set()

    def begin(self) -> None:
        """Be ready to look again after the end."""
        self._on = True
        self._stirred.set()

    async def ended(self) -> None:
        """Look no more; the look that is under way is waited for."""
        self._on = False
        self._stirred.set()
        await self._resting.wait()

    async def run(self) -> None:
        """Look whenever something was typed, once more when the keys rest, and again after a failure."""
        rested = True
        self._resting.clear()
        while self._on:
            rested = await self._wait(rested=rested)
            self._stirred.clear()
            await self._between_words()
            if self._on:
                await self._look()
                self._show()
        self._resting.set()

    async def _between_words(self) -> None:
        ends = time.monotonic() + MOST
        while not self._decisions and self._on and time.monotonic() < ends:
            await asyncio.sleep(PAUSE / 3)
            if time.monotonic() - self._typed > PAUSE:
                return

    async def _wait(self, *, rested: bool) -> bool:
        """Wait for a key, a rest or the time to try again; whether the keys rest."""
        limit = AGAIN if self.trouble else None if rested else IDLE
        try:
            async with asyncio.timeout(limit):
                await self._stirred.wait()
        except TimeoutError:
            return True
        return False

    async def _look(self) -> None:
        decided, self._decisions = self._decisions, []
        self._take_down()
        for decide in decided:
            try:
                await asyncio.to_thread(decide)
            except CodebookError as error:
                self._refuse(str(error))
        try:
            await asyncio.to_thread(self._entry.look)
            self.trouble = ""
        except CodebookError as error:
            self.trouble = str(error)
