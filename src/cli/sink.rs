//! Where the report goes: standard output or a file, colours where they are wanted.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::args::ColorArg;
use super::settings::{Output, Problem};

/// A place to write to. A reader that goes away (`| head`) is no error.
pub(super) struct Sink {
    to: Box<dyn Write>,
    file: Option<String>,
    closed: bool,
}

impl Sink {
    /// Opens what the flags name.
    ///
    /// # Errors
    /// A [`Problem`] when the file cannot be made.
    pub(super) fn open(output: &Output) -> Result<Self, Problem> {
        Self::open_for(output, false)
    }

    /// The same for what a program reads: every octet arrives as it is, but for a terminal.
    ///
    /// # Errors
    /// A [`Problem`] when the file cannot be made.
    pub(super) fn open_exact(output: &Output) -> Result<Self, Problem> {
        Self::open_for(output, true)
    }

    fn open_for(output: &Output, exact: bool) -> Result<Self, Problem> {
        let Some(path) = &output.file else {
            let choice = match output.color {
                _ if exact && !io::stdout().is_terminal() => ColorChoice::AlwaysAnsi,
                ColorArg::Always => ColorChoice::Always,
                ColorArg::Never => ColorChoice::Never,
                ColorArg::Auto => AutoStream::choice(&io::stdout()),
            };
            let to = AutoStream::new(io::stdout().lock(), choice);
            return Ok(Self { to: Box::new(to), file: None, closed: false });
        };
        let shown = path.display().to_string();
        let file = std::fs::File::create(path)
            .map_err(|error| Problem::new("problem-output").with("file", &shown).because(&error))?;
        let choice =
            if exact || output.color == ColorArg::Always { ColorChoice::AlwaysAnsi } else { ColorChoice::Never };
        let to: Box<dyn Write> = match choice {
            ColorChoice::Never => Box::new(BufWriter::new(anstream::StripStream::new(file))),
            _ => Box::new(BufWriter::new(file)),
        };
        Ok(Self { to, file: Some(shown), closed: false })
    }

    /// Writes text.
    ///
    /// # Errors
    /// A [`Problem`] when it cannot be written; a closed pipe is none.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Problem> {
        self.write_octets(text.as_bytes())
    }

    /// Writes octets.
    ///
    /// # Errors
    /// A [`Problem`] when they cannot be written; a closed pipe is none.
    pub(super) fn write_octets(&mut self, octets: &[u8]) -> Result<(), Problem> {
        if self.closed {
            return Ok(());
        }
        let written = self.to.write_all(octets);
        self.judge(written)
    }

    /// Whether whoever read has gone away: what is still to come is not wanted.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// A [`Problem`] when it cannot be written.
    pub(super) fn finish(mut self) -> Result<(), Problem> {
        let written = self.to.flush();
        self.judge(written)
    }

    fn judge(&mut self, written: io::Result<()>) -> Result<(), Problem> {
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => Err(match &self.file {
                Some(file) => Problem::new("problem-output").with("file", file).because(&error),
                None => Problem::new("problem-output-standard").because(&error),
            }),
            Ok(()) => Ok(()),
        }
    }
}

/// Refuses to write over what is read.
///
/// # Errors
/// A [`Problem`] when the output is one of these files.
pub(super) fn refuse_inputs<'p>(output: &Output, inputs: impl IntoIterator<Item = &'p Path>) -> Result<(), Problem> {
    let Some(to) = output.file.as_deref().and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
    let mut inputs = inputs.into_iter().filter(|path| path.is_file());
    let is_same = |path: &Path| path.canonicalize().is_ok_and(|path| path == to);
    match inputs.find(|path| is_same(path)) {
        Some(path) => Err(Problem::new("problem-output-is-input").with("file", path.display())),
        None => Ok(()),
    }
}

/// Writes a line to standard error; there is nobody to tell when that fails.
pub(super) fn complain(text: &str) {
    let choice = AutoStream::choice(&io::stderr());
    let mut stderr = AutoStream::new(io::stderr().lock(), choice);
    drop(writeln!(stderr, "{text}"));
}
