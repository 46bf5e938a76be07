//! Prints the JSON Schema of a reading's wire form. `cargo xtask schema` keeps it in `docs/`.
#![allow(clippy::print_stdout, reason = "that is what it is for")]

fn main() {
    let schema = schemars::schema_for!(dafu::wire::Reading);
    println!("{}", serde_json::to_string_pretty(&schema).expect("a schema is JSON"));
}
