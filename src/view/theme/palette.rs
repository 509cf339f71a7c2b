//! The colours of each theme.

use ratatui::style::Color;

/// The colours a theme is made of.
#[derive(Clone, Copy, Debug)]
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
    /// In the order of [`Lane::ALL`](super::Lane::ALL).
    pub(super) lanes: [Color; 7],
}

impl Palette {
    /// `roles` are ink, ground, muted, frame, accent, current line, selected ink and ground,
    /// error, keyword, literal; `lanes` are main, ticks, microtasks, timers, poll, check.
    const fn new(roles: [Color; 11], lanes: [Color; 6]) -> Self {
        let [
            ink,
            ground,
            muted,
            frame,
            accent,
            current_line,
            above,
            below,
            error,
            keyword,
            literal,
        ] = roles;
        let selected = (above, below);
        // Check and close are told apart by their names; both come after poll.
        let [main, ticks, microtasks, timers, poll, check] = lanes;
        let lanes = [main, ticks, microtasks, timers, poll, check, check];
        Self {
            ink,
            ground,
            muted,
            frame,
            accent,
            current_line,
            selected,
            error,
            keyword,
            literal,
            lanes,
        }
    }
}

/// Colours written as in a style sheet.
const fn rgb<const N: usize>(hex: [u32; N]) -> [Color; N] {
    let mut colours = [Color::Reset; N];
    let mut at = 0;
    while at < N {
        colours[at] = Color::from_u32(hex[at]);
        at += 1;
    }
    colours
}

pub(super) const DARK: Palette = Palette::new(
    rgb([
        0xE6_E6E6, 0x14_171C, 0x98_A0AD, 0x6C_7686, 0xF0_E442, 0x2C_2B18, 0x14_171C, 0xC9_D3E0,
        0xFF_7A33, 0x9C_C4E6, 0xB7_C99A,
    ]),
    rgb([0xE6_E6E6, 0x56_B4E9, 0x19_B385, 0xE6_9F00, 0x7C_96F2, 0xCC_79A7]),
);

pub(super) const LIGHT: Palette = Palette::new(
    rgb([
        0x1B_1F24, 0xFF_FFFF, 0x5B_6370, 0x8A_93A0, 0xA8_3C00, 0xFF_F3C4, 0xFF_FFFF, 0x2F_3D4F,
        0xB3_1D1D, 0x00_4F86, 0x3F_5E1A,
    ]),
    rgb([0x1B_1F24, 0x00_5F9E, 0x00_664B, 0x8A_4B00, 0x3B_3FA8, 0x8A_3B6B]),
);

/// White and clear colours on black: everything at 7:1 and more.
pub(super) const HIGH_CONTRAST: Palette = Palette::new(
    rgb([
        0xFF_FFFF, 0x00_0000, 0xD0_D0D0, 0xFF_FFFF, 0xFF_FF00, 0x2A_2A00, 0x00_0000, 0xFF_FFFF,
        0xFF_9A66, 0xA8_DCFF, 0xD2_F0A0,
    ]),
    rgb([0xFF_FFFF, 0x7C_D0FF, 0x3C_E6A8, 0xFF_BE33, 0xB0_BEFF, 0xFF_A8D4]),
);

pub(super) const ANSI16: Palette = Palette::new(
    [
        Color::Reset,
        Color::Reset,
        Color::Reset,
        Color::Reset,
        Color::Yellow,
        Color::Reset,
        Color::Black,
        Color::Gray,
        Color::Red,
        Color::Cyan,
        Color::Green,
    ],
    [Color::Reset, Color::Cyan, Color::Green, Color::Yellow, Color::Blue, Color::Magenta],
);
