//! Where markers stand, rule by rule.

use super::{super::instrument, Goal, marked, module, script, source};

/// Each source must become the text beside it.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(marked(text), *expected, "of {text:?}");
    }
}

#[test]
fn statements_are_preceded_by_a_step() {
    check(&[
        ("a; b", "Pe(1);Ps(2);a; Ps(3);b"),
        ("let a = 1\nlet b", "Pe(1);Ps(2);let a = 1\nPs(3);let b"),
        ("x\n++y", "Pe(1);Ps(2);x\nPs(3);++y"),
        ("{ a } ; {}", "Pe(1);{ Ps(2);a } ; {}"),
        ("function f() {} a", "Pe(1);function f() {Pe(2);} Ps(3);a"),
        ("l: for (const x of a) ;", "Pe(1);Ps(2);l: for (const x of a) {Ps(3);;}"),
        (
            "switch (a) { case 1: b; default: }",
            "Pe(1);Ps(2);switch (a) { case 1: Ps(3);b; default: }",
        ),
        (
            "class A { static { a } }",
            "Pe(1);Ps(2);class A {static{Pn(3,this)} static { Pe(4);Ps(5);a } }",
        ),
        ("try { a } finally { b }", "Pe(1);Ps(2);try { Ps(3);a } finally { Ps(4);b }"),
    ]);
}

#[test]
fn a_catch_before_a_finally_has_a_try_of_its_own() {
    check(&[
        (
            "try { a } catch { b } finally { c }",
            "Pe(1);Ps(2);try{try { Ps(3);a } catch { Ps(4);b }} finally { Ps(5);c }",
        ),
        ("l: try {} catch {} finally {}", "Pe(1);Ps(2);l: try{try {} catch {}} finally {}"),
        (
            "try {try {} catch {} finally {}} catch {} finally {}",
            "Pe(1);Ps(2);try{try {Ps(3);try{try {} catch {}} finally {}} catch {}} finally {}",
        ),
    ]);
}

#[test]
fn bodies_without_braces_get_them() {
    check(&[
        ("if (a) b; else c", "Pe(1);Ps(2);if (a) {Ps(3);b;} else {Ps(4);c}"),
        ("if (a) b\nelse if (c) d", "Pe(1);Ps(2);if (a) {Ps(3);b}\nelse {Ps(4);if (c) {Ps(5);d}}"),
        ("if(a)b;else{c}", "Pe(1);Ps(2);if(a){Ps(3);b;}else{Ps(4);c}"),
        ("if (a) let", "Pe(1);Ps(2);if (a) {Ps(3);let;}"),
        ("if (a) ; else ;", "Pe(1);Ps(2);if (a) ; else ;"),
        ("if (a) function f() {}", "Pe(1);Ps(2);if (a) function f() {Pe(3);}"),
        ("while (a) b", "Pe(1);Ps(2);while ((Ps(3),a)) {Ps(4);b}"),
        ("do a; while (b) c", "Pe(1);Ps(2);do {Ps(3);a;} while ((Ps(4),b)) Ps(5);c"),
        (
            "if (a) l: while (b) continue l",
            "Pe(1);Ps(2);if (a) {Ps(3);l: while ((Ps(4),b)) {Ps(5);continue l}}",
        ),
    ]);
}

#[test]
fn every_round_of_a_loop_is_seen() {
    check(&[
        (
            "for (let i = 0; i < 2; i++) ;",
            "Pe(1);Ps(2);for (let i = 0; (Ps(3),i < 2); (Ps(4),i++)) ;",
        ),
        ("for (;;) ;", "Pe(1);Ps(2);for (;;) {Ps(3);;}"),
        ("for (;;) {}", "Pe(1);Ps(2);for (;;) {Ps(3);}"),
        ("for (;;a, b) c", "Pe(1);Ps(2);for (;;(Ps(3),a, b)) {Ps(4);Ps(5);c}"),
        ("while (a, b);", "Pe(1);Ps(2);while ((Ps(3),a, b));"),
        ("for (var k in o) { a }", "Pe(1);Ps(2);for (var k in o) {Ps(3); Ps(4);a }"),
        ("for (x.y of z) a", "Pe(1);Ps(2);for (x.y of z) {Ps(3);Ps(4);a}"),
    ]);
}

