//! `requestAnimationFrame`, and the frame itself (HTML, "update the rendering").
//!
//! A page without layout has no scroll, resize or intersection events: a frame calls the
//! animation frame callbacks, and style, layout and paint are what follows.

use std::collections::BTreeMap;

use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, object::builtins::JsFunction};

use super::{
    super::{
        callbacks as about,
        host::{Callback, Host},
    },
    Work, callbacks,
};
use crate::trace::{EntryKind, Fact, PageEntry, Priority};

/// Callbacks for the next frame, by the handles the program knows.
#[derive(Default)]
pub(crate) struct FrameCallbacks {
    by_handle: BTreeMap<u32, Callback>,
    last: u32,
}

/// `requestAnimationFrame(callback)`.
pub(super) fn request(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let function = args.get_or_undefined(0).as_callable().and_then(JsFunction::from_object);
    let Some(function) = function else {
        let message = "Failed to execute 'requestAnimationFrame' on 'Window': parameter 1 is not of type 'Function'.";
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let about = about::describe(&host, &function, context);
    let label = host.text(&about.name);
    let entry = host.entry(EntryKind::Page(PageEntry::FrameCallback), label, about.site);
    let callback = Callback { entry, function, this: JsValue::undefined(), args: Vec::new() };
    let handle = {
        let mut callbacks = host.page.frame_callbacks.borrow_mut();
        callbacks.last += 1;
        let handle = callbacks.last;
        callbacks.by_handle.insert(handle, callback);
        handle
    };
    host.fact(Fact::EntryQueued { entry });
    host.want_frame();
    Ok(handle.into())
}

/// `cancelAnimationFrame(handle)`.
pub(super) fn cancel(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let handle = args.get_or_undefined(0).to_u32(context)?;
    let callback = host.page.frame_callbacks.borrow_mut().by_handle.remove(&handle);
    if let Some(callback) = callback {
        host.fact(Fact::EntryCancelled { entry: callback.entry });
    }
    Ok(JsValue::undefined())
}

/// `changed()`: the page looks otherwise than before; a frame is to show it.
pub(super) fn changed(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    // The page as it was sent has been shown before its program begins.
    if !host.page.is_loading.get() || host.page.scripts.get() > 0 {
        host.want_frame();
    }
    Ok(JsValue::undefined())
}

impl Host {
    fn want_frame(&self) {
        // A refresh that has come meanwhile was not meant for this.
        self.take_arrivals();
        let now = self.now();
        let at_once = self.page.frames.borrow_mut().want(now);
        if at_once {
            self.queue_frame();
            self.hurry_frame();
        }
    }

    /// The user has done something: what is to be shown is shown at once.
    pub(super) fn input_handled(&self) {
        let is_wanted = self.page.frames.borrow_mut().input();
        if is_wanted {
            if self.page.frames.borrow().queued.is_none() {
                self.queue_frame();
            }
            self.hurry_frame();
        }
    }

    /// Puts the frame among the tasks.
    pub(super) fn queue_frame(&self) {
        let frame = self.page_entry(PageEntry::Frame, "frame");
        self.page.frames.borrow_mut().queue(frame);
        self.page.work.borrow_mut().insert(frame, Work::Frame);
        self.push_arrived(frame, Priority::Normal);
    }

    /// A frame that has waited too long goes first.
    pub(super) fn hurry_frame(&self) {
        let queued = {
            let frames = self.page.frames.borrow();
            frames.queued.filter(|_| frames.is_urgent(self.now()))
        };
        if let Some(frame) = queued {
            self.reprioritise(frame, Priority::UrgentFrame);
        }
    }
}

/// Calls the callbacks that were there when the frame began and are there still, with the time
/// of the frame (HTML, "run the animation frame callbacks").
pub(super) fn render(context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    let time = host.page.frames.borrow_mut().begin(host.now());
    #[expect(clippy::cast_precision_loss, reason = "virtual time stays far below 2^53")]
    let time = JsValue::from(time as f64 / 1000.0);
    let handles: Vec<u32> = host.page.frame_callbacks.borrow().by_handle.keys().copied().collect();
    for handle in handles {
        let callback = host.page.frame_callbacks.borrow_mut().by_handle.remove(&handle);
        if let Some(callback) = callback {
            let callback = Callback { args: vec![time.clone()], ..callback };
            callbacks::invoke(&host, Some(callback.entry), &callback, context);
        }
    }
    Ok(())
}
