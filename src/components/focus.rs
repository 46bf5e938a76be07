use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;

/// Gives the focus to an element for as long as the component lives; then it comes back to where it was. A reference to
/// nothing takes no focus, but gives it back all the same.
#[hook]
pub fn use_returning_focus(to: NodeRef) {
    use_effect_with((), move |()| {
        let before = dom::focused();
        let _ = to.cast::<HtmlElement>().map(|element| element.focus());
        move || {
            dom::next_frame(move || {
                if dom::focused().is_none() {
                    let back = before.filter(|element| element.is_connected());
                    let _ = back.or_else(|| dom::by_id("document")).map(|element| element.focus());
                }
            });
        }
    });
}