#[test]
fn a_loop_that_a_jump_may_leave_is_put_into_a_try() {
    let begins = "{let P_3;try{";
    let ends = "}catch(Px){throw Pu(3,P_3,Px)}finally{Pu(4,P_3)}}";
    let expected = format!(
        "Pe(1);Ps(2);{begins}l: for (x of P_3=Pu(0,y)) {{Ps(3);for (;;) {{Ps(5);Ps(6);break l}}}}{ends}"
    );
    let text = "l: for (x of y) for (;;) break l";
    assert_eq!(marked(text), expected.replace("Ps(3);for", "Ps(3);Ps(4);for"));
    // By its own `break`, by `continue`, and by a `return` the engine closes it.
    for text in [
        "for (x of y) break",
        "l: for (x of y) for (;;) continue l",
        "l: for (x of y) { m: { break m } }",
        "(() => { for (x of y) return })",
        "(function* () { for (x of y) () => (function* () { yield })() })",
    ] {
        assert!(!marked(text).contains("try"), "{text}");
    }
    for text in [
        "l: { for (x of y) break l }",
        "a: l: for (x of y) { for (z of y) break a }",
        "(function* () { for (x of y) { if (x) yield* x } })",
        "(async function* () { for await (x of y) yield x })",
        "if (a) l: for (x of y) switch (x) { default: break l }",
    ] {
        assert!(marked(text).contains("}finally{"), "{text}");
    }
    let text = "(async () => { l: for await (x of y) for (;;) break l })";
    let expected = "(async () => { Pe(3);Ps(4);{let P_18;try{l: for await (x of P_18=Pu(1,(Po=y))) \
                    {Ps(5);Ps(6);for (;;) {Ps(7);Ps(8);Pu(7,P_18);break l}}Pu(2,P_18)}\
                    catch(Px){throw Pu(3,P_18,Px)}\
                    finally{const Px=Pu(5,P_18);if(Px)Pu(6,await Px[0])}} })";
    let notes = "var Po,Pw,Pi;Pr(()=>Po,()=>Pw,()=>Pi);";
    assert_eq!(marked(text), format!("Pe(1);{notes}Ps(2);{expected}"));
}

#[test]
fn functions_say_that_they_were_entered_and_what_they_return() {
    check(&[
        ("(function () { 'use strict' })", "Pe(1);Ps(2);(function () { 'use strict';Pe(3); })"),
        ("(function () { 'a'; return })", "Pe(1);Ps(2);(function () { 'a'; Pe(3);Ps(4);return })"),
        (
            "(function () { return 1, 2 })",
            "Pe(1);Ps(2);(function () { Pe(3);Ps(4);return Pv(5,(1, 2)) })",
        ),
        ("x => y => ({})", "Pe(1);Ps(2);x => (Pe(3,4),Pv(4,y => (Pe(5,6),Pv(6,({})))))"),
        ("async x => { throw x }", "Pe(1);Ps(2);async x => { Pe(3);Ps(4);throw Pt(5,x) }"),
        (
            "({ get a() {}, set a(v) {}, *b() {}, async c() {} })",
            "Pe(1);Ps(2);({ get a() {Pe(3);}, set a(v) {Pe(4);}, *b() {Pe(5);}, async c() {Pe(6);} })",
        ),
        ("try {} catch (e) {} ", "Pe(1);Ps(2);try {} catch (e) {Pk(3,e);} "),
        (
            "try {} catch { a } try {} catch ({ b }) {}",
            "Pe(1);Ps(2);try {} catch { Ps(3);a } Ps(4);try {} \
             catch (Px){let { b }=Pk(5,Px);if(1) {}}",
        ),
        (
            "try {} catch ([a]) { a } finally { b }",
            "Pe(1);Ps(2);try{try {} catch (Px){let [a]=Pk(3,Px);if(1) { Ps(4);a }}} \
             finally { Ps(5);b }",
        ),
    ]);
}

