//! The page's thread: draws, and lets the worker read.

fn main() {
    viewer::start();
}
