use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;

/// Gives the focus to an element for as long as the component lives, or to the current or first button in it; then the focus
/// comes back to where it was. A reference to nothing takes no focus, but gives it back all the same.
#[hook]
pub fn use_returning_focus(to: NodeRef) {
    use_effect_with((), move |()| {
        let before = dom::focused();
        let _ = to.cast::<HtmlElement>().and_then(reached).map(|element| element.focus());
        move || dom::next_frame(move || if_lost(before))
    });
}

/// Gives the focus to an element where it was lost, because what had it is no longer there; where that has gone, too, to the
/// document, or to the first button of what stands in its place.
pub fn if_lost(element: Option<HtmlElement>) {
    if dom::focused().is_none() {
        let element = element.filter(|element| element.is_connected());
        let element = element.or_else(|| dom::by_id("document")).or_else(|| dom::find(".message .button"));
        let _ = element.map(|element| element.focus());
    }
}

fn reached(element: HtmlElement) -> Option<HtmlElement> {
    let inside = |selector| element.query_selector(selector).ok().flatten();
    let button = inside("button[aria-current]").or_else(|| inside("button"));
    button.map_or(Some(element.clone()), |button| wasm_bindgen::JsCast::dyn_into(button).ok())
}
