//! Where something stands in a YAML file.
//!
//! `serde_yaml` tells places only in errors. So we ask for one: a second reading that walks
//! down to what is looked for and refuses it. That costs a parse, and is only done once a
//! lesson and for errors.

use std::{collections::BTreeSet, fmt};

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// One step down into a YAML document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Down<'a> {
    /// To the value of this key.
    Key(&'a str),
    /// To the item with this index, from 0.
    Item(usize),
}

/// Line and column of what `path` leads to in `yaml`, both 1-based; the column in characters.
pub(crate) fn find(yaml: &str, path: &[Down<'_>]) -> Option<(usize, usize)> {
    let error = Seek(path).deserialize(serde_yaml::Deserializer::from_str(yaml)).err()?;
    // Any other error tells that the path leads nowhere.
    let place = error.location().filter(|_| error.to_string().contains(FOUND))?;
    Some((place.line(), place.column()))
}

/// Line on which the text of the block scalar that `path` leads to begins, and its indent, if
/// it is one and holds `text` line by line.
pub(crate) fn block(yaml: &str, path: &[Down<'_>], text: &str) -> Option<(u32, u32)> {
    let (header, _) = find(yaml, path)?;
    let (number, sample) = text.lines().enumerate().find(|(_, line)| !line.is_empty())?;
    let first = yaml.lines().nth(header + number)?;
    let indent = first.strip_suffix(sample)?;
    let same = text.lines().zip(yaml.lines().skip(header)).all(|(line, raw)| {
        raw.strip_prefix(indent).map_or(line.is_empty() && raw.trim().is_empty(), |raw| raw == line)
    });
    let blank = indent.chars().all(|it| it == ' ');
    let place = (u32::try_from(header + 1).ok()?, u32::try_from(indent.len()).ok()?);
    (same && blank && place.1 > 0).then_some(place)
}

/// The offset of a bracket inside more others than any lesson has: the YAML parser's time
/// grows with the square of that. Brackets in texts count too, as if they were YAML's own.
pub(super) fn too_deep(yaml: &str) -> Option<usize> {
    let mut depth = 0_u32;
    yaml.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MOST_BRACKETS
    })
}

/// More open brackets than this are refused; the parser itself follows 128 levels.
const MOST_BRACKETS: u32 = 1000;

/// Refuses a document in which a key is given twice, as `serde_yaml` itself does only for some
/// types, and then without the place.
pub(super) fn unique(yaml: &str) -> Result<(), serde_yaml::Error> {
    Unique.deserialize(serde_yaml::Deserializer::from_str(yaml))
}

/// Anything in which no key is given twice.
struct Unique;

impl<'de> DeserializeSeed<'de> for Unique {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain YAML")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key_seed(NewKey(&seen))? {
            seen.insert(key);
            map.next_value_seed(Self)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Self)?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// A key that has not been seen in this map.
struct NewKey<'a>(&'a BTreeSet<String>);

impl<'de> DeserializeSeed<'de> for NewKey<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NewKey<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<String, E> {
        if self.0.contains(key) {
            return Err(E::custom(format!("the key `{key}` is given twice")));
        }
        Ok(key.to_owned())
    }
}

/// What the refusal says.
const FOUND: &str = "this is what was looked for";

/// Walks down a path and refuses what stands at its end.
struct Seek<'a>(&'a [Down<'a>]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FOUND)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Down::Key(wanted), rest)) = self.0.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == *wanted {
                return map.next_value_seed(Seek(rest));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Down::Item(wanted), rest)) = self.0.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        seq.next_element_seed(Seek(rest)).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::{Down::*, block, find};

    const YAML: &str = "\
title: t
notes:
  - at: {line: 1}
    say: one
  - at: {line: 2}
    say: two
program: |

  first();
    second();
other: 1
";

    #[test]
    fn a_path_leads_to_its_place() {
        assert_eq!(find(YAML, &[Key("title")]), Some((1, 8)));
        assert_eq!(find(YAML, &[Key("notes"), Item(1), Key("at")]), Some((5, 9)));
        assert_eq!(find(YAML, &[Key("notes"), Item(1), Key("at"), Key("line")]), Some((5, 16)));
    }

    #[test]
    fn a_path_that_leads_nowhere_has_no_place() {
        assert_eq!(find(YAML, &[Key("notes"), Item(2)]), None);
        assert_eq!(find(YAML, &[Key("speaker")]), None);
    }

    #[test]
    fn a_block_is_found_with_its_indent() {
        let text = "\nfirst();\n  second();\n";
        assert_eq!(block(YAML, &[Key("program")], text), Some((8, 2)));
    }

    #[test]
    fn a_folded_text_has_no_lines_of_its_own() {
        let yaml = "program: >\n  first();\n  second();\n";
        assert_eq!(block(yaml, &[Key("program")], "first(); second();\n"), None);
        assert_eq!(block("program: 'a()'\n", &[Key("program")], "a()"), None);
    }
}
