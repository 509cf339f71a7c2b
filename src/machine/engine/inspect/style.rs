//! What `util.inspect` and `util.format` do differently from version to version.
//!
//! Read from lib/internal/util/inspect.js (10 and 11 also lib/util.js) of the last release of each
//! line, which every Node binary carries in `process.binding('natives')`.

mod versions;

use super::options::Compact;
use crate::trace::Runtime;

/// The choices one Node version makes. Fields are named after what the newer side does.
#[expect(clippy::struct_excessive_bools, reason = "a table of independent yes/no differences")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    // Defaults of the options.
    pub(super) compact: Compact,
    pub(super) break_length: f64,
    pub(super) max_string_length: f64,
    /// Which options exist and are handed to custom functions; later ones are added at the end.
    pub(super) option_names: &'static [&'static str],

    // Strings, numbers, keys.
    /// A string that holds `'` is quoted with `"` or a backtick if that spares the escaping.
    pub(super) other_quotes: bool,
    /// Control characters as `\x1B` (also U+007F to U+009F), not `\u001b`.
    pub(super) hex_escapes: bool,
    /// Unpaired surrogates as `\ud83d`.
    pub(super) escapes_surrogates: bool,
    pub(super) long_strings: LongStrings,
    pub(super) separators: Separators,
    /// The own key `__proto__` as `['__proto__']`.
    pub(super) marks_proto_key: bool,
    /// Symbol keys as `[Symbol(k)]` even if enumerable.
    pub(super) brackets_symbols: bool,
    /// Hidden keys are quoted before they are put in brackets.
    pub(super) quotes_hidden_keys: bool,

    // What stands before the braces.
    pub(super) tags: TagRule,
    /// A tag that is shown as a property anyway is not shown in front.
    pub(super) hides_own_tags: bool,
    /// A tag accessor that throws counts as no tag.
    pub(super) ignores_tag_errors: bool,
    /// A tag equal to the fallback name is not repeated after `null prototype`.
    pub(super) merges_fallback_tag: bool,
    /// `Foo(2) [` and `Uint8Array(2) [`.
    pub(super) array_sizes: bool,
    /// `Map(2) {` and `Set(2) {`.
    pub(super) collection_sizes: bool,
    /// A constructor gives its name only to its instances.
    pub(super) checks_instances: bool,
    /// Built-in prototypes are known by identity, whatever their `constructor` says.
    pub(super) known_prototypes: KnownPrototypes,
    pub(super) nameless: Nameless,
    /// What lies too deep keeps its full prefix: `[Foo [Tag]]`, `[Object: null prototype]`.
    pub(super) full_depth_labels: bool,
    /// Hidden properties include what user-defined prototypes add.
    pub(super) shows_prototypes: bool,

    // Kinds of object.
    pub(super) functions: FunctionRule,
    /// Functions come before objects whose constructor is `Object`.
    pub(super) functions_first: bool,
    /// A class's own name comes before its prototype; an anonymous one has a name too.
    pub(super) early_class_names: bool,
    /// Sloppy functions have hidden properties `arguments` and `caller` (V8 before 14).
    pub(super) sloppy_properties: bool,
    /// A function name that is no string is inspected.
    pub(super) inspects_function_names: bool,
    /// Regular expressions are coloured by token, not as a whole.
    pub(super) highlights_regexps: bool,
    /// Class prefixes before regular expressions and dates.
    pub(super) prefixes_literals: bool,
    /// `[Number (Foo): 3] [Tag]`.
    pub(super) boxed_details: bool,
    /// `ArrayBuffer { [Uint8Contents]: <00> }`.
    pub(super) buffer_contents: bool,
    /// Getters of buffers shown like hidden properties: `[byteLength]: 2`.
    pub(super) brackets_getters: bool,
    /// `[Module: null prototype] {`, not `[Module] {`.
    pub(super) module_prefix: bool,
    /// Elements of a `BigInt64Array` have their `n`.
    pub(super) suffixed_elements: bool,
    /// Regular expressions keep a plain slash in a class.
    pub(super) plain_class_slashes: bool,
    /// `[Map Entries] {`; iterators with a foreign tag keep their own name too.
    pub(super) iterator_names: bool,
    pub(super) unknown_items: &'static str,
    /// Hidden properties of maps and sets begin with `[size]`.
    pub(super) hidden_size: bool,
    /// `maxArrayLength` holds for maps and sets too.
    pub(super) limits_collections: bool,
    pub(super) getters: GetterRule,
    /// `<ref *1>` and `[Circular *1]`.
    pub(super) numbers_circles: bool,

    // Proxies and custom functions.
    pub(super) proxies: ProxyRule,
    /// What a custom function is given.
    pub(super) custom: CustomRule,

    // Errors.
    pub(super) errors: ErrorRule,

    // Lines.
    pub(super) grouping: Grouping,
    /// What stands before the braces must not hold a newline for a single line.
    pub(super) breaks_on_base: bool,
    /// Entries must not hold a newline for a single line.
    pub(super) breaks_on_entries: bool,
    /// An infinite `breakLength` leaves only newlines as a reason to break.
    pub(super) infinite_lines: bool,
    /// `compact: false` is the only compactness that breaks every line.
    pub(super) compact_is_boolean: bool,

    // `util.format`.
    pub(super) formats: FormatRule,
    /// `%s` asks for `Symbol.toPrimitive` too.
    pub(super) primitive_is_custom: bool,
    /// `formatWithOptions` wants an object.
    pub(super) checks_format_options: bool,
    /// Names of Node's own errors do without their code.
    pub(super) plain_error_names: bool,
    /// `%i`, `%f` and `%d` of a symbol is `NaN`, not a `TypeError`.
    pub(super) symbols_are_nan: bool,

    pub(super) equality: Equality,
}

