//! The options of a command, taken one by one; what is left over is an error.

use crate::Result;
use anyhow::{Context, bail};
use std::fmt::Display;
use std::str::FromStr;

/// The arguments not yet taken.
pub(crate) struct Options {
    left: Vec<String>,
    /// What stands after `--`, for the program that the command runs.
    pub(crate) passed_on: Vec<String>,
}

impl Options {
    pub(crate) fn new(arguments: &[String]) -> Self {
        let mut halves = arguments.splitn(2, |argument| argument == "--").map(<[String]>::to_vec);
        Self { left: halves.next().unwrap_or_default(), passed_on: halves.next().unwrap_or_default() }
    }

    /// Whether `name` is there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let at = self.left.iter().position(|argument| argument == name);
        at.inspect(|&at| drop(self.left.remove(at))).is_some()
    }

    /// What follows `name`, if it is there.
    pub(crate) fn value<T: FromStr<Err: Display>>(&mut self, name: &str) -> Result<Option<T>> {
        let Some(at) = self.left.iter().position(|argument| argument == name) else { return Ok(None) };
        self.left.remove(at);
        anyhow::ensure!(at < self.left.len(), "{name} wants a value");
        let value = self.left.remove(at);
        let value = value.parse().map_err(|error| anyhow::anyhow!("{error}"));
        value.map(Some).with_context(|| format!("{name} does not take this value"))
    }

    /// The arguments that are not options, all of them.
    pub(crate) fn words(&mut self) -> Vec<String> {
        self.left.extract_if(.., |argument| !argument.starts_with('-')).collect()
    }

    /// Complains about what nobody took.
    pub(crate) fn done(self) -> Result {
        match self.left.first() {
            Some(unknown) => bail!("`{unknown}` is not an option here; `--help` tells which are"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(line: &str) -> Options {
        Options::new(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_taken_one_by_one() {
        let mut options = options("--no-build page --port 80 -- --port 90");
        assert_eq!(options.value("--port").unwrap(), Some(80_u16));
        assert!(options.flag("--no-build") && !options.flag("--no-build"));
        assert_eq!(options.words(), ["page"]);
        assert_eq!(options.passed_on, ["--port", "90"]);
        options.done().unwrap();
    }

    #[test]
    fn what_nobody_takes_is_an_error() {
        assert!(options("--prot 80").done().is_err());
        assert!(options("--port").value::<u16>("--port").is_err());
        assert!(options("--port x").value::<u16>("--port").is_err());
    }
}
