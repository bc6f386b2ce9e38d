//! Where the chain begins and ends: once each.

use super::graph::Graph;
use crate::diag::{Diagnostic, Edit, Fix, Safety, SourceMap};
use crate::source::layout::Entry;
use std::collections::BTreeSet;

/// Reports a chain that begins nowhere or several times, and joins the roots
/// in thought.
pub(super) fn roots(
    graph: &mut Graph,
    entries: &[&Entry],
    broken: &BTreeSet<String>,
    out: &mut Vec<Diagnostic>,
) {
    let mut roots: Vec<usize> = (0..entries.len())
        .filter(|&index| entries[index].parents.is_empty())
        .collect();
    if roots.is_empty() {
        // In a circle nobody is first, and that has been said. Else the first is
        // the one whose parent is missing and that all others follow.
        let circle = out.iter().any(|diagnostic| diagnostic.code == "cycle");
        let first = graph
            .loose
            .iter()
            .copied()
            .find(|&index| graph.descendants(index).len() == entries.len());
        let unread = |index: usize| {
            entries[index]
                .parents
                .iter()
                .any(|p| broken.contains(&p.value))
        };
        if let Some(first) = first.filter(|&index| !circle && !unread(index)) {
            out.push(no_root(entries[first]));
        }
        return;
    }
    // The chain is where most revisions are.
    roots.sort_by_key(|&root| {
        let size = graph.descendants(root).len();
        (std::cmp::Reverse(size), &entries[root].id.value)
    });
    let Some((&main, others)) = roots.split_first() else {
        return;
    };
    for &root in others {
        // A header that is reported may say what it follows.
        if entries[root].parents_unknown {
            graph.loose.insert(root);
            continue;
        }
        let own = graph.descendants(root);
        let rest: Vec<usize> = graph
            .descendants(main)
            .into_iter()
            .filter(|index| !own.contains(index))
            .collect();
        let ends = graph.heads_of(&rest);
        let entry = entries[root];
        let mut diagnostic = Diagnostic::error(
            "two-roots",
            entry.id.span,
            format!(
                "the chain begins twice: neither `{}` nor `{}` has a parent",
                entries[main].id.value, entry.id.value
            ),
        )
        .with_label("begins here again")
        .with_secondary(entries[main].id.span, "begins here");
        // A merge that has both roots behind it is no less at fault, but there
        // the end of the other branch is the natural parent.
        if let Some(&end) = ends.first().filter(|_| ends.len() == 1) {
            let parent = &entries[end].id.value;
            diagnostic = diagnostic
                .with_help(format!(
                    "name the parent of `{}`: `-- down_revision: {parent}`",
                    entry.id.value
                ))
                .with_fix(Fix {
                    title: format!("let it follow `{parent}`"),
                    edits: vec![set_parent(entry, parent)],
                    safety: Safety::Suggestion,
                });
            graph.parents[root].push(end);
        } else {
            diagnostic = diagnostic.with_help(format!(
                "name the parent of `{}` in its `-- down_revision:` header",
                entry.id.value
            ));
            graph.parents[root].push(main);
        }
        out.push(diagnostic);
    }
}

fn no_root(first: &Entry) -> Diagnostic {
    Diagnostic::error(
        "no-root",
        first.parents_span,
        "the chain has no beginning: every revision names a parent",
    )
    .with_label(format!("`{}` would be the first", first.id.value))
    .with_help("write `none` here if this is the first revision, or bring back the one before it")
    .with_fix(Fix {
        title: "make it the first".into(),
        edits: vec![Edit {
            span: first.parents_span,
            text: "none".into(),
        }],
        safety: Safety::Suggestion,
    })
}

