//! Who follows whom: parents that are missing, circles, and the order.

use crate::diag::{Diagnostic, Edit, Fix, Safety, distance, nearest};
use crate::source::layout::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// How many letters a slip of the pen changes.
const SLIP: usize = 2;

/// The parents of every entry, by position. After a fault is reported it holds
/// what was probably meant.
pub(super) struct Graph {
    pub(super) parents: Vec<Vec<usize>>,
    /// Entries of which a parent is unknown for a reason reported elsewhere:
    /// where they belong cannot be said.
    pub(super) loose: BTreeSet<usize>,
}

impl Graph {
    pub(super) fn new(
        entries: &[&Entry],
        broken: &BTreeSet<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        // A file whose id is not its name is reported; who calls it by the name
        // is not at fault.
        for (index, entry) in entries.iter().enumerate() {
            by_id.insert(&entry.stem, index);
        }
        for (index, entry) in entries.iter().enumerate() {
            by_id.insert(&entry.id.value, index);
        }
        let mut graph = Graph {
            parents: vec![Vec::new(); entries.len()],
            loose: BTreeSet::new(),
        };
        let mut missing = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            for parent in &entry.parents {
                if let Some(&at) = by_id.get(parent.value.as_str()) {
                    graph.parents[index].push(at);
                } else if broken.contains(&parent.value) {
                    graph.loose.insert(index);
                } else {
                    missing.push((index, parent));
                }
            }
        }
        for (index, parent) in missing {
            let entry = entries[index];
            let after = graph.descendants(index);
            let others: Vec<usize> = (0..entries.len())
                .filter(|other| !after.contains(other) && !graph.parents[index].contains(other))
                .collect();
            let ids = || others.iter().map(|&other| entries[other].id.value.as_str());
            let several = several(&parent.value, &by_id);
            let clean = clean(&parent.value);
            let likely = nearest(clean, ids());
            let closest = likely.or_else(|| ids().min_by_key(|id| distance(clean, id)));
            // Without a likely word, the one place where the rest of the chain ends.
            let ends = graph.heads_of(&others);
            let end = match ends.as_slice() {
                // A merge's other parent is the end already.
                [one] if entry.parents.len() == 1 => Some(entries[*one].id.value.as_str()),
                _ => None,
            };
            let mut diagnostic = Diagnostic::error(
                "missing-parent",
                parent.span,
                format!(
                    "revision `{}` follows `{}`, which does not exist",
                    entry.id.value, parent.value
                ),
            )
            .with_label("no revision has this id");
            if let Some((ids, places)) = several {
                let text = ids.join(", ");
                out.push(
                    diagnostic
                        .with_help(format!("write a comma between two parents: `{text}`"))
                        .with_fix(Fix {
                            title: "write a comma between them".into(),
                            edits: vec![Edit {
                                span: parent.span,
                                text,
                            }],
                            safety: Safety::Safe,
                        }),
                );
                graph.parents[index].extend(places);
                continue;
            }
            // What can be no id is the name of no file.
            let is_word = clean == parent.value && !clean.contains(char::is_whitespace);
            let back = is_word.then(|| format!("bring back the file `{}.sql`", parent.value));
            if let Some(closest) = closest {
                let span = by_id.get(closest).map(|&at| entries[at].id.span);
                if let Some(span) = span {
                    diagnostic = diagnostic.with_secondary(span, "the nearest id that exists");
                }
            }
            let meant = likely.or(end);
            diagnostic = if let Some(meant) = meant {
                // Hyphens for underscores, or quotes around it: the same word.
                let is_it = likely == Some(super::corrected(clean).as_str());
                let title = if likely.is_some() {
                    format!("name the nearest id, `{meant}`")
                } else {
                    format!("name the revision where the chain ends, `{meant}`")
                };
                diagnostic
                    .with_help(match &back {
                        Some(back) => format!("name `{meant}`, or {back}"),
                        None => format!("write the id as it is: `{meant}`"),
                    })
                    .with_fix(Fix {
                        title,
                        edits: vec![Edit {
                            span: parent.span,
                            text: meant.to_owned(),
                        }],
                        safety: if is_it {
                            Safety::Safe
                        } else {
                            Safety::Suggestion
                        },
                    })
            } else {
                let other = if others.is_empty() {
                    "write `none` if this is the first revision"
                } else {
                    "name the revision that this one follows"
                };
                diagnostic.with_help(match &back {
                    Some(back) => format!("{back}, or {other}"),
                    None => other.to_owned(),
                })
            };
            // A guess must not make the chain branch, which would be a second
            // report of one fault; a slip of the pen is no guess.
            let meant = meant.and_then(|meant| Some((meant, *by_id.get(meant)?)));
            let is_followed = |at: usize| graph.parents.iter().any(|p| p.contains(&at));
            match meant {
                Some((meant, at)) if !is_followed(at) || distance(clean, meant) <= SLIP => {
                    graph.parents[index].push(at);
                }
                _ => {
                    graph.loose.insert(index);
                }
            }
            out.push(diagnostic);
        }
        graph
    }

    /// The order, every revision after its parents and otherwise by id; the
    /// revisions of circles last. Reports each circle, and breaks it.
    pub(super) fn order(&mut self, entries: &[&Entry], out: &mut Vec<Diagnostic>) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.parents.iter().map(Vec::len).collect();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
        for (index, parents) in self.parents.iter().enumerate() {
            for &parent in parents {
                children[parent].push(index);
            }
        }
        let mut ready: BTreeSet<(&str, usize)> = (0..entries.len())
            .filter(|&index| waiting[index] == 0)
            .map(|index| (entries[index].id.value.as_str(), index))
            .collect();
        let mut order = Vec::with_capacity(entries.len());
        while let Some((_, index)) = ready.pop_first() {
            order.push(index);
            for &child in &children[index] {
                waiting[child] -= 1;
                if waiting[child] == 0 {
                    ready.insert((&entries[child].id.value, child));
                }
            }
        }
        let placed: BTreeSet<usize> = order.iter().copied().collect();
        let mut rest: Vec<usize> = (0..entries.len())
            .filter(|index| !placed.contains(index))
            .collect();
        rest.sort_by_key(|&index| &entries[index].id.value);
        let mut done: BTreeSet<usize> = BTreeSet::new();
        for &start in &rest {
            // Follow the first parent that is itself waiting, until we meet a
            // revision of this walk (a circle) or one of an earlier walk.
            let mut path: Vec<usize> = Vec::new();
            let mut at = start;
            loop {
                if let Some(from) = path.iter().position(|&seen| seen == at) {
                    let circle = path[from..].to_vec();
                    out.push(cycle(&circle, entries));
                    self.loose.extend(&circle);
                    break;
                }
                if done.contains(&at) {
                    break;
                }
                path.push(at);
                let next = self.parents[at]
                    .iter()
                    .find(|parent| !placed.contains(parent));
                match next {
                    Some(&next) => at = next,
                    None => break,
                }
            }
            done.extend(path);
        }
        order.extend(rest);
        order
    }

    /// A revision with all that follow it.
    pub(super) fn descendants(&self, of: usize) -> BTreeSet<usize> {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for (index, parents) in self.parents.iter().enumerate() {
            for &parent in parents {
                children[parent].push(index);
            }
        }
        reach(of, &children)
    }

    /// A revision with all that it follows.
    pub(super) fn ancestors(&self, of: usize) -> BTreeSet<usize> {
        reach(of, &self.parents)
    }

    /// The entries in parts that hang together, the parts in the order of their
    /// first entries.
    pub(super) fn parts(&self) -> Vec<Vec<usize>> {
        let mut beside: Vec<Vec<usize>> = self.parents.clone();
        for (index, parents) in self.parents.iter().enumerate() {
            for &parent in parents {
                beside[parent].push(index);
            }
        }
        let mut done: BTreeSet<usize> = BTreeSet::new();
        let mut parts = Vec::new();
        for index in 0..self.parents.len() {
            if !done.contains(&index) {
                let part = reach(index, &beside);
                done.extend(&part);
                parts.push(part.into_iter().collect());
            }
        }
        parts
    }

    /// The parents that a loose entry outside of a part names and that could not
    /// be found, in words; `None` when there are none.
    pub(super) fn unknown_parents(&self, entries: &[&Entry], part: &[usize]) -> Option<String> {
        let known = |id: &str| entries.iter().any(|e| e.id.value == id || e.stem == id);
        let names: BTreeSet<&str> = self
            .loose
            .iter()
            .filter(|index| !part.contains(index))
            .flat_map(|&index| &entries[index].parents)
            .map(|parent| parent.value.as_str())
            .filter(|id| !known(id))
            .collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        (!quoted.is_empty()).then(|| quoted.join(" or "))
    }

    /// Those of a set that nothing in the set follows.
    pub(super) fn heads_of(&self, set: &[usize]) -> Vec<usize> {
        let followed: BTreeSet<usize> = set
            .iter()
            .flat_map(|&index| self.parents[index].iter().copied())
            .collect();
        set.iter()
            .copied()
            .filter(|index| !followed.contains(index))
            .collect()
    }
}

