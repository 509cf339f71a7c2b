//! What variables hold, where the recording is to say so.

use std::cell::{Cell, OnceCell, RefCell};

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, property::PropertyDescriptor};

use super::host::Host;
use crate::{
    instrument::{Program, Visible},
    machine::recorder::Recorder,
    trace::{Holds, Omitted, SiteId, Value, Variable, VariableId},
};

/// How many objects are looked into in one run, which takes some microseconds each: a long
/// loop shall not run into the limit on time for being looked at.
const LOOKS: u32 = 300_000;

/// What each marker can tell.
pub(crate) struct Variables {
    is_wanted: bool,
    /// Per site.
    visible: RefCell<Vec<Option<Box<[Visible]>>>>,
    looks_left: Cell<u32>,
    /// Stands for a variable that is not initialised; no program gets hold of it.
    uninitialized: OnceCell<JsObject>,
}

impl Variables {
    pub(crate) fn new(is_wanted: bool) -> Self {
        let (visible, uninitialized) = (RefCell::default(), OnceCell::new());
        Self { is_wanted, visible, looks_left: Cell::new(LOOKS), uninitialized }
    }

    /// Whether markers are to be given what variables hold.
    pub(crate) fn is_wanted(&self) -> bool {
        self.is_wanted
    }

    /// Whether one more object may be looked into.
    fn may_look(&self) -> bool {
        let left = self.looks_left.get();
        self.looks_left.set(left.saturating_sub(1));
        left > 0
    }

    /// Records the variables of a file whose sites come next.
    pub(crate) fn add(&self, program: &Program, recorder: &mut Recorder) {
        if !self.is_wanted {
            return;
        }
        let mut first = 0;
        for (n, named) in (0..).zip(&program.variables) {
            let name = recorder.text(&named.name);
            let (function, declared) = (named.function, named.declared);
            let VariableId(id) = recorder.variable(Variable { name, function, declared });
            if n == 0 {
                first = id;
            }
        }
        let sites = program.sites.iter().map(|site| {
            let visible = site.visible.as_ref()?.iter();
            Some(visible.map(|it| Visible { variable: first + it.variable, ..*it }).collect())
        });
        self.visible.borrow_mut().extend(sites);
    }
}

/// Defines what a variable that is not initialised is told by.
pub(crate) fn install(prefix: &str, context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    if !host.variables.is_wanted {
        return Ok(());
    }
    let unset = host.variables.uninitialized.get_or_init(JsObject::with_null_proto);
    let descriptor = PropertyDescriptor::builder()
        .value(unset.clone())
        .writable(false)
        .enumerable(false)
        .configurable(false);
    let name = JsString::from(format!("{prefix}z"));
    context.global_object().define_property_or_throw(name, descriptor, context)?;
    Ok(())
}

/// The statement at `site` is reached, and its variables hold `values`.
pub(crate) fn look(host: &Host, site: SiteId, values: &[JsValue], context: &mut Context) {
    if !host.variables.is_wanted {
        return;
    }
    let visible = host.variables.visible.borrow();
    let Some(Some(visible)) = visible.get(site.index()) else { return };
    let unset = host.variables.uninitialized.get();
    let mut values = values.iter();
    let mut now = Vec::with_capacity(visible.len());
    for it in visible {
        let value = if it.is_read { values.next() } else { None };
        let value = value.filter(|value| value.as_object().as_ref() != unset);
        let holds = match value {
            None => Holds::Uninitialized,
            Some(value) if value.is_object() && !host.variables.may_look() => {
                host.recorder.borrow_mut().omit(Omitted::Variables, Some(site));
                Holds::Value(Value::Unknown)
            }
            Some(value) => Holds::Value(super::value(host, value, context)),
        };
        now.push((VariableId(it.variable), holds));
    }
    host.calls.borrow_mut().see(now, &mut host.recorder.borrow_mut());
}
