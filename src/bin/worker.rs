//! The worker: takes a `File`, answers what was read of it.

fn main() {
    viewer::reader::run::<viewer::reader::Received>();
}
