//! The other worker, loaded when it is asked for: opens saved readings, and writes readings as files of other kinds.

fn main() {
    viewer::reader::run::<viewer::reader::Saved>();
}
