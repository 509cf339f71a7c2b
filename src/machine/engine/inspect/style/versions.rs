//! The table, newest version first; each older one says only what changed.

use super::{
    CircleRule, CustomRule, Equality, ErrorRule, FormatRule, FunctionRule, GetterRule, Grouping,
    KnownPrototypes, LongStrings, Nameless, ProxyRule, Separators, Style, TagRule,
};
use crate::machine::engine::inspect::options::Compact;

pub(super) const NODE_26: Style = Style {
    compact: Compact::Levels(3.0),
    break_length: 80.0,
    max_string_length: 10_000.0,
    option_names: &[
        "showHidden",
        "depth",
        "colors",
        "customInspect",
        "showProxy",
        "maxArrayLength",
        "maxStringLength",
        "breakLength",
        "compact",
        "sorted",
        "getters",
        "numericSeparator",
    ],
    other_quotes: true,
    hex_escapes: true,
    escapes_surrogates: true,
    long_strings: LongStrings::Lines,
    separators: Separators::Exact,
    marks_proto_key: true,
    brackets_symbols: false,
    quotes_hidden_keys: true,
    tags: TagRule::NotLastSegment,
    hides_own_tags: true,
    ignores_tag_errors: true,
    merges_fallback_tag: true,
    array_sizes: true,
    collection_sizes: true,
    checks_instances: true,
    known_prototypes: KnownPrototypes::All,
    nameless: Nameless::Complex,
    full_depth_labels: true,
    shows_prototypes: true,
    functions: FunctionRule::Anonymous,
    functions_first: true,
    early_class_names: true,
    sloppy_properties: false,
    inspects_function_names: true,
    highlights_regexps: true,
    prefixes_literals: true,
    boxed_details: true,
    buffer_contents: true,
    brackets_getters: true,
    module_prefix: true,
    suffixed_elements: true,
    plain_class_slashes: true,
    iterator_names: true,
    unknown_items: "<items unknown>",
    hidden_size: false,
    limits_collections: true,
    getters: GetterRule::Inspected,
    numbers_circles: true,
    proxies: ProxyRule::Wrapped,
    custom: CustomRule::OptionsAndInspect,
    errors: ErrorRule::Repeats,
    grouping: Grouping::Fitted,
    breaks_on_base: true,
    breaks_on_entries: true,
    infinite_lines: true,
    compact_is_boolean: false,
    formats: FormatRule::Plain,
    primitive_is_custom: true,
    checks_format_options: true,
    plain_error_names: true,
    symbols_are_nan: true,
    equality: Equality {
        loose_kinds: true,
        buffers: true,
        loose_nan: true,
        last_index: true,
        causes: true,
        constructors: true,
        weak_identity: true,
        promise_identity: true,
        invalid_dates: true,
        late_circles: true,
        circles: CircleRule::Together,
    },
};

pub(super) const NODE_24: Style = Style {
    tags: TagRule::NotContained,
    sloppy_properties: true,
    highlights_regexps: false,
    proxies: ProxyRule::Target,
    ..NODE_26
};

pub(super) const NODE_22: Style = Style {
    ignores_tag_errors: false,
    separators: Separators::Split,
    brackets_symbols: true,
    quotes_hidden_keys: false,
    getters: GetterRule::Called,
    infinite_lines: false,
    equality: Equality {
        invalid_dates: false,
        promise_identity: false,
        circles: CircleRule::Anywhere,
        ..NODE_24.equality
    },
    ..NODE_24
};

pub(super) const NODE_20: Style = Style {
    tags: TagRule::Different,
    known_prototypes: KnownPrototypes::ObjectAndFunction,
    inspects_function_names: false,
    brackets_getters: false,
    errors: ErrorRule::Causes,
    equality: Equality {
        constructors: false,
        weak_identity: false,
        late_circles: false,
        ..NODE_22.equality
    },
    ..NODE_22
};

pub(super) const NODE_18: Style = Style {
    separators: Separators::Truncated,
    known_prototypes: KnownPrototypes::None,
    functions_first: false,
    primitive_is_custom: false,
    limits_collections: false,
    equality: Equality { causes: false, circles: CircleRule::Level, ..NODE_20.equality },
    ..NODE_20
};

pub(super) const NODE_16: Style = Style {
    limits_collections: true,
    equality: Equality { last_index: false, ..NODE_18.equality },
    ..NODE_18
};

pub(super) const NODE_14: Style = Style {
    max_string_length: f64::INFINITY,
    option_names: &[
        "showHidden",
        "depth",
        "colors",
        "customInspect",
        "showProxy",
        "maxArrayLength",
        "maxStringLength",
        "breakLength",
        "compact",
        "sorted",
        "getters",
    ],
    escapes_surrogates: false,
    separators: Separators::Unknown,
    limits_collections: false,
    early_class_names: false,
    proxies: ProxyRule::TargetOrThrow,
    custom: CustomRule::Options,
    errors: ErrorRule::Deduplicated,
    breaks_on_entries: false,
    ..NODE_16
};

pub(super) const NODE_12: Style = Style {
    hex_escapes: false,
    checks_format_options: false,
    marks_proto_key: false,
    merges_fallback_tag: false,
    collection_sizes: false,
    checks_instances: false,
    functions: FunctionRule::Kind,
    module_prefix: false,
    hidden_size: true,
    getters: GetterRule::Read,
    numbers_circles: false,
    equality: Equality { loose_nan: false, ..NODE_14.equality },
    ..NODE_14
};

pub(super) const NODE_11: Style = Style {
    compact: Compact::Yes,
    break_length: 60.0,
    option_names: &[
        "showHidden",
        "depth",
        "colors",
        "customInspect",
        "showProxy",
        "maxArrayLength",
        "breakLength",
        "compact",
        "sorted",
        "getters",
    ],
    long_strings: LongStrings::Words,
    plain_class_slashes: false,
    getters: GetterRule::Source,
    proxies: ProxyRule::Slotless,
    plain_error_names: false,
    hides_own_tags: false,
    array_sizes: false,
    nameless: Nameless::Prototype,
    full_depth_labels: false,
    shows_prototypes: false,
    functions: FunctionRule::Constructor,
    boxed_details: false,
    custom: CustomRule::State,
    errors: ErrorRule::Named,
    grouping: Grouping::Even,
    breaks_on_base: false,
    formats: FormatRule::QuotedRestGivenFirst,
    equality: Equality { loose_kinds: false, ..NODE_12.equality },
    ..NODE_12
};

pub(super) const NODE_10: Style = Style {
    option_names: &[
        "showHidden",
        "depth",
        "colors",
        "customInspect",
        "showProxy",
        "maxArrayLength",
        "breakLength",
        "compact",
        "sorted",
    ],
    other_quotes: false,
    suffixed_elements: false,
    equality: Equality { buffers: false, ..NODE_11.equality },
    nameless: Nameless::Nothing,
    prefixes_literals: false,
    buffer_contents: false,
    iterator_names: false,
    unknown_items: "[items unknown]",
    getters: GetterRule::Unknown,
    custom: CustomRule::StateOrMethod,
    errors: ErrorRule::Stack,
    grouping: Grouping::Never,
    compact_is_boolean: true,
    formats: FormatRule::QuotedRest,
    symbols_are_nan: false,
    ..NODE_11
};