#[test]
fn a_directive_stays_first() {
    check(&[
        ("'use strict'\na", "'use strict'\nPe(1);Ps(2);a"),
        ("function f() { 'use strict'; f }", "Pe(1);function f() { 'use strict'; Pe(2);Ps(3);f }"),
        ("('a')\n'b'", "Pe(1);Ps(2);('a')\nPs(3);'b'"),
    ]);
    let program = script("'use strict' // alone");
    assert!(program.code.ends_with("{'use strict' // alone\n_$e(1);})"), "{}", program.code);
}

#[test]
fn calls_are_wrapped_where_nothing_changes_by_it() {
    check(&[
        ("f(g())", "Pe(1);Ps(2);Pc(3,f(Pc(4,g())))"),
        ("a.b().c()", "Pe(1);Ps(2);Pc(3,Pc(4,a.b()).c())"),
        ("f().x = 1", "Pe(1);Ps(2);Pc(3,f()).x = 1"),
        ("delete f()", "Pe(1);Ps(2);delete Pc(3,f())"),
        ("new new A()()", "Pe(1);Ps(2);Pc(3,new new A()())"),
        ("new (f().A)(g())", "Pe(1);Ps(2);Pc(3,new (Pc(4,f()).A)(Pc(5,g())))"),
        (
            "new a[f()].b",
            "Pe(1);var Po,Pw,Pi;Pr(()=>Po,()=>Pw,()=>Pi);Ps(2);Pc(3,new (Po=a[Pc(4,f())]).b)",
        ),
        ("new A().b", "Pe(1);Ps(2);Pc(3,new A()).b"),
        ("eval('1')", "Pe(1);Ps(2);Pc(3,eval('1'))"),
        ("f`${g()}`", "Pe(1);Ps(2);Pc(3,f`${Pc(4,g())}`)"),
        ("import('x')", "Pe(1);Ps(2);Pc(3,import('x'))"),
        (
            "class A extends f() { constructor() { super() } }",
            "Pe(1);var Po,Pw,Pi;Pr(()=>Po,()=>Pw,()=>Pi);Ps(2);class A extends (Po=Pc(3,f())) {static{Pn(4,this)} constructor() { Pe(5);Ps(6);Pc(7,super()) } }",
        ),
    ]);
}

#[test]
fn an_optional_chain_is_wrapped_as_a_whole_from_its_first_question_on() {
    check(&[
        ("a?.b()", "Pe(1);Ps(2);Pc(3,a?.b())"),
        ("a.b()?.c", "Pe(1);Ps(2);Pc(3,a.b())?.c"),
        ("a?.b().c(f()).d", "Pe(1);Ps(2);Pc(3,a?.b().c(Pc(4,f())).d)"),
        ("f()?.()", "Pe(1);Ps(2);Pc(3,Pc(4,f())?.())"),
        // The operand of `delete`, and a callee, must stay what they refer to.
        ("delete a?.b().c", "Pe(1);Ps(2);delete a?.[\"b\"]()[\"c\"]"),
        ("(a?.b().c)()", "Pe(1);Ps(2);Pc(3,(a?.b().c)())"),
        ("(a?.b().c)?.()", "Pe(1);Ps(2);Pc(3,(a?.b().c)?.())"),
        ("(a?.b().c)`x`", "Pe(1);Ps(2);Pc(3,(a?.b().c)`x`)"),
    ]);
}

#[test]
fn words_do_not_grow_together() {
    check(&[
        ("(() => { return{} })", "Pe(1);Ps(2);(() => { Pe(3);Ps(4);return Pv(5,{}) })"),
        ("typeof(f)()", "Pe(1);Ps(2);typeof Pc(3,(f)())"),
        ("if(a)b;else(c)", "Pe(1);Ps(2);if(a){Ps(3);b;}else{Ps(4);(c)}"),
        ("switch(a){case(f)():}", "Pe(1);Ps(2);switch(a){case Pc(3,(f)()):}"),
        (
            "async () => { await(x); await`y` }",
            "Pe(1);Ps(2);async () => { Pe(3);Ps(4);await Pa(5,(x)); Ps(6);await Pa(7,`y`) }",
        ),
        (
            "(function* () { yield[1]; yield\n1 })",
            "Pe(1);Ps(2);(function* () { Pe(3);Ps(4);yield Py(5,[1]); Ps(6);yield Py(7,void 0)\nPs(8);1 })",
        ),
        (
            "(function* () { return yield })",
            "Pe(1);Ps(2);(function* () { Pe(3);Ps(4);return Pv(5,yield Py(6,void 0)) })",
        ),
    ]);
}

