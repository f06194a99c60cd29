//! Progress, on standard error, and only when that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::i18n::Texts;
use crate::values;

/// A bar over many domains, or a spinner over one; nothing at all off a terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts showing progress over `total` domains; `None` when the list has no known end.
    pub fn start(total: Option<usize>, first: &str, texts: &Texts) -> Self {
        let bar = match total {
            Some(1) => {
                ProgressBar::new_spinner().with_message(texts.text("progress-checking", values! {"domain": first}))
            }
            Some(total) => ProgressBar::new(total as u64).with_message(texts.plain("progress-many")),
            None => ProgressBar::no_length().with_message(texts.plain("progress-many")),
        };
        let style = match total {
            Some(1) => "{spinner} {msg}",
            Some(_) => "{bar:30} {pos}/{len} {msg} {eta}",
            None => "{spinner} {pos} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        let target = match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        bar.set_draw_target(target);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// One more domain is done.
    pub fn done_one(&self) {
        self.0.inc(1);
    }

    /// Clears the line, so that what is printed next stands alone.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }

    /// Runs something that prints while the bar is out of the way.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}
