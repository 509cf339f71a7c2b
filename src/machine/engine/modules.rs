//! Program files: instrumented, run, and found by `require`.

use std::rc::Rc;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, NativeFunction, Source, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};

use super::{builtins, errors, host::Host, markers};
use crate::{
    instrument::{self, Goal},
    machine::profile::AwaitRule,
    trace::{File, Site, SiteId},
};

/// A program file, ready to run.
pub(crate) struct Program {
    pub(crate) path: String,
    text: String,
    pub(crate) instrumented: instrument::Program,
    site: SiteId,
}

impl Program {
    /// A line of the learner's text, counted from 1.
    pub(crate) fn line(&self, line: u32) -> Option<&str> {
        self.text.lines().nth((line as usize).checked_sub(1)?)
    }

    /// The site of the file's top level.
    pub(crate) fn site(&self) -> SiteId {
        self.site
    }
}

/// Instruments a file and records its text and sites.
pub(crate) fn prepare(
    host: &Host,
    path: &str,
    text: &str,
) -> Result<Rc<Program>, Box<instrument::Error>> {
    let first_site = u32::try_from(host.sites.borrow().len()).unwrap_or(u32::MAX);
    let file = {
        let mut recorder = host.recorder.borrow_mut();
        recorder.file(File { path: path.to_owned(), text: text.to_owned() })
    };
    let source = instrument::Source {
        path,
        text,
        goal: if path.ends_with(".mjs") { Goal::Module } else { Goal::Script },
        file,
        first_site,
        legacy_await: host.profile.await_rule == AwaitRule::NewPromise,
    };
    let instrumented = instrument::instrument(&source).map_err(Box::new)?;
    let mut recorder = host.recorder.borrow_mut();
    let mut sites = host.sites.borrow_mut();
    for named in &instrumented.sites {
        let site = Site {
            file,
            kind: named.kind,
            start: named.start,
            end: named.end,
            function: named.function,
            name: recorder.text(&named.name),
        };
        recorder.site(site);
        sites.push(site);
    }
    drop((recorder, sites));
    let program = Rc::new(Program {
        path: path.to_owned(),
        text: text.to_owned(),
        instrumented,
        site: SiteId(first_site + 1),
    });
    host.programs.borrow_mut().push(Rc::clone(&program));
    Ok(program)
}

/// Runs the main script.
pub(crate) fn run_main(program: &Program, context: &mut Context) -> JsResult<()> {
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports = JsObject::with_object_proto(context.intrinsics());
    module.set(js_string!("exports"), exports.clone(), true, context)?;
    let require = require(context);
    require.set(js_string!("main"), module.clone(), true, context)?;
    let code = &program.instrumented.code;
    markers::install(&program.instrumented.prefix, context)?;
    let source = Source::from_reader(code.as_bytes(), Some(program.path.as_ref()));
    let wrapper = context.eval(source)?;
    let folder = program.path.rsplit_once('/').map_or("/", |(folder, _)| folder);
    let args = [
        exports.clone().into(),
        require.into(),
        module.into(),
        JsString::from(program.path.as_str()).into(),
        JsString::from(folder).into(),
    ];
    match wrapper.as_callable() {
        Some(wrapper) => wrapper.call(&exports.into(), &args, context).map(drop),
        None => Ok(()),
    }
}

/// The program's `require`.
fn require(context: &mut Context) -> JsFunction {
    let function = NativeFunction::from_fn_ptr(|_, args, context| {
        let id = args.get_or_undefined(0).clone();
        let Some(name) = id.as_string() else {
            let args = [id, js_string!("id").into()];
            return Err(errors::node_error("validateString", &args, context));
        };
        if let Some(module) = builtins::public(&id, context)? {
            return Ok(module);
        }
        Err(errors::module_not_found(&name.to_std_string_lossy(), context))
    });
    FunctionObjectBuilder::new(context.realm(), function)
        .name(js_string!("require"))
        .length(1)
        .build()
}
