//! Names: what is declared, assigned to or awaited where it may not be.

use super::{Fault, Found, Goal, Runtime};

impl Fault<'_> {
    /// `for (let i = 0, i < 3, i++)`: V8 7.3 and later tell of the name first.
    pub(super) fn declared_in_a_head(&self, at: usize) -> Option<Found> {
        let open = self.text.open_at(at)?;
        let words = |at| self.text.words(self.text.token(at));
        let (again, comma) = (at.checked_sub(1)?, at.checked_sub(2)?);
        let is_again = matches!(words(open + 1), "let" | "const")
            && words(comma) == ","
            && words(again) == words(open + 2);
        is_again.then(|| {
            let start = self.text.token(again).start;
            let message = format!("Identifier '{}' has already been declared", words(again));
            (message, start, start + 1)
        })
    }

    /// `await` where it is none: V8 takes it for a name, and what follows for the mistake,
    /// unless a statement could end before it.
    pub(super) fn awaits(&self) -> Found {
        let at = self.text.around(self.primary.0);
        let token = self.text.token(at);
        if self.goal == Goal::Module {
            return ("Unexpected reserved word".to_owned(), token.start, token.end);
        }
        let open = self.text.open_at(at);
        if open.is_some_and(|open| self.text.is_call(open)) {
            return ("missing ) after argument list".to_owned(), token.start, token.end);
        }
        if open.is_some_and(|open| !self.text.is_block(open)) {
            return self.unexpected_token(at + 1);
        }
        let words = if self.runtime < Runtime::Node16 {
            "await is only valid in async function"
        } else {
            "await is only valid in async functions and the top level bodies of modules"
        };
        (words.to_owned(), token.start, token.end)
    }

    pub(super) fn assigns(&self) -> Found {
        let (start, end) = self.primary;
        let at = self.text.at_or_after(start);
        let before =
            at.checked_sub(1).map_or("", |before| self.text.words(self.text.token(before)));
        let after = self.text.words(self.text.token(self.text.at_or_after(end)));
        let words = if matches!(before, "++" | "--") {
            "Invalid left-hand side expression in prefix operation"
        } else {
            match after {
                "++" | "--" => "Invalid left-hand side expression in postfix operation",
                "of" | "in" => "Invalid left-hand side in for-loop",
                "," | "]" | "}" => "Invalid destructuring assignment target",
                _ => "Invalid left-hand side in assignment",
            }
        };
        (words.to_owned(), start, end)
    }

    /// Something is declared again.
    pub(super) fn declares(&self, name: &str) -> Found {
        let (start, end) = self.labels.last().copied().unwrap_or(self.primary);
        let at = self.text.at_or_after(start);
        if name == "__proto__" {
            let words = "Duplicate __proto__ fields are not allowed in object literals";
            return (words.to_owned(), start, end);
        }
        if self.text.open_at(at).is_some_and(|open| {
            let (first, _) = self.labels.first().copied().unwrap_or(self.primary);
            let is_parameter = self.text.words(self.text.token(open)) == "(";
            is_parameter && self.text.token(open).start < first
        }) {
            let words = "Duplicate parameter name not allowed in this context";
            return (words.to_owned(), start, end);
        }
        let message = format!("Identifier '{name}' has already been declared");
        let Some(before) = at.checked_sub(1) else { return (message, start, end) };
        let token = self.text.token(before);
        let later = self.runtime >= Runtime::Node12;
        match self.text.words(token) {
            "function" => (message, token.start, token.start + 1),
            "class" if later => (message, token.start, self.text.body_end(at).unwrap_or(end)),
            "import" => (message, token.start, end),
            // V8 points at where a name begins.
            _ => (message, start, start + 1),
        }
    }

    /// What takes the rest and is not the last.
    pub(super) fn rest(&self) -> Found {
        let (start, end) = self.primary;
        let at = self.text.at_or_after(start);
        let second = self.text.span(at + 1);
        let open = self.text.open_at(at);
        if self.message.starts_with("A rest element") {
            let in_object = open.is_some_and(|open| self.text.words(self.text.token(open)) == "{");
            let (start, end) = if in_object { second } else { (start, end) };
            return ("Rest element must be last element".to_owned(), start, end);
        }
        let is_arrow = open.is_some_and(|open| !self.text.has_parameters(open));
        let is_new = self.runtime >= Runtime::Node12;
        let (start, end) =
            if is_arrow && is_new { second } else { self.text.span(self.text.at_or_after(end)) };
        ("Rest parameter must be last formal parameter".to_owned(), start, end)
    }
}
