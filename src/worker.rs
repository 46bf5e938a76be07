//! Reading, away from the page's thread.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent, js_sys};

/// Tells the page that the worker is ready, then answers each `File` it is sent with the text that was read.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer_to = scope.clone();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let _ = answer_to.post_message(&read(&message.data()).unwrap_or_else(|error| error));
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    let _ = scope.post_message(&"ready".into());
}

fn read(message: &JsValue) -> Result<JsValue, JsValue> {
    let file: &File = message.dyn_ref().ok_or("not a file")?;
    let buffer = FileReaderSync::new()?.read_as_array_buffer(file)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let hints = dafu::Hints { name: Some(file.name()), ..Default::default() };
    Ok(dafu::read(&bytes, &hints).text().into())
}
