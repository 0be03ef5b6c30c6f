"""One form: the values of the visit are put into its fields, and its button is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from undertow.capture.form_survey import Field, Forms, Group
from undertow.capture.page import Page
from undertow.model import Bait, DataType, FilledField, Vantage

READY_TRIES = 10
"""Tenths of a second that a button has to wake up after its form was filled in."""


class Filling:
    """Fills in and sends the forms of a visit."""

    def __init__(
        self, page: Page, forms: Forms, baits: Sequence[Bait], vantage: Vantage, filled: list[FilledField]
    ) -> None:
        """`filled`: what was filled in is added there."""
        self._page = page
        self._forms = forms
        self._values: dict[DataType, str] = {bait.data: bait.value for bait in baits}
        self._vantage = vantage
        self._filled = filled

    async def send(self, group: Group) -> bool:
        """Press the button of a form, or Enter in its last field if there is none."""
        button = group.submit
        if button is not None and not await self._forms.shown(button):  # drawn anew while it was filled in
            again = (await self._forms.survey()).groups
            button = next((g.submit for g in again if g.signature == group.signature), None)
        for _ in range(READY_TRIES):
            if button is None or await self._forms.ready(button):
                break
            await self._page.wait(0.1)
        if button is not None and await self._forms.ready(button) and await self._forms.click(button):
            return True
        await self._forms.focus(group.fields[-1].at)
        await self._page.press("Enter")
        return False

    async def fill(self, group: Group, name: str) -> list[str]:
        """Fill in a form; sentences on what did not work."""
        problems: list[str] = []
        chosen = False
        if group.prefix is not None:
            chosen = await self._forms.choose_prefix(group.prefix, self._vantage.phone_prefix, self._vantage.country)
            if not chosen:
                problems.append(f"the country list has no {self._vantage.phone_prefix}")
        for select in group.selects:
            await self._forms.choose(select)
        for field in group.fields:
            value = self._value(field, national=chosen)
            if value is None:
                problems.append(f"nothing to put into {field.label}")
            elif await self._forms.fill(field, value):
                self._filled.append(
                    FilledField(
                        data=field.data,
                        form=name,
                        label=field.label,
                        selector=field.selector,
                        frame_url=self._forms.url_of(field.at),
                    )
                )
            else:
                problems.append(f"{field.label} did not take its value")
        problems += ["a box could not be ticked" for check in group.checks if not await self._forms.tick(check)]
        if group.kind != "chat":
            await self._page.press("Tab")  # what listens for leaving a field hears it
        return problems

    def _value(self, field: Field, *, national: bool) -> str | None:
        value = self._values.get(field.data, self._values.get("input"))
        if field.data == "phone" and value is not None and national:
            value = value.removeprefix(self._vantage.phone_prefix)
        return value
