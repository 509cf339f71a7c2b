use std::collections::BTreeSet;

use ratatui::style::Color;

use super::*;

const COLOURED: [ThemeName; 3] = [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast];

/// WCAG 2 relative luminance.
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(r, g, b) = colour else { panic!("{colour:?} is the terminal's to choose") };
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

/// Every style that text is drawn in, by what it says.
fn texts(theme: &Theme) -> Vec<(&'static str, Style)> {
    let mut texts = vec![
        ("base", theme.base),
        ("muted", theme.muted),
        ("active frame", theme.frame_active),
        ("title", theme.title),
        ("focused title", theme.title_focused),
        ("current statement", theme.current_statement),
        ("now", theme.now),
        ("selected", theme.selected),
        ("arrived", theme.arrived),
        ("left", theme.left),
        ("travelling", theme.travelling),
        ("error", theme.error),
        ("note", theme.note),
        ("key", theme.key),
        ("keyword", theme.keyword),
        ("literal", theme.literal),
        ("comment", theme.comment),
    ];
    texts.extend(Lane::ALL.map(|lane| ("a lane", theme.lane(lane))));
    texts
}

/// WCAG 1.4.3: text needs 4.5:1, wherever it stands; 1.4.6: 7:1 is enhanced contrast.
#[test]
fn all_text_can_be_read() {
    for name in COLOURED {
        let theme = Theme::new(name, Charset::Unicode);
        let needed = if name == ThemeName::HighContrast { 7.0 } else { 4.5 };
        for (role, style) in texts(&theme) {
            assert!(!style.add_modifier.contains(Modifier::DIM), "{name:?}: {role} is dim");
            for ground in [theme.base, theme.current_line] {
                let style = theme.base.patch(ground).patch(style);
                let (Some(ink), Some(ground)) = (style.fg, style.bg) else {
                    panic!("{name:?}: {role} has no colours")
                };
                let ratio = contrast(ink, ground);
                assert!(ratio >= needed, "{name:?}: {role}: {ink:?} on {ground:?}: {ratio:.2}");
            }
        }
        // WCAG 1.4.11: lines that carry meaning need 3:1.
        let frame = theme.base.patch(theme.frame);
        let ratio = frame.fg.zip(frame.bg).map(|(ink, ground)| contrast(ink, ground));
        assert!(ratio.is_some_and(|ratio| ratio >= 3.0), "{name:?}: frame: {ratio:?}");
    }
}

/// What must be told apart has a sign of its own, so that colour only helps.
#[test]
fn signs_differ_where_colours_do() {
    for charset in [Charset::Unicode, Charset::Ascii] {
        let theme = Theme::new(ThemeName::Mono, charset);
        let kinds: BTreeSet<_> =
            EntryKind::IN_NODE.map(|kind| theme.glyph(kind)).into_iter().collect();
        assert_eq!(kinds.len(), EntryKind::IN_NODE.len(), "{charset:?}: two kinds look the same");
        // The signs of the bar, and those before a line of the program.
        let signs = [theme.bullet(), theme.stop(), theme.either("◆", "#"), theme.either("━", "=")];
        let before = [theme.pointer(), theme.stop(), theme.dot(), " "];
        for signs in [signs, before] {
            let different: BTreeSet<_> = signs.into_iter().collect();
            assert_eq!(different.len(), signs.len(), "{charset:?}: {signs:?}");
        }
    }
}

/// Without colours there is still something to see what is now and what is selected by.
#[test]
fn mono_has_no_colours() {
    let theme = Theme::new(ThemeName::Mono, Charset::Unicode);
    for (role, style) in texts(&theme) {
        assert_eq!((style.fg, style.bg), (None, None), "{role}");
    }
    assert!(theme.selected.add_modifier.contains(Modifier::REVERSED));
    assert!(theme.now.add_modifier.contains(Modifier::BOLD));
}

#[test]
fn every_theme_is_reached_by_going_on() {
    let mut names = vec![ThemeName::default()];
    while names.len() < ThemeName::ALL.len() {
        names.push(names[names.len() - 1].next());
    }
    assert_eq!(names, ThemeName::ALL);
    assert_eq!(names[names.len() - 1].next(), names[0]);
}
