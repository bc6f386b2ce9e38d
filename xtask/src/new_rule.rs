//! `cargo xtask new-rule`: the two files and the two lines that a rule is.

use std::fs;
use std::path::Path;

use crate::shell::root;
use crate::{Failure, Outcome};

const CODE: &str = r#"//! {summary}

use crate::check::{Finding, History, Level, Pass, Rule, Settings};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "{name}",
    summary: "{summary}",
    level: Level::Deny,
    page: include_str!("{module}.md"),
    pass: Pass::Head(pass),
};

fn pass(_history: &History<'_>, _settings: &Settings, _out: &mut Vec<Finding>) {}
"#;

const PAGE: &str = "# {name}

{summary}.

## Why

What goes wrong in production, and when it is found.

## Wrong

```sql
CREATE TABLE example (id bigint PRIMARY KEY);
```

## Right

```sql
CREATE TABLE example (id bigint PRIMARY KEY);
```

## How to silence it

Above the statement, with a reason:

```sql,silenced
-- pgbindgen: allow({name}) why it is right here
CREATE TABLE example (id bigint PRIMARY KEY);
```
";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let [name, summary] = arguments else {
        return Err("usage: cargo xtask new-rule NAME 'WHAT IT FINDS'".into());
    };
    let words = name.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    if !words {
        return Err(format!("`{name}` is no rule name: lower case, words joined by `-`").into());
    }
    let directory = root().join("codegen/src/check/rules");
    let written = scaffold(&directory, name, summary)?;
    for path in written {
        println!("{path}");
    }
    println!(
        "Next: write the page's examples, which are the rule's tests and fail now; then the pass. \
         `cargo test -p pgbindgen-codegen check` runs them."
    );
    Ok(())
}

/// Writes the files and registers the rule; returns what was written.
fn scaffold(directory: &Path, name: &str, summary: &str) -> Result<Vec<String>, Failure> {
    let module = name.replace('-', "_");
    let filled = |text: &str| {
        text.replace("{name}", name)
            .replace("{module}", &module)
            .replace("{summary}", summary)
    };
    let registry = directory.join("mod.rs");
    let text = fs::read_to_string(&registry)
        .map_err(|error| format!("cannot read `{}`: {error}", registry.display()))?;
    let registered = register(&text, &module).ok_or_else(|| {
        format!(
            "`{}` has no `RULES` that can be added to",
            registry.display()
        )
    })?;
    let mut written = Vec::new();
    for (extension, text) in [("rs", CODE), ("md", PAGE)] {
        let path = directory.join(format!("{module}.{extension}"));
        if path.exists() {
            return Err(format!("`{}` is there already", path.display()).into());
        }
        fs::write(&path, filled(text))?;
        written.push(path.display().to_string());
    }
    fs::write(&registry, registered)?;
    written.push(registry.display().to_string());
    Ok(written)
}

/// Adds the module and the row of a rule, each in its place in the order of names. rustfmt breaks the line where it has to.
fn register(text: &str, module: &str) -> Option<String> {
    let mut modules: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.starts_with("mod "))
        .map_while(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let first = text.find(&format!("mod {};", modules.first()?))?;
    let last = modules.last()?;
    let end = text.find(&format!("mod {last};"))? + format!("mod {last};").len();
    modules.push(module);
    modules.sort_unstable();
    modules.dedup();
    let declarations: Vec<String> = modules.iter().map(|name| format!("mod {name};")).collect();
    let text = format!(
        "{}{}{}",
        &text[..first],
        declarations.join("\n"),
        &text[end..]
    );

    let start = text.find("RULES: &[Rule] = &[")? + "RULES: &[Rule] = &[".len();
    let end = start + text[start..].find("];")?;
    let mut rows: Vec<String> = text[start..end]
        .split(',')
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .map(str::to_owned)
        .collect();
    rows.push(format!("{module}::RULE"));
    rows.sort();
    rows.dedup();
    Some(format!(
        "{}{}{}",
        &text[..start],
        rows.join(", "),
        &text[end..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_registered_in_order() {
        let text = "//! Rules.\n\nmod a;\nmod c;\n\nconst RULES: &[Rule] = &[a::RULE, c::RULE];\n";
        let expected = "//! Rules.\n\nmod a;\nmod b;\nmod c;\n\nconst RULES: &[Rule] = &[a::RULE, b::RULE, c::RULE];\n";
        assert_eq!(register(text, "b").as_deref(), Some(expected));
        assert_eq!(register("nothing", "b"), None);
        // The rules as they are, with their tests behind them.
        let rules = root().join("codegen/src/check/rules/mod.rs");
        let text = fs::read_to_string(rules).unwrap();
        let registered = register(&text, "zero").unwrap();
        assert!(registered.contains("mod unnamed_constraint;\nmod zero;\n\nuse "));
        assert!(registered.contains("unnamed_constraint::RULE, zero::RULE];"));
        assert!(registered.ends_with("#[cfg(test)]\nmod tests;\n"));
    }
}
