//! Marks on the browser's own time line: from them, and from what the browser records itself, `cargo xtask bench page` tells where
//! the time goes. A browser's profiler shows them, too.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Performance, js_sys};

/// Marks this moment, on the page's thread or the worker's.
pub fn mark(name: &str) {
    let performance = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("performance"));
    let _ = performance.map(|performance| performance.unchecked_into::<Performance>().mark(name));
}