/// The id in what may be a file's name, or stand in quotes.
fn clean(value: &str) -> &str {
    let quotes: &[char] = &['\'', '"', '`', '<', '>', ';', '.'];
    let bare = value.trim_matches(quotes);
    let name = bare.rsplit('/').next().unwrap_or(bare);
    name.strip_suffix(".sql").unwrap_or(name)
}

/// Two revisions with a space or another sign between them, where a comma belongs.
fn several<'a>(
    value: &'a str,
    by_id: &BTreeMap<&str, usize>,
) -> Option<(Vec<&'a str>, Vec<usize>)> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | '+' | '&' | '|');
    let ids: Vec<&str> = value
        .split(is_between)
        .filter(|id| !id.is_empty())
        .collect();
    let places: Option<Vec<usize>> = ids.iter().map(|id| by_id.get(id).copied()).collect();
    let places =
        places.filter(|places| matches!(places.as_slice(), [one, other] if one != other))?;
    Some((ids, places))
}

fn reach(from: usize, edges: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for &next in &edges[at] {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}

fn cycle(circle: &[usize], entries: &[&Entry]) -> Diagnostic {
    // From the smallest id, so that the report does not depend on where the
    // walk began.
    let first = circle
        .iter()
        .enumerate()
        .min_by_key(|(_, index)| &entries[**index].id.value)
        .map_or(0, |(at, _)| at);
    let turn: Vec<usize> = (0..circle.len())
        .map(|step| circle[(first + step) % circle.len()])
        .collect();
    let id = |index: usize| entries[index].id.value.as_str();
    let mut path: Vec<String> = turn
        .iter()
        .map(|&index| format!("`{}`", id(index)))
        .collect();
    path.extend(path.first().cloned());
    let place = |at: usize| {
        let parent = turn[(at + 1) % turn.len()];
        entries[turn[at]]
            .parents
            .iter()
            .find(|named| named.value == id(parent) || named.value == entries[parent].stem)
            .map_or(entries[turn[at]].parents_span, |named| named.span)
    };
    let message = if turn.len() == 1 {
        format!("revision `{}` follows itself", id(turn[0]))
    } else {
        format!("{} revisions follow each other in a circle", turn.len())
    };
    let mut diagnostic =
        Diagnostic::error("cycle", place(0), message).with_label(if turn.len() == 1 {
            "its own id".to_owned()
        } else {
            format!("`{}` follows `{}`", id(turn[0]), id(turn[1]))
        });
    for at in 1..turn.len() {
        let next = turn[(at + 1) % turn.len()];
        diagnostic = diagnostic.with_secondary(
            place(at),
            format!("`{}` follows `{}`", id(turn[at]), id(next)),
        );
    }
    diagnostic
        .with_note(format!(
            "each names the next as its parent: {}",
            path.join(" → ")
        ))
        .with_help("name another parent in one of them, or `none` in the first revision of all")
}
