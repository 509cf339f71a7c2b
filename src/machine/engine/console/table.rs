//! `console.table`: rows and columns between lines (Node `lib/internal/cli_table.js`).

use boa_engine::{
    Context, JsArgs, JsError, JsObject, JsResult, JsString, JsValue, js_string,
    property::PropertyKey,
};
use indexmap::IndexMap;

use super::{Receiver, output};
use crate::machine::engine::{
    builtins,
    inspect::{self, Entries, Options},
};

/// A cell; none where the row has nothing in that column.
type Cell = Option<String>;

/// A heading and what is below it.
struct Column {
    heading: String,
    cells: Vec<Cell>,
}

/// `console.table(data, properties)`.
pub(super) fn table(
    console: &Receiver<'_>,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let wanted = args.get_or_undefined(1);
    if !wanted.is_undefined() && !wanted.as_object().is_some_and(|list| list.is_array()) {
        let args = [js_string!("properties").into(), js_string!("Array").into(), wanted.clone()];
        let error = builtins::function("internal/errors", "invalidArgType", context)?.call(
            &JsValue::undefined(),
            &args,
            context,
        )?;
        return Err(JsError::from_opaque(error));
    }
    let data = args.get_or_undefined(0);
    let Some(object) = data.as_object().filter(|object| !object.is_callable()) else {
        return console.call("log", std::slice::from_ref(data), context);
    };
    let columns = match inspect::entries(&object, context)? {
        Entries::None => of_object(console, &object, wanted, context)?,
        Entries::Values(values) => of_values(console, &values, context)?,
        Entries::Pairs(pairs) => of_pairs(console, &pairs, context)?,
    };
    let text = JsString::from(drawn(&columns, console));
    console.call("log", &[text.into()], context)
}

/// The columns of a map, or of an iterator over one.
fn of_pairs(
    console: &Receiver<'_>,
    pairs: &[(JsValue, JsValue)],
    context: &mut Context,
) -> JsResult<Vec<Column>> {
    let mut keys = Column { heading: "Key".to_owned(), cells: Vec::new() };
    let mut values = Column { heading: "Values".to_owned(), cells: Vec::new() };
    for (key, value) in pairs {
        keys.cells.push(Some(cell(console, key, context)?));
        values.cells.push(Some(cell(console, value, context)?));
    }
    Ok(vec![counted(pairs.len()), keys, values])
}

/// The columns of a set, or of an iterator.
fn of_values(
    console: &Receiver<'_>,
    values: &[JsValue],
    context: &mut Context,
) -> JsResult<Vec<Column>> {
    let cells = values.iter().map(|value| cell(console, value, context).map(Some));
    let cells = cells.collect::<JsResult<_>>()?;
    Ok(vec![counted(values.len()), Column { heading: "Values".to_owned(), cells }])
}

fn counted(length: usize) -> Column {
    let cells = (0..length).map(|at| Some(at.to_string())).collect();
    Column { heading: "(iteration index)".to_owned(), cells }
}

/// The columns of any other object: its rows' properties, and a last one for rows that are
/// no objects.
fn of_object(
    console: &Receiver<'_>,
    object: &JsObject,
    wanted: &JsValue,
    context: &mut Context,
) -> JsResult<Vec<Column>> {
    let wanted = match wanted.as_object() {
        Some(list) => Some(listed(&list, context)?),
        None => None,
    };
    let rows = inspect::enumerable_names(object, context)?;
    let mut columns: IndexMap<PropertyKey, Vec<Cell>> = IndexMap::new();
    let mut primitives = Vec::new();
    for (row, key) in rows.iter().enumerate() {
        let item = object.get(key.clone(), context)?;
        let holder = item.as_object();
        if wanted.is_none() && holder.is_none() {
            put(&mut primitives, row, cell(console, &item, context)?);
            continue;
        }
        let keys = match (&wanted, &holder) {
            (Some(wanted), _) => wanted.clone(),
            (None, Some(holder)) => inspect::enumerable_names(holder, context)?,
            (None, None) => Vec::new(),
        };
        for key in keys {
            let text = match &holder {
                Some(holder) if holder.has_own_property(key.clone(), context)? => {
                    let value = holder.get(key.clone(), context)?;
                    cell(console, &value, context)?
                }
                Some(_) | None => String::new(),
            };
            put(columns.entry(key).or_default(), row, text);
        }
    }
    // Keys that are indices come first, as in any object.
    columns.sort_by(|a, _, b, _| index(a).cmp(&index(b)));
    let cells = rows.iter().map(|key| Some(key.to_string())).collect();
    let mut table = vec![Column { heading: "(index)".to_owned(), cells }];
    table
        .extend(columns.into_iter().map(|(key, cells)| Column { heading: key.to_string(), cells }));
    if !primitives.is_empty() {
        table.push(Column { heading: "Values".to_owned(), cells: primitives });
    }
    Ok(table)
}

/// Where a key stands among the others: indices by size, then the rest as it is.
fn index(key: &PropertyKey) -> u32 {
    match key {
        PropertyKey::Index(index) => index.get(),
        PropertyKey::String(_) | PropertyKey::Symbol(_) => u32::MAX,
    }
}

fn listed(list: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let length = list.get(js_string!("length"), context)?.to_length(context)?;
    let keys = (0..length).map(|at| list.get(at, context)?.to_property_key(context));
    keys.collect()
}

/// Puts a cell into a row of a column.
fn put(column: &mut Vec<Cell>, row: usize, text: String) {
    column.resize(column.len().max(row + 1), None);
    column[row] = Some(text);
}

/// A value as a cell shows it: without its depths, and only named if it is large.
fn cell(console: &Receiver<'_>, value: &JsValue, context: &mut Context) -> JsResult<String> {
    let large = match value.as_object() {
        Some(object) if !object.is_callable() && !inspect::is_list(&object, context) => {
            inspect::enumerable_names(&object, context)?.len() > 2
        }
        Some(_) | None => false,
    };
    let own = output::options(console);
    let mut options = Options::current(context)?;
    options.max_array_length = 3.0;
    options.depth = Some(if large { -1.0 } else { 0.0 });
    if console.style.measured {
        options.break_length = f64::INFINITY;
    }
    let options = options.with(own.iter(), context)?;
    inspect::inspect(value, &options, context)
}

/// The table as text.
fn drawn(columns: &[Column], console: &Receiver<'_>) -> String {
    let style = console.style;
    let width = |text: &str| {
        if style.measured { inspect::width(text) } else { text.encode_utf16().count() }
    };
    let text = |cell: Option<&Cell>| cell.cloned().flatten().unwrap_or_default();
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            let cells = column.cells.iter().flatten().map(|text| width(text));
            cells.fold(width(&column.heading), usize::max)
        })
        .collect();
    let line = |left: &str, middle: &str, right: &str| {
        let parts: Vec<_> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
        format!("{left}{}{right}", parts.join(middle))
    };
    let row = |cells: Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(text, wide)| {
            let room = wide - width(text);
            let left = if style.centred { room / 2 } else { 0 };
            format!("{}{text}{}", " ".repeat(left), " ".repeat(room - left))
        });
        format!("│ {} │", padded.collect::<Vec<_>>().join(" │ "))
    };
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let headings = columns.iter().map(|column| column.heading.clone()).collect();
    let mut lines = vec![line("┌", "┬", "┐"), row(headings), line("├", "┼", "┤")];
    lines.extend(
        (0..rows).map(|at| row(columns.iter().map(|column| text(column.cells.get(at))).collect())),
    );
    lines.push(line("└", "┴", "┘"));
    lines.join("\n")
}
