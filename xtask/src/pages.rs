//! The rules' pages: written beside the rules, whose tests they are, and published under `docs/rules/`, where diagnostics send people.

use std::fs;
use std::path::PathBuf;

use crate::shell::root;
use crate::{Failure, Outcome};

/// Each page: where it is written and where it is published.
fn pages() -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
    let root = root();
    let mut pages = Vec::new();
    for entry in fs::read_dir(root.join("codegen/src/check/rules"))? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if let Some(stem) = stem
            && path.extension().is_some_and(|extension| extension == "md")
        {
            let name = format!("{}.md", stem.replace('_', "-"));
            pages.push((path.clone(), root.join("docs/rules").join(name)));
        }
    }
    pages.sort();
    Ok(pages)
}

/// Publishes every page.
pub(crate) fn publish() -> Outcome {
    for (from, to) in pages()? {
        let text = fs::read_to_string(&from)?;
        if fs::read_to_string(&to).is_ok_and(|old| old == text) {
            continue;
        }
        if let Some(directory) = to.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(&to, text)?;
        println!("wrote {}", to.display());
    }
    Ok(())
}

/// Says which published pages are not those of the rules.
pub(crate) fn stale() -> Result<Vec<String>, Failure> {
    let mut stale = Vec::new();
    for (from, to) in pages()? {
        let page = fs::read_to_string(&from)?;
        if fs::read_to_string(&to).ok().as_deref() != Some(&page) {
            let root = root();
            let shown = to.strip_prefix(&root).unwrap_or(&to).display();
            stale.push(format!(
                "{shown}: not the rule's page: run `cargo xtask bless` [pages]"
            ));
        }
    }
    Ok(stale)
}
