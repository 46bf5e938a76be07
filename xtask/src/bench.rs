//! `cargo xtask bench`.

use crate::shell::{self, cargo};
use crate::{Command, browser, corpus, options::Options, page};
use anyhow::bail;

pub(crate) const COMMAND: Command = Command {
    name: "bench",
    about: "Measures speed: of the page in Chromium, of the core, of the command line over thousands of files",
    help: "page [--no-build]
       cargo xtask bench core [-- ARGUMENTS FOR CRITERION]
       cargo xtask bench corpus [--files N]

Measure while nothing else runs. Nothing is asserted: the budgets stand beside the figures.

  page         from the drop of a file to all panes painted, and where that time goes; the longest task of the page's
               thread, scrolling, finding, memory, cancelling
  core         the benches of the crates, natively
  corpus       10,000 invented replies, or N, read by the command line in one run
  --no-build   measure dist/ as it is",
    run: |arguments| {
        let mut options = Options::new(arguments);
        let as_it_is = options.flag("--no-build");
        let files = options.value("--files")?.unwrap_or(10_000);
        let words = options.words();
        let passed_on = std::mem::take(&mut options.passed_on);
        options.done()?;
        match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["page"] => {
                if !as_it_is {
                    page::build()?;
                }
                browser::script("tests/browser/bench.mjs", &[])
            }
            ["core"] => shell::run(cargo().args(["bench", "--workspace", "--benches", "--"]).args(passed_on)),
            ["corpus"] => corpus::bench(files),
            _ => bail!("bench what? `page`, `core` or `corpus`; `cargo xtask bench --help` tells more"),
        }
    },
};
