//! What a person sees.

mod charts;
mod document;
mod export;
mod figure;
mod files;
mod filters;
mod find;
mod first_screen;
mod focus;
mod grid;
mod header;
mod highlight;
mod icon;
mod indicators;
mod keys;
mod messages;
mod outline;
mod page;
mod prose;
mod repair;
mod repairs;
mod report;
mod splitter;
mod value;
mod window;

pub use page::Page;
