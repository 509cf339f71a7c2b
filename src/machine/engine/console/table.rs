//! `console.table`: rows and columns drawn with lines (Node `lib/internal/cli_table.js`).

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue,
    builtins::map::ordered_map::OrderedMap,
    object::builtins::{JsArray, JsMap, JsSet},
    property::PropertyKey,
};
use unicode_width::UnicodeWidthStr;

use super::{
    super::inspect::{self, Options},
    log, print,
};
use crate::{
    machine::engine::host::Host,
    trace::{Runtime, Stream},
};

/// `console.table(data, columns)`.
pub(super) fn table(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let data = args.get_or_undefined(0);
    let Some(object) = data.as_object() else {
        return log(this, &args[..args.len().min(1)], context);
    };
    let columns = match args.get_or_undefined(1).as_object() {
        Some(list) if list.is_array() => Some(strings(&JsArray::from_object(list)?, context)?),
        Some(_) | None => None,
    };
    let table = if object.is::<OrderedMap<JsValue>>() {
        of_map(&JsMap::from_object(object)?, context)?
    } else if let Ok(set) = JsSet::from_object(object.clone()) {
        of_set(&set, context)?
    } else {
        of_object(&object, columns.as_deref(), context)?
    };
    let centred = Host::of(context).profile.runtime < Runtime::Node20;
    print(Stream::Stdout, &drawn(&table, centred), context);
    Ok(JsValue::undefined())
}

/// A heading and its cells, of which the last may be missing.
type Column = (String, Vec<String>);

fn strings(list: &JsArray, context: &mut Context) -> JsResult<Vec<String>> {
    let length = list.length(context)?;
    let texts = (0..length)
        .map(|index| Ok(list.get(index, context)?.to_string(context)?.to_std_string_lossy()));
    texts.collect()
}

fn of_map(map: &JsMap, context: &mut Context) -> JsResult<Vec<Column>> {
    let mut entries = Vec::new();
    map.for_each_native(|key, value| {
        entries.push((key, value));
        Ok(())
    })?;
    let index = (0..entries.len()).map(|n| n.to_string()).collect();
    let keys = entries.iter().map(|(key, _)| cell(key, context)).collect::<JsResult<_>>()?;
    let values = entries.iter().map(|(_, value)| cell(value, context)).collect::<JsResult<_>>()?;
    Ok(vec![
        ("(iteration index)".to_owned(), index),
        ("Key".to_owned(), keys),
        ("Values".to_owned(), values),
    ])
}

fn of_set(set: &JsSet, context: &mut Context) -> JsResult<Vec<Column>> {
    let mut values = Vec::new();
    set.for_each_native(|value| {
        values.push(value);
        Ok(())
    })?;
    let index = (0..values.len()).map(|n| n.to_string()).collect();
    let values = values.iter().map(|value| cell(value, context)).collect::<JsResult<_>>()?;
    Ok(vec![("(iteration index)".to_owned(), index), ("Values".to_owned(), values)])
}

fn of_object(
    object: &JsObject,
    wanted: Option<&[String]>,
    context: &mut Context,
) -> JsResult<Vec<Column>> {
    let keys = enumerable(object, context)?;
    let mut columns: Vec<Column> = Vec::new();
    let mut values = Vec::new();
    let mut index = Vec::new();
    for (row, key) in keys.into_iter().enumerate() {
        let item = object.get(key.clone(), context)?;
        index.push(name(&key));
        let Some(item) = item.as_object() else {
            put(&mut values, row, cell(&item, context)?);
            continue;
        };
        let own: Vec<String> = match wanted {
            Some(wanted) => wanted.to_vec(),
            None => enumerable(&item, context)?.iter().map(name).collect(),
        };
        for key in own {
            let text = if item.has_own_property(JsString::from(key.as_str()), context)? {
                let value = item.get(JsString::from(key.as_str()), context)?;
                cell(&value, context)?
            } else {
                String::new()
            };
            let at = columns.iter().position(|(heading, _)| *heading == key).unwrap_or_else(|| {
                columns.push((key, Vec::new()));
                columns.len() - 1
            });
            put(&mut columns[at].1, row, text);
        }
    }
    // Keys that read as array indices come first, as in any object.
    columns.sort_by_key(|(heading, _)| heading.parse::<u32>().map_or((1, 0), |n| (0, n)));
    if !values.is_empty() {
        columns.push(("Values".to_owned(), values));
    }
    columns.insert(0, ("(index)".to_owned(), index));
    Ok(columns)
}

/// Puts a cell into a row; rows before it that have none are empty.
fn put(column: &mut Vec<String>, row: usize, text: String) {
    column.resize(row, String::new());
    column.push(text);
}

fn name(key: &PropertyKey) -> String {
    key.to_string()
}

/// The own enumerable keys that are no symbols.
fn enumerable(object: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let keys = object.own_property_keys(context)?.into_iter();
    let mut enumerable = Vec::new();
    for key in keys.filter(|key| !matches!(key, PropertyKey::Symbol(_))) {
        let index = object.borrow().properties().get(&key);
        let hidden = index.is_some_and(|descriptor| descriptor.enumerable() == Some(false));
        if !hidden {
            enumerable.push(key);
        }
    }
    Ok(enumerable)
}

/// A value as a cell shows it: on one line, and only hinted at if it is large.
fn cell(value: &JsValue, context: &mut Context) -> JsResult<String> {
    let large = match value.as_object() {
        Some(object) if !object.is_array() && !object.is_callable() => {
            enumerable(&object, context)?.len() > 2
        }
        Some(_) | None => false,
    };
    let mut options = Options::current(context)?;
    options.max_array_length = 3.0;
    options.break_length = f64::INFINITY;
    options.depth = Some(if large { -1.0 } else { 0.0 });
    inspect::inspect(value, &options, context)
}

/// The table as text. Node before 20 centred the cells.
fn drawn(columns: &[Column], centred: bool) -> String {
    let width = |text: &str| text.width() + 2;
    let widths: Vec<usize> = columns
        .iter()
        .map(|(heading, cells)| {
            cells.iter().map(|text| width(text)).fold(width(heading), usize::max)
        })
        .collect();
    let rows = columns.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let rule = |left: &str, middle: &str, right: &str| {
        let lines: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        format!("{left}{}{right}", lines.join(middle))
    };
    let line = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(text, width)| {
                let room = width - text.width();
                let left = if centred { room / 2 } else { 1 };
                format!("{}{text}{}", " ".repeat(left), " ".repeat(room - left))
            })
            .collect();
        format!("│{}│", padded.join("│"))
    };
    let headings = columns.iter().map(|(heading, _)| heading.as_str()).collect();
    let mut lines = vec![rule("┌", "┬", "┐"), line(headings), rule("├", "┼", "┤")];
    for row in 0..rows {
        let cells = columns.iter().map(|(_, cells)| cells.get(row).map_or("", String::as_str));
        lines.push(line(cells.collect()));
    }
    lines.push(rule("└", "┴", "┘"));
    lines.join("\n")
}
