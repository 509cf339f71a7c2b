//! The name somebody probably meant.

/// Which of `names` is nearest to `word`, if any is near enough to be worth offering.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word, &name.to_lowercase()), name))
        .filter(|(edits, name)| *edits <= (name.chars().count() / 3).max(1))
        .min() // of equals the first in the alphabet
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const NAMES: [&str; 4] = ["async-order", "async-order-long", "notes", "ask"];

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        assert_eq!(nearest("asnyc-order", NAMES), Some("async-order"));
        assert_eq!(nearest("Notes", NAMES), Some("notes"));
        assert_eq!(nearest("aks", NAMES), Some("ask"));
    }

    #[test]
    fn another_word_finds_nothing() {
        assert_eq!(nearest("thread-pool", NAMES), None);
        assert_eq!(nearest("", NAMES), None);
    }
}
