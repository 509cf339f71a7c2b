//! Which module imports which, as far as they were loaded.

use std::collections::{BTreeMap, BTreeSet};

/// Modules by path, or by id for Node's own.
#[derive(Default)]
pub(super) struct Graph {
    imports: BTreeMap<String, Vec<String>>,
}

impl Graph {
    /// `from` imports `to`.
    pub(super) fn import(&mut self, from: &str, to: &str) {
        let imports = self.imports.entry(from.to_owned()).or_default();
        if !imports.iter().any(|known| known == to) {
            imports.push(to.to_owned());
        }
    }

    fn of(&self, module: &str) -> &[String] {
        self.imports.get(module).map_or(&[], Vec::as_slice)
    }

    /// Calls `new` for a module and all that it imports, and goes on below those that are.
    pub(super) fn each(&self, module: &str, mut new: impl FnMut(&str) -> bool) {
        let mut waiting = vec![module];
        while let Some(module) = waiting.pop() {
            if new(module) {
                waiting.extend(self.of(module).iter().map(String::as_str));
            }
        }
    }

    /// Levels of imports below a module. One that is being looked at adds none.
    pub(super) fn depth(&self, module: &str) -> u32 {
        self.below(module, 0, &|_| true, &mut BTreeMap::new())
    }

    /// Levels of imports as the loader waits for them: what was there before has been waited
    /// for, and a circle is waited for once.
    pub(super) fn new_depth(&self, module: &str, new: &BTreeSet<String>) -> u32 {
        self.below(module, 1, &|import| new.contains(import), &mut BTreeMap::new())
    }

    /// Levels from a module down to the one that imports what failed, itself included.
    pub(super) fn depth_of(&self, module: &str, failed: &str) -> u32 {
        let mut level = vec![module];
        let mut met = BTreeSet::from([module]);
        let mut depth = 1;
        while !level.is_empty() && !level.contains(&failed) {
            let imports = level.iter().flat_map(|module| self.of(module));
            level = imports.map(String::as_str).filter(|import| met.insert(import)).collect();
            depth += 1;
        }
        depth
    }

    fn below(
        &self,
        module: &str,
        circle: u32,
        follow: &dyn Fn(&str) -> bool,
        known: &mut BTreeMap<String, Option<u32>>,
    ) -> u32 {
        known.insert(module.to_owned(), None);
        let mut deepest = 0;
        for import in self.of(module) {
            let levels = match known.get(import) {
                Some(None) => circle,
                Some(Some(below)) => below + 1,
                None if follow(import) => 1 + self.below(import, circle, follow, known),
                None => 1,
            };
            deepest = deepest.max(levels);
        }
        known.insert(module.to_owned(), Some(deepest));
        deepest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(imports: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::default();
        for (from, to) in imports {
            graph.import(from, to);
        }
        graph
    }

    #[test]
    fn the_longest_way_down_counts() {
        let graph = graph(&[("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")]);
        assert_eq!(graph.depth("a"), 3);
        assert_eq!(graph.depth("d"), 0);
        assert_eq!(graph.depth_of("a", "c"), 2);
        let new = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
        assert_eq!(graph.new_depth("a", &new), 2, "c was there before");
    }

    #[test]
    fn a_circle_is_followed_once() {
        let graph = graph(&[("a", "b"), ("b", "a")]);
        assert_eq!(graph.depth("a"), 1);
        assert_eq!(graph.new_depth("a", &BTreeSet::from(["b".to_owned()])), 2);
    }
}
