use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;

/// Gives the focus to an element for as long as the component lives, or to the current or first button in it; then the focus
/// comes back to where it was. A reference to nothing takes no focus, but gives it back all the same.
#[hook]
pub fn use_returning_focus(to: NodeRef) {
    use_effect_with((), move |()| {
        // A bar of a chart is no element of HTML, but takes the focus as one.
        let before = dom::focused().map(JsCast::unchecked_into);
        let _ = to.cast::<HtmlElement>().and_then(reached).map(|element| element.focus());
        move || dom::next_frame(move || if_lost(before))
    });
}

/// Gives the focus to an element where it was lost, because what had it is no longer there; where that has gone, too, or is not
/// to be seen, to the document, to the tab that stands for another pane, or to the first button of what stands in its place.
pub fn if_lost(element: Option<HtmlElement>) {
    let others = ["#document", ".tab[aria-selected='true']", ".message .button"];
    for place in std::iter::once(element).chain(others.map(dom::find)).flatten() {
        if dom::focused().is_some() {
            return;
        }
        let _ = place.focus();
    }
}

fn reached(element: HtmlElement) -> Option<HtmlElement> {
    let inside = |selector| element.query_selector(selector).ok().flatten();
    let button = inside("button[aria-current]").or_else(|| inside("button"));
    button.map_or(Some(element.clone()), |button| button.dyn_into().ok())
}