#[test]
fn what_takes_its_name_from_where_it_stands_stays_bare() {
    check(&[
        (
            "class A { x = () => 1; y = f }",
            "Pe(1);Ps(2);class A {static{Pn(3,this)} x = () => (Pe(4,5),Pv(5,1)); y = (Pe(6,7),f) }",
        ),
        (
            "const { a = () => 1, b = (class {}), c = 2 } = {}",
            "Pe(1);Ps(2);const { a = () => (Pe(3,4),Pv(4,1)), b = (class {static{Pn(5,this)}}), c = 2 } = {}",
        ),
        ("const { a = f() } = {}", "Pe(1);Ps(2);const { a = (Ps(4),Pc(3,f())) } = {}"),
        ("(function (a = f()) {})", "Pe(1);Ps(2);(function (a = (Pd(3,5),Pc(4,f()))) {Pe(3);})"),
        (
            "(a = () => 1) => a",
            "Pe(1);Ps(2);(a = Pm(\"a\",() => (Pe(4,5),Pv(5,1)))) => (Pe(3,6),Pv(6,a))",
        ),
    ]);
}

#[test]
fn nothing_is_marked_inside_with() {
    check(&[
        ("with (f()) { g() }", "Pe(1);Ps(2);with (Pc(3,f())) { g() }"),
        ("if (a) with (b) c()", "Pe(1);Ps(2);if (a) {Ps(3);with (b) c()}"),
    ]);
}

#[test]
fn a_module_keeps_its_imports_and_exports() {
    let text = "import a from 'a'\nexport const b = a()\nexport default () => b\nexport function f() {}\nawait b";
    let expected = "Pe(1);import a from 'a'\nPs(2);export const b = Pc(3,a())\nPs(4);export default () => (Pe(5,6),Pv(6,b))\nexport function f() {Pe(7);}\nPs(8);await Pa(9,b)";
    let program = module(text);
    assert_eq!(program.code.replace(&program.prefix, "P"), expected);
}

#[test]
fn comments_only_a_file_can_begin_with_stay_comments() {
    check(&[
        ("#!/usr/bin/env node\na", "//#!/usr/bin/env node\nPe(1);Ps(2);a"),
        ("/* b */ --> c\na", "/* b */ //--> c\nPe(1);Ps(2);a"),
        ("\n--> c\na <!-- d", "\n--> c\nPe(1);Ps(2);a <!-- d"),
    ]);
}

#[test]
fn old_v8_made_promises_of_what_async_generators_yield() {
    let text = "async function* g() { yield 1; yield; yield* h; for await (x of y) ; return 2 }";
    let old =
        super::Source { legacy_await: true, wraps_for_await: true, ..source(text, Goal::Module) };
    let program = instrument(&old).expect("the program is JavaScript");
    assert_eq!(
        program.code.replace(&program.prefix, "P"),
        "Pe(1);var Po,Pw,Pi;Pr(()=>Po,()=>Pw,()=>Pi);async function* g() { Pe(2);\
         Ps(3);yield Pl(Py(4,1)); Ps(5);yield Pl(Py(6,void 0)); Ps(7);yield* Ph(h); \
         Ps(8);for await (x of Pf((Po=y))) {Ps(9);;} Ps(10);return Pl(Pv(11,2)) \
         ;return Pl(void 0)}"
    );
}

