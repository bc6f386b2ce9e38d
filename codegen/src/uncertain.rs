//! Bindings of what a statement that is not modelled may have changed.

use crate::catalog::{Catalog, check_bindings};
use crate::diag::{Diagnostic, Spanned};
use crate::ir::{Module, Pattern, Program};
use crate::source::Config;
use std::collections::BTreeSet;

/// Reports each such statement once: to generate bindings of a table is to use it.
pub(crate) fn check(
    config: &Config,
    catalog: &Catalog,
    program: &Program,
    found: &mut Vec<Diagnostic>,
) {
    let mut bound = BTreeSet::new();
    collect(&program.root, &mut bound);
    let patterns = |list: &[Spanned<String>]| -> Vec<Pattern> {
        let all = list.iter();
        all.map(|text| Pattern::new(text.value.as_str())).collect()
    };
    let include = patterns(&config.generate.include);
    let exclude = patterns(&config.generate.exclude);
    let wants = |schema: &str, name: &str| {
        let listed = |list: &[Pattern]| list.iter().any(|pattern| pattern.matches(schema, name));
        (include.is_empty() || listed(&include)) && !listed(&exclude)
    };
    check_bindings(catalog, &bound, wants, found);
}

fn collect<'a>(module: &'a Module, bound: &mut BTreeSet<(&'a str, &'a str)>) {
    for relation in &module.relations {
        bound.insert((relation.schema.as_str(), relation.table.as_str()));
    }
    for inner in &module.modules {
        collect(inner, bound);
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, SourceMap, render};
    use crate::source::{Config, Input};
    use crate::{Project, analyze};
    use std::path::PathBuf;

    /// The errors and warnings of one migration, as they are printed.
    fn report(sql: &str, exclude: &[&str]) -> Vec<String> {
        let mut sources = SourceMap::default();
        let header =
            "-- revision: a\n-- down_revision: none\n-- irreversible: an example\n-- +up\n";
        let file = sources.add("a.sql", format!("{header}{sql}"));
        let mut config = Config::default();
        config.generate.exclude = exclude
            .iter()
            .map(|text| crate::diag::Spanned {
                value: (*text).to_owned(),
                span: crate::diag::Span::new(file, 0..1),
            })
            .collect();
        let inputs = vec![Input::new("a.sql", file)];
        let project = Project::of_texts(PathBuf::from("m"), config, sources, inputs, None);
        let found = analyze(&project).diagnostics;
        found
            .iter()
            .map(|fault| render(fault, &project.sources, Color::Never))
            .collect()
    }

    const BLOCK: &str = "CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE u (a int PRIMARY KEY);
DO $$
BEGIN
    IF current_user = 'x' THEN
        ALTER TABLE t ADD b int;
        ALTER TABLE u ADD b int;
        CREATE TABLE w (a int);
    END IF;
END $$;
";

    #[test]
    fn bindings_of_what_is_uncertain_are_one_error() {
        let found = report(BLOCK, &[]);
        let [only] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(
            only.starts_with(
                "error[tainted]: the bindings of table \"t\", table \"u\" and table \"w\" would be a guess: "
            ),
            "{only}"
        );
        assert!(only.contains("--> a.sql:9:8\n"), "{only}");
        assert!(only.contains("help: write above line 7 what"), "{only}");
        assert!(only.contains("exclude = [\"t\", \"u\", \"w\"]"), "{only}");
    }

    #[test]
    fn what_gets_no_bindings_may_be_uncertain() {
        let found = report(BLOCK, &["t", "u", "w"]);
        assert!(
            found.iter().all(|fault| !fault.starts_with("error")),
            "{found:#?}"
        );
        let harmless = BLOCK.replace("ALTER TABLE t ADD b int", "CREATE POLICY p ON t");
        let found = report(&harmless, &["u", "w"]);
        assert!(
            found.iter().all(|fault| !fault.starts_with("error")),
            "{found:#?}"
        );
    }

    #[test]
    fn what_rests_on_one_statement_is_counted() {
        let more = "ALTER TABLE u ADD c int;\nALTER TABLE u ADD d int;\nALTER TABLE t ADD c int;\n\
                    CREATE TABLE sound (a int PRIMARY KEY, nosuch nosuch);\n";
        let found = report(&format!("{BLOCK}{more}"), &[]);
        let errors: Vec<_> = found.iter().filter(|f| f.starts_with("error")).collect();
        let [first, second] = errors.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(
            first.contains("table \"u\" may have been changed"),
            "{first}"
        );
        assert!(first.contains("2 more statements rest on it"), "{first}");
        assert!(first.contains("`\"a.sql:7\" = \"no-effect\"`"), "{first}");
        assert!(second.starts_with("error[42704]"), "{second}");
    }

    #[test]
    fn what_is_told_where_it_is_used_is_not_told_again() {
        let found = report(&format!("{BLOCK}ALTER TABLE u ADD c int;\n"), &[]);
        let errors: Vec<_> = found.iter().filter(|f| f.starts_with("error")).collect();
        assert_eq!(errors.len(), 1, "{found:#?}");
        assert!(errors[0].contains("table \"u\" may have been changed"));
    }

    #[test]
    fn an_annotation_settles_it() {
        for comment in [
            "-- pgbindgen: no-effect",
            "-- pgbindgen: effect \"ALTER TABLE t ADD b int\"",
        ] {
            let sql = BLOCK.replace("DO $$", &format!("{comment}\nDO $$"));
            assert_eq!(report(&sql, &[]), Vec::<String>::new(), "{comment}");
        }
    }
}
