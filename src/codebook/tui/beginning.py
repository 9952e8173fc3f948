"""From the key for a new interview to the first question: guide, participant, consent; or one left open."""

import asyncio

from textual.screen import Screen

from codebook.intake import entering, guiding
from codebook.intake.keeping import Imported
from codebook.model.guide import Guide
from codebook.model.interview import Unfinished
from codebook.tui.consenting import ConsentScreen
from codebook.tui.dialogs import Choose, LinePrompt
from codebook.tui.entering import EntryScreen
from codebook.tui.session import Session

MOST = 9


async def new_interview(screen: Screen[None], session: Session) -> Imported | None:
    """An interview that was typed and kept; None when it was left, thrown away or never begun.

    Raises:
        CodebookError: the case or guide cannot be used.
    """
    unfinished = session.project.unfinished()
    guides = await asyncio.to_thread(guiding.guide_named, "auto", session.project)
    unfinished = unfinished[-max(1, MOST - len(guides)) :]  # the newest; a new one can always be begun
    offered = [_left(each) for each in unfinished] + [f"New: {each.title}" for each in guides]
    at = await screen.app.push_screen_wait(Choose("New interview, or go on", offered[:MOST]))
    if at is None:
        return None
    session.watch(session.names)  # follow the policy of now
    if at < len(unfinished):
        entry = await asyncio.to_thread(entering.go_on, session.project, session.gate, unfinished[at])
    else:
        begun = await _begun(screen, session, guides[at - len(unfinished)])
        if begun is None:
            return None
        entry = begun
    return await screen.app.push_screen_wait(EntryScreen(session, entry))


def _left(each: Unfinished) -> str:
    whose = each.case or "new participant"
    return f"Go on: guide {each.guide}, {whose}, {each.seconds // 60} min, by {each.coder}"


async def _begun(screen: Screen[None], session: Session, guide: Guide) -> entering.Entry | None:
    case = None
    if any(known.role == guide.role for known in session.project.cases()):
        fresh = "A new participant"
        at = await screen.app.push_screen_wait(
            Choose("Whose interview", (fresh, "Somebody interviewed before"))
        )
        if at is None:
            return None
        if at == 1:
            case = await screen.app.push_screen_wait(LinePrompt("Case code", placeholder="such as S-4K7"))
            if case is None:
                return None
    entry = await asyncio.to_thread(entering.begin, session.project, session.gate, guide, session.coder, case)
    points = entry.points
    if points and not await screen.app.push_screen_wait(ConsentScreen(guide.title, points)):
        screen.notify("Nothing was kept.")
        return None
    for point in points:
        entry.confirm(point)
    return entry
