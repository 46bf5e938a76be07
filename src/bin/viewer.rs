//! The page's thread: draws, and lets the worker read.

fn main() {
    yew::Renderer::<viewer::Page>::new().render();
}
