//! Seven bits are enough.

use ratatui::buffer::Buffer;

/// Redraws all lines and signs in `buf` with seven-bit characters: those of our frames, and
/// those that a program draws (`console.table`).
pub(in crate::view) fn to_ascii(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if let Some(sign) = ascii(cell.symbol()) {
            cell.set_symbol(sign);
        }
    }
}

fn ascii(symbol: &str) -> Option<&'static str> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    Some(match c {
        '─' | '━' | '╌' | '┄' | '╴' | '╶' | '·' => "-",
        '│' | '┃' | '╎' | '┆' | '╵' | '╷' => "|",
        '═' => "=",
        '║' | '╔' | '╗' | '╚' | '╝' | '╠' | '╣' | '╦' | '╩' | '╬' => "#",
        '\u{2500}'..='\u{257F}' => "+",
        '…' => "~",
        '›' => ">",
        _ => return None,
    })
}
