//! `cargo xtask dist`.

use crate::{Command, options::Options, page, shell, size};

pub(crate) const COMMAND: Command = Command {
    name: "dist",
    about: "Makes dist/, the folder to put on any static host",
    help: "

The page in dist/ works under any path and needs nothing but files. The host should send .wasm as application/wasm.
Installs the tools that are missing, builds, and prints the sizes.",
    run: |arguments| {
        Options::new(arguments).done()?;
        page::build()?;
        size::print()?;
        println!("\nReady: copy {} to any static host, under any path.", shell::shown(&page::dist()));
        Ok(())
    },
};
