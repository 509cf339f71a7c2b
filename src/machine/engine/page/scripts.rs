//! The page's scripts, and its user.
//!
//! A classic script is evaluated as one: its `var`s and functions become properties of the
//! window. Scripts of the page's HTML run where they stand, the program where the HTML names it
//! or else last (HTML, "run a classic script").

use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, object::builtins::JsFunction};

use super::{
    super::{
        errors,
        host::{Callback, Host},
        markers,
        modules::{builtins, esm},
        programs::{self, Program},
    },
    Work, callbacks,
};
use crate::{
    instrument::Goal,
    trace::{EntryKind, Fact, PageEntry, Priority},
    world::Gesture,
};

/// The module that makes the document.
const DOCUMENT: &str = "browser/document";

/// Opens the page: its HTML, its scripts, and the user in front of it.
pub(crate) fn load(context: &mut Context) {
    if let Err(error) = open(context) {
        let host = Host::of(context);
        callbacks::report(&host, error, context);
        callbacks::checkpoint(&host, context);
    }
}

fn open(context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    host.page.is_loading.set(true);
    let actions = (0..).zip(&host.world.user).map(|(number, action)| (action.at, number));
    let mut actions: Vec<(u64, usize)> = actions.collect();
    actions.sort_unstable();
    if !actions.is_empty() {
        let act = builtins::function("browser/user", "act", context)?;
        *host.page.act.borrow_mut() = Some(act);
        *host.page.user.borrow_mut() = actions.into();
    }
    match &host.world.page {
        Some(html) => {
            let html = boa_engine::JsString::from(html.as_str());
            callbacks::call(DOCUMENT, "load", &[html.into()], context)?;
        }
        None => {
            run_main(&JsValue::undefined(), &[], context)?;
        }
    }
    host.page.is_loading.set(false);
    if builtins::is_loaded(DOCUMENT, context) {
        callbacks::call(DOCUMENT, "loaded", &[], context)?;
    }
    Ok(())
}

/// `runMain()`: runs the program.
pub(super) fn run_main(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let main = host.programs.borrow().first().cloned();
    if let Some(program) = main {
        run(&host, &program, "main", context);
        if let Some(error) = esm::main_failure(&host) {
            callbacks::report(&host, error, context);
        }
    }
    Ok(JsValue::undefined())
}

/// `runScript(path, text)`: runs a script of the page's HTML.
pub(super) fn run_script(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let path = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let text = args.get_or_undefined(1).to_string(context)?.to_std_string_lossy();
    match programs::prepare(&host, &path, &text, Goal::Page) {
        Ok(program) => run(&host, &program, "script", context),
        Err(error) => {
            let error = errors::unparsed(&error, Goal::Page, &path, &text, context);
            callbacks::report(&host, error, context);
        }
    }
    Ok(JsValue::undefined())
}

/// A script is a task unless other script has put it into the page; then it runs at once.
fn run(host: &Host, program: &Program, label: &str, context: &mut Context) {
    let outer = host.page.scripts.get();
    host.page.scripts.set(outer + 1);
    let label = host.text(label);
    let entry = host.entry(EntryKind::Main, label, Some(program.site()));
    host.fact(Fact::EntryStarted { entry });
    host.contexts.enter(entry);
    let depth = super::super::hooks::depth(context);
    let result = evaluate(program, context);
    callbacks::left(host, depth, result.is_err(), context);
    host.contexts.leave();
    host.fact(Fact::EntryEnded { entry, threw: result.is_err() });
    if let Err(error) = result {
        callbacks::report(host, error, context);
    }
    host.page.scripts.set(outer);
    if outer == 0 {
        callbacks::checkpoint(host, context);
    }
}

fn evaluate(program: &Program, context: &mut Context) -> Result<(), JsError> {
    if program.goal == Goal::Module {
        return esm::run_main(program, context);
    }
    markers::install(&program.instrumented.prefix, context)?;
    programs::evaluate(program, context).map(drop)
}

impl Host {
    /// The user does what is next: a task of the highest priority, or the end of the page.
    pub(super) fn user_acts(&self) {
        let Some((_, number)) = self.page.user.borrow_mut().pop_front() else { return };
        let Some(action) = self.world.user.get(number) else { return };
        let label = match &action.gesture {
            Gesture::Close => {
                self.page.is_closed.set(true);
                return;
            }
            Gesture::Click(target) => format!("click {target}"),
            Gesture::Focus(target) => format!("focus {target}"),
            Gesture::Key(key) => format!("key {key}"),
        };
        let Some(function) = self.page.act.borrow().clone() else { return };
        let entry = self.page_entry(PageEntry::Input, &label);
        let args = vec![JsValue::from(i32::try_from(number).unwrap_or(0))];
        let callback = Callback { entry, function, this: JsValue::undefined(), args };
        self.page.work.borrow_mut().insert(entry, Work::Steps(callback));
        self.push_arrived(entry, Priority::Input);
    }
}

/// The function that plays the user's part.
pub(super) type Act = Option<JsFunction>;
