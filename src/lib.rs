//! Dafu's page.

pub mod worker;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DragEvent, HtmlMetaElement, MessageEvent, Worker};
use yew::prelude::*;

/// The page: a window-wide drop zone and the text of the file that was dropped.
#[component]
pub fn Page() -> Html {
    let text = use_state(String::new);
    let worker = {
        let text = text.clone();
        use_memo((), move |()| start_worker(move |answer| text.set(answer)))
    };
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let (Some(worker), Some(file)) = (worker.as_ref(), file) {
            let _ = worker.post_message(&file);
        }
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    html! {
        <main id="reading" {ondrop} {ondragover}>
            <h1>{ "大夫 Dafu" }</h1>
            <p>{ "把答复文件拖到这里。文件不会上传。" }</p>
            <pre>{ &*text }</pre>
        </main>
    }
}

/// Starts the worker that the page names in `<meta name="dafu-worker">`; `on_answer` gets what it says.
fn start_worker(on_answer: impl Fn(String) + 'static) -> Option<Worker> {
    let document = web_sys::window()?.document()?;
    let meta = document.query_selector("meta[name=dafu-worker]").ok()??;
    let worker = Worker::new(&meta.unchecked_into::<HtmlMetaElement>().content()).ok()?;
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        on_answer(message.data().as_string().unwrap_or_default());
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    Some(worker)
}