#[test]
fn markers_are_given_what_variables_hold() {
    let check = |text: &str, goal, expected: &str| {
        let told = super::Source { variables: true, ..source(text, goal) };
        let program = instrument(&told).expect("the program is JavaScript");
        let code = program.code.replace(&program.prefix, "P");
        assert!(code.contains(expected), "of {text:?}: {code}");
    };
    // Only what is initialised for certain.
    check("let a = 1, b; a", Goal::Script, "Pe(1);Ps(2);let a = 1, b; Ps(3,a,b);a");
    check("a; var a", Goal::Script, "Pe(1);Ps(2,a);a; Ps(3,a);var a");
    check("(p, {q}, ...r) => p", Goal::Script, "=> (Pe(3,4,p,q,r),Pv(4,p))");
    check("for (let i = 0; i;) i", Goal::Script, "for (let i = 0; (Ps(3,i),i);) {Ps(4,i);i}");
    check("for (const k of a) k", Goal::Script, "for (const k of a) {Ps(3,k);Ps(4,k);k}");
    check("try {} catch ({ e }) { e }", Goal::Script, "if(1) { Ps(4,e);e }}");
    // A function around it declares it: the block says how far it has come.
    check(
        "let a = () => a\na",
        Goal::Module,
        "var Pg0_1=0;Ps(2);let a = () => (Pe(3,4,Pg0_1>=1?a:Pz),Pv(4,a));Pg0_1=1;\nPs(5,a);a",
    );
    check(
        "{ let a; () => a }",
        Goal::Script,
        "{ let Pg0_1=0;Ps(2);let a;;Pg0_1=1; Ps(3,a);() => (Pe(4,5,Pg0_1>=1?a:Pz)",
    );
    // A page's variables are properties of its global object, where code may run.
    check("var a; a", Goal::Page, "Pe(1);Ps(2);var a; Ps(3);a");
    check("let a; () => a", Goal::Page, "let Pg0_1=0;");
    // Parameters see each other in an order of their own, `eval` may declare what hides others.
    check("(a, b = () => a) => 0", Goal::Script, "b = Pm(\"b\",() => (Pe(4,5),Pv(5,a)))");
    check("let a; () => { eval('var a'); a }", Goal::Script, "Ps(7);a }");
}

#[test]
fn what_async_generators_delegate_to_is_marked() {
    check(&[
        (
            "async function* g() { yield* h }",
            "Pe(1);async function* g() { Pe(2);Ps(3);yield* Ph(h) }",
        ),
        ("function* g() { yield* h }", "Pe(1);function* g() { Pe(2);Ps(3);yield* h }"),
    ]);
}

#[test]
fn the_prefix_occurs_nowhere_in_the_source() {
    assert_eq!(script("a").prefix, "_$");
    assert_eq!(script("_$a").prefix, "_$0$");
    assert_eq!(script("\\u{5f}\\u0024s").prefix, "_$0$");
    assert_eq!(script("'_$' + _$0$").prefix, "_$1$");
}

#[test]
fn assertions_become_attributes() {
    let before = |text: &'static str| super::Source {
        runtime: crate::trace::Runtime::Node18,
        ..source(text, Goal::Module)
    };
    let text = "import a from './a' /* assert */ assert { type: 'json' };\nimport('./b', a)";
    let program = instrument(&before(text)).expect("it is JavaScript");
    assert!(program.code.contains("/* assert */ with/*assert*/ { type"), "{}", program.code);
    assert!(program.code.contains("import('./b', ") && program.code.contains("q(4,a))"));
    assert_eq!(program.asserted, [1]);
}

#[test]
fn every_way_to_change_a_property_is_noticed() {
    for way in [
        "delete a.b",
        "Reflect.deleteProperty(a, 'b')",
        "Object.defineProperty(a, 'b', c)",
        "Object.defineProperties(a, { b })",
        "a.__defineGetter__('b', c)",
        "a.__defineSetter__('b', c)",
    ] {
        assert!(super::may_reshape(way), "{way}");
    }
    assert!(!super::may_reshape("a.b = c"));
}

