//! `cargo xtask dist`.

use crate::{Command, options::Options, page, shell, size};

pub(crate) const COMMAND: Command = Command {
    name: "dist",
    about: "Makes dist/, the folder to put on any static host, and dist/dafu.html, the page in one file",
    help: "

The page in dist/ works under any path and needs nothing but files; dist/dafu.html needs nothing but itself, and opens from a
disk. The host should send .wasm as application/wasm.
Installs the tools that are missing, builds, and prints the sizes.",
    run: |arguments| {
        Options::new(arguments).done()?;
        page::build()?;
        size::print()?;
        let dist = page::dist();
        let single = dist.join(page::single::NAME);
        println!(
            "\nReady: copy {} to any static host, under any path, or {} to any disk.",
            shell::shown(&dist),
            shell::shown(&single)
        );
        Ok(())
    },
};