/// Reports a chain that ends several times, with the edit that joins the ends.
pub(super) fn heads(
    graph: &mut Graph,
    entries: &[&Entry],
    released: &dyn Fn(&str) -> bool,
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) {
    // What hangs loose follows one of the ends, which one cannot be said: the
    // ends of each part are counted by themselves.
    for part in graph.parts() {
        let mut heads = graph.heads_of(&part);
        // What is released stays where it is; else the earlier id does.
        heads.sort_by_key(|&head| (!released(&entries[head].id.value), &entries[head].id.value));
        let Some((&first, others)) = heads.split_first() else {
            continue;
        };
        let missing = graph.unknown_parents(entries, &part);
        let mut stay = first;
        for &head in others {
            let diagnostic = two_heads(graph, entries, stay, head, released, sources);
            out.push(match &missing {
                Some(missing) => diagnostic.with_note(format!(
                    "unless {missing}, which is not there, is the revision that joins them"
                )),
                None => diagnostic,
            });
            stay = head;
        }
    }
}

fn two_heads(
    graph: &mut Graph,
    entries: &[&Entry],
    stay: usize,
    head: usize,
    released: &dyn Fn(&str) -> bool,
    sources: &SourceMap,
) -> Diagnostic {
    let behind_stay = graph.ancestors(stay);
    let branch: Vec<usize> = graph
        .ancestors(head)
        .into_iter()
        .filter(|index| !behind_stay.contains(index))
        .collect();
    // Where the branch leaves the rest: the revisions whose parents are all behind.
    let bases: Vec<usize> = branch
        .iter()
        .copied()
        .filter(|&index| {
            graph.parents[index]
                .iter()
                .all(|parent| behind_stay.contains(parent))
        })
        .collect();
    let base = match bases.as_slice() {
        [one] if graph.parents[*one].len() == 1 && !released(&entries[*one].id.value) => Some(*one),
        _ => None,
    };
    let (stay_id, head_id) = (&entries[stay].id.value, &entries[head].id.value);
    let path = |index: usize| sources.file(entries[index].file).path();
    let message = format!(
        "the chain has two heads: `{stay_id}` in {} and `{head_id}` in {}",
        path(stay),
        path(head)
    );
    let place = base.unwrap_or(head);
    let span = if entries[place].parents_stated {
        entries[place].parents_span
    } else {
        entries[place].header
    };
    let mut diagnostic = Diagnostic::error("two-heads", span, message);
    diagnostic = match base {
        Some(base) if base == head => {
            diagnostic.with_label(format!("`{head_id}` branches off here"))
        }
        Some(base) => diagnostic
            .with_label(format!("`{}` branches off here", entries[base].id.value))
            .with_secondary(entries[head].id.span, "one head"),
        None => diagnostic.with_label("one head"),
    };
    diagnostic = diagnostic.with_secondary(entries[stay].id.span, "the other head");
    if let Some(base) = base {
        diagnostic = diagnostic
            .with_help(format!(
                "let `{}` follow `{stay_id}`: write `-- down_revision: {stay_id}` in {}",
                entries[base].id.value,
                path(base)
            ))
            .with_help(format!(
                "or join them in a new revision with `-- down_revision: {stay_id}, {head_id}`: pgbindgen new NAME --parent {stay_id} --parent {head_id}"
            ))
            .with_fix(Fix {
                title: format!("let it follow `{stay_id}`"),
                edits: vec![set_parent(entries[base], stay_id)],
                safety: Safety::Suggestion,
            });
        graph.parents[base] = vec![stay];
    } else {
        diagnostic = diagnostic.with_help(format!(
            "join them in a new revision with `-- down_revision: {stay_id}, {head_id}`: pgbindgen new NAME --parent {stay_id} --parent {head_id}"
        ));
        graph.parents[head].push(stay);
    }
    diagnostic
}

/// The edit that gives a revision one parent.
fn set_parent(entry: &Entry, parent: &str) -> Edit {
    if entry.parents_stated && entry.parents_span.start < entry.parents_span.end {
        Edit {
            span: entry.parents_span,
            text: parent.to_owned(),
        }
    } else if entry.parents_stated {
        Edit {
            span: entry.parents_span,
            text: format!(" {parent}"),
        }
    } else {
        Edit {
            span: entry.header.at_end(),
            text: format!("\n-- down_revision: {parent}"),
        }
    }
}