#[test]
fn what_the_engine_cannot_take_apart_is_helped() {
    check(&[
        (
            "const { a: { b }, ...c } = d();",
            "Pe(1);Ps(2);const { a: Pj11,[\"Pj\"]:{ b }=Pj11, ...c } = Pc(3,d());",
        ),
        (
            "const { a: [b] = e, ...c } = d();",
            "Pe(1);Ps(2);const { a: Pj11,[\"Pj\"]:[b] = Pj11!==void 0?Pj11:(e), ...c } = Pc(3,d());",
        ),
        (
            "({ a: [b], ...c } = d)",
            "Pe(1);var Po,Pw,Pi;Pr(()=>Po,()=>Pw,()=>Pi);var Pj;Ps(2);\
             ({ a: Pj,[\"Pj\"]:[b]=Pj, ...c } = (Po=d))",
        ),
        ("({ ['a']: [b] }) => c", "Pe(1);Ps(2);({ ['a']: [b]=void 0 }) => (Pe(3,4),Pv(4,c))"),
        ("const { ['a']: [b] } = d();", "Pe(1);Ps(2);const { ['a']: [b] } = Pc(3,d());"),
    ]);
    for text in ["({ ['a']: b = c } = d)", "({ ['a']: b = c }) => d", "({ ['a']: b, ...c.d } = e)"]
    {
        assert!(super::refused(text).message.starts_with("A computed key"), "{text}");
    }
}

#[test]
fn patterns_look_for_properties_by_keys_where_objects_change_their_shape() {
    check(&[
        (
            "delete a; let { b, c = 1, d: e, 'f': g } = h",
            "Pe(1);Ps(2);delete a; \
             Ps(3);let { [\"b\"]:b, [\"c\"]:c = 1, [\"d\"]: e, ['f']: g } = h",
        ),
        (
            "delete a; ({ b, c = 1, d: e } = f)",
            "Pe(1);var Po,Pw,Pi;Pr(()=>Po,()=>Pw,()=>Pi);Ps(2);delete a; \
             Ps(3);({ [\"b\"]:b, c = 1, [\"d\"]: e } = (Po=f))",
        ),
    ]);
}

#[test]
fn super_in_a_field_is_the_parents_prototype() {
    check(&[(
        "class A extends B { a = () => super.b(c) + super.d; static e = () => super.f(); }",
        "Pe(1);Ps(2);class A extends B {static{Pn(3,this)} \
         a = () => (Pe(4,5),Pv(5,Pc(6,super.prototype.b.call(this,c)) + super.prototype.d)); \
         static e = () => (Pe(7,8),Pv(8,Pc(9,super.f()))); }",
    )]);
    let written = super::refused("class A extends B { a = super.b = 1 }");
    assert!(written.message.starts_with("`super` cannot be used like this"));
}

#[test]
fn what_is_a_parameter_already_is_not_declared_again() {
    check(&[
        (
            "function f(a, b = a) { var a = 1, c; var b; }",
            "Pe(1);function f(a, b = a) { Pe(2);Ps(3);var Pb27=a = 1, c; Ps(4);var Pb41=b; }",
        ),
        ("(a) => { var a = 1 }", "Pe(1);Ps(2);(a) => { Pe(3);Ps(4);var a = 1 }"),
    ]);
    for text in [
        "function f(a, b = () => a) { var a = 1 }",
        "function f(a, b = 1) { for (var a of b) ; }",
        "function f(a, b = 1) { var { a } = b }",
    ] {
        assert!(super::refused(text).message.starts_with("A parameter of a function"), "{text}");
    }
}

#[test]
fn what_is_used_before_its_declaration_is_captured() {
    check(&[
        ("a = 1; let a, b;", "Pe(1);Ps(2);a = 1; Ps(3);()=>[a];let a, b;"),
        ("let a; a = 1", "Pe(1);Ps(2);let a; Ps(3);a = 1"),
        (
            "({ A } = b); class A {}",
            "Pe(1);Ps(2);({ A } = b); Ps(3);()=>[A];class A {static{Pn(4,this)}}",
        ),
        (
            "switch (a) { case 1: let b; default: b }",
            "Pe(1);Ps(2);switch (a) { case 1: Ps(3);()=>[b];let b; default: Ps(4);b }",
        ),
    ]);
}
