//! The colours of each theme.

use ratatui::style::Color;

/// The colours a theme is made of.
pub(super) struct Palette {
    pub(super) ink: Color,
    pub(super) ground: Color,
    pub(super) muted: Color,
    pub(super) frame: Color,
    /// The one colour that says *now*.
    pub(super) accent: Color,
    pub(super) current_line: Color,
    /// Ink and ground of the selected line.
    pub(super) selected: (Color, Color),
    pub(super) error: Color,
    pub(super) keyword: Color,
    pub(super) literal: Color,
    /// In the order of [`Lane::ALL`].
    pub(super) lanes: [Color; 7],
}

pub(super) const DARK: Palette = Palette {
    ink: Color::Rgb(0xE6, 0xE6, 0xE6),
    ground: Color::Rgb(0x14, 0x17, 0x1C),
    muted: Color::Rgb(0x98, 0xA0, 0xAD),
    frame: Color::Rgb(0x6C, 0x76, 0x86),
    accent: Color::Rgb(0xF0, 0xE4, 0x42),
    current_line: Color::Rgb(0x33, 0x32, 0x1B),
    selected: (Color::Rgb(0x14, 0x17, 0x1C), Color::Rgb(0xC9, 0xD3, 0xE0)),
    error: Color::Rgb(0xFF, 0x7A, 0x33),
    keyword: Color::Rgb(0x9C, 0xC4, 0xE6),
    literal: Color::Rgb(0xB7, 0xC9, 0x9A),
    lanes: [
        Color::Rgb(0xE6, 0xE6, 0xE6),
        Color::Rgb(0x56, 0xB4, 0xE9),
        Color::Rgb(0x19, 0xB3, 0x85),
        Color::Rgb(0xE6, 0x9F, 0x00),
        Color::Rgb(0x7C, 0x96, 0xF2),
        Color::Rgb(0xCC, 0x79, 0xA7),
        Color::Rgb(0xCC, 0x79, 0xA7),
    ],
};

pub(super) const LIGHT: Palette = Palette {
    ink: Color::Rgb(0x1B, 0x1F, 0x24),
    ground: Color::Rgb(0xFF, 0xFF, 0xFF),
    muted: Color::Rgb(0x5B, 0x63, 0x70),
    frame: Color::Rgb(0x8A, 0x93, 0xA0),
    accent: Color::Rgb(0xA8, 0x3C, 0x00),
    current_line: Color::Rgb(0xFF, 0xF3, 0xC4),
    selected: (Color::Rgb(0xFF, 0xFF, 0xFF), Color::Rgb(0x2F, 0x3D, 0x4F)),
    error: Color::Rgb(0xB3, 0x1D, 0x1D),
    keyword: Color::Rgb(0x00, 0x4F, 0x86),
    literal: Color::Rgb(0x3F, 0x5E, 0x1A),
    lanes: [
        Color::Rgb(0x1B, 0x1F, 0x24),
        Color::Rgb(0x00, 0x5F, 0x9E),
        Color::Rgb(0x00, 0x66, 0x4B),
        Color::Rgb(0x8A, 0x4B, 0x00),
        Color::Rgb(0x3B, 0x3F, 0xA8),
        Color::Rgb(0x8A, 0x3B, 0x6B),
        Color::Rgb(0x8A, 0x3B, 0x6B),
    ],
};

pub(super) const ANSI16: Palette = Palette {
    ink: Color::Reset,
    ground: Color::Reset,
    muted: Color::Reset,
    frame: Color::Reset,
    accent: Color::Yellow,
    current_line: Color::Reset,
    selected: (Color::Black, Color::Gray),
    error: Color::Red,
    keyword: Color::Cyan,
    literal: Color::Green,
    lanes: [
        Color::Reset,
        Color::Cyan,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Magenta,
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2 relative luminance.
    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else { panic!("a palette of known colours") };
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    /// WCAG 1.4.3: text needs 4.5:1.
    fn assert_readable(theme: &str, role: &str, colour: Color, ground: Color) {
        let ratio = contrast(colour, ground);
        assert!(ratio >= 4.5, "{theme}: {role} {colour:?} on {ground:?}: {ratio:.2}");
    }

    #[test]
    fn all_text_can_be_read() {
        for (name, palette) in [("dark", &DARK), ("light", &LIGHT)] {
            let texts = [
                ("ink", palette.ink),
                ("muted", palette.muted),
                ("accent", palette.accent),
                ("error", palette.error),
                ("keyword", palette.keyword),
                ("literal", palette.literal),
            ];
            for (role, colour) in texts {
                for ground in [palette.ground, palette.current_line] {
                    assert_readable(name, role, colour, ground);
                }
            }
            assert_readable(name, "selected", palette.selected.0, palette.selected.1);
            for colour in palette.lanes {
                assert_readable(name, "a lane", colour, palette.ground);
            }
            // WCAG 1.4.11: lines that carry meaning need 3:1.
            assert!(contrast(palette.frame, palette.ground) >= 3.0, "{name}: frame");
        }
    }
}
