"""How a visit ends: it comes back once without cookies, to see what knows the browser all the same, and leaves.

The test of Acar et al., The Web Never Forgets (CCS 2014), in small: cookies are deleted, all other storage and the
cache are kept, and the page is opened again. What of the cookies is there afterwards stands in the evidence of storage.
"""

from __future__ import annotations

from undertow.capture.page import Page

NOT_RETURNED = "The page was not opened once more without cookies, so a cookie that comes back would not be seen."
KEPT = "Cookies are kept for the next visit, so none was deleted, and one that comes back would not be seen."
SECONDS = 0.8
"""For code that restores identifiers a moment after the page is there."""


async def come_back(page: Page, target: str) -> None:
    """Delete all cookies and open the target once more, as a step of its own; nothing where no cookie identifies.

    Raises:
        PageGone: the page cannot answer any more.
    """
    deleted = await page.delete_cookies()
    if not deleted:
        return
    await page.begin_step("return without cookies", "return")
    error = await page.navigate(target)
    if error is None:
        await page.wait(SECONDS)
        await page.quiet(idle=0.3, limit=3)
    else:
        page.gap("not-returned", target, NOT_RETURNED)
    many = f"{deleted} cookie{'' if deleted == 1 else 's'} deleted"
    await page.end_step("failed" if error else "done", f"{many}; {error}" if error else many)


async def leave(page: Page) -> None:
    """Leave the page, so that what is sent on leaving is sent; a step of its own.

    Raises:
        PageGone: the page cannot answer any more.
    """
    await page.begin_step("leave", "leave")
    await page.navigate("about:blank")
    await page.wait(0.3)
    await page.quiet(limit=2)
    await page.end_step()
