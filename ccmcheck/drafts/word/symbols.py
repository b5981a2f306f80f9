"""Characters of the fonts that have signs in place of letters, as the characters that they show."""

from __future__ import annotations

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_PRIVATE = 0xF000  # where Word puts the characters of such a font
# The second half of ASCII and above, as Adobe's Symbol font has it. Its minus is what parts “11–14” in a draft.
_SYMBOL = dict(
    zip(
        range(0x20, 0x7F),
        " !∀#∃%&∋()∗+,–./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(zip(range(0xA0, 0xBD), "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…", strict=True))
_WINGDINGS = {
    0x20: " ", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip


def shown(font: str, code: int) -> str:
    """What a character of a font shows; `UNKNOWN` where that is not known."""
    inner = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if font.startswith("Wingdings"):
        return _WINGDINGS.get(inner, UNKNOWN)
    if font == "Symbol" or inner != code:
        return _SYMBOL.get(inner, UNKNOWN)
    return chr(code) if 0x20 <= code <= 0x10FFFF and chr(code).isprintable() else UNKNOWN


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The mark of a note as it shows, one for one; other words (“10th”) stay as they are."""
    is_mark = all(char.isdigit() or char in ",; " for char in text)
    return text.translate(_RAISED) if is_mark else text


def plain(text: str, font: str = "Symbol") -> str:
    """A text with the private characters of such a font as what they show, one for one."""
    if not any(_PRIVATE <= ord(char) < _PRIVATE + 0x100 for char in text):
        return text
    return "".join(shown(font, ord(char)) if _PRIVATE <= ord(char) < _PRIVATE + 0x100 else char for char in text)
