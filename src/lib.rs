//! Dafu's page and its worker.
//!
//! The page's thread only draws. A worker reads; [`protocol`] is what they say to each other, [`reader`] is the worker's side,
//! everything else the page's.

#![allow(unreachable_pub, reason = "the page is a program: only what its binaries call is public")]

mod address;
mod chart;
mod client;
mod components;
mod desk;
mod dom;
mod folder;
mod i18n;
mod marks;
pub mod protocol;
pub mod reader;
mod state;

/// Puts the page in place of the first screen that `index.html` has.
pub fn start() {
    if let Some(root) = dom::by_id("app") {
        yew::Renderer::<components::Page>::with_root(root.into()).render();
    }
}