/// What deep equality looks at (lib/internal/util/comparisons.js).
#[expect(clippy::struct_excessive_bools, reason = "a table of independent yes/no differences")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Equality {
    /// Loosely equal objects are of one kind (`[1]` is not `{ 0: 1 }`) and hold the same
    /// primitive.
    pub(super) loose_kinds: bool,
    /// Buffers differ by their bytes.
    pub(super) buffers: bool,
    /// `NaN` loosely equals itself.
    pub(super) loose_nan: bool,
    /// Regular expressions differ by `lastIndex`.
    pub(super) last_index: bool,
    /// Errors differ by `cause` and `errors`.
    pub(super) causes: bool,
    /// Objects of one constructor may differ in prototype.
    pub(super) constructors: bool,
    /// Weak maps and weak sets equal only themselves.
    pub(super) weak_identity: bool,
    /// Promises equal only themselves.
    pub(super) promise_identity: bool,
    /// Invalid dates are equal.
    pub(super) invalid_dates: bool,
    /// Circles are looked for only once the stack has run out.
    pub(super) late_circles: bool,
    pub(super) circles: CircleRule,
}

/// When objects that hold themselves are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CircleRule {
    /// If both circles close at the same level.
    Level,
    /// If both close, at whatever level.
    Anywhere,
    /// If both close at the same step, at whatever level.
    Together,
}

/// How strings longer than a line are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LongStrings {
    /// Broken at spaces, unless `compact` is true.
    Words,
    /// Broken after newlines, unless `compact` is true.
    Lines,
}

/// `numericSeparator`, and what it makes of fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separators {
    /// No such option.
    Unknown,
    /// The fraction is cut out behind as many digits as `Math.trunc(number)` has: `-0.5`
    /// becomes `0..5`.
    Truncated,
    /// Fraction and whole are told apart by the point; minus zero loses its sign.
    Split,
    /// Minus zero and exponents stay whole.
    Exact,
}

/// When a `Symbol.toStringTag` is worth showing beside the constructor's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagRule {
    /// When it is another word.
    Different,
    /// When the name does not contain it as a word of its camel case.
    NotContained,
    /// When its last dotted segment is another word; else the tag replaces the name.
    NotLastSegment,
}

/// See [`Style::known_prototypes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownPrototypes {
    None,
    ObjectAndFunction,
    All,
}

/// What is said of an object none of whose prototypes names a constructor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nameless {
    Nothing,
    /// `<inspected prototype>`.
    Prototype,
    /// `Object <[Object: null prototype] {}>`.
    Complex,
}

/// How functions are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FunctionRule {
    /// `[Constructor: name]`, whatever the function is.
    Constructor,
    /// By what they are, `[class A extends B]` included.
    Kind,
    /// And `[Function (anonymous)]`.
    Anonymous,
}

/// How accessors are shown with the option `getters`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GetterRule {
    /// No such option.
    Unknown,
    /// The property is read from the object it was found on; functions show their source.
    Source,
    /// What comes out must be no function.
    Read,
    /// The getter is called on the object inspected.
    Called,
    /// And functions and errors that come out are inspected.
    Inspected,
}

/// How proxies are shown unless `showProxy` is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ProxyRule {
    /// As objects with the properties and the prototype of their targets, but without their
    /// internal slots.
    Slotless,
    /// As their targets; a revoked one cannot be read.
    TargetOrThrow,
    /// As their targets, or `<Revoked Proxy>`.
    Target,
    /// `Proxy({ a: 1 })`.
    Wrapped,
}

/// The arguments of `[nodejs.util.inspect.custom](depth, options, inspect)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CustomRule {
    /// The inner state itself, indentation included; a method named `inspect` also counts.
    StateOrMethod,
    /// The inner state itself.
    State,
    /// Options; the text that comes back is indented.
    Options,
    /// Options and `inspect`.
    OptionsAndInspect,
}

/// How errors are shown; each rule includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ErrorRule {
    /// The stack as it is; brackets get lost with indentation.
    Stack,
    /// The class's name replaces a plain `Error` in front.
    Named,
    /// `name`, `message` and `stack` are not shown again as properties.
    Deduplicated,
    /// `[cause]` and `[errors]`; frames shared with the cause are left out.
    Causes,
    /// Frames that repeat are left out; accessors that throw do no harm.
    Repeats,
}

/// When and how arrays are laid out in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    Never,
    /// All columns as wide as the widest entry, numbers or not.
    Even,
    /// Every column as wide as it needs to be.
    Fitted,
}

/// How `util.format` treats its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormatRule {
    /// `%o` takes its own options first, those given second.
    QuotedRest,
    /// As before, but the given options win.
    QuotedRestGivenFirst,
    /// `%c`, `-0`, `%s` inspects objects without a `toString` of their own, and strings are
    /// never quoted.
    Plain,
}

impl Style {
    /// The choices of a runtime.
    pub(crate) fn of(runtime: Runtime) -> &'static Self {
        match runtime {
            Runtime::Node10 => &versions::NODE_10,
            Runtime::Node11 => &versions::NODE_11,
            Runtime::Node12 => &versions::NODE_12,
            Runtime::Node14 => &versions::NODE_14,
            Runtime::Node16 => &versions::NODE_16,
            Runtime::Node18 => &versions::NODE_18,
            Runtime::Node20 => &versions::NODE_20,
            Runtime::Node22 => &versions::NODE_22,
            Runtime::Node24 => &versions::NODE_24,
            Runtime::Node26 | Runtime::Browser => &versions::NODE_26,
        }
    }
}
