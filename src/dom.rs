//! The browser, as far as the page needs it.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Blob, CanvasRenderingContext2d, Document, Element, Event, EventTarget, File,
    FilePropertyBag, HtmlAnchorElement, HtmlCanvasElement, HtmlElement, HtmlImageElement, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition, Url, Window, js_sys,
};

/// The window.
pub fn window() -> Window {
    web_sys::window().expect("the page has a window")
}

/// The document.
pub fn document() -> Document {
    window().document().expect("the window has a document")
}

/// The element with an id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The element that has the focus; none where it is the page itself, as after an element with the focus has gone.
pub fn focused() -> Option<Element> {
    document().active_element().filter(|element| element.tag_name() != "BODY")
}

/// What is selected of the text.
pub fn selected() -> String {
    window().get_selection().ok().flatten().map(|selection| selection.to_string().into()).unwrap_or_default()
}

/// The number that the nearest element of a kind around a target has under a name.
pub fn number_of(target: Option<EventTarget>, kind: &str, name: &str) -> Option<u32> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest(kind).ok()??.get_attribute(name)?.parse().ok()
}

/// Listens as long as it lives.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `on_event` for every event `name` of `target`, which may prevent its default.
    pub fn new<E: JsCast>(
        target: &EventTarget,
        name: &'static str,
        mut on_event: impl FnMut(E) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| on_event(event.unchecked_into()));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let function = closure.as_ref().unchecked_ref();
        let _ =
            target.add_event_listener_with_callback_and_add_event_listener_options(name, function, &options);
        Self { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}

/// Calls `function` before the next frame is drawn.
pub fn next_frame(function: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(function);
    let _ = window().request_animation_frame(closure.unchecked_ref());
}

/// Calls `function` once the next frame is drawn.
pub fn after_frame(function: impl FnOnce() + 'static) {
    next_frame(move || after(0, function));
}

/// Calls `function` after so many milliseconds.
pub fn after(milliseconds: i32, function: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(function);
    let _ =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds);
}

/// What the page has kept under a name; nothing where the browser keeps nothing for it.
pub fn recall(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a value under a name, where the browser lets it.
pub fn keep(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(name, value);
    }
}

/// Forgets what was kept under a name.
pub fn forget(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(name);
    }
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Scrolls as little as needed for an element to be seen, in the middle where it was not.
pub fn reveal(element: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(place);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Sets a custom property or style of an element; a policy against inline styles does not forbid it.
///
/// What is set already is not set again: the browser would work out the styles of all that is below.
pub fn style(element: &HtmlElement, property: &str, value: &str) {
    let style = element.style();
    if style.get_property_value(property).as_deref() != Ok(value) {
        let _ = style.set_property(property, value);
    }
}

/// What a property comes to for an element, in pixels; 0 where that is no length.
pub fn pixels(element: &HtmlElement, property: &str) -> f64 {
    let style = window().get_computed_style(element).ok().flatten();
    let value = style.and_then(|style| style.get_property_value(property).ok());
    // The browser's: to read numbers with fractions is some kilobytes, which nothing else of the page needs.
    value.map(|value| js_sys::parse_float(&value)).filter(|pixels| pixels.is_finite()).unwrap_or(0.0)
}

/// A text file that holds a text, or what another file holds.
pub fn file_of(content: &JsValue, name: &str) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type("text/plain");
    File::new_with_blob_sequence_and_options(&js_sys::Array::of1(content), name, &options).ok()
}

/// Lets the browser save a file under a name; none where it cannot.
pub fn download(file: &Blob, media_type: &str, name: &str) -> Option<()> {
    let typed = file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), media_type).ok()?;
    let address = Url::create_object_url_with_blob(&typed).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser may take its time to begin.
    after(60_000, move || drop(Url::revoke_object_url(&address)));
    Some(())
}

/// Draws a picture in SVG as PNG, with so many pixels for each of its own, and hands it on; none where the browser cannot.
pub fn draw_png(svg: &str, sharpness: f64, then: impl FnOnce(Blob) + 'static) -> Option<()> {
    let file = file_of(&svg.into(), "")?;
    let typed = file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), "image/svg+xml").ok()?;
    let address = Url::create_object_url_with_blob(&typed).ok()?;
    let image = HtmlImageElement::new().ok()?;
    let loaded = {
        let (image, address) = (image.clone(), address.clone());
        Closure::once_into_js(move || {
            let _ = draw_image(&image, sharpness, then);
            let _ = Url::revoke_object_url(&address);
        })
    };
    image.set_onload(Some(loaded.unchecked_ref()));
    image.set_src(&address);
    Some(())
}

fn draw_image(image: &HtmlImageElement, sharpness: f64, then: impl FnOnce(Blob) + 'static) -> Option<()> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (f64::from(image.width()) * sharpness, f64::from(image.height()) * sharpness);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let plane: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    plane.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height).ok()?;
    let drawn = Closure::once_into_js(move |png: Option<Blob>| {
        if let Some(png) = png {
            then(png);
        }
    });
    canvas.to_blob(drawn.unchecked_ref()).ok()
}
