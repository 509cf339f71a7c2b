//! Functions, classes, and the names they get.

use std::mem;

use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, AssignmentExpression, AssignmentOperator, Class,
    ExportDefaultDeclaration, ExportDefaultDeclarationKind, Expression, FormalParameters, Function,
    FunctionBody, MethodDefinition, MethodDefinitionKind, ObjectProperty, PropertyDefinition,
    PropertyKind, StaticBlock, VariableDeclarator,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::{GetSpan, Span};

use super::{
    super::{Reason, names},
    ClassFrame, Frame, Marker, operands,
    supers::Home,
};
use crate::trace::{SiteId, SiteKind};

impl Marker<'_> {
    /// A function whose text (for `toString`) begins at `start`.
    pub(super) fn function(&mut self, it: &Function<'_>, start: u32, name: String) {
        let kind = match (it.r#async, it.generator) {
            (false, false) => SiteKind::Function,
            (true, false) => SiteKind::AsyncFunction,
            (false, true) => SiteKind::Generator,
            (true, true) => SiteKind::AsyncGenerator,
        };
        let site = self.enter(kind, Span::new(start, it.span.end), name);
        let home = mem::replace(&mut self.home, Home::Known);
        self.outer_variables(it.scope_id.get());
        self.parameters(&it.params);
        self.own_variables(it.scope_id.get());
        if let Some(body) = &it.body {
            self.body(body, site);
            if self.is_legacy_async_generator() {
                let done = format!(";return {}l(void 0)", self.prefix);
                self.splice.open(body.span.end - 1, &done);
            }
        }
        self.home = home;
        self.leave(site, start, it.span.end);
    }

    pub(super) fn arrow(&mut self, it: &ArrowFunctionExpression<'_>) {
        let name = self.inferred_name(it.span.start);
        let kind = if it.r#async { SiteKind::AsyncFunction } else { SiteKind::Function };
        let site = self.enter(kind, it.span, name);
        if let Some(frame) = self.functions.last_mut() {
            frame.is_arrow = !it.r#async;
        }
        self.outer_variables(it.scope_id.get());
        self.parameters(&it.params);
        self.own_variables(it.scope_id.get());
        match &it.body {
            ArrowFunctionBody::FunctionBody(body) => self.body(body, site),
            body => {
                let expression = body.to_expression();
                let span = expression.span();
                let value = self.place(SiteKind::Expression, span);
                let reads = self.reads(value);
                let enter = self.call('e', site);
                let open = format!("({enter},{}{reads}),{},", value.0, self.call('v', value));
                self.splice.open(span.start, &open);
                self.visit_expression(expression);
                self.splice.close(span.end, "))");
            }
        }
        self.leave(site, it.span.start, it.span.end);
    }

    fn parameters(&mut self, parameters: &FormalParameters<'_>) {
        let is_walking = |marker: &mut Self, yes| {
            if let Some(frame) = marker.functions.last_mut() {
                frame.in_parameters = yes;
            }
        };
        is_walking(self, true);
        self.visit_formal_parameters(parameters);
        is_walking(self, false);
        let redeclared = self.redeclared(parameters);
        if let Some(frame) = self.functions.last_mut() {
            frame.redeclared = redeclared;
        }
    }

    fn enter(&mut self, kind: SiteKind, span: Span, name: String) -> SiteId {
        let site = self.sites.add(kind, span, None, name);
        self.functions.push(Frame::new(site, kind));
        self.splice.function_start(span.start);
        site
    }

    fn leave(&mut self, site: SiteId, start: u32, end: u32) {
        self.splice.function_end(site, start, end);
        self.functions.pop();
    }

    /// `Pe(f);` first, but behind the directives, which must stay first.
    fn body(&mut self, body: &FunctionBody<'_>, site: SiteId) {
        let enter = self.call('e', site) + ");";
        match (body.statements.first(), body.directives.last()) {
            (Some(first), _) => self.splice.open(first.span().start, &enter),
            (None, Some(last)) => self.splice.open(last.span.end, &format!(";{enter}")),
            (None, None) => self.splice.open(body.span.start + 1, &enter),
        }
        let outside = self.strict;
        self.strict |= super::is_strict(&body.directives);
        self.visit_statements(&body.statements);
        self.strict = outside;
    }

    pub(super) fn object_property(&mut self, it: &ObjectProperty<'_>) {
        if it.computed {
            self.visit_property_key(&it.key);
        }
        let key = || names::of_key(&it.key, self.source.text);
        match (it.kind, &it.value) {
            (PropertyKind::Get, Expression::FunctionExpression(function)) => {
                let name = format!("get {}", key());
                self.function(function, it.span.start, name);
            }
            (PropertyKind::Set, Expression::FunctionExpression(function)) => {
                let name = format!("set {}", key());
                self.function(function, it.span.start, name);
            }
            (PropertyKind::Init, Expression::FunctionExpression(function)) if it.method => {
                let name = key();
                self.function(function, it.span.start, name);
            }
            (_, value) => {
                if let Some(start) = names::anonymous_definition(value) {
                    let name = key();
                    self.infer(start, Some(name));
                }
                self.visit_expression(value);
            }
        }
    }

    pub(super) fn class(&mut self, it: &Class<'_>) {
        let name = match &it.id {
            Some(id) => id.name.to_string(),
            None => self.inferred_name(it.span.start),
        };
        let outside = mem::replace(&mut self.strict, true);
        self.splice.function_start(it.span.start);
        self.visit_decorators(&it.decorators);
        if let Some(heritage) = &it.heritage {
            self.visit_class_heritage(heritage);
        }
        let site = self.sites.add(SiteKind::Function, it.span, None, name.clone());
        let made = self.call('n', site);
        self.splice.open(it.body.span.start + 1, &format!("static{{{made},this)}}"));
        let extends = it.heritage.is_some();
        self.classes.push(ClassFrame { span: it.span, name, extends, instance: None, fixed: None });
        self.visit_class_body(&it.body);
        self.classes.pop();
        self.strict = outside;
        self.splice.function_end(site, it.span.start, it.span.end);
    }

    pub(super) fn method(&mut self, it: &MethodDefinition<'_>) {
        if it.computed {
            self.visit_property_key(&it.key);
        }
        let key = names::of_key(&it.key, self.source.text);
        let name = match it.kind {
            MethodDefinitionKind::Constructor => {
                self.classes.last().map(|class| class.name.clone()).unwrap_or_default()
            }
            MethodDefinitionKind::Method => key,
            MethodDefinitionKind::Get => format!("get {key}"),
            MethodDefinitionKind::Set => format!("set {key}"),
        };
        let start = if it.r#static { self.after_static(it.span.start) } else { it.span.start };
        self.function(&it.value, start, name);
    }

    /// Where a static method's own text begins: `static` is the class's word.
    fn after_static(&self, start: u32) -> u32 {
        let behind = start + super::super::lines::narrow("static".len());
        behind + super::super::trivia::len(&self.source.text[behind as usize..])
    }

    /// A field's initialiser is a function of its own. V8 makes one of all of a class's
    /// instance fields and one of the static ones, and calls them as below.
    pub(super) fn field(&mut self, it: &PropertyDefinition<'_>) {
        if it.computed {
            self.visit_property_key(&it.key);
        }
        let Some(value) = &it.value else { return };
        let home = if it.r#static { Home::Known } else { self.field_home() };
        self.at_home(home, |marker| marker.field_value(it, value));
    }

    fn field_value(&mut self, it: &PropertyDefinition<'_>, value: &Expression<'_>) {
        if let Some(start) = names::anonymous_definition(value) {
            let name = names::of_key(&it.key, self.source.text);
            self.infer(start, Some(name));
            self.visit_expression(value);
            return;
        }
        let function = self.initializer(it.r#static);
        let span = value.span();
        self.functions.push(Frame::new(function, SiteKind::Function));
        let site = self.place(SiteKind::Expression, span);
        let enter = self.call('e', function);
        self.splice.open(span.start, &format!("({enter},{}),", site.0));
        self.visit_expression(value);
        self.splice.close(span.end, ")");
        self.functions.pop();
    }

    pub(super) fn static_block(&mut self, it: &StaticBlock<'_>) {
        let function = self.initializer(true);
        self.functions.push(Frame::new(function, SiteKind::Function));
        let enter = self.call('e', function) + ");";
        match it.body.first() {
            Some(first) => self.splice.open(first.span().start, &enter),
            None => self.splice.close(it.span.end - 1, &enter),
        }
        self.at_home(Home::Known, |marker| marker.visit_statements(&it.body));
        self.functions.pop();
    }

    /// The function that initialises the innermost class's fields.
    fn initializer(&mut self, is_static: bool) -> SiteId {
        let sites = &mut self.sites;
        let outside = self.functions.last().map(|frame| frame.site);
        let Some(class) = self.classes.last_mut() else {
            return outside.unwrap_or(SiteId(1));
        };
        let (known, name) = if is_static {
            (&mut class.fixed, "<static_initializer>")
        } else {
            (&mut class.instance, "<instance_members_initializer>")
        };
        let span = class.span;
        *known.get_or_insert_with(|| sites.add(SiteKind::Function, span, None, name.to_owned()))
    }

    pub(super) fn export_default(&mut self, it: &ExportDefaultDeclaration<'_>) {
        let name = || Some("default".to_owned());
        match &it.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                self.infer(function.span.start, name());
            }
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                self.infer(class.span.start, name());
            }
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => {}
            expression => {
                if let Some(start) = names::anonymous_definition(expression.to_expression()) {
                    self.infer(start, name());
                }
            }
        }
        walk_js::walk_export_default_declaration(self, it);
    }

    pub(super) fn variable_declarator(&mut self, it: &VariableDeclarator<'_>) {
        self.note_solid(it);
        self.declared_again(it, false);
        self.visit_binding_pattern(&it.id);
        if let Some(init) = &it.init {
            if let Some(start) = names::anonymous_definition(init) {
                self.infer(start, names::of_binding(&it.id));
            }
            self.destructured(operands::takes_apart(&it.id), init);
        }
    }

    pub(super) fn assignment(&mut self, it: &AssignmentExpression<'_>) {
        self.write_to(&it.left);
        self.visit_assignment_target(&it.left);
        let names = matches!(
            it.operator,
            AssignmentOperator::Assign
                | AssignmentOperator::LogicalAnd
                | AssignmentOperator::LogicalOr
                | AssignmentOperator::LogicalNullish
        );
        if names && let Some(start) = names::anonymous_definition(&it.right) {
            self.infer(start, names::of_target(&it.left));
        }
        let takes_apart = operands::target_takes_apart(&it.left);
        self.destructured(takes_apart, &it.right);
    }

    /// A default value. One that runs code is a step; a nameless function must stay bare, or
    /// it would lose the name it is about to get.
    pub(super) fn default_value(&mut self, init: &Expression<'_>, name: Option<String>) {
        if let Some(start) = names::anonymous_definition(init) {
            self.infer(start, name);
            self.visit_expression(init);
            return;
        }
        let span = init.span();
        let open = self.splice.reserve(span.start);
        let calls = |marker: &Self| marker.functions.last().map_or(0, |frame| frame.calls);
        let before = calls(self);
        self.visit_expression(init);
        if calls(self) > before {
            let site = self.place(SiteKind::Expression, span);
            let step = match self.functions.last() {
                Some(frame) if frame.in_parameters => {
                    format!("({},{}),", self.call('d', frame.site), site.0)
                }
                Some(_) | None => format!("({}),", self.call('s', site)),
            };
            self.splice.fill(&open, &step);
            self.splice.close(span.end, ")");
        }
    }

    /// A parameter's default value. Boa does not name a function that a plain parameter gets
    /// (its bytecompiler knows the rule for patterns and declarations only), so a marker does.
    pub(super) fn parameter_default(&mut self, init: &Expression<'_>, name: Option<String>) {
        match (names::anonymous_definition(init), &name) {
            (Some(_), Some(binding)) => {
                // A name has no quotes and no backslashes left in it.
                let open = format!("{}m(\"{binding}\",", self.prefix);
                self.splice.open(init.span().start, &open);
                self.default_value(init, name);
                self.splice.close(init.span().end, ")");
            }
            (Some(_), None) | (None, _) => self.default_value(init, name),
        }
    }

    /// Syntax of a proposal, which the parser knows and the engine does not.
    pub(super) fn refuse_proposal(&mut self, what: &str, span: Span) {
        let message = format!("{what} are not supported");
        let help = "they are not part of the ECMAScript standard yet";
        self.refuse(Reason::Unsupported, &message, span, help);
    }
}
