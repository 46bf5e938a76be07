//! `cargo xtask screenshots`.

use crate::{Command, browser, options::Options, page};

pub(crate) const COMMAND: Command = Command {
    name: "screenshots",
    about: "Takes pictures of the page in each of its states, into docs/screenshots",
    help: "[--no-build] [NAME…]

Builds the page and takes all pictures, or those that are named: first-screen, sample-wide, … Look at each before you commit it.

  --no-build   take pictures of dist/ as it is",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let as_it_is = options.flag("--no-build");
        let names = options.words();
        options.done()?;
        if !as_it_is {
            page::build()?;
        }
        browser::script("tests/browser/screenshots.mjs", &names)
    },
};
