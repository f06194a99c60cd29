//! Colour, width and wrapping: how text meets a terminal.
//!
//! Styles are always written; the stream they go to strips them where colour is not wanted.

use anstyle::{AnsiColor, Style};

/// What a piece of text is, for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Refused, broken.
    Bad,
    /// At risk.
    Warn,
    /// Clear.
    Good,
    /// Not known.
    Open,
    /// A heading.
    Head,
    /// A rule id, a source: there for who looks for it.
    Dim,
    /// A record or command to copy.
    Code,
}

/// Text in its ink.
pub fn paint(ink: Ink, text: impl AsRef<str>) -> String {
    let style = match ink {
        Ink::Bad => AnsiColor::Red.on_default().bold(),
        Ink::Warn => AnsiColor::Yellow.on_default().bold(),
        Ink::Good => AnsiColor::Green.on_default().bold(),
        Ink::Open => AnsiColor::Magenta.on_default().bold(),
        Ink::Head => Style::new().bold(),
        Ink::Dim => Style::new().dimmed(),
        Ink::Code => AnsiColor::Cyan.on_default(),
    };
    format!("{style}{}{style:#}", text.as_ref())
}

/// A paragraph wrapped to the width, every line indented.
pub fn paragraph(text: &str, indent: usize, width: usize) -> String {
    hanging(text, &" ".repeat(indent), &" ".repeat(indent), width)
}

/// A paragraph whose first line starts with a mark and whose other lines stand below its text.
pub fn hanging(text: &str, first: &str, rest: &str, width: usize) -> String {
    let options = textwrap::Options::new(width.max(24))
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        // Only at spaces: an address or a key that is cut cannot be copied.
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut filled = textwrap::fill(text, options);
    filled.push('\n');
    filled
}

/// The width to write for: that of the terminal within reason, else 80 columns.
pub fn width() -> usize {
    if std::io::IsTerminal::is_terminal(&std::io::stdout()) { textwrap::termwidth().clamp(40, 100) } else { 80 }
}
